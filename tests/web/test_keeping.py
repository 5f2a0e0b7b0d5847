"""Promises live on, over HTTP: ticked, moved and let go months later, and told by the record."""

import datetime as dt
import io
import re
import zipfile

import pytest

from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused


@pytest.fixture(autouse=True)
def promised(night: Evening, attendee: Device, neighbour: Device, host: Device, helper: Device) -> None:
    """Ada's group will plant a hedge, for which Ben is in; build a bench, for which Nora is, who has no
    phone; and paint it, for which nobody is. The night is closed."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    attendee.act("groups/1/join")
    for text, due in (("Plant a hedge", "12 May 2031"), ("Build a bench", ""), ("Paint it", "")):
        attendee.act("groups/1/notes", kind="action", text=text, due=due)
    neighbour.act("promises/note/1/in")
    helper.act("people", name="Nora")
    helper.act("promises/note/2/in", for_="3")
    night.move("closed")


def test_a_promise_is_ticked_off_and_the_record_says_so(neighbour: Device, host: Device) -> None:
    record = host.get("record").text
    assert "kept" not in record.partition("What we will do")[2].partition("</ol>")[0]
    assert neighbour.submit("promises/note/1/done", "promises").status_code == 303
    assert "It is open again" in neighbour.get("promises").text
    record = host.get("record").text
    assert "1 of 2 kept" in record
    assert "1 is still open" in record
    its = host.get("record.json").json()
    assert its["kept"] == {"kept": 1, "open": 1, "let_go": 0}
    assert [one["state"] for one in its["groups"][0]["actions"]] == ["done", "open", "open"]
    assert its["groups"][0]["actions"][0]["state_at"].startswith("20")
    assert its["groups"][0]["actions"][1]["state_at"] == ""


def test_a_promise_is_moved_and_let_go(neighbour: Device, host: Device) -> None:
    moved = (dt.date.today() + dt.timedelta(days=40)).isoformat()
    assert neighbour.submit("promises/note/1/day", "promises", day=moved).status_code == 303
    its = host.get("record.json").json()
    assert its["kept"] is None, "nobody has said what became of one"
    assert its["groups"][0]["actions"][0]["moved_to"] == moved
    page = neighbour.submit("promises/note/1/let-go", "promises", text="The ground is rock")
    assert page.status_code == 303
    its = host.get("record.json").json()
    assert its["groups"][0]["actions"][0]["state"] == "let go"
    assert its["groups"][0]["actions"][0]["owners"] == [], "nobody stands there for what they let go"
    assert its["sequels"][0]["text"] == "The ground is rock"
    assert "The ground is rock" in host.get("record").text


def test_the_desk_sees_what_is_due_and_says_so_for_people_without_a_phone(
    neighbour: Device, host: Device, helper: Device
) -> None:
    page = host.get("promises").text
    assert "What is due" in page
    hedge, bench = page.index('id="note-1"'), page.index('id="note-2"')
    assert hedge < bench, "what has a day comes first"
    assert "/promises/note/1/done" not in page, "Ben has a phone: it is his to say"
    assert host.submit("promises/note/2/done", "promises", for_="3").status_code == 303
    assert "1 of 2 kept" in host.get("record").text
    assert refused(host.act("promises/note/1/done", for_="2"), 403, "They have a phone")
    assert refused(host.act("promises/note/1/done"), 403, "Only people who are in")
    assert helper.act("promises/note/3/done").status_code == 200, "nobody is in on it"
    assert "What is due" not in neighbour.get("promises").text


def test_what_comes_back_with_a_sentence(neighbour: Device, attendee: Device) -> None:
    for day, words in (("", "Pick a day"), ("soon", "Pick a day"), ("1999-01-01", "That day is over")):
        assert refused(neighbour.act("promises/note/1/day", day=day), 422, words, "day")
    assert refused(neighbour.act("promises/note/1/let-go", text="x" * 301), 422, "Too long", "text")
    for what in ("note/9", "meeting/1", "pitch/1"):
        assert refused(neighbour.act(f"promises/{what}/done"), 404, "nothing like that")
    assert refused(attendee.act("promises/note/1/open"), 403, "Only people who are in")
    again = attendee.submit("promises/note/1/day", "promises", day="2031-06-01")
    assert "Only people who are in" in again.text


def test_the_personal_code_opens_it_on_another_phone(night: Evening) -> None:
    phone = night.device()
    phone.act(f"/j/{night.code}/return", personal=night.personal(2))
    assert "Plant a hedge" in phone.get("promises").text
    assert phone.submit("promises/note/1/done", "promises").status_code == 303


@pytest.fixture
def second(night: Evening, shared_server: Server) -> Evening:
    """The next night, of another host at the same place."""
    return Evening(shared_server)


def test_the_next_night_opens_with_it(night: Evening, second: Evening, neighbour: Device) -> None:
    neighbour.act("promises/note/1/done")
    assert second.host.submit("promises/before", "promises", of=night.code.lower()).status_code == 303
    page = second.host.get("promises").text
    assert "1 of 2 kept" in page
    assert "Last time we promised 2 things. 1 is done." in page
    assert "Open with last time: 1 of 2 kept" in second.host.get("desk").text
    assert second.host.submit("scene", "promises", scene="earlier").status_code == 303
    board = second.host.get("board").text
    assert 'data-scene="earlier"' in board
    assert "1 of 2 kept" in board
    assert "Build a bench" in board, "what is still open"
    assert "Plant a hedge" not in board
    assert "Nora" not in board, "nobody is named"
    second.move("pitch")
    second.move("closed")
    record = second.host.get("record").text
    assert f'href="/n/{night.code}/record"' in record
    assert second.host.get("record.json").json()["earlier"]["kept"] == 1
    assert refused(second.host.act("promises/before", of=""), 409, "can no longer open with anything")


def test_only_its_host_says_after_which_night_it_comes(night: Evening, second: Evening) -> None:
    assert refused(second.enter("Ada").act("promises/before", of=night.code), 403)
    assert refused(second.helper().act("promises/before", of=night.code), 403)
    assert refused(second.device().act("promises/before", of=night.code), 403)
    assert refused(second.host.act("promises/before", of="NOSUCH"), 404, "no night with this code")
    assert refused(second.host.act("promises/before", of=second.code), 403, "not open to everybody", "of")
    third = Evening(second.server)
    third.move("pitch")
    third.move("closed")
    assert refused(second.host.act("promises/before", of=third.code), 422, "Nothing was promised", "of")
    assert second.host.act("promises/before", of=night.code, command="the-same").status_code == 200
    assert second.host.act("promises/before", of=night.code, command="the-same").status_code == 200
    assert len(second.events("CameAfter")) == 1
    withdrawn = night.host.act("record/withdraw")
    assert withdrawn.status_code == 200, withdrawn.text
    assert refused(second.host.act("promises/before", of=night.code), 403, "not open to everybody", "of")


def test_a_night_started_from_it_opens_with_it(night: Evening, host: Device, neighbour: Device) -> None:
    neighbour.act("promises/note/1/done")
    form = host.client.get(f"/start?from={night.code}").text
    assert "Open with what became of last time" in form
    assert "1 of 2 kept" in form
    for fields, codes in (({"open_with": "1"}, night.code), ({}, "")):
        went = host.act("/nights", **SETUP | {"after": night.code} | fields).json()["go"]
        host.code = went.split("/")[2]
        assert ("1 of 2 kept" in host.get("promises").text) is bool(codes)


@pytest.fixture
def opened(night: Evening, second: Evening, neighbour: Device) -> Evening:
    """The next night: it opened with one of two promises kept, and is over."""
    neighbour.act("promises/note/1/done")
    second.host.act("promises/before", of=night.code)
    second.move("pitch")
    second.move("closed")
    return second


def told_of_last_time(device: Device) -> str:
    part = device.get("record").text.partition('id="last-time">')[2].partition("</div>")[0]
    return " ".join(re.sub("<[^>]*>", " ", part).split())


def test_both_records_tell_how_promises_stand_now(
    night: Evening, opened: Evening, helper: Device, neighbour: Device
) -> None:
    """Given the record of the next night, which strangers have read, when another promise of the night before
    is ticked off or opened again, then it tells both: with what it opened, and how that stands now."""
    reader = opened.device()
    assert "1 of 2 kept Now: 1 of 2 kept" in told_of_last_time(reader)
    helper.act("promises/note/2/done", for_="3")
    assert "2 of 2 kept" in night.device().get("record").text
    assert "1 of 2 kept Now: 2 of 2 kept" in told_of_last_time(reader)
    neighbour.act("promises/note/1/open")
    assert "1 of 2 kept Now: 1 of 2 kept 1 is still open" in told_of_last_time(reader)
    assert opened.host.get("record.json").json()["earlier"]["kept"] == 1, "files tell with what it opened"
    with zipfile.ZipFile(io.BytesIO(reader.get("record.zip").content)) as site:
        cover = site.read(next(name for name in site.namelist() if name.endswith("index.html"))).decode()
    assert "1 of 2 kept" in cover
    assert "Now:" not in cover


def test_what_is_hidden_withdrawn_or_deleted_is_told_by_no_other_record(
    night: Evening, opened: Evening, host: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the next night said of it when it opened is its own, and stays: but nothing newer, and no link."""
    reader, link = opened.device(), f'href="/n/{night.code}/record"'
    host.act("notes/1/hide", why="A name")
    assert "1 of 2 kept Now: 0 of 1 kept" in told_of_last_time(reader)
    assert link in reader.get("record").text
    host.act("record/withdraw")
    assert "Now" not in told_of_last_time(reader)
    assert link not in reader.get("record").text
    host.act("record/publish")
    assert "Now: 0 of 1 kept" in told_of_last_time(reader)
    night.delete(monkeypatch)
    assert told_of_last_time(reader).endswith("1 of 2 kept Its record is no longer open.")
    assert link not in reader.get("record").text
