"""The remote: helpers get of it what the host ticks, and go on part by part."""

import pytest

from opennight.night import remote
from opennight.night.nights import PhaseMoved, RenewDeskKey
from opennight.night.phases import MovePhase
from opennight.night.remote import (
    CONTROLS,
    MOST,
    NAME,
    AllowHelpers,
    ChangeHelper,
    HelperChanged,
    HelperInvited,
    HelperRevoked,
    HelpersAllowed,
    InviteHelper,
    RevokeHelper,
)
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


def test_each_link_has_a_name_and_its_own_ticks(story: Story) -> None:
    story.when(host(InviteHelper, name=" Nora ", controls=("people", "approve"))).then(
        happened(HelperInvited, link=1, name="Nora", controls=("approve", "people"), bound=True)
    )
    story.given(host(InviteHelper, name="Olu", controls=("timer",)), host(AllowHelpers, controls=("next",)))
    assert [remote.allowed(story.night, link) for link in (0, 1, 2)] == [
        ("next",),
        ("approve", "people"),
        ("timer",),
    ]
    story.when(host(ChangeHelper, link=2, controls=("board", "timer"))).then(
        happened(HelperChanged, link=2, controls=("timer", "board"))
    )
    story.when(host(ChangeHelper, link=2, controls=("timer", "board"))).then()
    story.when(host(ChangeHelper, link=0, controls=("timer",))).then(
        happened(HelpersAllowed, controls=("timer",))
    )


def test_each_link_is_revoked_by_itself_and_for_good(story: Story) -> None:
    story.given(*(host(InviteHelper, name=name, controls=CONTROLS) for name in ("Nora", "Olu")))
    story.when(host(RevokeHelper, link=1)).then(happened(HelperRevoked, link=1))
    assert [remote.is_open(story.night, link) for link in range(4)] == [True, False, True, False]
    assert remote.allowed(story.night, 1) == ()
    for command in (host(RevokeHelper, link=1), host(ChangeHelper, link=1, controls=())):
        story.when(command).then_refused("missing", "no such helper link")
    story.given(host(InviteHelper, name="Pia", controls=()))
    assert remote.open_links(story.night) == [2, 3], "no number is given twice"


def test_the_link_for_all_is_revoked_until_there_is_a_new_desk_link(story: Story) -> None:
    story.given(host(AllowHelpers, controls=("next",)), host(RevokeHelper, link=0))
    assert (remote.is_open(story.night, 0), remote.allowed(story.night)) == (False, ())
    story.given(host(RenewDeskKey))
    assert remote.is_open(story.night, 0)


def test_a_link_that_was_made_by_mistake_is_taken_back(story: Story) -> None:
    story.given(host(InviteHelper, name="Nora", controls=CONTROLS), take_back)
    assert not remote.is_open(story.night, 1)


def test_who_it_was_is_known_by_the_link(story: Story) -> None:
    story.given(host(InviteHelper, name="Nora", controls=()))
    assert remote.named(story.night, "helper:1481516") == "Nora"
    assert [remote.named(story.night, actor) for actor in ("helper:481516", "host", "helper:7481516")] == [
        ""
    ] * 3


def test_links_that_do_not_fit(story: Story) -> None:
    for name, words in (("", "write something"), ("x" * (NAME + 1), "Too long by 1")):
        story.when(host(InviteHelper, name=name, controls=())).then_refused("bad", words, field="name")
    story.when(host(InviteHelper, name="Nora", controls=("undo",))).then_refused(
        "bad", "Pick one", field="controls"
    )
    story.given(*(host(InviteHelper, name="Nora", controls=()) for _link in range(MOST)))
    story.when(host(InviteHelper, name="Nora", controls=())).then_refused("quota", "Revoke one first")
    story.given(host(RevokeHelper, link=3), host(InviteHelper, name="Nora", controls=()))
