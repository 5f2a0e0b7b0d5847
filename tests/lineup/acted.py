"""Made-up problems, acted out as nights: everybody comes in, pitches and votes, and a line-up is made."""

import random

import msgspec

from opennight.lineup.problem import Problem
from opennight.night import people, pitches, votes
from opennight.night.kept.rooms import Room, Slot
from opennight.night.messages import acting
from opennight.night.phases import MovePhase
from opennight.night.setups import ChangeSetup
from tests.cast import Somebody, guest, host
from tests.lineup.any_night import Evening


def acted(problem: Problem) -> Evening:
    """The night of this problem, whose line-up is made without a floor."""
    evening = Evening(random.Random(1))
    rooms = tuple(Room(no, f"Room {no}", seats) for no, seats in enumerate(problem.seats, 1))
    slots = tuple(Slot(no, f"{14 + no}:00", f"{14 + no}:45") for no in range(1, problem.slots + 1))
    plain = {"least": 1, "most": 0, "seating": "wishes", "ballot": "dots", "twice": False}
    its = msgspec.structs.replace(evening.night.setup, rooms=rooms, slots=slots, **plain)
    evening.does(host(ChangeSetup, setup=its))
    for person in range(problem.people):
        evening.does(guest(people.Join, name=f"Person {person}"))
    evening.does(host(MovePhase, to="pitch"))
    for no, hosts in enumerate(problem.pitchers):
        mine = {"person": hosts[0] + 1, "hosted": True}
        evening.does(host(pitches.MakePitch, title=f"Topic {no}", **mine))
    evening.does(host(MovePhase, to="vote"))
    for person, topic, _mark in problem.wishes:
        evening.does(Somebody(acting(person + 1))(votes.Vote, pitch=topic + 1))
    evening.make(few_moves=False, floor="none")
    return evening
