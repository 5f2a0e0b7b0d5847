"""Notes and actions are written, edited, hidden and shown again."""

from typing import Any

import pytest

from opennight.night import notes
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.hands import MOST_EVER
from opennight.night.lineup import DropGroup, PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import RemovePerson
from opennight.night.notes import (
    MOST_A_GROUP,
    EditNote,
    HideNote,
    NoteEdited,
    NoteHidden,
    NoteShown,
    NoteWritten,
    ShowNote,
    WriteNote,
)
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quotas import places
from opennight.night.wording import DUE, TEXT, WHO
from tests.cast import (
    Happened,
    Somebody,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

LONG = [("text", TEXT), ("who", WHO), ("due", DUE)]


def written(**changes: Any) -> Happened:
    honey = {"no": 1, "group": 1, "person": 1, "kind": "note", "text": "Honey", "who": "", "due": ""}
    return happened(NoteWritten, **(honey | changes))


@pytest.fixture
def talking(story: Story) -> Story:
    """The attendee and the neighbour are in group 1, which talks about pitch 2."""
    return story.given(
        host(MakePitch, person=0, title="Bees"),
        host(MakePitch, person=0, title="Books"),
        host(PlacePitch, pitch=2),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        host(MovePhase, to="talk"),
    )


@pytest.fixture
def noted(talking: Story) -> Story:
    """Note 1 is the attendee's."""
    return talking.given(attendee(WriteNote, group=1, text="Honey"))


def test_a_member_writes_a_note(talking: Story) -> None:
    talking.when(attendee(WriteNote, group=1, text=" Honey\n is\n\n\n\n sweet ")).then(
        written(text="Honey\nis\n\nsweet")
    )
    assert [note.text for note in notes.of_group(talking.night, 1)] == ["Honey\nis\n\nsweet"]


def test_a_member_writes_an_action_on_one_line(talking: Story) -> None:
    talking.when(attendee(WriteNote, group=1, kind="action", text="Call\nthe mayor", who="Ada", due="Friday"))
    talking.then(written(kind="action", text="Call the mayor", who="Ada", due="Friday"))
    assert notes.of_group(talking.night, 1, "note") == []
    assert len(notes.of_group(talking.night, 1, "action")) == 1


def test_the_helper_writes_for_somebody_or_for_the_desk(talking: Story) -> None:
    talking.when(helper(WriteNote, person=1, group=1, text="Honey")).then(written())
    talking.when(helper(WriteNote, person=0, group=1, text="Wax")).then(written(no=2, person=0, text="Wax"))
    talking.when(helper(WriteNote, person=99, group=1, text="Wax")).then_refused(
        "forbidden", "Join the night"
    )


def test_the_same_words_twice_are_two_notes(noted: Story) -> None:
    noted.when(attendee(WriteNote, group=1, text="Honey")).then(written(no=2))


@pytest.mark.parametrize(("field", "most"), LONG)
def test_a_note_has_an_end(noted: Story, field: str, most: int) -> None:
    fields = {"text": "Honey", field: "x" * (most + 1)}
    noted.when(attendee(WriteNote, group=1, **fields)).then_refused("bad", "Too long", field=field)
    noted.when(attendee(EditNote, note=1, **fields)).then_refused("bad", "Too long", field=field)


def test_a_note_has_something_in_it(noted: Story) -> None:
    noted.when(attendee(WriteNote, group=1, text=" ")).then_refused("bad", "write something", field="text")
    noted.when(attendee(EditNote, note=1, text=" ")).then_refused("bad", "write something", field="text")


def test_there_are_only_some_kinds(talking: Story) -> None:
    talking.when(attendee(WriteNote, group=1, kind="rant", text="Honey"))
    talking.then_refused("bad", "no such kind", field="kind")


@pytest.fixture
def full(noted: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Two of 20 places on the group's page are kept for the desk; 18 notes are on it."""
    monkeypatch.setattr(notes, "MOST_A_GROUP", 20)
    return noted.given(*(neighbour(WriteNote, group=1, text="Spam") for _note in range(17)))


def test_a_page_is_full_for_all_but_the_desk(full: Story) -> None:
    full.when(attendee(WriteNote, group=1, text="Wax")).then_refused("quota", "as many notes")
    for no in (19, 20):
        full.when(helper(WriteNote, person=1, group=1, text="Wax")).then(written(no=no, text="Wax"))
    full.when(host(WriteNote, person=0, group=1, text="Wax")).then_refused("quota", "as many notes")
    full.given(host(PlacePitch, pitch=1))
    full.when(host(WriteNote, person=0, group=2, text="Wax")).then(
        written(no=21, group=2, person=0, text="Wax")
    )


@pytest.mark.parametrize("who", [neighbour, host])
def test_what_is_hidden_frees_its_place_until_it_is_shown_again(full: Story, who: Somebody) -> None:
    full.given(who(HideNote, note=2))
    full.when(attendee(WriteNote, group=1, text="Wax")).then(written(no=19, text="Wax"))
    full.when(attendee(WriteNote, group=1, text="Wax")).then_refused("quota", "as many notes")
    full.when(host(ShowNote, note=2)).then(happened(NoteShown, note=2))
    full.given(host(HideNote, note=2))
    full.when(attendee(WriteNote, group=1, text="Wax")).then_refused("quota", "as many notes")


def test_a_note_that_is_shown_twice_takes_one_place(full: Story) -> None:
    full.given(host(HideNote, note=2), host(ShowNote, note=2), take_back, host(HideNote, note=2))
    full.when(attendee(WriteNote, group=1, text="Wax")).then(written(no=19, text="Wax"))


def test_nobody_writes_and_hides_for_ever(talking: Story) -> None:
    for no in range(1, MOST_EVER + 1):
        talking.given(attendee(WriteNote, group=1, text="Spam"), attendee(HideNote, note=no))
    talking.when(attendee(WriteNote, group=1, text="Spam")).then_refused("quota", f"{MOST_EVER} notes")
    talking.when(helper(WriteNote, person=1, group=1, text="Wax")).then(written(no=MOST_EVER + 1, text="Wax"))
    talking.when(neighbour(WriteNote, group=1, text="Wax")).then(
        written(no=MOST_EVER + 2, person=2, text="Wax")
    )


def test_nobody_fills_a_page_alone() -> None:
    assert places(MOST_A_GROUP, desk=False) > MOST_EVER


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (latecomer(WriteNote, group=1, text="Wax"), "Join this group first"),
        (neighbour(WriteNote, person=1, group=1, text="Wax"), "only do this for yourself"),
        (outsider(WriteNote, group=1, text="Wax"), "Join the night first"),
        (latecomer(EditNote, note=1, text="Wax"), "Join this group first"),
        (neighbour(HideNote, note=1), "Only the person who wrote"),
        (outsider(EditNote, note=1, text="Wax"), "Join the night first"),
        (outsider(HideNote, note=1), "Join the night first"),
    ],
)
def test_nobody_else_writes(noted: Story, command: Command, words: str) -> None:
    noted.when(command).then_refused("forbidden", words)


