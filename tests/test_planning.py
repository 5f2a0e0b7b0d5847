"""From a night to numbers and back; and the process that works out the line-up."""

import asyncio
import pathlib
import sys
import time

import msgspec
import pytest

from opennight import planning
from opennight.lineup.problem import Plan, Problem
from opennight.night import groups, reasons
from opennight.night.groups import JoinGroup
from opennight.night.kept.placements import Why
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import DropGroup, PinGroup, PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import Refused
from opennight.night.moderation import HidePitch
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.placing import running
from opennight.night.proposals import Propose
from opennight.night.setups import ChangeSetup
from opennight.night.strengths import SayStrength
from opennight.night.votes import Vote
from opennight.numbering import proposal, question
from opennight.places import PACKAGE
from opennight.planning import Planner
from opennight.weighing import weigh
from tests import second_runs
from tests.cast import (
    SEVEN,
    Story,
    a_night,
    apply,
    attendee,
    guest,
    host,
    latecomer,
    neighbour,
    placed,
    setup,
    take_back,
)
from tests.twice import RunTwice

HALL, NOOK = Room(7, "Hall", 9, ("projector",)), Room(4, "Nook", 2, ("step-free", "quiet"))
EARLY, LATE = Slot(5, "19:30", "20:15"), Slot(3, "20:30", "21:15")
BEES, BOOKS, BREAD, BIKES = 2, 3, 4, 5
ABOUT_BOOKS, ABOUT_BIKES = 1, 2
"""The groups in the line-up."""
NEW = -BEES
"""Stands for the group of Bees until it has a number."""
SMALL = Problem(people=2, slots=1, seats=(2,), pitchers=((), ()), wishes=((0, 1, 1), (1, 1, 1)))


@pytest.fixture
def night() -> Story:
    """Ada has left. Ben pitched Bees, Cleo pitched Bread, now part of Bees. Books is pinned to the Hall."""
    return a_night(rooms=(HALL, NOOK), slots=(EARLY, LATE), dots=0, least=2, most=8).given(
        host(MovePhase, to="pitch"),
        host(MakePitch, person=0, title="Hidden"),
        neighbour(MakePitch, title="Bees", needs=("quiet",), times=(LATE.id,)),
        host(MakePitch, person=0, title="Books"),
        latecomer(MakePitch, title="Bread", needs=("step-free",)),
        latecomer(MakePitch, title="Bikes", hosted=False),
        host(MergePitch, pitch=BREAD, into=BEES),
        host(HidePitch, pitch=1),
        host(MovePhase, to="vote"),
        *(one(Vote, pitch=BEES) for one in (attendee, neighbour, latecomer)),
        latecomer(Vote, pitch=BOOKS),
        host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=BIKES, slot=LATE.id, room=NOOK.id),
        host(PinGroup, group=ABOUT_BOOKS, pinned=True),
        host(MovePhase, to="groups"),
        neighbour(JoinGroup, group=ABOUT_BOOKS),
        attendee(Leave),
    )


def test_a_night_becomes_a_problem_of_plain_numbers(night: Story) -> None:
    """The people present, 2 and 3, become 0 and 1; the open pitches 2, 3, 5 become 0, 1, 2; order is kept."""
    made = question(night.night, "votes", SEVEN, few_moves=False).problem
    assert made == Problem(
        people=2,
        slots=2,
        seats=(9, 2),
        pitchers=((0, 1), (), ()),
        wishes=((0, 0, 1), (1, 0, 1), (1, 1, 1)),
        needs=(0b101, 0, 0),
        features=(0b010, 0b101),
        times=(0b10, 0b11, 0b11),
        pins=((1, 0, 0),),
        least=2,
        most=8,
        rule="votes",
        sitting=((0, 1),),
        before=((1, 0, 0), (2, 1, 1)),
    )
    mended = question(night.night, "votes", SEVEN, few_moves=True).problem
    standing = ((1, 0, 0), (2, 1, 1))
    assert mended == msgspec.structs.replace(made, before=(), standing=standing)


def test_what_people_love_counts_more_and_what_they_refuse_is_known(night: Story) -> None:
    """The same night, if it asks how much people want each pitch: the one who is 3 loves Books and refuses
    Bikes; a dot from before is a like."""
    said = (
        latecomer(SayStrength, pitch=BOOKS, strength="love"),
        latecomer(SayStrength, pitch=BIKES, strength="no"),
    )
    now = msgspec.structs.replace(night.night.setup, ballot="strengths")
    night.given(host(MovePhase, to="vote"), host(ChangeSetup, setup=now), *said)
    made = question(night.night, "votes", SEVEN, few_moves=False).problem
    assert made.wishes == ((0, 0, 1), (1, 0, 1), (1, 1, 3))
    assert made.refusals == ((1, 2),)


