"""The asks are read out, one after another: hands go up, and people find each other at a table."""

import pytest

from opennight.night import standup
from opennight.night.board import SceneSet
from opennight.night.moderation import RemovePerson
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.standup import (
    CountHands,
    EndStandUp,
    HandLowered,
    HandRaised,
    HandsCounted,
    LowerHand,
    RaiseHand,
    SendToTable,
    SentToTable,
    StandUpNext,
    StandUpSet,
)
from tests.cast import Story, attendee, happened, helper, host, latecomer, neighbour, take_back
from tests.offered import DRILL, LAND


@pytest.fixture
def asks(story: Story) -> Story:
    """Two asks (1 and 3), and an offer between them."""
    return story.given(
        attendee(MakeOffer, **LAND),
        latecomer(MakeOffer, **DRILL),
        neighbour(MakeOffer, wants=True, kind="time", text="Somebody who translates"),
    )


def test_one_after_another_and_then_all_of_them(asks: Story) -> None:
    asks.when(host(StandUpNext)).then(
        happened(StandUpSet, on=True, ask=1), happened(SceneSet, scene="standup")
    )
    assert [one.no for one in standup.left(asks.night)] == [3]
    asks.when(host(StandUpNext)).then(happened(StandUpSet, on=True, ask=3, done=(1,)))
    asks.when(host(StandUpNext, ask=1)).then(happened(StandUpSet, on=True, ask=1, done=(3,)))
    asks.when(host(StandUpNext)).then(happened(StandUpSet, on=True, ask=0, done=(3, 1)))
    asks.when(host(StandUpNext)).then()
    assert standup.current(asks.night) is None
    asks.when(host(EndStandUp)).then(happened(StandUpSet, on=False), happened(SceneSet, scene=""))
    asks.when(host(EndStandUp)).then()


def test_offers_that_may_meet_it_are_said_with_it(asks: Story) -> None:
    """Worked out elsewhere, they come with the command; what is no offer on the wall is left out."""
    asks.when(host(StandUpNext, meets=(9, 1, 2, 3))).then(
        happened(StandUpSet, on=True, ask=1, meets=(2,)), happened(SceneSet, scene="standup")
    )
    assert [one.no for one in standup.meets(asks.night)] == [2]
    asks.given(latecomer(CloseOffer, offer=2))
    assert not standup.meets(asks.night)
    asks.given(host(StandUpNext), take_back)
    assert asks.night.standup.meets == (2,)
    asks.given(host(StandUpNext, ask=3), host(StandUpNext, meets=(2,)))
    assert not standup.meets(asks.night), "all were read out"


def test_what_cannot_be_read_out(story: Story) -> None:
    story.when(host(StandUpNext)).then_refused("late", "no ask on the wall")
    story.given(latecomer(MakeOffer, **DRILL))
    story.when(host(StandUpNext, ask=1)).then_refused("missing", "Only asks")
    story.when(host(StandUpNext, ask=9)).then_refused("missing", "no such offer")
    story.given(host(MovePhase, to="closed"))
    story.when(host(StandUpNext)).then_refused("late", "closed")


def test_what_is_taken_off_meanwhile_is_not_shown(asks: Story) -> None:
    asks.given(host(StandUpNext), attendee(CloseOffer, offer=1))
    assert standup.current(asks.night) is None
    asks.when(host(StandUpNext)).then(happened(StandUpSet, on=True, ask=3, done=(1,)))


def test_hands_are_counted_tapped_and_tapped_by_a_helper(asks: Story) -> None:
    asks.given(helper(Join, name="Nora", phone=False), host(StandUpNext))
    asks.when(neighbour(RaiseHand, ask=1)).then(happened(HandRaised, person=2, ask=1))
    asks.when(neighbour(RaiseHand, ask=1)).then()
    asks.when(helper(RaiseHand, person=4, ask=1)).then(happened(HandRaised, person=4, ask=1))
    asks.when(host(CountHands, ask=1, hands=5)).then(happened(HandsCounted, ask=1, hands=5))
    offer = asks.night.offers[1]
    assert (standup.hands(asks.night, offer), standup.who(asks.night, offer)) == (7, [2, 4])
    asks.when(neighbour(LowerHand, ask=1)).then(happened(HandLowered, person=2, ask=1))
    asks.when(neighbour(LowerHand, ask=1)).then()
    asks.given(take_back)
    assert standup.hands(asks.night, offer) == 1
    asks.given(host(RemovePerson, person=4))
    assert standup.hands(asks.night, offer) == 0


def test_whose_hand_does_not_go_up(asks: Story) -> None:
    asks.given(host(StandUpNext))
    asks.when(attendee(RaiseHand, ask=1)).then_refused("forbidden", "your own")
    asks.when(latecomer(RaiseHand, ask=3)).then_refused("late", "not read out just now")
    asks.when(neighbour(RaiseHand, person=3, ask=1)).then_refused("forbidden", "for yourself")
    for hands in (-1, 5001):
        asks.when(host(CountHands, ask=1, hands=hands)).then_refused("bad", "between 0", field="hands")
    asks.when(host(CountHands, ask=2, hands=1)).then_refused("missing", "Only asks")


def test_go_and_find_each_other(asks: Story) -> None:
    asks.given(host(StandUpNext))
    asks.when(host(SendToTable, ask=1, table=" Table 5 ")).then(happened(SentToTable, ask=1, table="Table 5"))
    asks.when(host(SendToTable, ask=1, table="x" * 61)).then_refused("bad", "Too long by 1", field="table")
    asks.given(take_back)
    assert asks.night.offers[1].table == ""


def test_a_step_is_taken_back(asks: Story) -> None:
    asks.given(host(StandUpNext), host(StandUpNext), take_back)
    assert standup.current(asks.night) is asks.night.offers[1]
    asks.given(take_back)
    assert (asks.night.standup.on, asks.night.scene) == (False, "")
