"""How many pitches a person can make and a night can hold; and what frees a place."""

import pytest

from opennight.night import pitches
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, PitchShown, ShowPitch, WithdrawPitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MOST_EVER, MakePitch, PitchMade
from opennight.night.quotas import Each
from tests.cast import Happened, Story, attendee, happened, helper, host, neighbour, take_back


def made(no: int, person: int = 1) -> Happened:
    """A pitch about bees lands on the wall."""
    return happened(PitchMade, no=no, person=person, title="Bees", more="", hosted=True, waiting=False)


@pytest.fixture
def pitching(story: Story) -> Story:
    return story.given(host(MovePhase, to="pitch"))


def test_a_person_has_ten_pitches(pitching: Story) -> None:
    pitching.given(*(attendee(MakePitch, title=f"Bee {n}") for n in range(Each().pitches)))
    pitching.when(attendee(MakePitch, title="Bees")).then_refused("quota", "Withdraw one first")
    pitching.given(attendee(WithdrawPitch, pitch=3))
    pitching.when(attendee(MakePitch, title="Bees")).then(made(no=11))
    pitching.when(helper(MakePitch, person=1, title="Bees")).then(made(no=12))


def test_a_hidden_pitch_is_still_one_of_the_ten(pitching: Story) -> None:
    pitching.given(*(attendee(MakePitch, title=f"Spam {n}") for n in range(Each().pitches)))
    pitching.given(host(HidePitch, pitch=1), attendee(WithdrawPitch, pitch=1))
    pitching.when(attendee(MakePitch, title="Spam")).then_refused("quota", "Withdraw one first")


def test_nobody_pitches_and_withdraws_for_ever(pitching: Story) -> None:
    for no in range(1, MOST_EVER + 1):
        pitching.given(attendee(MakePitch, title="Bees"), attendee(WithdrawPitch, pitch=no))
    pitching.when(attendee(MakePitch, title="Bees")).then_refused("quota", f"{MOST_EVER} times in a night")
    pitching.when(helper(MakePitch, person=1, title="Bees")).then(made(no=MOST_EVER + 1))
    pitching.when(neighbour(MakePitch, title="Bees")).then(made(no=MOST_EVER + 2, person=2))


@pytest.fixture
def full(pitching: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Two of 20 places are kept for the desk; 18 pitches are on the wall."""
    monkeypatch.setattr(pitches, "MOST", 20)
    for actor in (attendee, neighbour):
        pitching.given(*(actor(MakePitch, title=f"Topic {number}") for number in range(9)))
    return pitching


def test_the_wall_is_full_for_all_but_the_desk(full: Story) -> None:
    full.when(attendee(MakePitch, title="Bees")).then_refused("quota", "as many pitches")
    full.when(helper(MakePitch, person=1, title="Bees")).then(made(no=19))
    full.when(host(MakePitch, person=0, title="Bees")).then(made(no=20, person=0))
    full.when(host(MakePitch, person=0, title="Bees")).then_refused("quota", "as many pitches")


@pytest.mark.parametrize("frees", [attendee(WithdrawPitch, pitch=3), host(HidePitch, pitch=3)])
def test_what_is_withdrawn_or_hidden_frees_a_place(full: Story, frees: Command) -> None:
    full.given(frees)
    full.when(neighbour(MakePitch, title="Bees")).then(made(no=19, person=2))
    full.when(attendee(MakePitch, title="Bees")).then_refused("quota", "as many pitches")


def test_what_is_brought_back_takes_a_place_again(full: Story) -> None:
    full.given(host(HidePitch, pitch=3), take_back)
    full.when(neighbour(MakePitch, title="Bees")).then_refused("quota", "as many pitches")
    full.given(host(HidePitch, pitch=3), neighbour(MakePitch, title="Bees"))
    full.when(host(ShowPitch, pitch=3)).then(happened(PitchShown, pitch=3))
    full.given(attendee(WithdrawPitch, pitch=3))
    full.when(attendee(MakePitch, title="Bees")).then_refused("quota", "as many pitches")
