"""Losing and gaining rooms over HTTP: proposed if there is a line-up, otherwise done at once."""

from typing import Any

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture
def seated(night: Evening, host: Device, attendee: Device, neighbour: Device) -> Evening:
    """Bees in the Hall, Books in the Corner; Ada and Ben host one each."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    assert host.act("lineup/make").status_code == 200
    return night


def rooms(night: Evening) -> list[tuple[int, str, int, list[str]]]:
    last = [fields for _command, kind, fields in night.log if kind in ("NightStarted", "SetupChanged")][-1]
    return [tuple(room.values()) for room in last["setup"]["rooms"]]


def proposed(night: Evening) -> dict[str, Any]:
    found: dict[str, Any] = night.events("LineupProposed")[-1]["proposal"]
    return found


def test_a_lost_room_is_proposed_and_applied(seated: Evening, host: Device) -> None:
    host.act("rooms/2/lose", command="lose-corner")
    made = proposed(seated)
    assert [room["id"] for room in made["setup"]["rooms"]] == [1]
    assert len(made["placements"]) == 1
    assert seated.events("LineupMade")[-1]["proposal"]["setup"] is None, "nothing has happened yet"
    assert host.act("lineup/proposal/apply", proposal=proposed(seated)["no"]).status_code == 200
    assert seated.events("LineupMade")[-1]["proposal"]["no"] == proposed(seated)["no"]
    again = host.act("rooms/2/lose", command="lose-corner")
    assert again.json()["version"] == seated.version - 1, "the repeat gets its first answer"
    assert refused(host.act("rooms/2/lose"), 404, "no such room")
    assert refused(host.act("rooms/1/lose"), 409, "only room")


def test_a_gained_room_is_proposed(seated: Evening, host: Device) -> None:
    host.act("rooms", name="Attic", seats="5", features="step-free+quiet")
    room = proposed(seated)["setup"]["rooms"][-1]
    assert room == {"id": 3, "name": "Attic", "seats": 5, "features": ["step-free", "quiet"]}


def test_without_a_lineup_the_setup_changes_at_once(night: Evening, host: Device) -> None:
    host.act("rooms", name="Attic", seats="5", command="the-attic")
    host.act("rooms", name="Attic", seats="5", command="the-attic")
    host.act("rooms/1/lose")
    assert rooms(night) == [(2, "Corner", 1, []), (3, "Attic", 5, [])]


def test_the_other_rooms_keep_their_signs(night: Evening, host: Device) -> None:
    """They are on the tables, printed."""

    def sign(name: str) -> str:
        page = host.get("tables/print").text
        return page[: page.index(f"</svg> {name}</h2>")].rpartition("<svg")[2]

    host.act("rooms", name="Attic", seats="5")
    before = [sign("Corner"), sign("Attic")]
    assert before[0] != before[1]
    host.act("rooms/1/lose")
    assert [sign("Corner"), sign("Attic")] == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "", "seats": "5"}, "rooms"),
        ({"name": "Hall", "seats": "5"}, "rooms"),
        ({"name": "Attic", "seats": "0"}, "rooms"),
        ({"name": "Attic", "seats": "many"}, "seats"),
        ({"name": "Attic", "seats": "5", "features": "wings"}, "rooms"),
    ],
)
def test_a_room_that_cannot_be(seated: Evening, host: Device, fields: dict[str, str], field: str) -> None:
    before = seated.version
    assert refused(host.act("rooms", **fields), 422, field=field)
    assert seated.version == before


def test_a_closed_night_keeps_its_rooms(seated: Evening, host: Device) -> None:
    seated.move("closed")
    assert refused(host.act("rooms/1/lose"), 409, "closed")
    assert refused(host.act("rooms", name="Attic", seats="5"), 409, "closed")
