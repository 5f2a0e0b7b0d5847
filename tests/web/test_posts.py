"""Somebody who was not there hands in what they wrote: anybody may, scripts may not, and the host reads it
first."""

import re

import httpx
import pytest

from tests.web.cast import KEYS, Device, Evening, refused

POST = {"who": "Zoe", "text": "What a sceptic told me", "url": "https://blog.example/zoe"}
DOUBT = "None of this will last"
FORM = "record/posts"
READ = ("record", "record/g/1", "record/quote/note-1", "about", "now.atom")
FILES = ("md", "csv", "json", "html", "wiki")


@pytest.fixture
def zoe(night: Evening, attendee: Device, neighbour: Device) -> Device:
    """Somebody who was not there, at an address of her own; a sceptic was quoted, and the night is over."""
    night.talk_about_bees(attendee)
    attendee.act("groups/1/notes", kind="quote", text=DOUBT, who="Max")
    night.move("closed")
    device = night.device()
    device.client.headers["X-Forwarded-For"] = f"2001:db8:{int(night.code, 36) % 0xFFFF:x}::2"
    return device


def hand_in(night: Evening, device: Device, /, **fields: str) -> httpx.Response:
    known = POST | {"about": "note:1", "ticket": night.ticket(60)}
    return device.submit(FORM, f"{FORM}?about=note:1", **known | fields)


