"""A second run over HTTP: the desk is told how many would gain by it, and takes it with one press."""

from typing import Any

import pytest

from tests.web.cast import Device, Evening, refused

SETUP: dict[str, Any] = {
    "title": "Bees",
    "dots": "3",
    "least": "1",
    "room_id": ["1", "2"],
    "room_name": ["Hall", "Nook"],
    "room_seats": ["4", "2"],
    "slot_id": ["1", "2"],
    "slot_start": ["19:30", "20:30"],
    "slot_end": ["20:15", "21:15"],
}
THEN = "2-2"


@pytest.fixture(autouse=True)
def made(night: Evening, attendee: Device) -> None:
    """Ben would like to go to Ada's bees, and runs the books at that time; late, all rooms are free."""
    ben = night.enter("Ben")
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    ben.act("pitches", title="Books", hosted="1")
    night.move("vote")
    night.host.act("lineup/make")
    ben.act("pitches/1/vote")
    assert night.host.act("setup", **SETUP).status_code == 200


def test_told_and_taken(night: Evening, host: Device) -> None:
    page, says = (
        host.get("lineup/weigh?wait").text,
        "A second run of “Bees” would give 1 person a place in something they chose.",
    )
    assert says in page
    assert says in host.get("desk?part=lineup").text
    assert "Round 2, at 20:30, in Nook." in page
    assert f'name="cell" value="{THEN}"' in page
    assert host.act("lineup/1/repeat", cell=THEN).status_code == 200
    last = night.events("LineupSet")[-1]
    assert last["seated"] == {"3": [1, 2]}
    assert "A second run of “Bees”" not in host.get("lineup/weigh?wait").text + host.get("desk").text
    assert refused(host.act("lineup/1/repeat", cell=THEN), 409, "already runs at that time")


def test_without_javascript(host: Device) -> None:
    """It leads back to the desk, which says what can be undone."""
    answer = host.submit("lineup/1/repeat", "lineup/weigh?wait", cell=THEN, back=f"/n/{host.code}/desk")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/n/{host.code}/desk")
    assert "Again in round 2." in host.get("desk?part=lineup").text


def test_a_new_line_up_has_them_where_the_host_lets_topics_meet_twice(night: Evening, host: Device) -> None:
    """Off at first, and then a choice of the setup; what is proposed says who gains."""
    says = "“Bees” runs once more, which gives 1 person a place in something they chose."
    assert all(host.act(f"lineup/{group}/pin", pinned="1").status_code == 200 for group in (1, 2))
    assert 'name="twice" value="1">' in host.get("setup").text
    assert host.act("setup", **SETUP, twice="1").status_code == 200
    assert 'name="twice" value="1" checked>' in host.get("setup").text
    assert host.act("lineup/make").status_code == 200
    page = host.get("desk?part=lineup").text
    assert says in page
    assert "1 topic runs again" in page
    assert host.act("lineup/proposal/apply", proposal=str(night.version)).status_code == 200
    assert night.events("LineupMade")[-1]["proposal"]["groups"]["3"] == [1, 2]
    assert "A room was free, so it runs once more here, for 1 person who chose it." in host.get("desk").text


@pytest.mark.parametrize("cell", ["", "9-1", "2-9", "x", "2", "-1"])
def test_no_such_place(night: Evening, host: Device, cell: str) -> None:
    before = night.version
    answer = host.act("lineup/1/repeat", cell=cell)
    assert refused(answer, answer.status_code, "no such room or round")
    assert answer.status_code in (404, 422)
    assert night.version == before


def test_not_once_the_night_is_closed(night: Evening, host: Device) -> None:
    night.move("closed")
    assert refused(host.act("lineup/1/repeat", cell=THEN), 409, "closed")
