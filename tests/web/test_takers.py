"""Writing to a group from its page in the record: wherever somebody of it agreed, and nowhere else. Nobody's
address is anywhere, nor is what is written but on the two private pages; the host sees how many wrote."""

import httpx
import pytest

from tests.web.cast import Device, Evening
from tests.web.test_knocks import ANSWER, QUESTION, ZED, everywhere, key_in, rows

PAGE, FORM = "record/g/1", "record/g/1/write"
NOBODY = "Nobody from this group takes messages."


@pytest.fixture
def zed(night: Evening, attendee: Device, neighbour: Device) -> Device:
    """Somebody who has never been there; Ada sat with the bees, and the night is closed."""
    night.talk_about_bees(attendee)
    night.move("closed")
    device = night.device()
    device.client.headers["X-Forwarded-For"] = f"2001:db8:{int(night.code, 36) % 0xFFFF:x}::2"
    return device


def write(night: Evening, who: Device, **fields: str) -> httpx.Response:
    return who.submit(FORM, FORM, **{"text": QUESTION, "ticket": night.ticket(60)} | fields)


def take(who: Device, taken: str = "1") -> None:
    assert who.act("record/g/1/messages", taken=taken).status_code == 200


def test_a_group_is_written_to_once_somebody_of_it_agreed(
    night: Evening, zed: Device, attendee: Device, neighbour: Device, host: Device
) -> None:
    page = zed.get(PAGE).text
    assert NOBODY in page
    assert FORM not in page
    assert write(night, zed).status_code == 409
    assert "May readers write to you about it?" in attendee.get(PAGE).text
    assert "May readers write to you" in attendee.get("evening").text
    take(attendee)
    assert "Readers can write to you about it." in attendee.get(PAGE).text
    page = zed.get(PAGE).text
    assert NOBODY not in page
    assert FORM in page
    assert "It goes to one person who was in it:" in zed.get(FORM).text
    link = write(night, zed, contact=ZED).headers["location"]
    assert "One message waits" in attendee.get("me").text
    assert "Readers can write to you about" in attendee.get("me/known").text
    assert "May readers write to you" not in attendee.get("evening").text
    assert QUESTION in attendee.get("knocks").text
    assert attendee.submit("knocks/1/say", "knocks", text=ANSWER).status_code == 303
    assert ANSWER in zed.get(link).text
    assert "1 message" in host.get("knocks").text
    for path, device, status in (
        ("knocks/1/say", neighbour, 404),
        ("knocks/1/say", host, 403),
        ("knocks/1/end", host, 403),
    ):
        assert device.act(path, text="I am Ada").status_code == status


async def test_what_is_written_to_a_group_is_on_two_pages_alone(
    night: Evening, zed: Device, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    take(attendee)
    link = write(night, zed, contact=ZED).headers["location"]
    devices = {"attendee": attendee, "neighbour": neighbour, "host": host, "outsider": outsider}
    for where, text in (await everywhere(night, devices)).items():
        assert ZED not in text, where
        if where != "attendee knocks":
            assert QUESTION not in text, where
    assert QUESTION in zed.get(link).text
    attendee.submit("knocks/1/end", "knocks", report="1", why="Sells pills")
    assert rows(night) == []
    assert "1 report about messages" in host.get("desk").text
    assert "Sells pills" in host.get("knocks").text
    for device, path, status in ((attendee, "knocks/1/heard", 403), (host, "knocks/9/heard", 404)):
        assert device.act(path).status_code == status
    for _twice in range(2):
        assert host.submit("knocks/1/heard", "knocks").status_code == 303
    assert "I have read it" not in host.get("knocks").text
    assert "report about messages" not in host.get("desk").text


def test_the_host_passes_on_where_nobody_agreed_and_stops_what_is_wrong(
    night: Evening, zed: Device, attendee: Device, host: Device
) -> None:
    assert host.submit("knocks/pass", "knocks", passed="1").status_code == 303
    page = zed.get(PAGE).text
    assert NOBODY in page
    assert "Write to the host, who can pass it on" in page
    assert "It goes to one person" not in zed.get(FORM).text
    link = write(night, zed).headers["location"]
    assert "1 message to you" in host.get("desk").text
    assert QUESTION in host.get("knocks").text
    assert "Who was there: <span hx-ignore>Ada</span>" in host.get("knocks").text
    assert QUESTION not in attendee.get("knocks").text
    host.submit("knocks/1/say", "knocks", text=ANSWER)
    assert ANSWER in zed.get(link).text
    take(attendee)
    assert "Write to this group" in zed.get(PAGE).text
    host.submit("record/g/1/quiet", "knocks", stopped="1")
    assert NOBODY in zed.get(PAGE).text
    assert "Nobody takes messages about this group" in zed.get(FORM).text
    assert write(night, zed).status_code == 409


def test_taking_it_back_leaves_what_was_begun(night: Evening, zed: Device, attendee: Device) -> None:
    take(attendee)
    link = write(night, zed).headers["location"]
    take(attendee, "0")
    assert write(night, zed).status_code == 409
    assert attendee.submit("knocks/1/say", "knocks", text=ANSWER).status_code == 303
    assert ANSWER in zed.get(link).text
    ended = zed.submit("knocks/1/asker/end", link.partition("?")[0], **key_in(link))
    assert ended.status_code == 303
    assert rows(night) == []


def test_what_writing_to_a_group_is_refused_for(
    night: Evening, zed: Device, attendee: Device, neighbour: Device, host: Device
) -> None:
    take(attendee)
    for fields, status, words in (
        ({"text": ""}, 422, "write something"),
        ({"text": "x" * 1001}, 422, "Too long by 1"),
        ({"contact": "x" * 121}, 422, "Too long"),
        ({"homepage": "https://spam.example"}, 422, "Leave the field marked"),
        ({"ticket": ""}, 409, "open for too long"),
        ({"ticket": night.ticket(0)}, 429, "very fast"),
        ({"mail": "zed"}, 422, "not an e-mail address"),
    ):
        answer = write(night, zed, **fields)
        assert (answer.status_code, words in answer.text) == (status, True), (fields, answer.text)
    for path, device, status in (
        ("record/g/9/write", zed, 404),
        ("record/g/1/messages", neighbour, 403),
        ("record/g/1/messages", zed, 403),
        ("record/g/1/messages", host, 403),
        ("record/g/9/messages", attendee, 404),
        ("knocks/pass", attendee, 403),
        ("record/g/1/quiet", attendee, 403),
        ("record/g/9/quiet", host, 404),
        ("knocks/mail/1", neighbour, 403),
        ("knocks/mail/2", neighbour, 409),
        ("knocks/mail/1", attendee, 409),
        ("knocks/mail/0", attendee, 403),
        ("knocks/mail/0", host, 409),
        ("knocks/mail/1/read", attendee, 404),
    ):
        answer = device.act(path, text=QUESTION, ticket=night.ticket(60), taken="1", passed="1", stopped="1")
        assert answer.status_code == status, (path, answer.text)
    assert rows(night) == []
    ticket = night.ticket(60)
    first, second = (write(night, zed, ticket=ticket).headers["location"] for _twice in range(2))
    assert first == second
    assert len(rows(night)) == 1


def test_while_nobody_can_read_the_record_nobody_writes(
    night: Evening, zed: Device, attendee: Device, host: Device
) -> None:
    take(attendee)
    host.act("record/withdraw")
    assert zed.get(FORM).status_code == 410
    assert write(night, zed).status_code == 410
    host.act("record/publish")
    assert write(night, zed).status_code == 303
