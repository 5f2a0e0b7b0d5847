"""People say how it was once the night is closed, with their name or without it."""

import pytest

from opennight.night import feedback
from opennight.night.feedback import (
    NIGHT,
    WORDS,
    AnswerHidden,
    AnswerShown,
    FeedbackGiven,
    FeedbackSealed,
    GiveFeedback,
    HideAnswer,
    SealFeedback,
    ShowAnswer,
)
from opennight.night.kept.feedback import STEPS, Answer
from opennight.night.messages import Refused
from opennight.night.moderation import RemovePerson
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pooling import FeedbackPooled, FeedbackTold, MixFeedback
from tests.cast import Story, attendee, happened, host, latecomer, neighbour, outsider, take_back

GOOD = Answer(4, ("The soup", ""))


@pytest.fixture
def closed(groups_share: Story) -> Story:
    """The attendee and the neighbour were in group 1, the latecomer was not."""
    return groups_share.given(host(MovePhase, to="closed"))


def test_somebody_answers_with_their_name(closed: Story) -> None:
    closed.when(attendee(GiveFeedback, about=NIGHT, answer=GOOD)).then(
        happened(FeedbackGiven, person=1, about=NIGHT, scale=4, no=1, words=((0, "The soup"),))
    )
    assert feedback.subject(closed.night, NIGHT).counts == [0, 0, 0, 1, 0]
    assert [(one.text, one.person) for one in feedback.all_words(closed.night, NIGHT)] == [("The soup", 1)]


def test_the_words_of_the_next_one_have_numbers_of_their_own(closed: Story) -> None:
    closed.given(attendee(GiveFeedback, about=NIGHT, answer=Answer(0, ("", "More time"))))
    closed.given(neighbour(GiveFeedback, about=NIGHT, answer=Answer(5, ("Soup", "Less talk"))))
    assert {no: one.text for no, one in closed.night.feedback.words.items()} == {
        1: "More time",
        2: "Soup",
        3: "Less talk",
    }


def test_without_a_name_the_log_says_only_that_they_have_answered(closed: Story) -> None:
    closed.when(attendee(SealFeedback, about="group:1", sealed="c0ffee")).then(
        happened(FeedbackSealed, person=1, about="group:1", sealed="c0ffee")
    )
    assert feedback.unanswered(closed.night, 1) == [NIGHT]
    assert feedback.all_words(closed.night, "group:1") == []


def test_what_was_sealed_is_forgotten_once_it_is_in_the_pool(closed: Story) -> None:
    closed.given(*(person(SealFeedback, about=NIGHT, sealed="c0ffee") for person in (attendee, neighbour)))
    first, second = feedback.subject(closed.night, NIGHT).sealed
    mixed = {"about": NIGHT, "scales": (), "words": ()}
    closed.when(host(MixFeedback, pooled=0, sealed=(first, second), kept="5ea1", held=2, **mixed)).then(
        happened(FeedbackPooled, about=NIGHT, held=2, kept="5ea1")
    )
    pool = closed.night.version
    closed.given(latecomer(SealFeedback, about=NIGHT, sealed="c0ffee"))
    last = closed.night.version
    told = {"about": NIGHT, "scales": (0, 4), "words": ((1, "More soup"),)}
    closed.when(host(MixFeedback, pooled=pool, sealed=(last,), kept="5ea2", held=1, **told)).then(
        happened(FeedbackPooled, about=NIGHT, held=1, kept="5ea2"), happened(FeedbackTold, no=1, **told)
    )
    assert closed.night.forgettable == [first, second, last, pool]
    assert feedback.subject(closed.night, NIGHT).counts == [0, 0, 0, 1, 0]
    assert [one.person for one in feedback.all_words(closed.night, NIGHT)] == [0]


def test_a_pool_that_is_not_the_last_one_is_not_mixed(closed: Story) -> None:
    """Two processes mix at once: one of them looks again."""
    closed.given(attendee(SealFeedback, about=NIGHT, sealed="c0ffee"))
    mixed = {"about": NIGHT, "kept": "", "held": 0, "scales": (), "words": ()}
    closed.when(host(MixFeedback, pooled=0, sealed=(), **mixed)).then_refused("busy", "just answered")


def test_where_nobody_has_answered_nothing_is_mixed(closed: Story) -> None:
    mixed = {"about": NIGHT, "kept": "", "held": 0, "scales": (), "words": ()}
    closed.when(host(MixFeedback, pooled=0, sealed=(), **mixed)).then()


