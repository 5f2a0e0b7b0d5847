"""The pitch queue: who will speak, in which order, and who stands at the front."""

from typing import Any

import pytest

from opennight.night.kept.queue import Speaker
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch, WithdrawPitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.queue import (
    MOST_SECONDS,
    CallSpeaker,
    ExtendSpeaker,
    JoinedQueue,
    LeaveQueue,
    LeftQueue,
    LineUpToSpeak,
    MoveInQueue,
    QueueOrdered,
    SpeakerCalled,
    SpeakerExtended,
    SpeakerThanked,
    ThankSpeaker,
)
from tests.cast import SEVEN, Story, attendee, happened, helper, host, latecomer, neighbour, outsider

LONG_AGO = SEVEN - 24 * 3600 * 1000


@pytest.fixture
def waiting(story: Story) -> Story:
    """Three pitches, each by one of the cast, and all three in the queue."""
    story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    return story.given(neighbour(MakePitch, title="Books"), latecomer(MakePitch, title="Bread"))


def test_who_pitches_lines_up_and_may_step_out_and_in(waiting: Story) -> None:
    assert waiting.night.queue == [1, 2, 3]
    waiting.when(attendee(LeaveQueue, pitch=1)).then(happened(LeftQueue, pitch=1))
    waiting.when(attendee(LeaveQueue, pitch=1)).then()
    waiting.when(attendee(LineUpToSpeak, pitch=1)).then(happened(JoinedQueue, pitch=1))
    waiting.when(attendee(LineUpToSpeak, pitch=1)).then()
    assert waiting.night.queue == [2, 3, 1]


@pytest.mark.parametrize("who", [host, helper])
def test_the_desk_lines_up_everybody(waiting: Story, who: Any) -> None:
    waiting.when(who(LeaveQueue, pitch=1)).then(happened(LeftQueue, pitch=1))
    waiting.when(who(LineUpToSpeak, pitch=1)).then(happened(JoinedQueue, pitch=1))


@pytest.mark.parametrize("command", [LineUpToSpeak, LeaveQueue])
def test_only_the_pitcher_does(waiting: Story, command: Any) -> None:
    waiting.when(neighbour(command, pitch=1)).then_refused("forbidden", "Only the person who pitched")
    waiting.when(outsider(command, pitch=1)).then_refused("forbidden", "Join the night first")
    waiting.when(attendee(command, pitch=9)).then_refused("missing", "no such pitch")


def test_lining_up_has_its_time(waiting: Story) -> None:
    waiting.given(attendee(LeaveQueue, pitch=1), host(MovePhase, to="groups"))
    waiting.when(attendee(LineUpToSpeak, pitch=1)).then_refused("late", "over for tonight")


def test_what_is_out_of_sight_does_not_line_up(waiting: Story) -> None:
    waiting.given(attendee(WithdrawPitch, pitch=1), host(HidePitch, pitch=2))
    waiting.when(attendee(LineUpToSpeak, pitch=1)).then_refused("late", "withdrawn a moment ago")
    waiting.when(neighbour(LineUpToSpeak, pitch=2)).then_refused("late", "not on the wall")
    assert waiting.night.queue == [3]


@pytest.mark.parametrize(
    ("pitch", "place", "order"),
    [(3, 0, (3, 1, 2)), (1, 1, (2, 1, 3)), (1, 99, (2, 3, 1)), (2, -5, (2, 1, 3))],
)
def test_the_host_moves_a_place(waiting: Story, pitch: int, place: int, order: tuple[int, ...]) -> None:
    waiting.when(host(MoveInQueue, pitch=pitch, place=place)).then(happened(QueueOrdered, pitches=order))
    waiting.when(host(MoveInQueue, pitch=pitch, place=place)).then()


def test_only_who_waits_is_moved(waiting: Story) -> None:
    waiting.given(attendee(LeaveQueue, pitch=1))
    waiting.when(host(MoveInQueue, pitch=1, place=0)).then_refused("late", "not in the queue")


