"""Why people sit where they do, and how many wishes are kept: still true after every move and walk."""

import msgspec
import pytest

from opennight.night import reasons
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.lineup import DropGroup, PlacePitch, waiting
from opennight.night.merging import MergePitch
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import Propose
from opennight.night.reasons import Changes, Move, Totals
from opennight.night.setups import ChangeSetup
from opennight.night.votes import Vote
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    Story,
    apply,
    attendee,
    host,
    latecomer,
    neighbour,
    placed,
    setup,
)

BEES, BOOKS, BREAD, BIKES = 1, 2, 3, 4
ADA, BEN, CLEO = 1, 2, 3
ATTIC = Room(3, "Attic", 1)


@pytest.fixture
def seated(story: Story) -> Story:
    """Early: Bees (Ada pitched it) in the Hall, Books in the Corner, Bread in the Attic; late: Bikes."""
    story.given(
        host(ChangeSetup, setup=setup(rooms=(HALL, CORNER, ATTIC), dots=0)),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        *(host(MakePitch, person=0, title=title) for title in ("Books", "Bread", "Bikes", "Boats")),
        host(MovePhase, to="vote"),
        *(neighbour(Vote, pitch=no) for no in (BOOKS, BREAD)),
        *(latecomer(Vote, pitch=no) for no in (BEES, BOOKS, BIKES)),
        attendee(Vote, pitch=5),
        host(MovePhase, to="groups"),
    )
    return story.given(host(Propose, proposal=PLAN))


PLAN = Proposal(
    placements=(
        placed(BEES, EARLY.id, HALL.id),
        placed(BOOKS, EARLY.id, CORNER.id),
        placed(BREAD, EARLY.id, ATTIC.id),
        placed(BIKES, LATE.id, HALL.id),
    ),
    groups={BEES: (ADA, CLEO), BOOKS: (BEN,), BIKES: (ADA, BEN)},
    why=Why(line=(BOOKS, BEES, BIKES, BREAD, 5)),
)


def kinds(story: Story, person: int) -> list[tuple[int | None, str, tuple[int, ...]]]:
    return [(place.group, place.kind, place.missed) for place in reasons.of_place(story.night, person)]


def test_the_totals_count_each_person_s_wishes_one_a_slot(seated: Story) -> None:
    """Ada has her own topic, Ben one of his two wishes (both early), Cleo one of three, in two slots."""
    assert reasons.totals(seated.night) == Totals(3, 5, 0, 0, BEN, 1, 2, groupless=1, lower=2)


def test_they_follow_every_walk_and_every_move(seated: Story) -> None:
    seated.given(neighbour(LeaveGroup, group=BOOKS))
    assert reasons.totals(seated.night) == Totals(2, 5, 1, 0, BEN, 0, 2, groupless=2, below=1, lower=2)
    seated.given(neighbour(Leave))
    assert reasons.totals(seated.night) == Totals(2, 3, 0, 0, CLEO, 1, 2, groupless=1, lower=1)
    seated.given(host(DropGroup, group=BEES))
    nothing_for_ada = Totals(0, 2, 1, 1, CLEO, 0, 2, groupless=2, below=1, lower=1)
    assert reasons.totals(seated.night) == nothing_for_ada


def test_without_a_lineup_there_is_nothing_to_count(story: Story) -> None:
    assert reasons.totals(story.night) == Totals()


def test_what_became_part_of_another_counts_with_it(seated: Story) -> None:
    seated.given(host(MergePitch, pitch=5, into=BOOKS))
    assert reasons.totals(seated.night) == Totals(3, 6, 0, 0, ADA, 1, 2, groupless=1, lower=3)
    assert kinds(seated, ADA)[0] == (BEES, "yours", (BOOKS,))


def test_each_place_has_its_reason(seated: Story) -> None:
    assert kinds(seated, ADA) == [(BEES, "yours", ()), (BIKES, "spread", ())]
    assert kinds(seated, BEN) == [(BOOKS, "wish", (BREAD,)), (BIKES, "spread", ())]
    assert kinds(seated, CLEO) == [(BEES, "wish", (BOOKS,)), (None, "none", (BIKES,))]


