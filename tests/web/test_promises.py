"""“I'm in”, over HTTP: from any group, at once, and for people without a phone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def planned(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees, and her group will plant a hedge; Ben sits with the books."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    for no in ("1", "2"):
        host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    attendee.act("groups/1/join")
    neighbour.act("groups/2/join")
    attendee.act("groups/1/notes", kind="action", text="Plant a hedge")


def test_two_of_different_groups_tap_at_once(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    with ThreadPoolExecutor() as hands:
        taps = [hands.submit(one.act, "promises/note/1/in") for one in (attendee, neighbour)]
    assert [tap.result().status_code for tap in taps] == [200, 200]
    assert {event["person"] for event in night.events("PromiseMade")} == {1, 2}
    page = attendee.get("groups/1").text
    assert "Ada" in page.partition('id="promise-note-1"')[2].partition("</div>")[0]
    assert "Plant a hedge" in neighbour.get("me").text, "what one promised"
    assert neighbour.submit("promises/note/1/out", "me").status_code == 303
    assert "Plant a hedge" not in neighbour.get("me").text
    night.move("closed")
    assert "What you promised" in attendee.get("evening").text
    assert "<span hx-ignore>Ada</span>" in host.get("record").text


def test_hours_are_said_on_one_s_own_page_and_counted_in_the_record(
    night: Evening, attendee: Device, helper: Device, host: Device
) -> None:
    attendee.act("promises/note/1/in")
    assert attendee.submit("promises/note/1/hours", "me", hours="4", monthly="1").status_code == 303
    assert "4 hours a month" in attendee.get("me").text
    helper.act("people", name="Nora")
    helper.act("promises/note/1/in", for_="3")
    assert "Hours that they promise" in helper.get("helper?for=3").text
    helper.act("promises/note/1/hours", for_="3", hours="3")
    night.move("closed")
    assert attendee.submit("promises/note/1/kept", "me", kept="2").status_code == 303
    assert host.get("record.json").json()["hours"] == {"promised": 3, "kept": 2, "monthly": 4}
    assert "3 hours promised, 4 hours a month promised, 2 kept" in host.get("record").text
    assert "Hours promised each month: 4" in host.get("record.md").text
    assert attendee.get("me/known.json").json()["promises"][0]["hours"] == 4
    assert refused(attendee.act("promises/note/1/hours", hours="x"), 422, "whole number", "hours")


def test_a_helper_adds_one_without_a_phone(night: Evening, helper: Device, neighbour: Device) -> None:
    helper.act("people", name="Nora")
    assert "Plant a hedge" in helper.get("helper?for=3").text
    assert helper.act("promises/note/1/in", for_="3").status_code == 200
    assert night.events("PromiseMade") == [{"person": 3, "about": "note:1"}]
    assert night.actors("PromiseMade") == ["helper:481516"]
    assert refused(helper.act("promises/note/1/in"), 403, "Join the night first")
    assert neighbour.act("promises/note/1/in", for_="3").status_code == 200
    assert night.events("PromiseMade")[1]["person"] == 2, "only helpers say for whom"


def test_not_there(night: Evening, attendee: Device, neighbour: Device) -> None:
    assert refused(attendee.act("promises/note/9/in"), 404, "nothing like that")
    assert refused(attendee.act("promises/pitch/1/in"), 404, "nothing like that")
    attendee.act("promises/note/1/in")
    attendee.act("notes/1/hide")
    for device, page in ((neighbour, "groups/1"), (attendee, "me"), (neighbour, "board")):
        assert "Plant a hedge" not in device.get(page).text
