"""What was moderated: who did what to which words, why, and what their author answers."""

import pytest

from opennight.night import moderated
from opennight.night.flood import UndoFlood
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.moderated import (
    ANSWER,
    AnswerHeard,
    AnswerModeration,
    HearAnswer,
    ModerationAnswered,
    SayWhy,
    TellHowMany,
    WhySaid,
)
from opennight.night.moderation import (
    ApprovePitch,
    HidePitch,
    LetBackIn,
    PitchHidden,
    RemovePerson,
    ShowPitch,
    WithdrawPitch,
)
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.sharing import HideComment, MakeComment
from opennight.night.why import WHY
from opennight.record import outcome
from tests.cast import Story, attendee, happened, helper, host, neighbour, outsider, take_back


@pytest.fixture
def pitched(story: Story) -> Story:
    """The attendee has pitched Bees, the host Books."""
    return story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(MakePitch, person=0, title="Books"),
    )


def deeds(story: Story) -> list[tuple[str, str, int]]:
    """All acts, oldest first: (deed, what, number)."""
    return [(act.deed, act.what, act.about) for act in story.night.moderated.values()]


def last(story: Story) -> int:
    return max(story.night.moderated)


def test_hiding_says_who_did_it_and_why(pitched: Story) -> None:
    pitched.when(host(HidePitch, pitch=1, why=" Said  already ")).then(
        happened(PitchHidden, pitch=1, why="Said already")
    )
    (act,) = moderated.of_person(pitched.night, attendee.no)
    assert (act.by, act.deed, act.why, moderated.words(pitched.night, act)) == (
        "host",
        "hidden",
        "Said already",
        "Bees",
    )
    assert moderated.of_person(pitched.night, neighbour.no) == []


def test_every_kind_of_act_is_kept(pitched: Story) -> None:
    pitched.given(
        host(ReadFirst, nouns=("pitch", "note", "comment")),
        neighbour(MakePitch, title="Moths"),
        neighbour(MakePitch, title="Mice"),
        host(ApprovePitch, pitch=3),
        host(HidePitch, pitch=4),
        host(HidePitch, pitch=1),
        host(ShowPitch, pitch=1),
        host(WithdrawPitch, pitch=3),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        attendee(WriteNote, group=1, text="Honey"),
        host(ShowNote, note=1),
        helper(EditNote, note=1, text="Wax"),
        helper(HideNote, note=1),
        host(MovePhase, to="share"),
        neighbour(MakeComment, group=1, text="No"),
        host(HideComment, comment=1),
        host(RemovePerson, person=2, why="Shouted"),
        host(LetBackIn, person=2),
    )
    assert deeds(pitched) == [
        ("turned away", "pitch", 4),
        ("hidden", "pitch", 1),
        ("brought back", "pitch", 1),
        ("withdrawn", "pitch", 3),
        ("edited", "note", 1),
        ("hidden", "note", 1),
        ("turned away", "comment", 1),
        ("removed", "person", 2),
        ("let back in", "person", 2),
    ]
    assert [act.by for act in pitched.night.moderated.values()][4:6] == ["helper:481516"] * 2


def test_what_people_do_to_their_own_and_the_desk_to_its_own_is_none(pitched: Story) -> None:
    pitched.given(attendee(WithdrawPitch, pitch=1), host(HidePitch, pitch=2))
    assert deeds(pitched) == []


def test_an_undo_is_an_act_as_well(pitched: Story) -> None:
    pitched.given(host(HidePitch, pitch=1), take_back)
    assert deeds(pitched) == [("hidden", "pitch", 1), ("brought back", "pitch", 1)]


def test_a_flood_is_one_act(pitched: Story) -> None:
    night = pitched.night
    pitched.given(host(UndoFlood, since=1, upto=2))
    (act,) = night.moderated.values()
    assert (act.by, act.deed, act.what, act.people) == ("host", "removed", "people", (1, 2))
    assert (moderated.still_out(night, act), moderated.how_many(night)) == (True, 2)
    assert moderated.done_to(night, 1) == []
    pitched.given(host(SayWhy, act=act.no, why="Bots"), host(LetBackIn, person=1))
    assert moderated.how_many(night) == 1


