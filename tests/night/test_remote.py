"""The remote: helpers get of it what the host ticks, and go on part by part."""

import pytest

from opennight.night import remote
from opennight.night.nights import PhaseMoved
from opennight.night.phases import MovePhase
from opennight.night.remote import CONTROLS, AllowHelpers, HelpersAllowed
from tests.cast import Story, happened, helper, host, setup, take_back


def test_helpers_have_nothing_of_it_at_first(story: Story) -> None:
    assert remote.allowed(story.night) == ()


def test_the_host_ticks_what_they_get(story: Story) -> None:
    story.when(host(AllowHelpers, controls=("timer", "next"))).then(
        happened(HelpersAllowed, controls=("next", "timer"))
    )
    story.when(host(AllowHelpers, controls=("next", "timer", "next"))).then()
    assert remote.allowed(story.night) == ("next", "timer")
    story.when(host(AllowHelpers, controls=())).then(happened(HelpersAllowed, controls=()))


def test_there_is_no_such_control(story: Story) -> None:
    story.when(host(AllowHelpers, controls=("timer", "undo"))).then_refused(
        "bad", "Pick one", field="controls"
    )


def test_what_they_had_before_comes_back(story: Story) -> None:
    story.given(host(AllowHelpers, controls=("timer",)), host(AllowHelpers, controls=CONTROLS), take_back)
    assert remote.allowed(story.night) == ("timer",)


def test_once_the_night_is_closed_that_is_over(story: Story) -> None:
    story.given(host(AllowHelpers, controls=CONTROLS), host(MovePhase, to="closed"))
    assert remote.allowed(story.night) == ()
    story.given(host(MovePhase, to="share"))
    assert remote.allowed(story.night) == CONTROLS


def test_a_helper_goes_on_to_the_next_part(story: Story) -> None:
    for to in ("pitch", "vote", "groups", "talk", "share"):
        story.when(helper(MovePhase, to=to))
        assert story.refused is None
        assert story.night.phase == to


def test_on_an_open_night_the_next_part_is_another(story: Story) -> None:
    story = Story(story.night).given(host(MovePhase, to="pitch"))
    story.night.setup = setup(seating="open")
    story.when(helper(MovePhase, to="vote")).then_refused("forbidden", "Only the host")
    story.when(helper(MovePhase, to="groups"))
    assert story.night.phase == "groups"


@pytest.mark.parametrize("to", ["welcome", "talk", "share", "closed"])
def test_a_helper_neither_jumps_nor_goes_back(story: Story, to: str) -> None:
    story.given(host(MovePhase, to="vote"))
    story.when(helper(MovePhase, to=to)).then_refused("forbidden", "Only the host")


def test_a_helper_neither_closes_the_night_nor_opens_it_again(story: Story) -> None:
    story.given(host(MovePhase, to="share"))
    story.when(helper(MovePhase, to="closed")).then_refused("forbidden", "Only the host")
    story.given(host(MovePhase, to="closed"))
    story.when(helper(MovePhase, to="share")).then_refused("forbidden", "Only the host")


def test_a_helper_who_pressed_too_late_is_told_so(story: Story) -> None:
    """Not that they may not: both pressed the same button, and the host was first."""
    story.given(host(MovePhase, to="pitch"), host(MovePhase, to="vote"))
    story.when(helper(MovePhase, to="vote", since="pitch")).then()
    story.when(helper(MovePhase, to="pitch", since="welcome")).then_refused("late", "already moved on")
    story.when(helper(MovePhase, to="groups", since="vote")).then(happened(PhaseMoved, to="groups"))