def test_a_lost_room_leaves_its_pitches_without_one(night: Story) -> None:
    lost = setup(rooms=(NOOK,), slots=(EARLY, LATE))
    made = question(night.night, "votes", SEVEN, setup=lost, few_moves=True).problem
    assert made.seats == (2,)
    assert (made.pins, made.standing) == ((), ((1, 0, -1), (2, 1, 0)))


def test_a_plan_becomes_a_proposal_in_the_night_s_own_numbers(night: Story) -> None:
    plan = Plan(
        placements=((0, 1, 1), (1, 0, 0)),
        groups=((0, 0), (1, 0), (1, 1)),
        line=(0, 2, 1),
        afforded=2,
    )
    made = proposal(question(night.night, "votes", SEVEN, few_moves=False), plan)
    assert made.placements == (
        placed(BEES, LATE.id, NOOK.id, group=NEW),
        placed(BOOKS, EARLY.id, HALL.id, group=ABOUT_BOOKS, pinned=True),
    )
    assert made.groups == {NEW: (2, 3), ABOUT_BOOKS: (3,)}
    assert made.why == Why(
        at=SEVEN,
        rule="votes",
        line=(BEES, BIKES, BOOKS),
        afforded=2,
        votes={BEES: 2, BOOKS: 1, BIKES: 0},
    )


async def test_what_was_worked_out_keeps_what_the_night_then_counts(night: Story) -> None:
    asked = question(night.night, "phragmen", SEVEN, few_moves=False)
    plan = await Planner().solve(asked.problem)
    night.given(host(Propose, proposal=proposal(asked, plan)), apply)
    ours, theirs = reasons.totals(night.night), plan.totals
    assert (ours.kept, ours.ideal, ours.nothing) == (theirs.kept, theirs.ideal, theirs.nothing)
    assert ours.kept > 0
    assert (ours.loser, ours.loser_kept) == (asked.people[theirs.loser], theirs.loser_kept)


ABOUT_BIKES_TOO = 3


@pytest.fixture
def twice(night: Story) -> Story:
    """Bikes also runs early, in the Nook, with Ben; Cleo is in the late group. Both wished for it."""
    return night.given(
        host(MovePhase, to="vote"),
        *(one(Vote, pitch=BIKES) for one in (neighbour, latecomer)),
        host(MovePhase, to="groups"),
        host(RunTwice, pitch=BIKES, slot=EARLY.id, room=NOOK.id),
        neighbour(JoinGroup, group=ABOUT_BIKES_TOO),
        latecomer(JoinGroup, group=ABOUT_BIKES),
    )


def test_what_runs_twice_is_two_topics_where_both_are_to_stay(twice: Story) -> None:
    """A wish counts for the group that the person is in, else for the first."""
    asked = question(twice.night, "votes", SEVEN, few_moves=True)
    assert [(topic.pitch, topic.group) for topic in asked.topics] == [
        (BEES, NEW),
        (BOOKS, ABOUT_BOOKS),
        (BIKES, ABOUT_BIKES),
        (BIKES, ABOUT_BIKES_TOO),
    ]
    assert asked.problem.standing == ((1, 0, 0), (2, 1, 1), (3, 0, 1))
    assert asked.problem.sitting == ((1, 2), (0, 3))
    assert asked.problem.wishes[-2:] == ((0, 3, 1), (1, 2, 1))
    anew = question(twice.night, "votes", SEVEN, few_moves=False)
    assert [topic.group for topic in anew.topics] == [NEW, ABOUT_BOOKS, ABOUT_BIKES]
    twice.given(host(PinGroup, group=ABOUT_BIKES_TOO, pinned=True))
    anew = question(twice.night, "votes", SEVEN, few_moves=False)
    assert [topic.group for topic in anew.topics] == [NEW, ABOUT_BOOKS, ABOUT_BIKES_TOO]


def test_a_new_line_up_may_let_topics_meet_again(twice: Story) -> None:
    """What runs twice now; all, each twice, if the host lets them, in rounds that suit them and are to come;
    nothing where the line-up is mended. In the groups, the early round has been called."""
    assert question(twice.night, "votes", SEVEN, few_moves=False).problem.again == ((2, 1, 0b10),)
    both = msgspec.structs.replace(twice.night.setup, twice=True)
    twice.given(host(ChangeSetup, setup=both))
    anew = question(twice.night, "votes", SEVEN, few_moves=False).problem
    assert anew.again == tuple((topic, 1, 0b10) for topic in range(3))
    assert question(twice.night, "votes", SEVEN, few_moves=True).problem.again == ()
    twice.given(*(host(PinGroup, group=no, pinned=True) for no in (ABOUT_BIKES, ABOUT_BIKES_TOO)))
    anew = question(twice.night, "votes", SEVEN, few_moves=False).problem
    assert (anew.again, anew.twins) == (((0, 1, 0b10), (1, 1, 0b10)), ((3, 2),))
    mixed = msgspec.structs.replace(both, seating="mixed")
    assert question(twice.night, "votes", SEVEN, setup=mixed, few_moves=False).problem.again == ()


