"""Ballots: published once by the host of a closed night, of enough people, without what tells of a person."""

import pytest

from opennight.night import ballots
from opennight.night.ballots import (
    LEAST,
    RARE,
    BallotKeptOut,
    BallotsPublished,
    BallotsWithdrawn,
    KeepBallot,
    PublishBallots,
    WithdrawBallots,
)
from opennight.night.bylines import TakeName
from opennight.night.messages import Command, acting
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.nights import StartNight
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.votes import Vote
from tests.cast import Somebody, Story, attendee, guest, happened, host, neighbour, setup


def voted(*dots: tuple[int, ...]) -> Story:
    """A night in which these people, in this order, gave these dots."""
    story = Story().given(
        host(StartNight, setup=setup(dots=0)),
        *(guest(Join, name=f"Person {no}") for no in range(1, len(dots) + 1)),
        host(MovePhase, to="vote"),
        *(host(MakePitch, person=0, title=f"Pitch {no}") for no in range(1, 5)),
    )
    for no, those in enumerate(dots, 1):
        story.given(*(Somebody(acting(no))(Vote, pitch=pitch) for pitch in those))
    return story


def closed(story: Story) -> Story:
    return story.given(host(MovePhase, to="closed"))


def test_who_wanted_what_together() -> None:
    """The order is that of what is in them; a pitch that few wanted is in none, and whoever wanted only that
    has no ballot."""
    dots = [(2, 1), (1,), (3,), *[(2,)] * (LEAST - 3), (1, 2), *[(1, 3)] * 3, ()]
    story = closed(voted(*dots)).when(host(PublishBallots))
    those = sorted([(1, 2), (1,), *[(2,)] * (LEAST - 3), (1, 2), *[(1,)] * 3])
    story.then(happened(BallotsPublished, ballots=tuple(those), rare=4))
    assert ballots.published(story.night) == tuple(those)
    assert RARE > 4


def test_one_person_less_is_too_few() -> None:
    """Also if that person is there, but was removed, or has taken their name along."""
    enough = [(1,)] * LEAST
    closed(voted(*enough[1:])).when(host(PublishBallots)).then_refused("late", f"fewer than {LEAST} ballots")
    last = Somebody(acting(LEAST))
    for gone in ((host(RemovePerson, person=LEAST),), (last(Leave), last(TakeName))):
        closed(voted(*enough).given(*gone)).when(host(PublishBallots)).then_refused("late", "fewer than")
    assert closed(voted(*enough)).given(host(PublishBallots)).night.ballots


def test_only_when_nothing_changes_any_more() -> None:
    voted(*[(1,)] * LEAST).when(host(PublishBallots)).then_refused("late", "Close the night first")


def test_once_and_for_good() -> None:
    """Two takes would tell of whoever was removed between them."""
    story = closed(voted(*[(1,)] * (LEAST + 1))).given(host(PublishBallots))
    before = ballots.published(story.night)
    story.given(host(RemovePerson, person=1))
    assert ballots.published(story.night) == before
    story.when(host(PublishBallots)).then()
    story.when(host(WithdrawBallots)).then(happened(BallotsWithdrawn))
    story.when(host(WithdrawBallots)).then()
    assert ballots.published(story.night) == ()
    story.when(host(PublishBallots)).then_refused("late", "for good")


def test_nothing_to_withdraw() -> None:
    closed(voted((1,))).when(host(WithdrawBallots)).then_refused("late", "No ballots are published")


def test_a_pitch_that_is_hidden_later_is_in_none() -> None:
    story = closed(voted(*[(1, 2)] * LEAST)).given(host(PublishBallots), host(HidePitch, pitch=2))
    assert set(ballots.published(story.night)) == {(1,)}


@pytest.mark.parametrize("turn", [1, -1])
def test_nothing_tells_in_which_order_people_came(turn: int) -> None:
    dots = [(1,)] * 10 + [(2,)] * 10
    story = closed(voted(*dots[::turn])).given(host(PublishBallots))
    assert ballots.published(story.night) == tuple(dots)


def keeps(*those: int) -> list[Command]:
    return [Somebody(acting(no))(KeepBallot) for no in those]


def test_who_keeps_theirs_out_is_in_none() -> None:
    """Until the ballots are published; and then there must still be enough of the others."""
    story = closed(voted(*[(1, 2)] * RARE, *[(1,)] * LEAST))
    story.when(attendee(KeepBallot, person=1)).then(happened(BallotKeptOut, person=1, out=True))
    story.when(attendee(KeepBallot, person=1)).then()
    story.given(*keeps(2, 3, 4, 5)).when(host(PublishBallots))
    story.then(happened(BallotsPublished, ballots=((1,),) * LEAST, rare=0))
    story.when(Somebody(acting(6))(KeepBallot)).then_refused("late", "done only once")
    few = closed(voted(*[(1,)] * (LEAST + 4))).given(*keeps(1, 2, 3, 4, 5))
    few.when(host(PublishBallots)).then_refused("late", f"fewer than {LEAST} ballots")
    few.given(attendee(KeepBallot, person=1, out=False)).when(host(PublishBallots))
    few.then_refused("late", "fewer than")
    few.given(*(Somebody(acting(no))(KeepBallot, out=False) for no in (2, 3, 4, 5)))
    assert few.given(host(PublishBallots)).night.ballots


def test_what_is_missing_is_never_that_of_a_few() -> None:
    """Given one person who alone wanted both of two pitches, and keeps theirs out, then what is missing of
    the counts, which everybody reads, is that of at least RARE people. So it is when somebody took their name
    along; and the same night leaves out the same people."""
    last = LEAST + RARE
    for own in (keeps(last), [Somebody(acting(last))(Leave), Somebody(acting(last))(TakeName)]):
        story = closed(voted(*[(1,)] * (last - 1), (1, 2))).given(*own, host(PublishBallots))
        told = ballots.published(story.night)
        assert told == ((1,),) * LEAST
        assert ballots.taken(story.night)[0] == list(told)
    everybody = closed(voted(*[(1,)] * last)).given(host(PublishBallots))
    assert len(ballots.published(everybody.night)) == last, "as nobody keeps theirs out"


def test_only_they_themselves_say_so() -> None:
    """Or the desk for somebody without a phone."""
    story = voted((1,), (1,))
    story.when(neighbour(KeepBallot, person=1)).then_refused("forbidden", "only do this for yourself")
    story.when(host(KeepBallot, person=1)).then_refused("forbidden", "They choose this themselves")
    story.given(host(Join, name="No phone", phone=False))
    story.when(host(KeepBallot, person=3)).then(happened(BallotKeptOut, person=3, out=True))