def test_the_undo_of_a_flood_is_one_act(pitched: Story) -> None:
    """With all that they wrote."""
    pitched.given(host(UndoFlood, since=1, upto=3), take_back)
    assert deeds(pitched) == [("removed", "people", 0), ("let back in", "people", 0)]
    assert list(pitched.night.moderated.values())[-1].people == (1, 2, 3)
    assert moderated.how_many(pitched.night) == 0


def test_a_reason_is_given_later_and_can_be_taken_back(pitched: Story) -> None:
    pitched.given(host(HidePitch, pitch=1))
    act = last(pitched)
    pitched.when(host(SayWhy, act=act, why="Said already")).then(
        happened(WhySaid, act=act, why="Said already")
    )
    pitched.when(host(SayWhy, act=act, why="Said already")).then()
    pitched.given(host(SayWhy, act=act, why=""))
    assert pitched.night.moderated[act].why == ""
    pitched.when(host(SayWhy, act=act, why="x" * (WHY + 1))).then_refused("bad", "Too long by 1", field="why")
    pitched.when(host(HidePitch, pitch=1, why="x")).then()
    pitched.when(host(SayWhy, act=99, why="x")).then_refused("missing", "Nothing like that")


def test_its_author_answers_once(pitched: Story) -> None:
    pitched.given(host(HidePitch, pitch=1))
    act = last(pitched)
    pitched.when(attendee(AnswerModeration, act=act, text="But bees!")).then(
        happened(ModerationAnswered, act=act, text="But bees!")
    )
    assert moderated.unheard(pitched.night) == 1
    pitched.when(attendee(AnswerModeration, act=act, text="And wasps!")).then_refused("late", "answered this")
    pitched.when(host(HearAnswer, act=act)).then(happened(AnswerHeard, act=act))
    pitched.when(host(HearAnswer, act=act)).then()
    assert moderated.unheard(pitched.night) == 0


def test_who_may_not_answer(pitched: Story) -> None:
    pitched.given(host(HidePitch, pitch=1))
    act = last(pitched)
    pitched.when(neighbour(AnswerModeration, act=act, text="No")).then_refused("forbidden", "Only the person")
    pitched.when(outsider(AnswerModeration, act=act, text="No")).then_refused("forbidden", "Join the night")
    pitched.when(neighbour(AnswerModeration, act=act, person=1, text="No")).then_refused(
        "forbidden", "for yourself"
    )
    pitched.when(attendee(AnswerModeration, act=99, text="No")).then_refused("missing", "Nothing like that")
    for text, words in (("", "write something"), ("x" * (ANSWER + 1), "Too long by 1")):
        pitched.when(attendee(AnswerModeration, act=act, text=text)).then_refused("bad", words, field="text")
    pitched.given(attendee(Leave)).when(attendee(AnswerModeration, act=act, text="No"))
    pitched.then_refused("forbidden", "You have left")


def test_whoever_was_removed_does_not_answer(pitched: Story) -> None:
    pitched.given(host(RemovePerson, person=1))
    pitched.when(attendee(AnswerModeration, act=last(pitched), text="No")).then_refused(
        "forbidden", "removed"
    )
    pitched.given(host(LetBackIn, person=1))
    pitched.when(attendee(AnswerModeration, act=last(pitched), text="No")).then_refused(
        "forbidden", "Only the"
    )


def test_the_record_says_how_many_if_the_host_ticks_it(pitched: Story) -> None:
    pitched.given(host(HidePitch, pitch=1), host(ShowPitch, pitch=1), host(HidePitch, pitch=1))
    assert outcome.of(pitched.night).moderated is None
    pitched.given(host(TellHowMany, told=True), host(RemovePerson, person=2))
    assert outcome.of(pitched.night).moderated == 2
    pitched.given(host(ShowPitch, pitch=1))
    assert outcome.of(pitched.night).moderated == 1
    pitched.when(host(TellHowMany, told=True)).then()
