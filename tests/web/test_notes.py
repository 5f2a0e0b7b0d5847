"""Notes and actions over HTTP."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada and Ben sit with the bees; Ada has written note 1."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    host.act("lineup/make")
    night.move("talk")
    attendee.act("groups/1/join")
    neighbour.act("groups/1/join")
    attendee.act("groups/1/notes", text="Bees like\r\n\r\nhedges.")


def test_notes_and_actions(night: Evening, attendee: Device) -> None:
    attendee.act("groups/1/notes", kind="action", text="Plant\nhedges", who="Ada", due="May")
    note, action = night.events("NoteWritten")
    assert (note["kind"], note["text"], note["person"]) == ("note", "Bees like\n\nhedges.", 1)
    assert (action["text"], action["who"], action["due"]) == ("Plant hedges", "Ada", "May")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "A", "kind": "poem"}, "kind"),
        ({"text": "A", "kind": "action", "who": "x" * 61}, "who"),
        ({"text": "A", "kind": "action", "due": "x" * 41}, "due"),
        ({"text": "A", "kind": "link", "url": "javascript:alert(1)"}, "url"),
    ],
)
def test_words_that_do_not_fit(night: Evening, attendee: Device, fields: dict[str, str], field: str) -> None:
    before = night.version
    assert refused(attendee.act("groups/1/notes", **fields), 422, field=field)
    if field not in ("kind", "url"):
        assert refused(attendee.act("notes/1/edit", **fields), 422, field=field)
    assert night.version == before


def test_only_the_writer_and_the_desk_take_a_note_away(
    night: Evening, neighbour: Device, helper: Device
) -> None:
    assert refused(neighbour.act("notes/1/hide"), 403, "Only the person who wrote this")
    assert refused(night.enter("Cleo").act("notes/1/edit", text="No bees"), 403, "Join this group first")
    assert neighbour.act("notes/1/edit", text="Bees like flowers").status_code == 200
    assert "changed by Ben" in helper.get("groups/1").text
    assert helper.act("notes/1/edit", text="Bees like hedges").status_code == 200
    assert helper.act("notes/1/hide").status_code == 200
    assert refused(neighbour.act("notes/1/show"), 403, "Only the host")
    assert night.actors("NoteHidden") == ["helper:481516"]


def test_who_sits_elsewhere_writes_elsewhere(night: Evening) -> None:
    cleo = night.enter("Cleo")
    assert refused(cleo.act("groups/1/notes", text="Me too"), 403, "Join this group first")


def test_by_a_helper_for_somebody(night: Evening, helper: Device) -> None:
    assert helper.act("groups/1/notes", text="Said aloud", for_="2").status_code == 200
    assert helper.act("groups/1/notes", text="From the wall").status_code == 200
    assert [event["person"] for event in night.events("NoteWritten")] == [1, 2, 0]


def test_not_there_or_not_now(night: Evening, attendee: Device, host: Device) -> None:
    assert refused(attendee.act("notes/9/edit", text="A"), 404, "no such note")
    assert refused(host.act("notes/9/show"), 404, "no such note")
    assert refused(attendee.act("groups/9/notes", text="A"), 404)
    night.move("vote")
    assert refused(attendee.act("groups/1/notes", text="A"), 409, "once the groups form")


def test_hidden_notes_are_seen_by_nobody_but_the_desk(
    attendee: Device, neighbour: Device, host: Device
) -> None:
    attendee.act("groups/1/notes", text="A slip of the tongue")
    attendee.act("notes/2/hide")
    for device, page in (
        (neighbour, "groups/1"),
        (neighbour, "board"),
        (neighbour, ""),
        (attendee, "groups/1"),
    ):
        assert "slip of the tongue" not in device.get(page).text
    written = "desk?part=written&group=1"
    assert "slip of the tongue" in host.get(written).text
    assert "slip of the tongue" not in neighbour.get(written).text


def test_without_javascript_nothing_typed_is_lost(attendee: Device) -> None:
    answer = attendee.submit("groups/1/notes", "groups/1", text="x" * 1001)
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    assert "Too long by 1" in answer.text