def handed_in(night: Evening, device: Device, /, **fields: str) -> str:
    """Hand it in, and give back the address of one's own page."""
    answer = hand_in(night, device, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_it_stands_beside_the_quote_once_the_host_has_read_it(
    night: Evening, zoe: Device, host: Device
) -> None:
    assert f"{FORM}?about=note:1" in zoe.get("record/quote/note-1").text
    assert f"{FORM}?about=group:1" in zoe.get("record/g/1").text
    assert FORM in zoe.get("record").text
    page = zoe.get(f"{FORM}?about=note:1").text
    assert DOUBT in page
    assert re.search(r'name="ticket" value="[^"]+"', page)
    own = handed_in(night, zoe)
    assert "The host reads it first." in zoe.get(own).text
    for path in (*READ, *(f"record.{ending}" for ending in FILES)):
        assert POST["url"] not in zoe.get(path).text, path
    assert "1 follow-up to read" in host.get("desk").text
    assert "1 follow-up to read" in host.get("record/draft").text
    assert "Zoe, who was not there" in host.get("afterwards").text
    assert host.submit("sequels/1/show", "afterwards").status_code == 303
    for path in (*READ, *(f"record.{ending}" for ending in FILES)):
        text = zoe.get(path).text
        assert POST["url"] in text, path
        assert "Zoe" in text, path
    for path in ("record", "record/g/1", "record/quote/note-1", "about", "record.html"):
        assert f'href="{POST["url"]}" rel="nofollow ugc noopener"' in zoe.get(path).text, path
    assert f'href="/n/{night.code}/record/g/1#note-1" hx-ignore>{DOUBT}' in zoe.get("record").text
    (told,) = zoe.get("record.json").json()["sequels"]
    assert (told["by"], told["outside"], told["anchor"]) == ("Zoe", True, "note-1")
    assert "It is in the record." in zoe.get(own).text


def test_whoever_was_there_is_led_to_their_own_page(zoe: Device, attendee: Device, neighbour: Device) -> None:
    for page in ("record", "record/g/1", "record/quote/note-1"):
        assert FORM not in attendee.get(page).text, page
    assert neighbour.get(f"{FORM}?about=note:1").headers["location"].endswith("/afterwards?about=note:1")
    assert "/afterwards?about=note:1" in attendee.get("record/quote/note-1").text
    assert f'value="note:1" selected hx-ignore>{DOUBT}' in attendee.get("afterwards?about=note:1").text
    attendee.act("afterwards", text="My own words on it", about="note:1")
    assert "Ada, afterwards: My own words on it" in zoe.get("record/g/1").text


def test_it_is_taken_back_and_is_nowhere(night: Evening, zoe: Device, host: Device, outsider: Device) -> None:
    own = handed_in(night, zoe)
    host.act("sequels/1/show")
    path, _question, key = own.partition("?key=")
    for other in (own[:-1] + "1", path, own.replace("posts/1", "posts/2")):
        assert outsider.get(other).status_code == 404, other
    for wrong in ("", "x" * 32):
        assert refused(outsider.act("record/posts/1/back", key=wrong), 404)
    assert POST["url"] in outsider.get("record").text
    assert zoe.submit("record/posts/1/back", own, key=key).headers["location"] == own
    assert "You took it back." in zoe.get(own).text
    for path in (*READ, "record.json", "record.csv"):
        assert POST["url"] not in outsider.get(path).text, path
    host.act("afterwards/stop", stopped="1")  # by then the log has forgotten what it had to
    (added,) = night.events("SequelAdded")
    assert not any(added.get(name) for name in ("text", "url", "who")), "the log has forgotten its words"
    assert refused(host.act("sequels/1/show"), 409, "taken it back")
    assert zoe.act("record/posts/1/back", key=key).status_code == 200, "once more"


def test_what_is_turned_away_is_seen_by_nobody(night: Evening, zoe: Device, host: Device) -> None:
    own = handed_in(night, zoe)
    host.submit("sequels/1/hide", "afterwards")
    assert "has not taken it" in zoe.get(own).text
    assert POST["url"] not in zoe.get("record").text
    away = host.get("afterwards").text
    assert "1 that you did not take" in away
    assert POST["url"] not in away.partition("1 that you did not take")[0]
    assert host.submit("sequels/1/show", "afterwards").status_code == 303
    assert POST["url"] in zoe.get("record").text


def test_what_a_form_is_refused_for(night: Evening, zoe: Device, attendee: Device) -> None:
    for fields, status, words in (
        ({"who": ""}, 422, "write something"),
        ({"who": "x" * 61}, 422, "Too long by 1"),
        ({"text": ""}, 422, "write something"),
        ({"text": "x" * 301}, 422, "Too long by 1"),
        ({"url": "javascript:alert(1)"}, 422, "begins with https://"),
        ({"about": "note:99"}, 422, "Pick one of these"),
        ({"about": "person:1"}, 422, "Pick one of these"),
        ({"homepage": "https://spam.example"}, 422, "Leave the field marked"),
        ({"ticket": ""}, 409, "open for too long"),
        ({"ticket": night.ticket(2 * 86_400)}, 409, "open for too long"),
        ({"ticket": night.ticket(0)}, 429, "very fast"),
        ({"ticket": KEYS.ticket("345678", 0)}, 409, "open for too long"),
    ):
        zoe.client.headers["X-Forwarded-For"] = f"2001:db8:{hash(str(fields)) % 0xFFFF:x}::2"
        answer = hand_in(night, zoe, **fields)
        assert (answer.status_code, words in answer.text) == (status, True), (fields, answer.text)
        if "ticket" not in fields and "url" not in fields:
            assert POST["url"] in answer.text, "what was typed is still there"
    assert night.events("SequelAdded") == []
    for path in ("afterwards/stop", "sequels/1/show"):
        for device in (zoe, attendee):
            assert refused(device.act(path, stopped="1"), 403), path


def test_no_record_no_posts(night: Evening, zoe: Device, host: Device) -> None:
    own = handed_in(night, zoe)
    host.act("record/withdraw")
    assert zoe.get(FORM).status_code == 410
    assert hand_in(night, zoe, url="https://blog.example/2").status_code == 410
    answer = hand_in(night, host, url="https://blog.example/2")
    assert (answer.status_code, "no record to write about" in answer.text) == (409, True)
    assert "There is no record to write about yet." in host.get(FORM).text
    assert "The host reads it first." in zoe.get(own).text, "she can still take it back"
    night.move("talk")
    assert hand_in(night, zoe, url="https://blog.example/2").status_code in (409, 410)


def test_the_host_takes_none(night: Evening, zoe: Device, host: Device) -> None:
    assert host.submit("afterwards/stop", "afterwards", stopped="1").status_code == 303
    for path in ("record", "record/g/1", "record/quote/note-1"):
        assert FORM not in zoe.get(path).text, path
    assert "not taking posts from outside" in zoe.get(FORM).text
    assert 'name="url"' not in zoe.get(FORM).text
    assert hand_in(night, zoe).status_code == 409
    assert "taking no more posts from outside" in host.get("desk").text
    host.submit("afterwards/stop", "afterwards", stopped="0")
    handed_in(night, zoe)


def test_a_form_sent_twice_hands_in_once(night: Evening, zoe: Device) -> None:
    ticket = night.ticket(60)
    assert handed_in(night, zoe, ticket=ticket) == handed_in(night, zoe, ticket=ticket)
    # The host can read a ticket in the log, as the id of a command; it opens nothing.
    assert hand_in(night, night.host, ticket=ticket, text="Anything").status_code == 409
    assert "already been handed in" in hand_in(night, zoe).text
    assert len(night.events("SequelAdded")) == 1


def test_one_sender_hands_in_only_so_much(night: Evening, zoe: Device) -> None:
    answers = [hand_in(night, zoe, url=f"https://blog.example/{no}").status_code for no in range(8)]
    assert answers == [303] * 6 + [429] * 2
    other = night.device()
    other.client.headers["X-Forwarded-For"] = f"2001:db8:{int(night.code, 36) % 0xFFFF:x}::3"
    assert hand_in(night, other, url="https://blog.example/9").status_code == 429, "of the same network"
