"""What a group writes: kinds of entries, many hands, stars, and one order for all."""

import pytest

from opennight.night import notes
from opennight.night.groups import JoinGroup
from opennight.night.headlines import AgreeHeadline, HeadlineAgreed, WriteHeadline
from opennight.night.kept.notes import Kind
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import EditNote, HideNote, NoteEdited, ShowNote, WriteNote
from opennight.night.ordering import MoveNote, NoteMoved
from opennight.night.people import ComeBack, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.stars import NoteStarred, StarNote, UnstarNote
from tests.cast import Story, attendee, happened, helper, host, latecomer, neighbour

NOTE, STING, HEDGE, FOUND = 1, 2, 3, 4


@pytest.fixture
def talking(story: Story) -> Story:
    """Attendee and neighbour talk about bees; the latecomer has tapped in, and gone on to the books."""
    return story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        latecomer(JoinGroup, group=1),
        latecomer(JoinGroup, group=2),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        attendee(WriteNote, group=1, text="Bees like hedges"),
        neighbour(WriteNote, group=1, kind="concern", text="They sting"),
        attendee(WriteNote, group=1, kind="action", text="Plant a hedge"),
        attendee(WriteNote, group=1, kind="link", text="A map", url="https://example.org/map?of=bees#1"),
    )


def order(story: Story, *kinds: Kind) -> list[int]:
    return [note.no for note in notes.of_group(story.night, 1, *kinds)]


def test_whoever_was_there_writes_and_mends(talking: Story) -> None:
    talking.when(latecomer(EditNote, note=NOTE, text="Bees love hedges"))
    talking.then(happened(NoteEdited, note=NOTE, text="Bees love hedges", hand=3))
    assert talking.night.notes[NOTE].changed == 3
    talking.given(attendee(EditNote, note=NOTE, text="Bees do love hedges"))
    assert talking.night.notes[NOTE].changed is None, "its own writer had the last hand"
    talking.given(latecomer(WriteNote, group=1, text="Said before I went"))
    talking.given(latecomer(Leave), latecomer(ComeBack))
    talking.when(latecomer(EditNote, note=5, text="Said before I left"))
    talking.then(happened(NoteEdited, note=5, text="Said before I left", hand=3))


def test_others_mend_only_what_they_can_see(talking: Story) -> None:
    talking.given(host(HideNote, note=NOTE))
    for command in (EditNote, StarNote, MoveNote):
        fields = {"text": "Honey"} if command is EditNote else {"up": True} if command is MoveNote else {}
        talking.when(neighbour(command, note=NOTE, **fields)).then_refused("missing", "no such note")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "https://",
        "https://me@example.org",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org\\@evil.example",
        "ftp://example.org",
        "https://exämple.org",
        "https://" + "x" * 500,
    ],
)
def test_a_link_leads_somewhere_on_the_web(talking: Story, url: str) -> None:
    talking.when(attendee(WriteNote, group=1, kind="link", text="A map", url=url))
    assert talking.refused is not None
    assert talking.refused.field == "url"


def test_only_links_have_an_address(talking: Story) -> None:
    talking.given(attendee(WriteNote, group=1, text="A map", url="javascript:alert(1)"))
    assert talking.night.notes[5].url == ""
    assert talking.night.notes[FOUND].url == "https://example.org/map?of=bees#1"


def test_a_concern_is_answered(talking: Story) -> None:
    concern = talking.night.notes[STING]
    assert notes.answers(talking.night, concern) == []
    talking.given(attendee(WriteNote, group=1, kind="answer", about=STING, text="Wild bees hardly do"))
    assert [answer.text for answer in notes.answers(talking.night, concern)] == ["Wild bees hardly do"]
    talking.given(host(HideNote, note=STING))
    assert 5 not in order(talking), "an answer goes with its concern"
    talking.given(host(ShowNote, note=STING), attendee(HideNote, note=5))
    assert notes.answers(talking.night, concern) == []


@pytest.mark.parametrize(("about", "group"), [(NOTE, 1), (0, 1), (99, 1), (STING, 2)])
def test_only_a_concern_of_the_same_group_is_answered(talking: Story, about: int, group: int) -> None:
    talking.when(latecomer(WriteNote, group=group, kind="answer", about=about, text="No"))
    talking.then_refused("missing", "no such")


