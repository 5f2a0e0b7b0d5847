"""Slips: one for each person, on one device; and what becomes of a dead phone and a lost sheet."""

import pytest

from opennight.night import slips, votes
from opennight.night.door import LetIn
from opennight.night.entrance import RenewEntrance
from opennight.night.messages import acting
from opennight.night.moderation import RemovePerson
from opennight.night.people import Join, PersonJoined
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.slips import (
    MOST,
    GiveSlip,
    PrintSlips,
    SlipGiven,
    SlipsPrinted,
    SlipsVoided,
    SlipUsed,
    UseSlip,
    VoidSlips,
)
from opennight.night.undo import UndoStep
from opennight.night.votes import Vote, Voted
from tests.cast import (
    Somebody,
    Story,
    attendee,
    copied,
    guest,
    happened,
    helper,
    host,
    neighbour,
    outsider,
    setup,
)

DAN = 4
"""The first who comes after the print."""


@pytest.fixture
def printed(story: Story) -> Story:
    """Three people are in; then nine slips are printed, and Dan comes with the first of them."""
    return story.given(host(PrintSlips, count=9), guest(Join, name="Dan", slip=1))


def counts(story: Story) -> tuple[int, int, int]:
    return story.night.slips.printed, slips.used(story.night), slips.void(story.night)


def test_a_slip_lets_one_person_in(printed: Story) -> None:
    came = happened(PersonJoined, no=5, name="Eve", phone=True)
    printed.when(guest(Join, name="Eve", slip=2)).then(came, happened(SlipUsed, slip=2, person=5))
    assert counts(printed) == (9, 2, 0)
    printed.when(guest(Join, name="Fay", slip=2)).then_refused(
        "gone", "has been used. Ask the host", field="slip"
    )
    printed.when(guest(Join, name="Fay")).then_refused("bad", "You need a slip to come in", field="slip")
    printed.when(guest(Join, name="Fay", slip=10)).then_refused("missing", "no such slip", field="slip")


def test_without_slips_nothing_changes(story: Story) -> None:
    story.when(guest(Join, name="Dan", slip=7)).then(happened(PersonJoined, no=4, name="Dan", phone=True))
    assert story.night.people[4].slip == 0


def test_more_slips_go_on_from_the_last_number(printed: Story) -> None:
    printed.when(host(PrintSlips, count=3)).then(happened(SlipsPrinted, first=10, count=3))
    printed.when(host(PrintSlips, count=0)).then_refused("bad", "at least one", field="count")
    printed.when(host(PrintSlips, count=MOST)).then_refused("quota", "at most", field="count")


def test_the_first_print_comes_before_the_first_dot(story: Story) -> None:
    story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"), host(MovePhase, to="vote"))
    story.given(attendee(Vote, pitch=1))
    story.when(host(PrintSlips, count=9)).then_refused("late", "voted without slips")


def test_a_closed_night_prints_none(printed: Story) -> None:
    printed.given(host(MovePhase, to="closed"))
    printed.when(host(PrintSlips, count=3)).then_refused("late", "closed")


def test_only_who_has_a_slip_votes(printed: Story) -> None:
    printed.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"), host(MovePhase, to="vote"))
    printed.when(attendee(Vote, pitch=1)).then_refused("forbidden", "You need a slip to vote")
    printed.when(helper(Vote, person=1, pitch=1)).then_refused("forbidden", "You need a slip to vote")
    printed.given(attendee(UseSlip, slip=2))
    printed.when(attendee(Vote, pitch=1)).then(happened(Voted, person=1, pitch=1))


def test_somebody_without_a_phone_is_given_one_and_votes(printed: Story) -> None:
    printed.given(helper(Join, name="Nora", phone=False), host(GiveSlip, slip=5, person=5))
    printed.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"), host(MovePhase, to="vote"))
    printed.when(helper(Vote, person=5, pitch=1)).then(happened(Voted, person=5, pitch=1))


