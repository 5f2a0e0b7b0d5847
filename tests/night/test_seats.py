"""Seats in full groups: who came later asks, whoever did not choose the group may give theirs, or keep it."""

import pytest

from opennight.night import groups, seats
from opennight.night.groups import GroupJoined, GroupLeft, JoinGroup, LeaveGroup
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.lineup import ClearLineup
from opennight.night.messages import acting
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import Propose
from opennight.night.rounds import CallRound
from opennight.night.seats import (
    AskSeat,
    GiveSeat,
    KeepSeat,
    SeatAsked,
    SeatAskingTakenBack,
    SeatKept,
    TakeBackAsking,
)
from opennight.night.setups import ChangeSetup
from opennight.night.votes import Vote
from tests.cast import (
    EARLY,
    HALL,
    LATE,
    Somebody,
    Story,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    placed,
    setup,
)

BEES, BOOKS, BREAD = 1, 2, 3
ADA, BEN, CLEO, DAN = 1, 2, 3, 4
dan = Somebody(acting(DAN))
CORNER, NOOK = Room(2, "Corner", 3), Room(3, "Nook", 1)


@pytest.fixture
def full(story: Story) -> Story:
    """Bees has two seats: Ada chose it, and Ben did not. Cleo is in Books, where two seats are free. Bread is
    later. Dan has come after the line-up was made, and has no seat."""
    seated = Proposal(
        placements=(
            placed(BEES, EARLY.id, HALL.id),
            placed(BOOKS, EARLY.id, CORNER.id),
            placed(BREAD, LATE.id, HALL.id),
        ),
        groups={BEES: (ADA, BEN), BOOKS: (CLEO,)},
        why=Why(line=(BEES, BOOKS, BREAD)),
    )
    return story.given(
        host(ChangeSetup, setup=setup(rooms=(HALL, CORNER), dots=0)),
        host(MovePhase, to="pitch"),
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")),
        host(MovePhase, to="vote"),
        attendee(Vote, pitch=BEES),
        latecomer(Vote, pitch=BOOKS),
        host(Propose, proposal=seated),
        host(MovePhase, to="groups"),
        guest(Join, name="Dan"),
    )


@pytest.fixture
def asked(full: Story) -> Story:
    return full.given(dan(AskSeat, group=BEES))


def where(story: Story) -> dict[int, list[int]]:
    return {no: groups.members(story.night, no) for no in story.night.lineup}


def test_who_came_later_asks_and_gets_a_seat_that_is_given(full: Story) -> None:
    """Ben is told where he would sit; Ada, who chose Bees, is never asked."""
    full.when(dan(AskSeat, group=BEES)).then(happened(SeatAsked, person=DAN, group=BEES))
    plea = seats.plea(full.night, BEN)
    assert plea
    assert (plea.group, plea.asker, plea.to.group) == (BEES, DAN, BOOKS)
    assert seats.plea(full.night, ADA) is None
    assert where(full)[BEES] == [ADA, BEN], "nobody is moved unasked"
    full.when(neighbour(GiveSeat, group=BEES, to=BOOKS)).then(
        happened(GroupLeft, person=BEN, group=BEES),
        happened(GroupJoined, person=DAN, group=BEES),
        happened(GroupJoined, person=BEN, group=BOOKS),
    )
    assert where(full) == {BEES: [ADA, DAN], BOOKS: [CLEO, BEN], BREAD: []}
    assert seats.askers(full.night, BEES) == []


def test_whoever_is_asked_may_stay_and_is_asked_no_more(asked: Story) -> None:
    asked.when(neighbour(KeepSeat, group=BEES)).then(happened(SeatKept, person=BEN, group=BEES))
    assert seats.plea(asked.night, BEN) is None
    assert not seats.may_ask(asked.night, BEES)
    asked.when(neighbour(KeepSeat, group=BEES)).then()
    asked.when(neighbour(GiveSeat, group=BEES, to=BOOKS)).then_refused(
        "late", "That seat is no longer needed"
    )


def test_asking_is_taken_back(asked: Story) -> None:
    asked.when(dan(TakeBackAsking, group=BEES)).then(happened(SeatAskingTakenBack, person=DAN, group=BEES))
    assert seats.plea(asked.night, BEN) is None
    asked.when(dan(TakeBackAsking, group=BEES)).then()
    asked.when(dan(TakeBackAsking, group=9)).then_refused("missing", "no such group")


def test_two_who_sit_where_they_did_not_choose_change_places(asked: Story) -> None:
    """Books is full by now, too: Cleo, who sits there, has asked before Dan, and Ben would have her seat."""
    small = setup(rooms=(HALL, Room(2, "Corner", 1)), dots=0)
    asked.given(host(ChangeSetup, setup=small), dan(TakeBackAsking, group=BEES))
    asked.given(latecomer(AskSeat, group=BEES))
    plea = seats.plea(asked.night, BEN)
    assert plea
    assert plea.to.group == BOOKS
    asked.given(neighbour(GiveSeat, group=BEES, to=BOOKS))
    assert where(asked) == {BEES: [ADA, CLEO], BOOKS: [BEN], BREAD: []}


def test_nobody_is_asked_to_stand(asked: Story) -> None:
    """There is no other seat at this time."""
    asked.given(host(ChangeSetup, setup=setup(rooms=(HALL, Room(2, "Corner", 1)), dots=0)))
    assert seats.askers(asked.night, BEES) == [DAN]
    assert seats.plea(asked.night, BEN) is None