def test_who_walked_is_told_so(seated: Story) -> None:
    seated.given(neighbour(LeaveGroup, group=BOOKS), latecomer(LeaveGroup, group=BEES))
    seated.given(neighbour(JoinGroup, group=BEES))
    assert kinds(seated, BEN)[0] == (BEES, "came", (BOOKS, BREAD))


def test_who_had_walked_before_the_line_up_was_made_again(seated: Story) -> None:
    seated.given(neighbour(LeaveGroup, group=BOOKS), latecomer(LeaveGroup, group=BEES))
    seated.given(neighbour(JoinGroup, group=BEES))
    why = Why(at=host(Leave, person=1).at)
    again = msgspec.structs.replace(PLAN, groups={BEES: (ADA, BEN), BOOKS: (CLEO,)}, why=why)
    seated.given(host(Propose, proposal=again), apply)
    assert kinds(seated, BEN)[0][:2] == (BEES, "before")


@pytest.mark.parametrize(("seating", "kind"), [("wishes", "room"), ("mixed", "mixed")])
def test_who_was_seated_away_from_a_wish(seated: Story, seating: str, kind: str) -> None:
    why = msgspec.convert({"at": host(Leave, person=1).at, "seating": seating}, Why)
    other = msgspec.structs.replace(PLAN, groups={BEES: (BEN,), BOOKS: (CLEO,)}, why=why)
    seated.given(host(Propose, proposal=other), apply)
    assert kinds(seated, BEN)[0] == (BEES, kind, (BOOKS, BREAD))
    assert kinds(seated, CLEO)[0] == (BOOKS, "wish", (BEES,))


def test_whether_what_they_missed_is_full_is_told_as_it_is_now(seated: Story) -> None:
    """Books has one seat, which Cleo has; Bread has one seat, which Ada takes and gives back."""
    why = Why(at=host(Leave, person=1).at)
    placements = (placed(BEES, EARLY.id, HALL.id), placed(BOOKS, EARLY.id, CORNER.id))
    other = msgspec.structs.replace(
        PLAN, placements=placements, groups={BEES: (BEN,), BOOKS: (CLEO,)}, why=why
    )
    seated.given(host(Propose, proposal=other), apply)
    assert kinds(seated, BEN)[0] == (BEES, "full", (BOOKS,))
    seated.given(latecomer(LeaveGroup, group=BOOKS))
    assert kinds(seated, BEN)[0] == (BEES, "room", (BOOKS,))


def test_what_was_moved_by_hand_since_is_known(seated: Story) -> None:
    assert not reasons.by_hand(seated.night, BREAD)
    seated.given(host(PlacePitch, pitch=BREAD, slot=LATE.id, room=ATTIC.id))
    assert reasons.by_hand(seated.night, BREAD)
    assert kinds(seated, BEN) == [(BOOKS, "wish", ()), (BIKES, "room", (BREAD,))]


def test_the_line_is_the_waiting_list(seated: Story) -> None:
    assert [reasons.place_in_line(seated.night, no) for no in (BOOKS, 5)] == [1, 5]
    seated.given(host(MakePitch, person=0, title="Late"))
    assert reasons.place_in_line(seated.night, 6) is None
    assert [pitch.no for pitch in waiting(seated.night)] == [5, 6]


def test_a_proposal_says_what_it_would_change(seated: Story) -> None:
    """Bikes moves early, Bread is out and Boats comes in; Ada and Ben have to leave Bikes; nobody is new."""
    other = Proposal(
        placements=(
            *PLAN.placements[:2],
            placed(BIKES, EARLY.id, ATTIC.id),
            placed(5, LATE.id, HALL.id),
        ),
        groups={BEES: (ADA, CLEO), BOOKS: (BEN,), BIKES: (), 5: (ADA,)},
        why=Why(at=host(Leave, person=1).at),
    )
    assert reasons.changes(seated.night, other) == Changes(
        moves=[
            Move(BREAD, PLAN.placements[2], None, "goes"),
            Move(BIKES, PLAN.placements[3], placed(BIKES, EARLY.id, ATTIC.id), "moves"),
            Move(5, None, placed(5, LATE.id, HALL.id), "comes"),
        ],
        people=2,
        newcomers=0,
        yielding=0,
        gaining=0,
        before=reasons.totals(seated.night),
        after=Totals(4, 5, 0, 0, CLEO, 1, 2, groupless=2, lower=1),
        same=False,
    )
