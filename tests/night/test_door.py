"""The door: everybody walks in up to the expected number; beyond it, and in a flood, newcomers wait."""

import pytest

from opennight.night import door, people, undo
from opennight.night.door import (
    LetIn,
    NewcomersGone,
    NewcomersLetIn,
    NewcomerWaits,
    StopWaiting,
    TurnAway,
    WaitAs,
)
from opennight.night.kept.rooms import Room
from opennight.night.messages import acting
from opennight.night.moderation import LetBackIn, PersonLetBackIn
from opennight.night.nights import LockJoining
from opennight.night.people import Join, PersonJoined, PersonRenamed
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.slow import SlowDown
from opennight.night.votes import Vote
from tests.cast import SEVEN, Somebody, Story, attendee, guest, happened, helper, host, setup, take_back

A_LITTLE_LATER = SEVEN + 3_600_000


@pytest.fixture
def full(story: Story) -> Story:
    """Three are in, and no more are expected."""
    return story.given(host(ChangeSetup, setup=setup(expected=3)))


@pytest.fixture
def dan(full: Story) -> int:
    """Who waits at the door."""
    full.given(guest(Join, name="Dan"))
    return full.night.version


def flood(story: Story, number: int, *, at: int = A_LITTLE_LATER, apart: int = 60) -> Story:
    """So many come without a ticket, so many milliseconds apart."""
    joins = (guest(Join, name=f"Bot {no}", ticket=False, at=at + no * apart) for no in range(number))
    return story.given(*joins)


@pytest.mark.parametrize(
    ("seats", "said", "most"),
    [((), 0, 300), ((2, 1), 0, 60), ((100, 20), 0, 180), ((5000,), 0, 5000), ((2, 1), 7, 7)],
)
def test_the_expected_number_follows_from_the_seats(seats: tuple[int, ...], said: int, most: int) -> None:
    rooms = tuple(Room(no, f"Room {no}", number) for no, number in enumerate(seats, 1))
    assert door.expected(setup(rooms=rooms, expected=said)) == most


@pytest.mark.parametrize("number", [-1, 5001])
def test_an_impossible_number_is_refused(story: Story, number: int) -> None:
    changed = setup(expected=number)
    story.when(host(ChangeSetup, setup=changed)).then_refused("bad", "how many people", field="expected")


def test_up_to_it_everybody_walks_in_however_fast(story: Story) -> None:
    story.given(host(ChangeSetup, setup=setup(expected=500)))
    story.given(*(guest(Join, name=f"Person {no}", at=A_LITTLE_LATER) for no in range(497)))
    assert (people.count(story.night), story.night.newcomers) == (500, {})


def test_beyond_it_they_wait_and_are_nobody_yet(full: Story) -> None:
    full.when(guest(Join, name=" Dan ")).then(
        happened(NewcomerWaits, no=full.night.version, ticket=True, name="Dan")
    )
    assert people.count(full.night) == full.night.inside == len(full.night.people) == 3


def test_those_who_are_too_many_from_elsewhere_take_nobody_s_place(full: Story) -> None:
    """But never more than as many again as are expected."""
    full.when(guest(Join, name="Dan", spare=1)).then(happened(PersonJoined, no=4, name="Dan", phone=True))
    full.when(guest(Join, name="Eve", spare=1)).then(happened(NewcomerWaits, no=7, ticket=True, name="Eve"))
    full.given(*(guest(Join, name=f"Fay {no}", spare=999) for no in range(5)))
    assert full.night.inside == 6


def test_the_desk_enters_whom_it_likes(full: Story) -> None:
    full.when(helper(Join, name="Nora", phone=False)).then(
        happened(PersonJoined, no=4, name="Nora", phone=False)
    )


def test_who_is_let_in_is_a_person_like_any_other(full: Story, dan: int) -> None:
    full.when(host(LetIn, newcomers=(dan,))).then(
        happened(NewcomersLetIn, newcomers=(dan,)),
        happened(PersonJoined, no=4, phone=True, name="Dan", newcomer=dan),
    )
    assert full.night.entered == {dan: 4}
    assert full.night.newcomers == {}
    full.when(host(LetIn, newcomers=(dan,))).then()


def test_letting_in_is_undone_and_done_again(full: Story, dan: int) -> None:
    """Who is sent back to the door is who they were once they are let in again: with their dots."""
    night = full.night
    full.given(
        host(LetIn, newcomers=(dan,)),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(MovePhase, to="vote"),
    )
    steps = list(night.steps)[-3:]
    full.given(Somebody(acting(4))(Vote, pitch=1), *[take_back] * 3)
    assert (night.people[4].removed, night.entered, night.voters[1], night.inside) == (True, {}, {}, 3)
    assert undo.values(night, steps[0].label) == {"num": 1}
    assert [(one.no, one.name, one.person) for one in night.newcomers.values()] == [(dan, "Dan", 4)]
    full.given(guest(WaitAs, newcomer=dan, name="Daniel"))
    full.when(host(LetIn, newcomers=(dan,))).then(
        happened(NewcomersLetIn, newcomers=(dan,)),
        happened(PersonLetBackIn, person=4),
        happened(PersonRenamed, person=4, name="Daniel"),
    )
    assert (night.entered, night.voters[1], night.inside) == ({dan: 4}, {4: None}, 4)
    full.given(take_back)
    assert night.people[4].removed
    full.given(host(LetBackIn, person=4))
    assert (night.entered, night.newcomers, night.people[4].removed) == ({dan: 4}, {}, False)


