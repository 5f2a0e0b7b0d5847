"""What waits to be read is seen by its author and the desk: no other page, push or file has it."""

import pytest

from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.stage import Stage
from tests.web.test_helpers import invited
from tests.web.test_nothing_secret import pushed

PAGES = ("", "me", "groups/1", "why", "board", "record", "evening")
FILES = ("record.md", "record.html", "record.csv", "record.json")


@pytest.fixture
def stage(shared_server: Server) -> Stage:
    """The groups share; the host reads everything first, and then Ada writes."""
    stage = Stage(shared_server, "share")
    host, attendee = stage.cast["host"], stage.cast["attendee"]
    assert host.act("reading", nouns=["pitch", "note", "comment"]).status_code == 200
    assert attendee.act("groups/1/notes", text="wordsofnote").status_code == 200
    fields = {"kind": "action", "text": "wordsofaction", "who": "whoofaction", "due": "dueofaction"}
    assert attendee.act("groups/1/notes", **fields).status_code == 200
    assert attendee.act("share/1/comments", text="wordsofcomment").status_code == 200
    assert attendee.act("groups/1/headline", text="wordsofheadline").status_code == 200
    return stage


SECRET = ("wordsofnote", "wordsofaction", "whoofaction", "dueofaction", "wordsofcomment", "wordsofheadline")


async def told(stage: Stage) -> list[tuple[str, str]]:
    """Everything that those who are not its author and not the desk get to see: (what, text)."""
    found = []
    for who in ("neighbour", "helper", "outsider"):
        for page in (*PAGES, *FILES, "helper", "remote"):
            answer = stage.cast[who].get(page)
            assert answer.status_code != 429, "else this page would say nothing"
            found.append((f"{who} {page}", answer.text))
    for who, audience in (
        *(("neighbour", audience) for audience in ("phone", "board", "group&group=1")),
        *(("helper", "helper"), ("outsider", "board"), ("host", "remote")),
        *(("attendee", audience) for audience in ("phone", "group&group=1")),  # a push is for everybody
    ):
        found += [(f"{who} {audience}", word) async for word in pushed(stage.cast[who], audience)]
    return found


@pytest.mark.parametrize("closed", [False, True])
async def test_what_waits_is_in_nothing_that_others_get(stage: Stage, closed: bool) -> None:
    if closed:
        stage.night.move("closed")
    seen = await told(stage)
    for secret in SECRET:
        assert [what for what, text in seen if secret in text] == []
    counts = stage.cast["neighbour"].get("record.json").json()["totals"] if closed else {}
    if closed:
        assert (counts["notes"], counts["actions"], counts["comments"]) == (1, 0, 1)
        assert "wordsofnote" not in stage.cast["attendee"].get("evening").text


async def test_what_the_host_hides_is_in_nothing_that_others_get(stage: Stage) -> None:
    """Given they were let in and seen, when the host hides them, then they are out of everything."""
    host = stage.cast["host"]
    host.act("reading/let-in", notes="2,3", comments="2")
    assert "wordsofcomment" in stage.cast["neighbour"].get("").text
    for path in ("notes/2/hide", "notes/3/hide", "comments/2/hide"):
        assert host.act(path).status_code == 200
    for phase in ("share", "closed"):
        stage.night.move(phase)
        seen = await told(stage)
        for secret in SECRET:
            assert [what for what, text in seen if secret in text] == []


PHASES = ("vote", "groups", "share", "closed")


async def test_a_name_that_waits_is_in_nothing_that_others_get(shared_server: Server) -> None:
    """Zoe pitches, sits in a group and writes: as Guest 3, until the host has read her name."""
    stage = Stage(shared_server, "pitch")
    assert stage.cast["host"].act("reading", nouns="name").status_code == 200
    zoe = stage.cast["zoe"] = stage.night.enter("Nameofzoe")
    assert zoe.act("pitches", title="Moths at night", hosted="1").status_code == 200
    assert "others see you as “Guest 3”" in zoe.get("me").text
    assert 'value="Nameofzoe"' in zoe.get("me").text
    for phase in PHASES:
        stage.night.move(phase)
        stage.after(phase)
        if phase == "vote":
            assert zoe.act("pitches/1/vote").status_code == 200
        if phase == "groups":
            assert zoe.act("groups/1/join").status_code == 200
            assert zoe.act("groups/1/notes", text="Seen at lamps").status_code == 200
            assert "Guest 3" in stage.cast["neighbour"].get("groups/1").text
        if phase == "share":
            assert zoe.act("share/1/comments", text="So many moths").status_code == 200
        if phase == "vote":
            continue
        seen = await told(stage)
        assert [what for what, text in seen if "Nameofzoe" in text] == []
        assert any("Guest 3" in text for _what, text in seen) or phase == "closed"
    assert "Nameofzoe" in zoe.get("evening").text
    assert "Nameofzoe" in stage.cast["host"].get("waiting").text
    named = stage.night.events("PersonJoined")[-1]
    assert named["waiting"], named
    versions = [row.version for row in stage.night.recorded if row.event.stored_as() == "person-joined/1"]
    assert stage.cast["host"].act("reading/let-in", names=str(versions[-1])).status_code == 200
    assert zoe.act("me/byline", byline="name").status_code == 200
    assert "Nameofzoe" in stage.cast["outsider"].get("record").text


