"""Line-ups that were worked out: proposed, applied, set aside, undone; fitted to what happened meanwhile."""

from collections.abc import Callable

import msgspec
import pytest

from opennight.night import undo, upcast
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.lineup import ClearLineup, DropGroup, PinGroup, PlacePitch, cells, seated
from opennight.night.merging import MergePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import (
    ApplyProposal,
    LineupMade,
    LineupProposed,
    ProposalSetAside,
    Propose,
    SetProposalAside,
    fitting,
)
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.night.undo import UndoStep
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    SEVEN,
    Story,
    attendee,
    happened,
    host,
    latecomer,
    neighbour,
    placed,
    setup,
    what_is,
)

BEES, BOOKS, BREAD, BIKES = 1, 2, 3, 4
ADA, BEN, CLEO = 1, 2, 3
CLOSET = Room(3, "Closet", 1)
FIRST = Proposal(
    placements=(placed(BEES, EARLY.id, HALL.id), placed(BOOKS, LATE.id, HALL.id)),
    groups={BEES: (ADA, BEN), BOOKS: (ADA, BEN)},
    why=Why(at=SEVEN, line=(BEES, BOOKS, BREAD)),
)
SECOND = Proposal(
    placements=(
        placed(BEES, EARLY.id, HALL.id),
        placed(BREAD, EARLY.id, CORNER.id),
        placed(BOOKS, LATE.id, CORNER.id),
    ),
    groups={BEES: (BEN, CLEO), BREAD: (ADA,), BOOKS: (ADA,)},
    why=Why(at=SEVEN, rule="votes", line=(BOOKS, BEES, BREAD)),
)


def later(story: Story, proposal: Proposal) -> Proposal:
    """The proposal as if work on it had begun now."""
    return msgspec.structs.replace(
        proposal, why=msgspec.structs.replace(proposal.why, at=host(ClearLineup).at)
    )


@pytest.fixture
def pitched(story: Story) -> Story:
    """Ada, Ben and Cleo, and four pitches by the desk."""
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread", "Bikes")))
    return story.given(host(MovePhase, to="groups"))


@pytest.fixture
def made(pitched: Story) -> Story:
    return pitched.given(host(Propose, proposal=FIRST))


@pytest.fixture
def proposed(made: Story) -> Story:
    return made.given(host(Propose, proposal=later(made, SECOND)))


def current(story: Story) -> Proposal:
    assert story.night.proposal is not None
    return story.night.proposal


def apply(story: Story) -> Story:
    return story.given(host(ApplyProposal, proposal=current(story).no))


def seats(night: Night) -> dict[int, set[int]]:
    return {no: set(group) for no, group in seated(night).items()}


def test_the_first_lineup_of_a_night_stands_at_once(pitched: Story) -> None:
    command = host(Propose, proposal=FIRST)
    its = msgspec.structs.replace(FIRST, no=pitched.night.version + 1)
    pitched.when(command).then(happened(LineupMade, proposal=its))
    assert tuple(pitched.night.lineup.values()) == FIRST.placements
    assert seated(pitched.night) == {no: {ADA: command.at, BEN: command.at} for no in (BEES, BOOKS)}
    assert pitched.night.why == msgspec.structs.replace(
        FIRST.why, at=command.at, placed=cells(pitched.night.lineup)
    )
    assert pitched.night.proposal is None


def test_a_later_one_is_looked_at_first(made: Story) -> None:
    before = what_is(made.night)
    its = later(made, SECOND)
    no = made.night.version + 1
    made.when(host(Propose, proposal=its))
    made.then(happened(LineupProposed, proposal=msgspec.structs.replace(its, no=no)))
    assert current(made).no == no
    made.when(host(SetProposalAside, proposal=no)).then(happened(ProposalSetAside))
    assert what_is(made.night) == before
    made.when(host(SetProposalAside, proposal=no)).then_refused("late", "out of date")