@pytest.mark.parametrize(
    "command",
    [
        attendee(WriteNote, group=1, text="Wax"),
        attendee(EditNote, note=1, text="Wax"),
        attendee(HideNote, note=1),
    ],
)
def test_writing_has_its_time(noted: Story, command: Command) -> None:
    noted.given(host(MovePhase, to="vote")).when(command).then_refused("late", "once the groups form")
    noted.given(host(MovePhase, to="closed")).when(command).then_refused("late", "closed")
    noted.given(host(MovePhase, to="share"), host(RemovePerson, person=1))
    noted.when(command).then_refused("forbidden", "removed you")


def test_notes_belong_to_a_group(talking: Story) -> None:
    talking.given(host(PlacePitch, pitch=1), host(DropGroup, group=2))
    talking.when(host(WriteNote, person=0, group=2, text="Wax")).then_refused("late", "not in the line-up")
    talking.when(host(WriteNote, person=0, group=9, text="Wax")).then_refused("missing", "no such group")


@pytest.mark.parametrize("who", [attendee, host])
def test_a_note_is_edited(noted: Story, who: Any) -> None:
    noted.when(who(EditNote, note=1, text="Honey!", who="Ben")).then(
        happened(NoteEdited, note=1, text="Honey!", who="Ben", due="", hand=who.no)
    )
    noted.when(who(EditNote, note=1, text=" Honey! ", who="Ben")).then()


@pytest.mark.parametrize("who", [attendee, host])
def test_a_note_is_hidden(noted: Story, who: Any) -> None:
    noted.when(who(HideNote, note=1)).then(happened(NoteHidden, note=1))
    assert notes.of_group(noted.night, 1) == []
    noted.when(who(HideNote, note=1)).then()


def test_the_desk_hides_a_note_even_at_the_end(noted: Story) -> None:
    noted.given(host(MovePhase, to="closed"))
    noted.when(host(HideNote, note=1)).then(happened(NoteHidden, note=1))


def test_a_note_is_shown_again(noted: Story) -> None:
    noted.given(host(HideNote, note=1))
    noted.when(host(ShowNote, note=1)).then(happened(NoteShown, note=1))
    noted.when(host(ShowNote, note=1)).then()


@pytest.mark.parametrize(
    "command", [host(EditNote, note=9, text="Wax"), host(HideNote, note=9), host(ShowNote, note=9)]
)
def test_there_is_no_such_note(noted: Story, command: Command) -> None:
    noted.when(command).then_refused("missing", "no such note")


def test_who_has_moved_on_still_has_their_words(noted: Story) -> None:
    noted.given(attendee(LeaveGroup, group=1))
    noted.when(attendee(EditNote, note=1, text="Wax"))
    noted.then(happened(NoteEdited, note=1, text="Wax", hand=1))
    noted.when(attendee(WriteNote, group=1, text="More")).then(written(no=2, text="More"))