def test_a_helper_who_enters_people_sees_guests(night: Evening, host: Device) -> None:
    """Also where they give somebody a slip; who may read what waits sees the names."""
    reader, nora = invited(night, "Olu", "approve"), invited(night, "Nora", "people", "timer")
    assert host.act("reading", nouns="name").status_code == 200
    night.enter("Nameofzoe")
    host.act("slips/print", count="9")
    for page in ("helper", "helper?for=1", "slips", "remote", "board"):
        assert "Nameofzoe" not in nora.get(page).text, page
    assert "Guest 1" in nora.get("slips").text
    assert nora.get("waiting").status_code == 403
    assert "Nameofzoe" in reader.get("waiting").text
    assert "Nameofzoe" in host.get("slips").text


def test_the_host_reads_names_at_the_desk(shared_server: Server) -> None:
    stage = Stage(shared_server, "welcome")
    host, ada = stage.cast["host"], stage.cast["attendee"]
    assert host.act("reading", nouns="name").status_code == 200
    assert ada.act("me/name", name="Ladyada").status_code == 200
    page = host.get("desk").text
    assert "1 name to read" in page
    assert "Ladyada" in page
    assert "Ladyada" in ada.get("").text
    version = stage.night.version
    assert host.act(f"names/{version}/turn-away", why="Not your name").status_code == 200
    shown, hidden = ada.get("").text, stage.cast["neighbour"].get("").text
    assert 'data-mine="asked">' in shown
    assert 'data-mine="asked" hidden>' in hidden
    assert "All that is yours stays yours" in ada.get("me").text
    assert "Not your name" in ada.get("me").text
    assert ada.act(f"/j/{stage.night.code}", name="Ada").status_code == 200, "the same person, by the door"
    assert len(stage.night.events("PersonJoined")) == 2
    assert refused(host.act(f"names/{version}/turn-away"), 409, "is no longer waiting")
    assert ada.act("me/name", name="Ada").status_code == 200
    assert "All that is yours" not in ada.get("me").text
    assert "Ada" in host.get("waiting").text
    assert host.act("reading/let-in", names=str(stage.night.version)).status_code == 200
    assert "to read" not in host.get("desk").text


def test_its_author_sees_that_it_waits(stage: Stage) -> None:
    page = stage.cast["attendee"].get("me").text
    assert "The host reads these first" in page
    assert all(words in page for words in ("wordsofnote", "wordsofaction", "wordsofcomment"))
    assert "The host reads these first" not in stage.cast["neighbour"].get("me").text
    answer = stage.cast["attendee"].act("share/1/comments", text="Another one")
    assert "unread-comment" in answer.json()["mine"]["marks"]
    assert stage.cast["attendee"].submit("comments/2/hide", "me").status_code == 303
    assert "wordsofcomment" not in stage.cast["attendee"].get("me").text


async def test_the_desk_sees_it_and_lets_it_in(stage: Stage) -> None:
    host = stage.cast["host"]
    page = host.get("desk").text
    assert "3 notes to read" in page  # a headline is one
    assert "1 comment to read" in page
    assert all(words in page for words in SECRET)
    heard = [word async for word in pushed(host, "desk")]
    assert any("wordsofnote" in word for word in heard)
    assert host.act("reading/let-in", notes="2,3", comments="2", headlines="1").status_code == 200
    assert "wordsofheadline" in stage.cast["neighbour"].get("groups/1").text
    assert "wordsofnote" in stage.cast["neighbour"].get("groups/1").text
    assert "wordsofcomment" in stage.cast["neighbour"].get("").text
    assert "to read" not in host.get("desk").text
    assert "unread" not in str(stage.cast["attendee"].act("share/1/heart").json()["mine"]["marks"])


def test_a_damaged_batch_is_refused(night: Evening, host: Device) -> None:
    before = night.version
    for fields in ({"notes": "1;2"}, {"pitches": "x"}, {"comments": "1" * 20}):
        assert refused(host.act("reading/let-in", **fields), 422, "wrong with this form")
    assert host.act("reading/let-in", notes="7,8").status_code == 200
    assert night.version == before


def test_a_limit_is_told_and_keeps_the_words(stage: Stage) -> None:
    host, attendee = stage.cast["host"], stage.cast["attendee"]
    assert host.act("reading/limits", pitches="1", notes="1", comments="1").status_code == 200
    assert 'name="notes" min="0" max="300" value="1"' in host.get("desk").text
    answer = attendee.submit("share/1/comments", "", text="One more word")
    assert "the limit of comments for one person (1)" in answer.text
    assert "One more word" in answer.text
    assert refused(host.act("reading/limits", notes="999"), 422, "between 0 and 300", "notes")
    assert refused(host.act("reading/limits", notes="some"), 422, "whole number", "notes")


def test_slow_mode_says_how_long_and_keeps_the_words(night: Evening, attendee: Device, host: Device) -> None:
    night.move("pitch")
    assert host.act("reading/slow", seconds="300").status_code == 200
    assert attendee.act("pitches", title="Bees").status_code == 200
    answer = attendee.submit("pitches", "", title="Moths at night")
    assert answer.status_code >= 400
    assert "Send this again in" in answer.text
    assert "Moths at night" in answer.text
    assert refused(host.act("reading/slow", seconds="601"), 422, "between 0", "seconds")
    assert refused(host.act("reading/slow", seconds="soon"), 422, "whole number", "seconds")
    host.act("reading/slow", seconds="0")
    assert attendee.act("pitches", title="Moths").status_code == 200
