"""Strengths: love, like or no instead of dots. Who loves or likes a pitch wants it, and counts once."""

import pytest

from opennight.night import strengths, votes
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.merging import MergePitch, UnmergePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, LetBackIn, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.strengths import SayStrength, StrengthSaid
from opennight.night.votes import TakeBackVote, Vote
from tests.cast import (
    Somebody,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    setup,
)


def say(who: Somebody, pitch: int, strength: str) -> Command:
    return who(SayStrength, pitch=pitch, strength=strength)


@pytest.fixture
def asking(story: Story) -> Story:
    """Three pitches, and the night asks how much people want each."""
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")))
    return story.given(host(ChangeSetup, setup=setup(ballot="strengths", dots=1)), host(MovePhase, to="vote"))


def test_whoever_loves_or_likes_a_pitch_wants_it(asking: Story) -> None:
    asking.when(say(attendee, 1, "love")).then(happened(StrengthSaid, person=1, pitch=1, strength="love"))
    asking.given(say(neighbour, 1, "like"), say(latecomer, 1, "no"))
    assert (votes.tally(asking.night, 1), strengths.loves(asking.night, 1)) == (2, 1)
    assert votes.turnout(asking.night) == 3
    assert [strengths.worth(asking.night, 1, person) for person in (1, 2)] == [3, 1]
    assert list(strengths.refusals(asking.night)) == [(3, 1)]


def test_nobody_runs_out(asking: Story) -> None:
    asking.given(*(attendee(SayStrength, pitch=no, strength="love") for no in (1, 2, 3)))
    assert votes.left(asking.night, 1) is None
    assert strengths.by_person(asking.night, 1) == {1: "love", 2: "love", 3: "love"}


def test_minds_change(asking: Story) -> None:
    asking.given(say(attendee, 1, "love"))
    asking.when(say(attendee, 1, "love")).then()
    asking.given(say(attendee, 1, "no"))
    assert votes.tally(asking.night, 1) == 0
    asking.given(say(attendee, 1, ""))
    assert strengths.by_person(asking.night, 1) == {}
    asking.when(say(attendee, 1, "")).then()


def test_what_is_said_of_parts_counts_once_and_at_its_strongest(asking: Story) -> None:
    asking.given(say(attendee, 1, "love"), say(attendee, 2, "no"))
    asking.given(say(neighbour, 1, "like"), say(neighbour, 2, "like"))
    asking.given(host(MergePitch, pitch=1, into=2))
    assert (votes.tally(asking.night, 2), strengths.loves(asking.night, 2)) == (2, 1)
    assert strengths.said(asking.night, 2, 1) == "love"
    assert not list(strengths.refusals(asking.night))
    asking.given(say(attendee, 1, "no"), host(UnmergePitch, pitch=1))
    assert [strengths.said(asking.night, no, 1) for no in (1, 2)] == [None, "no"]


def test_whoever_is_removed_takes_along_what_they_said(asking: Story) -> None:
    asking.given(say(attendee, 1, "love"), say(attendee, 2, "no"))
    asking.given(host(RemovePerson, person=1))
    assert (votes.tally(asking.night, 1), list(strengths.refusals(asking.night))) == (0, [])
    asking.given(host(LetBackIn, person=1))
    assert (strengths.loves(asking.night, 1), list(strengths.refusals(asking.night))) == (1, [(1, 2)])


def test_a_dot_from_before_is_a_like_and_both_are_dots_afterwards(asking: Story) -> None:
    asking.given(host(ChangeSetup, setup=setup(dots=3)), attendee(Vote, pitch=1))
    asking.given(host(ChangeSetup, setup=setup(ballot="strengths")))
    assert strengths.by_person(asking.night, 1) == {1: "like"}
    asking.given(say(attendee, 2, "love"), say(attendee, 3, "no"))
    asking.given(host(ChangeSetup, setup=setup(dots=3)))
    assert votes.by_person(asking.night, 1) == [1, 2]
    assert (strengths.loves(asking.night, 2), list(strengths.refusals(asking.night))) == (0, [])


def test_each_night_takes_only_what_it_asks_for(asking: Story) -> None:
    asking.when(attendee(Vote, pitch=1)).then_refused("late", "no dots tonight")
    asking.when(attendee(TakeBackVote, pitch=1)).then_refused("late", "no dots tonight")
    asking.given(host(ChangeSetup, setup=setup()))
    asking.when(say(attendee, 1, "love")).then_refused("late", "votes with dots")


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase != "vote"])
def test_it_has_its_time(asking: Story, phase: Phase) -> None:
    words = "opens after the pitches" if phase in ("welcome", "pitch") else "The vote is over"
    asking.given(host(MovePhase, to=phase))
    asking.when(say(attendee, 1, "love")).then_refused("late", words)


def test_what_is_refused(asking: Story) -> None:
    asking.when(neighbour(SayStrength, person=1, pitch=1, strength="no")).then_refused(
        "forbidden", "for yourself"
    )
    asking.when(say(outsider, 1, "no")).then_refused("forbidden", "Join the night first")
    asking.when(say(attendee, 9, "no")).then_refused("missing", "no such pitch")
    asking.when(say(attendee, 1, "adore")).then_refused("bad", "Pick one", field="strength")
    asking.given(host(HidePitch, pitch=1))
    asking.when(say(attendee, 1, "no")).then_refused("late", "not on the wall")
    asking.when(helper(SayStrength, person=2, pitch=2, strength="like")).then(
        happened(StrengthSaid, person=2, pitch=2, strength="like")
    )


def test_a_ballot_that_nobody_knows(asking: Story) -> None:
    asking.when(host(ChangeSetup, setup=setup(ballot="stars"))).then_refused(
        "bad", "how people vote", field="ballot"
    )
