"""Votes: dots are given and taken back, within a budget, and count each person once."""

import pytest

from opennight.night import votes
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.merging import MergePitch, UnmergePitch
from opennight.night.moderation import HidePitch, WithdrawPitch
from opennight.night.nights import RevealVotes
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.votes import TakeBackVote, Vote, Voted, VoteTakenBack
from tests.cast import Story, attendee, happened, helper, host, latecomer, neighbour, outsider, setup


@pytest.fixture
def voting(story: Story) -> Story:
    """Three pitches, two dots each, and the vote is open."""
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")))
    return story.given(host(MovePhase, to="vote"))


def test_a_dot_on_a_pitch(voting: Story) -> None:
    voting.when(attendee(Vote, pitch=1)).then(happened(Voted, person=1, pitch=1))
    assert votes.tally(voting.night, 1) == 1
    assert votes.left(voting.night, 1) == 1
    voting.when(attendee(Vote, pitch=1)).then()


def test_a_dot_taken_back(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1))
    voting.when(attendee(TakeBackVote, pitch=1)).then(happened(VoteTakenBack, person=1, pitch=1))
    assert votes.tally(voting.night, 1) == 0
    voting.when(attendee(TakeBackVote, pitch=1)).then()


def test_the_helper_votes_for_somebody(voting: Story) -> None:
    voting.when(helper(Vote, person=2, pitch=1)).then(happened(Voted, person=2, pitch=1))
    voting.when(helper(TakeBackVote, person=2, pitch=1)).then(happened(VoteTakenBack, person=2, pitch=1))


def test_dots_run_out(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1), attendee(Vote, pitch=2))
    voting.when(attendee(Vote, pitch=3)).then_refused("full", "no dots left")
    voting.when(helper(Vote, person=1, pitch=3)).then_refused("full", "no dots left")
    voting.given(attendee(TakeBackVote, pitch=1))
    voting.when(attendee(Vote, pitch=3)).then(happened(Voted, person=1, pitch=3))


def test_no_budget_is_no_limit(voting: Story) -> None:
    voting.given(host(ChangeSetup, setup=setup(dots=0)), *(attendee(Vote, pitch=no) for no in (1, 2, 3)))
    assert votes.left(voting.night, 1) is None
    assert votes.total(voting.night) == 3


def test_a_smaller_budget_takes_no_dot_away(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1), attendee(Vote, pitch=2), host(ChangeSetup, setup=setup(dots=1)))
    assert votes.left(voting.night, 1) == 0
    assert votes.total(voting.night) == 2


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase != "vote"])
def test_voting_has_its_time(voting: Story, phase: Phase) -> None:
    words = "opens after the pitches" if phase in ("welcome", "pitch") else "The vote is over"
    voting.given(attendee(Vote, pitch=1), host(MovePhase, to=phase))
    voting.when(attendee(Vote, pitch=2)).then_refused("late", words)
    voting.when(attendee(TakeBackVote, pitch=1)).then_refused("late", words)


def test_nobody_votes_for_another(voting: Story) -> None:
    voting.when(neighbour(Vote, person=1, pitch=1)).then_refused("forbidden", "only do this for yourself")
    voting.when(neighbour(TakeBackVote, person=1, pitch=1)).then_refused(
        "forbidden", "only do this for yourself"
    )
    voting.when(outsider(Vote, pitch=1)).then_refused("forbidden", "Join the night first")
    voting.when(outsider(TakeBackVote, pitch=1)).then_refused("forbidden", "Join the night first")


def test_there_is_no_such_pitch(voting: Story) -> None:
    voting.when(attendee(Vote, pitch=9)).then_refused("missing", "no such pitch")
    voting.when(attendee(TakeBackVote, pitch=9)).then_refused("missing", "no such pitch")


def test_a_pitch_out_of_sight_takes_no_dot(voting: Story) -> None:
    voting.given(host(HidePitch, pitch=1), host(WithdrawPitch, pitch=2))
    voting.when(attendee(Vote, pitch=1)).then_refused("late", "not on the wall")
    voting.when(attendee(Vote, pitch=2)).then_refused("late", "withdrawn a moment ago")


def test_a_dot_on_a_pitch_out_of_sight_is_free_again(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1), attendee(Vote, pitch=2), host(HidePitch, pitch=1))
    assert votes.left(voting.night, 1) == 1
    voting.when(attendee(Vote, pitch=3)).then(happened(Voted, person=1, pitch=3))


def test_merged_pitches_count_each_person_once(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1), attendee(Vote, pitch=2), neighbour(Vote, pitch=1))
    voting.given(host(MergePitch, pitch=1, into=2))
    assert votes.tally(voting.night, 2) == 2
    assert votes.left(voting.night, 1) == 1
    voting.given(host(UnmergePitch, pitch=1))
    assert [votes.tally(voting.night, no) for no in (1, 2)] == [2, 1]


def test_a_dot_on_a_part_goes_to_the_whole(voting: Story) -> None:
    voting.given(host(MergePitch, pitch=1, into=2))
    voting.when(attendee(Vote, pitch=1)).then(happened(Voted, person=1, pitch=2))
    voting.when(attendee(Vote, pitch=2)).then()


def test_a_dot_is_taken_back_from_all_parts(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=1), attendee(Vote, pitch=2), host(MergePitch, pitch=1, into=2))
    voting.when(attendee(TakeBackVote, pitch=1)).then(happened(VoteTakenBack, person=1, pitch=2))
    voting.given(host(UnmergePitch, pitch=1))
    assert votes.total(voting.night) == 0


def test_the_most_wanted_come_first_and_ties_go_to_the_earlier(voting: Story) -> None:
    voting.given(attendee(Vote, pitch=3), neighbour(Vote, pitch=3), latecomer(Vote, pitch=2))
    assert [pitch.no for pitch in votes.ranked(voting.night)] == [3, 2, 1]
    voting.given(latecomer(TakeBackVote, pitch=2))
    assert [pitch.no for pitch in votes.ranked(voting.night)] == [3, 1, 2]


def test_hidden_votes_show_when_revealed_or_at_the_end(voting: Story) -> None:
    assert votes.shown(voting.night)
    voting.given(host(ChangeSetup, setup=setup(hidden=True)))
    assert not votes.shown(voting.night)
    voting.given(host(RevealVotes, revealed=True))
    assert votes.shown(voting.night)
    voting.given(host(RevealVotes, revealed=False), host(MovePhase, to="closed"))
    assert votes.shown(voting.night)