async def pressed(story: Story, *, few_moves: bool) -> list[int]:
    """The groups of Bikes in the line-up after a press."""
    asked = question(story.night, "phragmen", SEVEN, few_moves=few_moves)
    plan = await Planner().solve(asked.problem)
    story.given(host(Propose, proposal=proposal(asked, plan)), apply)
    return sorted(running(story.night, BIKES))


async def test_what_runs_twice_still_does_when_the_lineup_is_mended(twice: Story) -> None:
    twice.given(guest(Join, name="Dan"), host(DropGroup, group=ABOUT_BOOKS))
    assert await pressed(twice, few_moves=True) == [ABOUT_BIKES, ABOUT_BIKES_TOO]
    assert latecomer.no in groups.members(twice.night, ABOUT_BIKES)
    assert neighbour.no in groups.members(twice.night, ABOUT_BIKES_TOO)


async def test_made_anew_it_does_where_both_are_pinned(twice: Story) -> None:
    twice.given(host(PinGroup, group=ABOUT_BIKES, pinned=True))
    assert await pressed(twice, few_moves=False) == [ABOUT_BIKES]
    twice.given(take_back, host(PinGroup, group=ABOUT_BIKES_TOO, pinned=True))
    twice.given(guest(Join, name="Dan"), host(DropGroup, group=ABOUT_BOOKS))
    assert await pressed(twice, few_moves=False) == [ABOUT_BIKES, ABOUT_BIKES_TOO]


async def test_a_process_of_its_own_works_it_out(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It works wherever the server was started, and numpy stays out of the server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    plan = await Planner().solve(SMALL)
    assert plan.placements[0][0] == 1
    code = "import sys, opennight.app; sys.exit('numpy' in sys.modules)"
    served = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=PACKAGE.parent)
    assert await served.wait() == 0


def instead(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path, script: str) -> pathlib.Path:
    """Run this script in place of the press; it writes its process id to the file returned."""
    left = tmp_path / "pid"
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho $$ > {left}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return left


def is_running(left: pathlib.Path) -> bool:
    return pathlib.Path(f"/proc/{left.read_text().strip()}").exists()


@pytest.mark.parametrize(
    ("script", "limit"), [("exit 3", 10), ("echo nonsense", 10), ("cat > /dev/null; exec sleep 60", 0.5)]
)
async def test_one_that_fails_or_takes_too_long_is_a_refusal(
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    limit: float,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(planning, "LIMIT", limit)
    left = instead(monkeypatch, tmp_path, script)
    with pytest.raises(Refused, match="could not be worked out") as refused:
        await Planner().solve(SMALL)
    assert refused.value.kind == "busy"
    assert "no line-up" in caplog.text
    assert not is_running(left)


def wait_for(left: pathlib.Path) -> None:
    give_up = time.monotonic() + 10
    while not (left.exists() and left.read_text()):
        assert time.monotonic() < give_up, "the process did not start"
        time.sleep(0.01)


async def test_who_stops_waiting_leaves_no_process_behind(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = instead(monkeypatch, tmp_path, "exec sleep 60")
    waiting = asyncio.create_task(Planner().solve(SMALL))
    await asyncio.to_thread(wait_for, left)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not is_running(left)


async def test_two_at_a_time_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, most, both, go = 0, 0, asyncio.Event(), asyncio.Event()

    async def counted(_module: str, _problem: bytes) -> bytes:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if under_way == planning.AT_ONCE:
            both.set()
        await go.wait()
        under_way -= 1
        return msgspec.json.encode(Plan(placements=()))

    monkeypatch.setattr(planning, "think", counted)
    planner = Planner()
    asked = [asyncio.create_task(planner.solve(SMALL)) for _press in range(5)]
    await both.wait()
    go.set()
    assert await asyncio.gather(*asked) == [Plan(placements=())] * 5
    assert most == planning.AT_ONCE


async def test_what_would_change_it_has_its_own_time_and_no_press_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two hosts ask for it, and it takes too long; a press meanwhile is answered in its own, shorter time."""
    presses = 0

    async def endless(_module: str, _problem: bytes, *what: str) -> bytes:
        nonlocal presses
        if what == ("weigh",):
            await asyncio.Event().wait()
        presses += 1
        return msgspec.json.encode(Plan(placements=()))

    monkeypatch.setattr(planning, "think", endless)
    monkeypatch.setattr(planning, "LIMIT", 0.1)
    planner, night = Planner(), second_runs.twice().night
    asked = [asyncio.create_task(weigh(planner, night)) for _host in range(planning.AT_ONCE)]
    await asyncio.sleep(0)
    for _press in range(planning.AT_ONCE):
        await planner.solve(SMALL)
    assert presses == planning.AT_ONCE
    assert not any(one.done() for one in asked)
    for one in asked:
        one.cancel()
    monkeypatch.setattr(planning, "WEIGHING", 0)
    with pytest.raises(Refused, match="in time"):
        await weigh(planner, night)
