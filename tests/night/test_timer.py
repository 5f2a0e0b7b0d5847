"""The timer starts, pauses, resumes, gets more time or less, stops; and the bell."""

import pytest

from opennight.night import timer
from opennight.night.kept.timer import Timer
from opennight.night.messages import Command
from opennight.night.nights import PhaseMoved
from opennight.night.phases import MovePhase
from opennight.night.timer import (
    MINUTE,
    MOST_MINUTES,
    AddTime,
    BellRung,
    PauseTimer,
    ResumeTimer,
    RingBell,
    StartTimer,
    StopTimer,
    TimerSet,
)
from tests.cast import SEVEN, Happened, Story, happened, host, take_back

TEN = 10 * MINUTE


def timer_set(total: int = 0, *, ends: int | None = None, left: int | None = None) -> Happened:
    return happened(TimerSet, timer=Timer(total, ends, left))


@pytest.fixture
def running(story: Story) -> Story:
    """Ten minutes, started at seven."""
    return story.given(host(StartTimer, at=SEVEN, minutes=10))


@pytest.fixture
def paused(running: Story) -> Story:
    """Six of ten minutes are left."""
    return running.given(host(PauseTimer, at=SEVEN + 4 * MINUTE))


def test_a_timer_starts(story: Story) -> None:
    assert timer.left(story.night.timer, SEVEN) is None
    story.when(host(StartTimer, at=SEVEN, minutes=10)).then(timer_set(TEN, ends=SEVEN + TEN))
    assert timer.left(story.night.timer, SEVEN + MINUTE) == 9 * MINUTE
    assert timer.left(story.night.timer, SEVEN + 11 * MINUTE) == 0


@pytest.mark.parametrize("minutes", [-1, 0, MOST_MINUTES + 1])
def test_a_timer_has_a_length(story: Story, minutes: int) -> None:
    story.when(host(StartTimer, minutes=minutes)).then_refused("bad", "12 hours", field="minutes")


def test_it_pauses_and_goes_on(running: Story) -> None:
    running.when(host(PauseTimer, at=SEVEN + 4 * MINUTE)).then(timer_set(TEN, left=6 * MINUTE))
    running.when(host(PauseTimer, at=SEVEN + 5 * MINUTE)).then()
    assert timer.left(running.night.timer, SEVEN + 99 * MINUTE) == 6 * MINUTE
    running.when(host(ResumeTimer, at=SEVEN + 8 * MINUTE)).then(timer_set(TEN, ends=SEVEN + 14 * MINUTE))
    running.when(host(ResumeTimer, at=SEVEN + 9 * MINUTE)).then()


@pytest.mark.parametrize("command", [host(PauseTimer), host(ResumeTimer), host(StopTimer)])
def test_without_a_timer_there_is_nothing_to_do(story: Story, command: Command) -> None:
    story.when(command).then()


def test_more_time_and_less(running: Story) -> None:
    running.when(host(AddTime, at=SEVEN + MINUTE, minutes=5)).then(
        timer_set(14 * MINUTE, ends=SEVEN + 15 * MINUTE)
    )
    running.when(host(AddTime, at=SEVEN + MINUTE, minutes=-4)).then(
        timer_set(14 * MINUTE, ends=SEVEN + 11 * MINUTE)
    )
    running.when(host(AddTime, at=SEVEN + MINUTE, minutes=-99)).then(
        timer_set(14 * MINUTE, ends=SEVEN + MINUTE)
    )


def test_more_time_while_paused(paused: Story) -> None:
    paused.when(host(AddTime, minutes=1)).then(timer_set(TEN, left=7 * MINUTE))


def test_more_time_after_the_end_counts_from_now(running: Story) -> None:
    late = SEVEN + 60 * MINUTE
    running.when(host(AddTime, at=late, minutes=2)).then(timer_set(TEN, ends=late + 2 * MINUTE))


def test_time_has_an_end(running: Story) -> None:
    running.given(host(AddTime, at=SEVEN, minutes=MOST_MINUTES))
    assert running.night.timer.ends == SEVEN + MOST_MINUTES * MINUTE
    running.when(host(AddTime, minutes=0)).then_refused("bad", "12 hours", field="minutes")
    running.when(host(AddTime, minutes=MOST_MINUTES + 1)).then_refused("bad", "12 hours", field="minutes")


def test_there_is_no_more_of_nothing(story: Story) -> None:
    story.when(host(AddTime, minutes=1)).then_refused("late", "Start the timer first")


def test_it_stops(running: Story) -> None:
    running.when(host(StopTimer)).then(timer_set())
    running.when(host(StopTimer)).then()


def test_the_bell_rings_each_time(story: Story) -> None:
    story.when(host(RingBell, at=SEVEN)).then(happened(BellRung))
    story.when(host(RingBell, at=SEVEN + 1000)).then(happened(BellRung))
    assert story.night.bell == SEVEN + 1000


@pytest.mark.parametrize("command", [host(StartTimer, minutes=10), host(RingBell)])
def test_a_closed_night_is_quiet(story: Story, command: Command) -> None:
    story.given(host(MovePhase, to="closed")).when(command).then_refused("late", "closed")


def test_the_talks_timer_ends_with_the_talk(story: Story) -> None:
    """Otherwise it rings into the sharing. One undo brings both back."""
    story.given(host(MovePhase, to="talk"), host(StartTimer, at=SEVEN, minutes=10))
    ticking = story.night.timer
    story.when(host(MovePhase, to="share")).then(happened(PhaseMoved, to="share"), timer_set())
    story.given(take_back)
    assert (story.night.phase, story.night.timer) == ("talk", ticking)


def test_a_paused_one_ends_with_the_talk_too(paused: Story) -> None:
    paused.given(host(MovePhase, to="talk"))
    paused.when(host(MovePhase, to="groups")).then(happened(PhaseMoved, to="groups"), timer_set())


def test_the_timer_of_a_break_goes_on(running: Story) -> None:
    for phase in ("pitch", "vote", "share", "closed", "groups", "talk"):
        running.when(host(MovePhase, to=phase)).then(happened(PhaseMoved, to=phase))
    running.when(host(MovePhase, to="talk")).then()