def test_those_who_are_back_at_the_door_come_in_with_others(full: Story, dan: int) -> None:
    full.given(host(LetIn, newcomers=(dan,)), take_back, *(guest(Join, name=name) for name in ("Dan", "Eve")))
    full.given(host(LetIn, newcomers=tuple(full.night.newcomers)))
    assert {no: one.name for no, one in full.night.people.items()} == {
        **{1: "Ada", 2: "Ben", 3: "Cleo"},
        **{4: "Dan", 5: "Dan 2", 6: "Eve"},
    }
    assert sorted(full.night.entered.values()) == [4, 5, 6]


def test_the_log_forgets_who_came_no_further_than_the_door(full: Story, dan: int) -> None:
    """At once, if they went by themselves; else once no undo can bring them back."""
    full.given(guest(StopWaiting, newcomer=dan))
    assert full.night.forgettable == [dan]
    full.given(guest(Join, name="Eve"))
    eve = full.night.version
    full.given(host(TurnAway, newcomers=(eve,)))
    assert full.night.forgettable == [dan]
    full.given(*(host(SlowDown, seconds=no) for no in range(1, 21)))
    assert full.night.forgettable == [dan, eve]


def test_those_of_one_name_are_told_apart(full: Story) -> None:
    """From who is here, and from each other."""
    full.given(*(guest(Join, name=name) for name in ("Ada", "Sam", "sam", "Ada")))
    assert [one.name for one in full.night.newcomers.values()] == ["Ada", "Sam", "sam", "Ada"]
    full.given(host(LetIn, newcomers=tuple(full.night.newcomers)))
    assert [one.name for one in full.night.people.values()][3:] == ["Ada 2", "Sam", "sam 2", "Ada 3"]
    assert [one.number for one in full.night.people.values()][3:] == [2, 0, 2, 3]


def test_who_is_turned_away_waits_again_after_an_undo(full: Story, dan: int) -> None:
    full.when(host(TurnAway, newcomers=(dan, 999))).then(happened(NewcomersGone, newcomers=(dan,)))
    assert full.night.newcomers == {}
    full.given(take_back)
    assert [one.name for one in full.night.newcomers.values()] == ["Dan"]


def test_who_waits_may_take_another_name_or_go(full: Story, dan: int) -> None:
    full.when(guest(WaitAs, newcomer=dan, name="Daniel")).then(
        happened(NewcomerWaits, no=dan, ticket=True, name="Daniel")
    )
    full.when(guest(WaitAs, newcomer=dan, name="Daniel")).then()
    full.when(guest(WaitAs, newcomer=dan, name=" ")).then_refused("bad", "write something", field="name")
    full.when(guest(StopWaiting, newcomer=dan)).then(happened(NewcomersGone, newcomers=(dan,)))
    full.when(guest(StopWaiting, newcomer=dan)).then_refused("late", "no longer waiting")
    full.when(guest(WaitAs, newcomer=dan, name="Dan")).then_refused("late", "no longer waiting")


def test_a_flood_waits_while_everybody_else_walks_in(story: Story) -> None:
    flood(story, 90)
    assert story.night.inside == 3 + door.TRICKLE
    story.given(*(guest(Join, name=f"Real {no}", at=A_LITTLE_LATER + 5000) for no in range(40)))
    assert story.night.inside == 3 + door.TRICKLE + 40


def test_a_long_flood_fills_a_quarter_at_most(story: Story) -> None:
    flood(story, 90, apart=60_000)
    assert story.night.inside == 3 + 60 // 4


def test_without_a_ticket_they_come_in_slowly(story: Story) -> None:
    flood(story, 6)
    story.when(guest(Join, name="Seventh", ticket=False, at=A_LITTLE_LATER + 30_000)).then(
        happened(NewcomerWaits, no=story.night.version, ticket=False, name="Seventh")
    )
    story.given(guest(Join, name="Eighth", ticket=False, at=A_LITTLE_LATER + 61_000))
    assert people.name(story.night, 10) == "Eighth"


def test_only_so_many_wait(story: Story) -> None:
    flood(story, door.TRICKLE + door.MOST_WAITING[False])
    bot = guest(Join, name="Bot", ticket=False, at=A_LITTLE_LATER + 20_000)
    story.when(bot).then_refused("quota", "waiting at the door")
    story.given(host(ChangeSetup, setup=setup(expected=3)), guest(Join, name="Dan"))
    assert len(door.waiting(story.night, ticket=True)) == 1, "there is a place for who reads the page"


def test_nobody_waits_for_a_locked_or_a_closed_night(full: Story, dan: int) -> None:
    full.given(host(LockJoining, locked=True))
    full.when(guest(Join, name="Eve")).then_refused("late", "closed the door")
    full.given(host(MovePhase, to="closed"))
    full.when(host(LetIn, newcomers=(dan,))).then_refused("late", "closed")
