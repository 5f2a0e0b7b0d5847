"""The host asks the whole room; everybody answers with a line, and the lines can be put together."""

import pytest

from opennight.night import piles, quotas, room_questions
from opennight.night.board import SceneSet, SetScene
from opennight.night.kept.room_questions import Pile
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.piles import LinesPiled, PileLine, PileLines
from opennight.night.reading import ReadFirst
from opennight.night.room_questions import (
    AskRoom,
    HideLine,
    LetLinesIn,
    LineHidden,
    LineSaid,
    LineShown,
    OpenQuestion,
    QuestionOpened,
    RoomAsked,
    SayLine,
    ShowLine,
)
from opennight.night.slow import SlowDown
from tests.cast import (
    Story,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

METAPHOR = "What's your metaphor?"


@pytest.fixture
def asked(story: Story) -> Story:
    """The room is asked, for two lines each."""
    return story.given(host(AskRoom, text=METAPHOR, each=2))


@pytest.fixture
def answered(asked: Story) -> Story:
    return asked.given(
        attendee(SayLine, question=1, text="A beehive"),
        neighbour(SayLine, question=1, text="A river"),
        latecomer(SayLine, question=1, text="A river in spring"),
    )


def on_board(story: Story) -> list[str]:
    return [line.text for line in room_questions.lines(story.night, 1)]


def test_the_host_asks_and_the_board_shows_it(story: Story) -> None:
    story.when(host(AskRoom, text=f" {METAPHOR} ", each=2)).then(
        happened(RoomAsked, no=1, text=METAPHOR, each=2),
        happened(QuestionOpened, question=1, shown=1),
        happened(SceneSet, scene="asked"),
    )
    story.when(take_back(story.night))
    assert room_questions.now(story.night) is None
    assert story.night.scene == ""


def test_everybody_says_a_line_and_the_helper_for_somebody_without_a_phone(asked: Story) -> None:
    asked.when(attendee(SayLine, question=1, text="A  beehive")).then(
        happened(LineSaid, no=1, question=1, person=1, text="A beehive", waiting=False)
    )
    asked.given(helper(Join, name="Nora", phone=False), helper(SayLine, person=4, question=1, text="A loom"))
    assert on_board(asked) == ["A beehive", "A loom"]


def test_each_has_as_many_lines_as_the_host_said(asked: Story) -> None:
    asked.given(*(attendee(SayLine, question=1, text=text) for text in ("One", "Two")))
    asked.when(attendee(SayLine, question=1, text="Three")).then_refused("quota", "used up your lines")
    asked.given(attendee(HideLine, line=1))
    asked.when(attendee(SayLine, question=1, text="Three"))
    assert on_board(asked) == ["Two", "Three"]


def test_nobody_writes_and_takes_back_for_ever(asked: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_questions, "MOST_EVER", 3)
    for no in range(1, 4):
        asked.given(attendee(SayLine, question=1, text="Again"), attendee(HideLine, line=no))
    asked.when(attendee(SayLine, question=1, text="Again")).then_refused("quota", "used up your lines")


def test_a_flood_leaves_places_for_the_desk(asked: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_questions, "MOST_LINES", 10)
    assert quotas.places(10, desk=False) == 9
    asked.given(*(guest(Join, name=f"Guest {no}") for no in range(8)))
    for no in range(1, 10):
        asked.given(helper(SayLine, person=no, question=1, text="Me"))
    asked.when(attendee(SayLine, question=1, text="Me, too")).then_refused("quota", "wall is full")
    asked.given(helper(SayLine, person=1, question=1, text="Me, too"))


@pytest.mark.parametrize(
    ("command", "kind", "words", "field"),
    [
        (attendee(SayLine, question=9, text="Bees"), "missing", "asked the room", ""),
        (attendee(SayLine, question=1, text=" "), "bad", "write something", "text"),
        (attendee(SayLine, question=1, text="x" * 101), "bad", "Too long by 1", "text"),
        (attendee(SayLine, question=1, person=2, text="Bees"), "forbidden", "yourself", ""),
        (outsider(SayLine, question=1, text="Bees"), "forbidden", "Join", ""),
        (neighbour(HideLine, line=1), "forbidden", "Only the person", ""),
        (host(HideLine, line=9), "missing", "no such line", ""),
        (host(AskRoom, text=""), "bad", "write something", "text"),
        (host(AskRoom, text="x" * 121), "bad", "Too long by 1", "text"),
        (host(AskRoom, text="Why?", each=9), "bad", "from 1 to 5", "each"),
        (host(OpenQuestion, question=9, open=True), "missing", "asked the room", ""),
        (host(PileLine, line=9, pile="Water"), "missing", "no such line", ""),
        (host(PileLine, line=1, pile="x" * 41), "bad", "Too long by 1", "pile"),
        (host(PileLines, question=9, piles=()), "missing", "asked the room", ""),
    ],
)
def test_what_is_refused(asked: Story, command: Command, kind: str, words: str, field: str) -> None:
    asked.given(attendee(SayLine, question=1, text="A beehive"))
    asked.when(command)
    assert asked.refused
    assert (asked.refused.kind, asked.refused.field) == (kind, field)
    assert words in str(asked.refused)


def test_in_slow_mode_lines_come_slowly(asked: Story) -> None:
    asked.given(host(SlowDown, seconds=600), attendee(SayLine, question=1, text="One"))
    asked.when(attendee(SayLine, question=1, text="Two")).then_refused("quota", "slowed things down")


def test_a_question_is_closed_and_opened_again(answered: Story) -> None:
    answered.when(host(OpenQuestion, question=1, open=False)).then(
        happened(QuestionOpened, question=0, shown=1)
    )
    answered.when(attendee(SayLine, question=1, text="Late")).then_refused("late", "no more lines")
    answered.when(host(OpenQuestion, question=1, open=False)).then()
    answered.when(host(OpenQuestion, question=1, open=True)).then(
        happened(QuestionOpened, question=1, shown=1)
    )
    answered.given(host(AskRoom, text="And now?"))
    answered.when(attendee(SayLine, question=1, text="Late")).then_refused("late", "no more lines")


def test_the_board_goes_back_to_a_question_that_is_asked_again(answered: Story) -> None:
    answered.given(host(AskRoom, text="And now?"), host(SetScene, scene="timer"))
    answered.when(host(OpenQuestion, question=1, open=True)).then(
        happened(QuestionOpened, question=1, shown=1), happened(SceneSet, scene="asked")
    )


def test_after_the_close_nothing_is_asked(answered: Story) -> None:
    answered.given(host(MovePhase, to="closed"))
    assert room_questions.now(answered.night) is None
    for command in (
        attendee(SayLine, question=1, text="Late"),
        host(AskRoom, text="And?"),
        host(OpenQuestion, question=1, open=False),
    ):
        answered.when(command).then_refused("late", "closed")


def test_the_desk_reads_first_where_it_reads_comments_first(asked: Story) -> None:
    asked.given(host(ReadFirst, nouns=("comment",)))
    asked.given(*(attendee(SayLine, question=1, text=text) for text in ("One", "Two")))
    asked.given(neighbour(SayLine, question=1, text="Three"))
    assert on_board(asked) == []
    assert [line.no for line in room_questions.waiting(asked.night)] == [1, 2, 3]
    asked.when(host(LetLinesIn, lines=(1, 9, 1))).then(happened(LineShown, line=1))
    asked.when(host(ShowLine, line=2)).then(happened(LineShown, line=2))
    asked.when(host(HideLine, line=3, why="Hurtful")).then(
        happened(LineHidden, line=3, waiting=False, why="Hurtful")
    )
    assert [act.deed for act in asked.night.moderated.values()] == ["turned away"]
    asked.when(take_back(asked.night))
    assert [line.no for line in room_questions.waiting(asked.night)] == [3]


def test_lines_go_and_come_back_with_whoever_wrote_them(answered: Story) -> None:
    answered.given(host(RemovePerson, person=2))
    assert on_board(answered) == ["A beehive", "A river in spring"]
    answered.given(host(LetBackIn, person=2))
    assert on_board(answered) == ["A beehive", "A river", "A river in spring"]


def test_the_host_puts_lines_together_and_takes_them_apart(answered: Story) -> None:
    answered.when(host(PileLine, line=2, pile="Water")).then(
        happened(LinesPiled, question=1, piles=(Pile("Water", (2,)),))
    )
    answered.when(host(PileLine, line=3, pile="Water")).then(
        happened(LinesPiled, question=1, piles=(Pile("Water", (2, 3)),))
    )
    shown = [(name, [line.no for line in those]) for name, those in piles.piled(answered.night, 1)]
    assert shown == [("Water", [2, 3]), ("", [1])]
    answered.when(take_back(answered.night))
    assert piles.piles(answered.night, 1) == [Pile("Water", (2,))]
    answered.when(host(PileLine, line=2, pile="")).then(happened(LinesPiled, question=1, piles=()))


def test_piles_that_were_worked_out_fit_what_has_happened_since(answered: Story) -> None:
    """A line of no such number is left out, and one in two piles lies in the first."""
    worked_out = (Pile("Water", (3, 2, 9)), Pile("Bees", (2, 1)))
    wanted = (Pile("Bees", (1,)), Pile("Water", (2, 3)))
    answered.when(host(PileLines, question=1, piles=worked_out)).then(
        happened(LinesPiled, question=1, piles=wanted)
    )
    answered.given(host(HideLine, line=3))
    assert piles.piles(answered.night, 1) == [Pile("Bees", (1,)), Pile("Water", (2,))]
    answered.when(host(PileLines, question=1, piles=worked_out)).then()
    answered.when(host(PileLines, question=1, piles=())).then(happened(LinesPiled, question=1, piles=()))


def test_there_are_not_more_piles_than_a_board_can_name(
    asked: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piles, "MOST", 1)
    asked.given(*(attendee(SayLine, question=1, text=text) for text in ("One", "Two")))
    asked.given(host(PileLine, line=1, pile="A"))
    asked.when(host(PileLine, line=2, pile="B")).then_refused("quota", "more than 1 piles", field="pile")
