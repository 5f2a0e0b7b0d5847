"""Reading first: what waits is let in by the desk, and stays out otherwise."""

import pytest

from opennight.night import notes, reading, sharing, unsettled
from opennight.night.headlines import HeadlineWritten, WriteHeadline
from opennight.night.moderation import PitchApproved
from opennight.night.notes import EditNote, HideNote, NoteHidden, NoteShown, ShowNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import LetWordsIn, ReadFirst, ReadingSet
from opennight.night.sharing import CommentHidden, CommentShown, HideComment, MakeComment, ShowComment
from tests.cast import Story, attendee, happened, host, neighbour, take_back


@pytest.fixture
def sharing_now(groups_share: Story) -> Story:
    """The groups share, and the desk reads all first."""
    return groups_share.given(host(ReadFirst, nouns=reading.NOUNS))


def test_the_host_ticks_what_they_read_first(story: Story) -> None:
    story.when(host(ReadFirst, nouns=("note",))).then(happened(ReadingSet, nouns=("note",)))
    assert story.night.setup.approve_notes
    story.when(host(ReadFirst, nouns=("note",))).then()
    story.given(take_back)
    assert not story.night.setup.approve_notes


def test_what_is_ticked_off_lets_nothing_in(sharing_now: Story) -> None:
    sharing_now.given(attendee(WriteNote, group=1, text="Honey"))
    sharing_now.given(host(ReadFirst, nouns=()))
    assert [note.no for note in notes.waiting(sharing_now.night)] == [1]
    sharing_now.given(attendee(WriteNote, group=1, text="Wax"))
    assert [note.text for note in notes.of_group(sharing_now.night, 1)] == ["Wax"]


def test_a_note_waits_until_it_is_let_in(sharing_now: Story) -> None:
    night = sharing_now.given(attendee(WriteNote, group=1, text="Honey")).night
    assert notes.of_group(night, 1) == []
    assert unsettled.wordless(night) == [1]
    assert night.groups[1].noted == 1, "it keeps its place"
    sharing_now.when(host(ShowNote, note=1)).then(happened(NoteShown, note=1))
    assert [note.text for note in notes.of_group(night, 1)] == ["Honey"]
    sharing_now.given(take_back)
    assert (night.notes[1].waiting, notes.of_group(night, 1)) == (True, [])


def test_what_the_desk_writes_does_not_wait(sharing_now: Story) -> None:
    night = sharing_now.given(host(WriteNote, group=1, person=0, text="From the wall")).night
    assert len(notes.of_group(night, 1)) == 1


def test_a_note_that_is_changed_waits_again(sharing_now: Story) -> None:
    night = sharing_now.given(attendee(WriteNote, group=1, text="Honey"), host(ShowNote, note=1)).night
    sharing_now.given(attendee(EditNote, note=1, text="Wax"))
    assert (night.notes[1].waiting, notes.of_group(night, 1)) == (True, [])
    sharing_now.given(host(EditNote, note=1, text="Beeswax"))
    assert night.notes[1].waiting, "the desk changed its words, and has not let it in"


def test_what_the_desk_hid_does_not_wait_when_its_writer_changes_it(sharing_now: Story) -> None:
    night = sharing_now.given(attendee(WriteNote, group=1, text="Honey"), host(HideNote, note=1)).night
    sharing_now.given(attendee(EditNote, note=1, text="Wax"))
    assert (night.notes[1].hidden, night.notes[1].waiting) == (True, False)


def test_a_note_is_turned_away_and_waits_again_after_an_undo(sharing_now: Story) -> None:
    night = sharing_now.given(attendee(WriteNote, group=1, text="Honey")).night
    sharing_now.when(host(HideNote, note=1)).then(happened(NoteHidden, note=1))
    sharing_now.when(host(HideNote, note=1)).then()
    assert (notes.waiting(night), night.groups[1].noted) == ([], 0)
    sharing_now.given(take_back)
    assert ([note.no for note in notes.waiting(night)], night.groups[1].noted) == ([1], 1)


def test_its_writer_takes_a_waiting_note_away(sharing_now: Story) -> None:
    night = sharing_now.given(attendee(WriteNote, group=1, text="Honey"), attendee(HideNote, note=1)).night
    assert notes.waiting(night) == []


def test_a_comment_waits_is_let_in_and_turned_away(sharing_now: Story) -> None:
    night = sharing_now.given(
        attendee(MakeComment, group=1, text="Yes"), neighbour(MakeComment, group=1, text="No")
    ).night
    assert sharing.comments(night, 1) == []
    sharing_now.when(host(ShowComment, comment=1)).then(happened(CommentShown, comment=1))
    sharing_now.when(host(HideComment, comment=2)).then(happened(CommentHidden, comment=2))
    assert [comment.text for comment in sharing.comments(night, 1)] == ["Yes"]
    sharing_now.given(take_back, take_back)
    assert [comment.no for comment in sharing.waiting(night)] == [1, 2]


def test_the_desk_lets_in_a_batch_and_nothing_that_came_since(sharing_now: Story) -> None:
    story = sharing_now.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Moths"),
        host(MovePhase, to="share"),
        *(attendee(WriteNote, group=1, text=text) for text in ("Honey", "Wax")),
        *(neighbour(MakeComment, group=1, text=text) for text in ("Yes", "No")),
    )
    batch = host(LetWordsIn, pitches=(2, 9), notes=(1, 1), comments=(1, 2))
    story.when(batch).then(
        happened(PitchApproved, pitch=2),
        happened(NoteShown, note=1),
        happened(CommentShown, comment=1),
        happened(CommentShown, comment=2),
    )
    story.when(host(LetWordsIn, pitches=(2,), notes=(1,), comments=(1, 2))).then()
    assert [note.no for note in notes.waiting(story.night)] == [2]
    story.given(take_back)
    assert (len(notes.waiting(story.night)), len(sharing.waiting(story.night))) == (2, 2)
    assert story.night.pitches[2].status == "waiting"


def test_a_headline_waits_where_notes_do(sharing_now: Story) -> None:
    group = sharing_now.night.groups[1]
    sharing_now.given(host(WriteHeadline, group=1, text="Bees matter"))
    sharing_now.when(attendee(WriteHeadline, group=1, text="Wasps matter")).then(
        happened(HeadlineWritten, group=1, text="Wasps matter", waiting=True, drafted=1)
    )
    sharing_now.when(attendee(WriteHeadline, group=1, text="Wasps matter")).then()
    assert (group.headline, group.unread) == ("Bees matter", "Wasps matter")
    sharing_now.when(host(WriteHeadline, group=1, text="Bees matter"))
    sharing_now.then(happened(HeadlineWritten, group=1, text="Bees matter"))
    assert (group.headline, group.unread) == ("Bees matter", "")
    sharing_now.given(take_back)
    assert (group.headline, group.unread) == ("Bees matter", "Wasps matter")
    sharing_now.when(host(LetWordsIn, headlines=(1, 9))).then(
        happened(HeadlineWritten, group=1, text="Wasps matter")
    )
    assert (group.headline, group.unread) == ("Wasps matter", "")
    sharing_now.given(attendee(WriteHeadline, group=1, text=""))
    assert group.headline == "", "what is taken away does not wait"


def test_nothing_is_read_first_at_first(story: Story) -> None:
    assert reading.ticked(story.night) == ()


def test_there_is_nothing_else_to_read(story: Story) -> None:
    story.when(host(ReadFirst, nouns=("poem",))).then_refused("bad", "Pick one", field="nouns")