def test_who_voted_for_it_comes_first(full: Story) -> None:
    full.given(dan(AskSeat, group=BEES))
    full.given(host(MovePhase, to="vote"), latecomer(Vote, pitch=BEES), host(MovePhase, to="groups"))
    full.given(latecomer(AskSeat, group=BEES))
    assert seats.askers(full.night, BEES) == [CLEO, DAN]


def test_who_has_found_a_seat_asks_no_more(asked: Story) -> None:
    asked.given(dan(JoinGroup, group=BOOKS))
    assert seats.plea(asked.night, BEN) is None
    asked.when(dan(AskSeat, group=BEES)).then(happened(SeatAsked, person=DAN, group=BEES))
    assert seats.plea(asked.night, BEN)


def test_who_asks_at_the_very_moment_at_which_they_sat_down_still_asks(full: Story) -> None:
    full.given(dan(JoinGroup, group=BOOKS), dan(AskSeat, group=BEES))
    full.night.groups[BOOKS].members[DAN] = full.night.groups[BEES].asking[DAN]
    assert seats.askers(full.night, BEES) == [DAN]


def test_who_walked_in_chose_it(full: Story) -> None:
    full.given(neighbour(LeaveGroup, group=BEES), neighbour(JoinGroup, group=BEES))
    full.when(dan(AskSeat, group=BEES)).then_refused("full", "Everybody here chose this topic")


@pytest.mark.parametrize("what", ["leaves", "seat", "over", "cleared"])
def test_the_line_goes_once_it_is_out_of_date(asked: Story, what: str) -> None:
    match what:
        case "leaves":
            asked.given(dan(Leave))
        case "seat":
            asked.given(attendee(LeaveGroup, group=BEES))
        case "over":
            asked.given(host(CallRound, slot=EARLY.id), host(MovePhase, to="talk"))
            assert seats.plea(asked.night, BEN), "also while they talk"
            asked.given(host(CallRound, slot=LATE.id))
        case "cleared":
            asked.given(host(ClearLineup))
    assert seats.plea(asked.night, BEN) is None
    asked.when(neighbour(GiveSeat, group=BEES, to=BOOKS)).then_refused(
        "late", "That seat is no longer needed"
    )


def test_it_is_given_only_for_the_seat_that_was_shown(asked: Story) -> None:
    asked.when(neighbour(GiveSeat, group=BEES, to=BREAD)).then_refused("late", "has changed")
    asked.when(attendee(GiveSeat, group=BEES, to=BOOKS)).then_refused("late", "no longer needed")
    asked.when(neighbour(GiveSeat, group=BOOKS, to=BEES)).then_refused("late", "no longer needed")
    asked.when(neighbour(GiveSeat, group=9, to=BOOKS)).then_refused("missing", "no such group")


def test_asking_again_or_for_what_is_not_there(asked: Story) -> None:
    asked.when(dan(AskSeat, group=BEES)).then()
    asked.when(dan(AskSeat, group=BOOKS)).then_refused("late", "There is a seat free here", offer=BOOKS)
    asked.when(dan(AskSeat, group=9)).then_refused("missing", "no such group")
    asked.when(attendee(AskSeat, group=BEES)).then()


def test_one_seat_at_a_time(full: Story) -> None:
    """Bread is full as well, by Cleo, who did not choose it."""
    again = Proposal(
        placements=(placed(BEES, EARLY.id, HALL.id), placed(BREAD, EARLY.id, NOOK.id)),
        groups={BEES: (ADA, BEN), BREAD: (CLEO,)},
        why=Why(at=full.night.at, line=(BEES, BREAD)),
        setup=setup(rooms=(HALL, NOOK), dots=0),
    )
    full.given(host(ClearLineup), host(Propose, proposal=again), dan(AskSeat, group=BEES))
    assert seats.fillers(full.night, BREAD) == [CLEO]
    full.when(dan(AskSeat, group=BREAD)).then_refused("quota", "Take that back first")
    full.given(dan(TakeBackAsking, group=BEES), dan(AskSeat, group=BREAD))
    assert list(seats.asked_for(full.night, DAN)) == [BREAD]


def test_in_groups_that_are_mixed_nobody_is_asked(full: Story) -> None:
    assert full.night.why
    mixed = Proposal(
        placements=(placed(BEES, EARLY.id, HALL.id), placed(BOOKS, EARLY.id, CORNER.id)),
        groups={BEES: (ADA, BEN), BOOKS: (CLEO,)},
        why=Why(line=(BEES, BOOKS), seating="mixed"),
    )
    full.given(host(ClearLineup), host(Propose, proposal=mixed))
    full.when(dan(AskSeat, group=BEES)).then_refused("full", "Everybody here chose")


@pytest.mark.parametrize("kind", [AskSeat, TakeBackAsking, KeepSeat, GiveSeat])
def test_who_may(asked: Story, kind: type) -> None:
    fields = {"group": BEES} | ({"to": BOOKS} if kind is GiveSeat else {})
    asked.when(attendee(kind, person=DAN, **fields)).then_refused("forbidden", "only do this for yourself")
    asked.when(outsider(kind, **fields)).then_refused("forbidden", "Join the night first")
    asked.given(host(MovePhase, to="share"))
    if kind is not TakeBackAsking:
        asked.when(neighbour(kind, **fields)).then_refused("late", "finished for tonight")


def test_a_helper_asks_and_gives_for_people_without_a_phone(full: Story) -> None:
    full.when(helper(AskSeat, person=DAN, group=BEES)).then(happened(SeatAsked, person=DAN, group=BEES))
    full.given(helper(GiveSeat, person=BEN, group=BEES, to=BOOKS))
    assert where(full)[BEES] == [ADA, DAN]