def test_an_answer_that_waits_answers_nothing_yet(talking: Story) -> None:
    talking.given(
        host(ReadFirst, nouns=("note",)),
        attendee(WriteNote, group=1, kind="answer", about=STING, text="Hm"),
    )
    assert notes.answers(talking.night, talking.night.notes[STING]) == []
    talking.given(host(ShowNote, note=5))
    assert len(notes.answers(talking.night, talking.night.notes[STING])) == 1


def test_an_entry_moves_within_its_list(talking: Story) -> None:
    assert order(talking) == [NOTE, STING, HEDGE, FOUND]
    talking.when(latecomer(MoveNote, note=FOUND, up=True)).then(happened(NoteMoved, note=FOUND, before=STING))
    assert order(talking, "note", "concern", "link") == [NOTE, FOUND, STING]
    talking.when(neighbour(MoveNote, note=NOTE, up=True)).then()
    talking.when(neighbour(MoveNote, note=HEDGE, up=False)).then()
    talking.when(neighbour(MoveNote, note=NOTE, up=False)).then(happened(NoteMoved, note=NOTE, before=STING))
    talking.when(helper(MoveNote, note=NOTE, up=False)).then(happened(NoteMoved, note=NOTE, before=0))
    assert order(talking, "note", "concern", "link") == [FOUND, STING, NOTE]
    talking.given(host(HideNote, note=STING))
    talking.when(neighbour(MoveNote, note=NOTE, up=True)).then(happened(NoteMoved, note=NOTE, before=FOUND))


def test_each_gives_an_entry_one_star(talking: Story) -> None:
    talking.when(neighbour(StarNote, note=NOTE)).then(happened(NoteStarred, person=2, note=NOTE))
    talking.when(neighbour(StarNote, note=NOTE)).then()
    talking.given(attendee(StarNote, note=NOTE), attendee(UnstarNote, note=NOTE))
    talking.when(attendee(UnstarNote, note=NOTE)).then()
    stars = talking.night.notes[NOTE].stars
    assert list(stars) == [2]
    talking.given(host(RemovePerson, person=2))
    assert list(stars) == []
    talking.given(host(LetBackIn, person=2))
    assert list(stars) == [2]


def test_one_drafts_the_headline_and_another_agrees(talking: Story) -> None:
    group = talking.night.groups[1]
    talking.given(attendee(WriteHeadline, group=1, text="Hedges for bees"))
    assert group.drafted == 1
    talking.when(attendee(AgreeHeadline, group=1)).then_refused("forbidden", "somebody else")
    talking.when(neighbour(AgreeHeadline, group=1)).then(happened(HeadlineAgreed, person=2, group=1))
    talking.when(latecomer(AgreeHeadline, group=1)).then()
    assert (group.drafted, group.agreed) == (0, 2)
    talking.given(neighbour(WriteHeadline, group=1, text="More hedges"))
    assert (group.drafted, group.agreed) == (2, 0), "new words are a draft again"
    talking.given(host(WriteHeadline, group=1, text="Many hedges"))
    assert (group.drafted, group.agreed) == (0, 0)


def test_who_is_alone_or_at_the_desk_agrees_at_once(talking: Story) -> None:
    talking.given(latecomer(WriteHeadline, group=2, text="Read"))
    assert talking.night.groups[2].drafted == 0
    talking.when(latecomer(AgreeHeadline, group=2)).then()
    talking.when(latecomer(AgreeHeadline, group=1)).then_refused("late", "no headline")


@pytest.mark.parametrize(
    "command",
    [
        attendee(MoveNote, note=FOUND, up=True),
        attendee(StarNote, note=NOTE),
        attendee(UnstarNote, note=NOTE),
        attendee(AgreeHeadline, group=1),
        attendee(EditNote, note=STING, text="No"),
    ],
)
def test_it_has_its_time_and_its_people(talking: Story, command: Command) -> None:
    talking.given(host(MovePhase, to="closed")).when(command).then_refused("late", "closed")
    talking.given(host(MovePhase, to="talk"), host(RemovePerson, person=1))
    talking.when(command).then_refused("forbidden", "removed you")


@pytest.mark.parametrize(
    "command",
    [
        attendee(MoveNote, note=5, up=False),
        attendee(StarNote, note=5),
        attendee(AgreeHeadline, group=2),
        attendee(EditNote, note=5, text="No"),
        attendee(WriteNote, group=2, text="No"),
    ],
)
def test_whoever_never_sat_there_only_reads(talking: Story, command: Command) -> None:
    talking.given(latecomer(WriteNote, group=2, text="Books"), latecomer(WriteNote, group=2, text="Read"))
    talking.when(command).then_refused("forbidden", "Join this group first")