@pytest.mark.parametrize(
    "command",
    [
        attendee(GiveFeedback, about=NIGHT, answer=GOOD),
        attendee(SealFeedback, about=NIGHT, sealed="c0ffee"),
    ],
)
def test_everybody_answers_once(closed: Story, command: GiveFeedback | SealFeedback) -> None:
    closed.given(command)
    again = attendee(SealFeedback, about=NIGHT, sealed="c0ffee")
    closed.when(again).then_refused("late", "Each person answers once")


def test_nobody_answers_for_somebody_else_or_about_a_group_of_others(closed: Story) -> None:
    closed.when(neighbour(GiveFeedback, person=1, about=NIGHT, answer=GOOD)).then_refused(
        "forbidden", "yourself"
    )
    closed.when(latecomer(GiveFeedback, about="group:1", answer=GOOD)).then_refused(
        "forbidden", "not in this group"
    )
    closed.when(attendee(SealFeedback, about="group:99", sealed="")).then_refused(
        "forbidden", "not in this group"
    )
    closed.when(outsider(GiveFeedback, about=NIGHT, answer=GOOD)).then_refused(
        "forbidden", "Join the night first"
    )
    closed.given(host(RemovePerson, person=2))
    closed.when(neighbour(GiveFeedback, about=NIGHT, answer=GOOD)).then_refused(
        "forbidden", "has removed you"
    )


def test_nobody_is_asked_before_the_night_is_closed(closed: Story) -> None:
    closed.given(host(MovePhase, to="share"))
    closed.when(attendee(GiveFeedback, about=NIGHT, answer=GOOD)).then_refused(
        "late", "once the night is closed"
    )
    assert feedback.unanswered(closed.night, 1) == []


def test_whoever_has_left_may_still_say_how_it_was(story: Story) -> None:
    story.given(attendee(Leave), host(MovePhase, to="closed"))
    story.when(attendee(GiveFeedback, about=NIGHT, answer=Answer(1, ()))).then(
        happened(FeedbackGiven, person=1, about=NIGHT, scale=1, no=1)
    )


@pytest.mark.parametrize(
    ("scale", "words", "field"),
    [
        (0, (" ", ""), "scale"),
        (STEPS + 1, (), "scale"),
        (-1, (), "scale"),
        (3, ("", "x" * (WORDS + 1)), "words-1"),
    ],
)
def test_an_answer_says_something_and_not_too_much(
    closed: Story, scale: int, words: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        feedback.answer(closed.night, scale, words)
    assert refused.value.field == field


def test_the_desk_hides_words_and_takes_it_back(closed: Story) -> None:
    closed.given(attendee(GiveFeedback, about=NIGHT, answer=GOOD))
    closed.when(host(HideAnswer, no=1, why="A name")).then(happened(AnswerHidden, no=1, why="A name"))
    closed.when(host(HideAnswer, no=1)).then()
    closed.when(take_back(closed.night))
    assert not closed.night.feedback.words[1].hidden
    closed.given(host(HideAnswer, no=1))
    closed.when(host(ShowAnswer, no=1)).then(happened(AnswerShown, no=1))


def test_somebody_takes_away_words_with_their_name(closed: Story) -> None:
    closed.given(attendee(GiveFeedback, about=NIGHT, answer=GOOD))
    closed.when(neighbour(HideAnswer, no=1)).then_refused("forbidden", "Only the person who wrote this")
    closed.when(attendee(HideAnswer, no=2)).then_refused("missing", "no such answer")
    closed.given(attendee(HideAnswer, no=1))
    assert feedback.by_person(closed.night, NIGHT, 1) == []


def test_nobody_takes_away_words_without_a_name(closed: Story) -> None:
    """Whoever could would be known by it."""
    closed.given(attendee(SealFeedback, about=NIGHT, sealed="c0ffee"))
    its = tuple(feedback.subject(closed.night, NIGHT).sealed)
    closed.given(
        host(
            MixFeedback, about=NIGHT, pooled=0, sealed=its, kept="", held=0, scales=(4,), words=((0, "Soup"),)
        )
    )
    closed.when(attendee(HideAnswer, no=1)).then_refused("forbidden", "Only the person who wrote this")


def test_words_of_whoever_is_removed_leave_with_them(closed: Story) -> None:
    closed.given(attendee(GiveFeedback, about=NIGHT, answer=GOOD), host(RemovePerson, person=1))
    assert feedback.all_words(closed.night, NIGHT) == []