def test_the_next_is_called(waiting: Story) -> None:
    command = host(CallSpeaker, seconds=90)
    waiting.when(command).then(happened(SpeakerCalled, pitch=1, seconds=90))
    assert waiting.night.speaker == Speaker(1, command.at, 90)
    assert waiting.night.speaker.ends == command.at + 90_000
    assert waiting.night.queue == [2, 3]


def test_anybody_may_be_called_out_of_turn(waiting: Story) -> None:
    waiting.when(host(CallSpeaker, pitch=3)).then(happened(SpeakerCalled, pitch=3, seconds=60))
    assert waiting.night.queue == [1, 2]


def test_a_merged_pitch_is_called_by_what_it_became(waiting: Story) -> None:
    waiting.given(host(MergePitch, pitch=1, into=3))
    waiting.when(host(CallSpeaker, pitch=1)).then(happened(SpeakerCalled, pitch=3, seconds=60))


def test_calling_is_refused_when_there_is_nobody(story: Story) -> None:
    story.when(host(CallSpeaker)).then_refused("late", "Nobody is waiting")
    story.when(host(CallSpeaker, pitch=9)).then_refused("missing", "no such pitch")


@pytest.mark.parametrize("seconds", [-1, 0, 4, MOST_SECONDS + 1])
def test_a_turn_has_a_length(waiting: Story, seconds: int) -> None:
    waiting.when(host(CallSpeaker, seconds=seconds)).then_refused("bad", "15 minutes", field="seconds")


def test_nobody_is_called_in_a_closed_night(waiting: Story) -> None:
    waiting.given(host(MovePhase, to="closed"))
    waiting.when(host(CallSpeaker)).then_refused("late", "closed")


def test_the_speaker_gets_more_time_or_less(waiting: Story) -> None:
    waiting.given(host(CallSpeaker, at=SEVEN))
    waiting.when(host(ExtendSpeaker, at=SEVEN + 1000, seconds=30)).then(happened(SpeakerExtended, seconds=90))
    waiting.when(host(ExtendSpeaker, at=SEVEN + 2000, seconds=-50)).then(
        happened(SpeakerExtended, seconds=40)
    )
    waiting.when(host(ExtendSpeaker, at=SEVEN + 2000, seconds=-99)).then(happened(SpeakerExtended, seconds=0))
    waiting.when(host(ExtendSpeaker, at=SEVEN + 2000, seconds=-99)).then()
    waiting.when(host(ExtendSpeaker, at=SEVEN + 2000, seconds=0)).then()


def test_more_time_counts_from_now_once_the_time_is_up(waiting: Story) -> None:
    waiting.given(host(CallSpeaker, at=SEVEN))
    waiting.when(host(ExtendSpeaker, at=SEVEN + 100_000, seconds=30)).then(
        happened(SpeakerExtended, seconds=130)
    )


def test_more_time_has_an_end(waiting: Story) -> None:
    waiting.when(host(ExtendSpeaker, seconds=30)).then_refused("late", "Nobody is at the front")
    waiting.given(host(CallSpeaker, at=SEVEN))
    waiting.when(host(ExtendSpeaker, seconds=MOST_SECONDS + 1)).then_refused(
        "bad", "15 minutes", field="seconds"
    )
    waiting.when(host(ExtendSpeaker, at=SEVEN, seconds=MOST_SECONDS)).then(
        happened(SpeakerExtended, seconds=MOST_SECONDS)
    )


def test_a_clock_that_went_back_does_no_harm(waiting: Story) -> None:
    waiting.given(host(CallSpeaker, at=SEVEN))
    waiting.when(host(ExtendSpeaker, at=LONG_AGO, seconds=30)).then(happened(SpeakerExtended, seconds=90))


def test_the_speaker_is_thanked(waiting: Story) -> None:
    waiting.given(host(CallSpeaker))
    waiting.when(host(ThankSpeaker)).then(happened(SpeakerThanked))
    assert waiting.night.speaker is None
    waiting.when(host(ThankSpeaker)).then()