def test_applied_it_is_the_lineup(proposed: Story) -> None:
    its = current(proposed)
    proposed.when(host(ApplyProposal, proposal=its.no)).then(happened(LineupMade, proposal=its))
    assert tuple(proposed.night.lineup.values()) == SECOND.placements
    assert seats(proposed.night) == {BEES: {BEN, CLEO}, BREAD: {ADA}, BOOKS: {ADA}}
    assert proposed.night.why is not None
    assert proposed.night.why.rule == "votes"
    proposed.when(host(ApplyProposal, proposal=its.no)).then_refused("late", "out of date")


@pytest.mark.parametrize("gone", [HALL, CORNER], ids=lambda room: room.name)
def test_undone_in_one_step_with_its_rooms_and_everybody_s_time(made: Story, gone: Room) -> None:
    made.given(attendee(LeaveGroup, group=BEES), attendee(JoinGroup, group=BEES))
    before = what_is(made.night)
    rooms = (*(room for room in (HALL, CORNER) if room != gone), CLOSET)
    made.given(host(Propose, proposal=msgspec.structs.replace(later(made, SECOND), setup=setup(rooms=rooms))))
    apply(made)
    assert made.night.setup.rooms == rooms
    assert {p.room for p in made.night.lineup.values()} <= {room.id for room in rooms}
    undo_last(made)
    assert what_is(made.night) == before


def undo_last(story: Story) -> None:
    last = undo.last(story.night)
    assert last is not None
    story.given(host(UndoStep, step=last.no))


def test_the_first_one_undone_leaves_no_lineup(pitched: Story) -> None:
    before = what_is(pitched.night)
    pitched.given(host(Propose, proposal=FIRST))
    undo_last(pitched)
    assert what_is(pitched.night) == before


def test_who_walked_after_it_stays_there_when_it_is_undone(proposed: Story) -> None:
    apply(proposed).given(
        attendee(LeaveGroup, group=BOOKS), latecomer(JoinGroup, group=BOOKS), neighbour(Leave)
    )
    undo_last(proposed)
    assert seats(proposed.night) == {BEES: {ADA}, BOOKS: {CLEO, ADA}}


MEANWHILE: list[tuple[str, tuple[Command, ...], dict[int, set[int]]]] = [
    ("who left has no seat", (neighbour(Leave),), {BEES: {CLEO}, BREAD: {ADA}, BOOKS: {ADA}}),
    ("nor who was removed", (host(RemovePerson, person=ADA),), {BEES: {BEN, CLEO}}),
    ("what was hidden does not run", (host(HidePitch, pitch=BOOKS),), {BEES: {BEN, CLEO}, BREAD: {ADA}}),
    (
        "nor what became part of another",
        (host(MergePitch, pitch=BREAD, into=BIKES),),
        {BEES: {BEN, CLEO}, BOOKS: {ADA}},
    ),
    (
        "who walked is there, and one the less has a seat",
        (attendee(LeaveGroup, group=BEES), attendee(JoinGroup, group=BEES)),
        {BEES: {ADA, BEN}, BOOKS: {ADA}},
    ),
    (
        "who walked to a smaller room than they think has a seat if there is one",
        (
            neighbour(LeaveGroup, group=BOOKS),
            latecomer(JoinGroup, group=BOOKS),
        ),
        {BEES: {BEN, CLEO}, BREAD: {ADA}, BOOKS: {CLEO}},
    ),
]


@pytest.mark.parametrize(
    ("meanwhile", "seated"), [row[1:] for row in MEANWHILE], ids=[row[0] for row in MEANWHILE]
)
def test_it_is_fitted_to_what_people_did_meanwhile(
    proposed: Story, meanwhile: tuple[Command, ...], seated: dict[int, set[int]]
) -> None:
    # The commands above got their times at import; they happen now.
    now = [msgspec.structs.replace(one, at=host(ClearLineup).at) for one in meanwhile]
    apply(proposed.given(*now))
    assert seats(proposed.night) == seated


