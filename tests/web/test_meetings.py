"""Next meetings over HTTP: who sees them, for whom they are written, and as files."""

import pytest

from tests.web.cast import Device, Evening, refused

SEEDS = {"group": "1", "day": "2026-12-01", "time": "19:30", "place": "Library", "text": "Bring seeds"}
PLACE = "Library, ground floor"


@pytest.fixture(autouse=True)
def fixed(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees, and they meet again; Ben sits nowhere."""
    night.talk_about_bees(attendee)
    assert attendee.act("meetings", **SEEDS | {"place": PLACE}).status_code == 200


def test_whoever_is_in_gets_it_and_nobody_else_is_told(
    night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    for device, page in ((neighbour, "groups/1"), (host, "desk")):
        assert PLACE in device.get(page).text, page
    assert neighbour.submit("promises/meeting/1/in", "groups/1").status_code == 303
    assert refused(neighbour.act("meetings", **SEEDS), 403, "Join this group first")
    assert outsider.get("meetings/1.ics").status_code == 403
    night.move("closed")
    assert "You meet again" in neighbour.get("evening").text
    assert "You meet again" not in attendee.get("evening").text
    file = outsider.get("meetings/1.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:Bees" in file.text
    assert "LOCATION:Library\\, ground floor" in outsider.get("record.ics").text
    for ending in ("md", "csv", "json", "html"):
        text = outsider.get(f"record.{ending}").text
        assert PLACE in text, ending
        assert "Ben" in text, ending
    assert "record.ics" in outsider.get("record").text
    assert attendee.act("meetings/1/cancel", cancelled="1").status_code == 200
    assert "Called off" in neighbour.get("evening").text
    assert "STATUS:CANCELLED" in outsider.get("meetings/1.ics").text


def test_a_helper_fixes_one_for_somebody_without_a_phone(night: Evening, helper: Device) -> None:
    helper.act("people", name="Nora")
    helper.act("groups/1/join", for_="3")
    assert helper.submit("meetings", "helper", **SEEDS, for_="3").status_code == 303
    page = helper.get("helper?for=3").text
    assert "When does “Bees” meet again?" in page
    assert helper.submit("promises/meeting/2/in", "helper", for_="3").status_code == 303
    assert night.events("MeetingFixed")[1]["person"] == 3


def test_what_waits_or_is_hidden_is_nowhere(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    host.act("reading", nouns="note")
    attendee.act("meetings/1/change", **SEEDS | {"place": "Sesame Street"})
    assert "1 meeting to read" in host.get("desk").text
    for device, page in ((neighbour, "groups/1"), (attendee, "groups/1"), (neighbour, "meetings/1.ics")):
        assert "Sesame" not in device.get(page).text
    night.move("closed")
    for ending in ("", ".md", ".csv", ".json", ".ics"):
        record = neighbour.get(f"record{ending}")
        assert record.status_code == 200, ending
        assert "Sesame" not in record.text
    assert neighbour.get("meetings/1.ics").status_code == 404


def test_without_javascript_a_wrong_day_is_said_at_its_form(attendee: Device, host: Device) -> None:
    answer = attendee.submit("meetings", "groups/1", **SEEDS | {"day": "yesterday"}, form="")
    assert answer.status_code == 422
    assert "Pick a day" in answer.text
    assert refused(host.act("meetings", **SEEDS | {"group": "99"}), 404, "no such group")
