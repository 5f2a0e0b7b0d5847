"""Nights over HTTP: the start link, starting one, its setup, the home page, and who is told what."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, Fields, refused


@pytest.fixture
def starter(shared_server: Server) -> Device:
    """Holds the start link."""
    device = Device(shared_server.url)
    answer = device.get(f"/?key={shared_server.start_key}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    return device


def test_started_from_the_form(starter: Device) -> None:
    assert starter.get("/start").status_code == 200
    answer = starter.submit("/nights", "/start", **SETUP)
    assert answer.status_code == 303
    code = answer.headers["location"].split("/")[2]
    assert starter.get(f"/n/{code}/desk").status_code == 200
    assert "Bees and books" in starter.get("/").text, "it is among the host's nights"
    assert "Bees and books" in starter.get(f"/start?from={code}").text, "the next one can begin from it"


def test_a_repeat_leads_to_the_same_night(starter: Device) -> None:
    with ThreadPoolExecutor() as hands:
        answers = list(
            hands.map(
                lambda _hand: starter.copy().act("/nights", command="start-" + "1" * 20, **SETUP), range(4)
            )
        )
    assert len({answer.json()["go"] for answer in answers}) == 1


def test_only_with_the_start_link(shared_server: Server, night: Evening, helper: Device) -> None:
    nobody = Device(shared_server.url)
    for device in (nobody, helper):
        assert refused(device.act("/nights", **SETUP), 403, "start link")
        assert refused(device.act("/rehearsals"), 403, "start link")
        assert device.get("/start").status_code == 403
    assert nobody.get("/?key=wrong").status_code == 403
    assert nobody.cookies == {}
    forged = Device(shared_server.url)
    forged.client.cookies.set("start", f"start {shared_server.start_key}")
    assert refused(forged.act("/nights", **SETUP), 403)


def test_another_night_is_no_pattern_for_strangers(starter: Device, night: Evening) -> None:
    assert starter.get(f"/start?from={night.code}").status_code == 403
    assert starter.get("/start?from=NOSUCH").status_code == 404


BAD: list[tuple[dict[str, Fields], str]] = [
    ({"title": ""}, "title"),
    ({"title": "x" * 81}, "title"),
    ({"place": "x" * 121}, "place"),
    ({"intro": "x" * 1001}, "intro"),
    ({"zone": "Mars/Crater"}, "zone"),
    ({"date": "tomorrow"}, "date"),
    ({"date": "2026-02-30"}, "date"),
    ({"dots": "many"}, "dots"),
    ({"dots": "101"}, "dots"),
    ({"room_seats": ["x", "1"]}, "rooms"),
    ({"room_seats": ["0", "1"]}, "rooms"),
    ({"room_name": ["Hall", "hall"]}, "rooms"),
    ({"slot_start": ["25:00"]}, "slots"),
    ({"slot_start": ["19:30"], "slot_end": ["19:30"]}, "slots"),
    ({"slot_start": [""], "slot_end": [""]}, "slots"),
]


@pytest.mark.parametrize(("fields", "field"), BAD)
def test_a_setup_that_will_not_do(
    starter: Device, night: Evening, fields: dict[str, Fields], field: str
) -> None:
    assert refused(starter.act("/nights", **(SETUP | fields)), 422, field=field)
    assert refused(night.host.act("setup", **(SETUP | fields)), 422, field=field)
    assert night.version == 1


def test_rows_that_do_not_match(night: Evening, host: Device) -> None:
    assert refused(host.act("setup", **(SETUP | {"room_name": ["Hall"]})), 422, "wrong with this form")
    rooms: dict[str, Fields] = {
        "room_id": [""] * 61,
        "room_name": [f"Room {n}" for n in range(61)],
        "room_seats": ["5"] * 61,
    }
    assert refused(host.act("setup", **(SETUP | rooms)), 409, "at most 60 rooms", "rooms")
    many: dict[str, Fields] = {"room_id": ["1"] * 500}
    assert refused(host.act("setup", **(SETUP | many)), 422, "wrong with this form")


def test_without_javascript_the_form_keeps_what_was_typed(starter: Device, host: Device) -> None:
    for device, path, page in ((starter, "/nights", "/start"), (host, "setup", "setup")):
        answer = device.submit(path, page, **(SETUP | {"date": "tomorrow", "intro": "Come <i>all</i>"}))
        assert answer.status_code == 422
        assert "Pick a date for the night." in answer.text
        assert "Come &lt;i&gt;all&lt;/i&gt;" in answer.text


def test_the_setup_of_a_running_night(night: Evening, host: Device) -> None:
    new: dict[str, Fields] = {"room_id": ["1", ""], "room_name": ["Hall", "Attic"], "room_seats": ["9", ""]}
    new |= {"room_features": ["step-free+quiet", ""], "least": "3", "most": "8", "seating": "mixed"}
    answer = host.submit("setup", "setup", **(SETUP | new))
    assert answer.headers["location"] == f"/n/{night.code}/desk"
    setup = night.events("SetupChanged")[0]["setup"]
    assert setup["rooms"] == [
        {"id": 1, "name": "Hall", "seats": 9, "features": ["step-free", "quiet"]},
        {"id": 2, "name": "Attic", "seats": 12, "features": []},
    ]
    assert (setup["least"], setup["most"], setup["seating"]) == (3, 8, "mixed")
    assert host.act("setup", **(SETUP | new)).json()["version"] == 2, "the same again changes nothing"


def test_from_the_code_to_the_door(night: Evening, outsider: Device) -> None:
    spaced = f" {night.code[:3].lower()} - {night.code[3:]}"
    answer = outsider.client.get("/join", params={"code": spaced})
    assert answer.headers["location"] == f"/j/{night.code}"
    wrong = outsider.client.get("/join", params={"code": "NOSUCH"})
    assert wrong.status_code == 404
    assert "NOSUCH" in wrong.text
    assert outsider.get("/join").status_code == 404


def test_a_home_page_without_the_start_link_starts_nothing(outsider: Device, starter: Device) -> None:
    assert 'href="/start"' not in outsider.get("/").text
    assert 'href="/start"' in starter.get("/").text
    outsider.client.cookies.set("desk_NOSUCH", "host NOSUCH 1")
    assert outsider.get("/").status_code == 200