@pytest.mark.parametrize(
    "command",
    [
        host(PinGroup, group=BEES, pinned=True),
        host(DropGroup, group=BEES),
        host(PlacePitch, pitch=BIKES),
        host(ClearLineup),
        host(ChangeSetup, setup=setup(title="Other")),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_the_desk_does_by_hand_makes_it_stale(proposed: Story, command: Command) -> None:
    stale = current(proposed).no
    proposed.given(command)
    assert proposed.night.proposal is None
    proposed.when(host(ApplyProposal, proposal=stale)).then_refused("late", "out of date")


def test_an_undo_of_the_lineup_makes_it_stale(proposed: Story) -> None:
    undo_last(proposed)
    assert (proposed.night.proposal, proposed.night.lineup) == (None, {})


def test_what_would_change_nothing_is_not_proposed(made: Story) -> None:
    made.when(host(Propose, proposal=later(made, FIRST))).then_refused("late", "Nothing would change")


def test_a_proposal_needs_rooms_and_pitches(story: Story) -> None:
    story.when(host(Propose, proposal=FIRST)).then_refused("late", "no pitches")
    story.given(host(ChangeSetup, setup=setup(rooms=())))
    story.when(host(Propose, proposal=FIRST)).then_refused("bad", "room", field="rooms")


def test_the_first_one_says_so_where_no_topic_fits(pitched: Story) -> None:
    pitched.when(host(Propose, proposal=Proposal())).then_refused("late", "what the rooms have")


def test_one_of_which_nothing_is_left_is_refused(proposed: Story) -> None:
    proposed.given(*(host(HidePitch, pitch=no) for no in (BEES, BOOKS, BREAD)))
    proposed.when(host(ApplyProposal, proposal=current(proposed).no)).then_refused("late", "No topic fits")


@pytest.mark.parametrize(
    "command",
    [
        lambda its: host(Propose, proposal=SECOND),
        lambda its: host(ApplyProposal, proposal=its),
        lambda its: host(SetProposalAside, proposal=its),
    ],
)
def test_a_closed_night_keeps_its_lineup(proposed: Story, command: Callable[[int], Command]) -> None:
    proposed.given(host(MovePhase, to="closed"))
    proposed.when(command(current(proposed).no)).then_refused("late", "closed")


def test_it_was_worked_out_from_what_still_is(made: Story) -> None:
    """Two desks press at once: the second learns of the first."""
    seen = (made.night.setup, tuple(made.night.lineup.values()))
    command = host(Propose, proposal=SECOND, setup=seen[0], placements=seen[1])
    made.given(host(DropGroup, group=BOOKS))
    made.when(command).then_refused("late", "in the meantime")
    made.given(host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=HALL.id))
    made.given(host(ChangeSetup, setup=setup(dots=3)))
    made.when(command).then_refused("late", "in the meantime")


def test_a_pitch_that_goes_meanwhile_does_not_stop_it(made: Story) -> None:
    command = host(
        Propose, proposal=SECOND, setup=made.night.setup, placements=tuple(made.night.lineup.values())
    )
    made.given(host(HidePitch, pitch=BOOKS))
    made.when(command)
    assert [p.pitch for p in current(made).placements] == [BEES, BREAD]


def test_its_reasons_stay(made: Story) -> None:
    """Also when a person is removed and let back in."""
    assert made.night.why is not None
    made.given(host(HidePitch, pitch=BOOKS), host(RemovePerson, person=ADA))
    before = made.night.why
    undo_last(made)
    assert made.night.why == before


def test_a_damaged_one_never_puts_two_into_one_place(made: Story) -> None:
    """Each group and place once, no pitch twice in a slot, only what exists, nobody in two groups at once."""
    odd = Proposal(
        placements=(
            placed(BEES, EARLY.id, HALL.id),
            placed(BEES, LATE.id, HALL.id),
            placed(BOOKS, EARLY.id, HALL.id),
            placed(BREAD, 9, HALL.id),
            placed(BIKES, EARLY.id, 9),
            placed(77, LATE.id, HALL.id),
            placed(BEES, EARLY.id, CORNER.id, group=8),
            placed(BIKES, EARLY.id, CORNER.id),
        ),
        groups={BEES: (ADA, ADA, BEN, CLEO), 8: (CLEO,), BIKES: (BEN, CLEO, 99), BOOKS: (ADA,)},
        why=Why(at=host(ClearLineup).at),
    )
    fits = fitting(made.night, odd)
    assert fits.placements == (placed(BEES, EARLY.id, HALL.id), placed(BIKES, EARLY.id, CORNER.id, group=3))
    assert fits.groups == {BEES: (ADA, BEN), 3: (CLEO,)}


def test_where_people_walk_they_stay_with_their_pitch(pitched: Story) -> None:
    """First of all with one that keeps its time; with one that moves, unless they are busy then."""
    free = msgspec.structs.replace(FIRST, groups={}, why=Why(at=SEVEN, seating="free"))
    pitched.given(host(ChangeSetup, setup=setup(seating="free")), host(Propose, proposal=free))
    assert seats(pitched.night) == {}
    pitched.given(
        attendee(JoinGroup, group=BEES), attendee(JoinGroup, group=BOOKS), neighbour(JoinGroup, group=BOOKS)
    )
    both_early = (placed(BOOKS, EARLY.id, CORNER.id), placed(BEES, EARLY.id, HALL.id))
    again = Proposal(placements=both_early, why=Why(at=host(ClearLineup).at, seating="free"))
    apply(pitched.given(host(Propose, proposal=again)))
    assert seats(pitched.night) == {BEES: {ADA}, BOOKS: {BEN}}


def test_a_move_by_hand_keeps_the_line(made: Story) -> None:
    made.given(host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id))
    assert lines(made) == FIRST.why.line
    made.given(host(ClearLineup))
    assert lines(made) is None
    undo_last(made)
    assert lines(made) == FIRST.why.line


