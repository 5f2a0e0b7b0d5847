"""Somebody's own evening over HTTP: theirs at their own address and on their phone, and nobody else's."""

import pytest

from tests.web.cast import Device, Evening

TITLE = "Bees"
SAID = "Leave a strip of lawn"


@pytest.fixture
def evening(night: Evening, host: Device, attendee: Device, neighbour: Device) -> Evening:
    """Ada pitched bees and talked about them with Ben, who pitched books in vain. The night is closed."""
    night.move("pitch")
    attendee.act("pitches", title=TITLE, hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    night.move("vote")
    neighbour.act("pitches/1/vote")
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    for person in (attendee, neighbour):
        person.act("groups/1/join")
    attendee.act("groups/1/notes", kind="note", text=SAID)
    night.move("closed")
    return night


def own(device: Device) -> str:
    """What the phone's page says about this person's own evening."""
    return device.get().text.partition('id="evening"')[2].partition("</main>")[0]


def test_the_phone_has_it_once_the_night_is_closed(
    evening: Evening, attendee: Device, neighbour: Device
) -> None:
    ada, ben = own(attendee), own(neighbour)
    for words in ("Thank you, Ada", "Your pitch", TITLE, "1 person wanted it", SAID, "What you wrote"):
        assert words in ada, words
    assert "<b>With</b> <span hx-ignore>Ben</span>" in ada
    assert f'href="/n/{evening.code}/record/to/note-1"' in ada
    assert "Books" not in ada
    assert "No group talked about it tonight" in ben
    assert "What you wrote" not in ben


def test_nobody_sees_the_evening_of_another(
    evening: Evening, outsider: Device, stranger: Device, host: Device, helper: Device
) -> None:
    """Not even who runs the night, or came to another one; somebody who did nothing sees their own."""
    for device in (outsider, stranger, host, helper):
        answer = device.get("evening")
        assert answer.status_code == 403
        assert "Join the night first" in answer.text
        assert TITLE not in answer.text
    host.act(f"/j/{evening.code}", name="Hedy")
    assert host.get("evening").status_code == 403, "nobody joins any more"


def test_it_is_kept_by_no_one_on_the_way(evening: Evening, attendee: Device) -> None:
    for answer in (attendee.get(), attendee.get("evening")):
        assert answer.headers["cache-control"] == "no-store"
        assert "Cookie" in answer.headers["vary"]


def test_who_did_nothing(night: Evening, attendee: Device) -> None:
    night.move("closed")
    mine = own(attendee)
    assert "The record shows what came out of tonight" in mine
    for words in ("Your pitch", "Your group", "What you wrote"):
        assert words not in mine
    assert f'href="/n/{night.code}/record"' in mine


def test_not_before_the_end(night: Evening, attendee: Device) -> None:
    night.move("talk")
    assert attendee.get("evening").status_code == 409
    night.move("closed")
    night.move("share")
    assert attendee.get("evening").status_code == 200, "the record stays as well"
    assert 'id="evening"' not in attendee.get().text, "the phone is back in the night"


def test_a_removed_person_has_none(evening: Evening, host: Device, attendee: Device) -> None:
    host.act("people/1/remove")
    for path in ("", "evening"):
        answer = attendee.get(path)
        assert answer.status_code == 403
        assert SAID not in answer.text


def test_on_another_device_with_the_personal_code(evening: Evening, outsider: Device) -> None:
    """“I've already joined”, also after the end."""
    door = f"/j/{evening.code}"
    answer = outsider.submit(f"{door}/return", door, personal=evening.personal(1))
    assert answer.headers["location"] == f"/n/{evening.code}"
    assert SAID in own(outsider)


def test_whoever_left_early_finds_it_at_the_door(night: Evening, attendee: Device, outsider: Device) -> None:
    """On a device of theirs that they did not leave by: the other one forgot them."""
    night.move("pitch")
    attendee.act("pitches", title=TITLE, hosted="1")
    attendee.copy().act("me/leave")
    night.move("closed")
    way = f'href="/n/{night.code}/evening"'
    assert f'<p data-mine="left"><a class="button" {way}' in attendee.get(f"/j/{night.code}").text
    assert f'<p data-mine="left" hidden><a class="button" {way}' in outsider.get(f"/j/{night.code}").text
    assert TITLE in attendee.get("evening").text


def test_months_later_after_having_left_with_the_code_that_the_page_tells(
    evening: Evening, attendee: Device, outsider: Device
) -> None:
    code = evening.personal(1)
    assert code in attendee.get("evening").text
    assert code not in own(attendee), "on the room's own page it is not"
    door = f"/j/{evening.code}"
    attendee.copy().act("me/leave")
    outsider.submit(f"{door}/return", door, personal=code)
    assert SAID in outsider.get("evening").text


def test_as_a_calendar(evening: Evening, attendee: Device, neighbour: Device, outsider: Device) -> None:
    answer = attendee.get("evening.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert f"SUMMARY:{TITLE}" in answer.text
    assert outsider.get("evening.ics").status_code == 403


def test_whom_they_met_is_there_as_they_chose(evening: Evening, attendee: Device, neighbour: Device) -> None:
    assert "Who you met" in own(attendee)
    neighbour.act("me/byline", byline="participant")
    page = attendee.get("evening").text
    assert "Ben" not in page
    assert "Who you met" not in page


def test_it_is_linked_from_the_persons_page(evening: Evening, attendee: Device) -> None:
    assert f'href="/n/{evening.code}/evening"' in attendee.get("me").text


def test_how_to_tell_others(evening: Evening, attendee: Device) -> None:
    """An address of this Wi-Fi is nothing to send: then it is a file."""
    assert f'href="/n/{evening.code}/record.html"' in own(attendee)
    assert "mailto:" not in own(attendee)