def test_who_is_in_uses_one_slip_and_no_second(printed: Story) -> None:
    printed.when(attendee(UseSlip, slip=1)).then_refused("gone", "has been used", field="slip")
    printed.when(attendee(UseSlip, slip=2)).then(happened(SlipUsed, slip=2, person=1))
    printed.when(attendee(UseSlip, slip=2)).then()
    printed.when(attendee(UseSlip, slip=3)).then_refused("forbidden", "have a slip already", field="slip")
    printed.when(outsider(UseSlip, slip=3)).then_refused("forbidden", "Join the night first")
    printed.when(neighbour(UseSlip, slip=3, person=1)).then_refused("forbidden", "only do this for yourself")


def test_a_slip_opens_the_door_whatever_hangs_there(printed: Story) -> None:
    """A new code for the door, and a full night: who holds a slip was expected."""
    printed.given(host(RenewEntrance, entrance="K7WQ"), host(ChangeSetup, setup=setup(expected=1)))
    came = happened(PersonJoined, no=5, name="Eve", phone=True)
    printed.when(guest(Join, name="Eve", slip=2)).then(came, happened(SlipUsed, slip=2, person=5))


def test_who_waited_before_the_print_comes_in_without_a_vote(story: Story) -> None:
    story.given(host(ChangeSetup, setup=setup(expected=1)), guest(Join, name="Zed"))
    waits = tuple(story.night.newcomers)
    story.given(host(PrintSlips, count=9), host(LetIn, newcomers=waits))
    assert story.night.people[4].slip == 0


def test_a_dead_phone_gets_another_slip_and_the_dots_stay_once(printed: Story) -> None:
    dan = Somebody(acting(DAN))
    printed.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"), host(MovePhase, to="vote"))
    printed.given(dan(Vote, pitch=1))
    printed.when(host(GiveSlip, slip=9, person=DAN)).then(
        happened(SlipsVoided, slips=(1,)), happened(SlipGiven, slip=9, person=DAN)
    )
    assert counts(printed) == (9, 1, 1)
    printed.when(guest(UseSlip, slip=1)).then_refused("gone", "void", field="slip")
    printed.when(guest(UseSlip, slip=9)).then(happened(SlipUsed, slip=9, person=DAN))
    printed.when(guest(UseSlip, slip=9)).then_refused("gone", "has been used", field="slip")
    printed.when(guest(UseSlip, slip=8)).then_refused("bad", "Nobody has used", field="slip")
    printed.when(dan(Vote, pitch=1)).then()
    assert votes.tally(printed.night, 1) == 1


def test_giving_a_slip_is_undone_in_one_press(printed: Story) -> None:
    before = copied(printed.night.slips)
    printed.given(host(GiveSlip, slip=9, person=DAN))
    printed.given(host(UndoStep, step=printed.night.steps[-1].no))
    assert printed.night.slips == before
    assert printed.night.people[DAN].slip == 1


def test_only_good_slips_are_given_to_who_is_here(printed: Story) -> None:
    printed.when(host(GiveSlip, slip=1, person=1)).then_refused("gone", "has been used", field="slip")
    printed.when(host(GiveSlip, slip=99, person=1)).then_refused("missing", "no such slip", field="slip")
    printed.when(host(GiveSlip, slip=1, person=DAN)).then()
    printed.given(host(RemovePerson, person=2))
    printed.when(host(GiveSlip, slip=2, person=2)).then_refused("forbidden", "removed")


def test_a_lost_sheet_is_void_but_for_those_that_are_used(printed: Story) -> None:
    printed.when(host(VoidSlips, first=1, last=6)).then(happened(SlipsVoided, slips=(2, 3, 4, 5, 6)))
    assert counts(printed) == (9, 1, 5)
    printed.when(guest(Join, name="Eve", slip=3)).then_refused("gone", "void", field="slip")
    printed.when(host(VoidSlips, first=1, last=6)).then_refused("bad", "used, void or not printed")
    printed.when(host(VoidSlips, first=-5, last=10**9)).then(happened(SlipsVoided, slips=(7, 8, 9)))
    printed.given(host(UndoStep, step=printed.night.steps[-1].no))
    assert counts(printed) == (9, 1, 5)