def lines(story: Story) -> tuple[int, ...] | None:
    return story.night.why.line if story.night.why else None


def test_who_walked_keeps_their_time_and_who_was_seated_has_that_of_the_lineup(made: Story) -> None:
    walk = attendee(JoinGroup, group=BEES)
    made.given(attendee(LeaveGroup, group=BEES), walk)
    stays = msgspec.structs.replace(FIRST, placements=FIRST.placements[:1], why=later(made, FIRST).why)
    made.given(host(Propose, proposal=stays))
    applied = host(ApplyProposal, proposal=current(made).no)
    made.given(applied)
    assert seated(made.night) == {BEES: {ADA: walk.at, BEN: applied.at}}


@pytest.mark.parametrize(
    ("before", "floor"),
    [
        ({}, "none"),
        ({"floor": False}, "none"),
        ({"floor": True}, "cheap"),
        ({"floor": True, "dear": True}, "dear"),
    ],
)
def test_a_line_up_of_before_has_its_floor_at_its_price(before: dict[str, bool], floor: str) -> None:
    """It was there or not, and could be dear; in a line-up that an undo brought back, too."""
    old = {"proposal": {"placements": [], "why": {"rule": "votes"} | before}}
    new = {"proposal": {"placements": [], "why": {"rule": "votes", "floor": floor}}}
    for kind in ("lineup-proposed", "lineup-made"):
        assert upcast.todays(f"{kind}/1", old) == (f"{kind}/2", new)
    for why in (old["proposal"]["why"], None):
        today = why and new["proposal"]["why"]
        assert upcast.todays("lineup-set/1", {"why": why}) == ("lineup-set/2", {"why": today})
    assert upcast.todays("lineup-set/1", {"placements": []}) == ("lineup-set/2", {"placements": []})
