"""How the line-up came about: what was wanted, what ran, and what was done to the line-up when."""

import msgspec

from opennight import clock
from opennight.night import groups, lineup, rounds, votes
from opennight.night.chronicle import Chronicle
from opennight.night.kept.pitches import Pitch
from opennight.night.placing import running
from opennight.night.state import Night

DRAWN = 40
"""Topics in the picture, at most, except those that ran: these are all in it."""


class At(msgspec.Struct, frozen=True):
    """A group that talked about a topic: in which column of rounds, and with how many people."""

    column: int
    group: int
    people: int


class Wanted(msgspec.Struct, frozen=True):
    """A topic. `drawn`: it is in the picture; all are in the table."""

    no: int
    title: str
    dots: int
    groups: tuple[At, ...]
    drawn: bool


class Step(msgspec.Struct, frozen=True):
    """At that time of day the line-up had so many `groups`, and why: it was "made", "set" by hand, or a
    "table" was opened."""

    at: str
    how: str
    groups: int


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """The topics, the most wanted one first; `ran`: how many of them did, and `best`: how many of those were
    among as many most wanted ones. `dots`: all that were given. `rounds` are the numbers of the columns: none
    if there was only one."""

    rows: tuple[Wanted, ...] = ()
    rounds: tuple[int, ...] = ()
    dots: int = 0
    ran: int = 0
    best: int = 0
    steps: tuple[Step, ...] = ()


def of(night: Night, chronicle: Chronicle) -> Topics:
    columns = [slot.id for slot in rounds.used(night)]
    ranked = votes.ranked(night)
    found = [wanted(night, pitch, columns, place) for place, pitch in enumerate(ranked)]
    ran = [one for one in found if one.groups]
    return Topics(
        rows=tuple(found),
        rounds=tuple(rounds.number(night, slot) for slot in columns),
        dots=sum(one.dots for one in found),
        ran=len(ran),
        best=sum(bool(one.groups) for one in found[: len(ran)]),
        steps=steps(night, chronicle),
    )


def wanted(night: Night, pitch: Pitch, columns: list[int], place: int) -> Wanted:
    its = {no: night.lineup[no].slot for no in running(night, pitch.no)}
    found = tuple(
        At(columns.index(slot), no, len(groups.members(night, no)))
        for no, slot in sorted(its.items())
        if slot in columns
    )
    return Wanted(pitch.no, pitch.title, votes.tally(night, pitch.no), found, bool(found) or place < DRAWN)


def steps(night: Night, chronicle: Chronicle) -> tuple[Step, ...]:
    """What was done to the line-up; of what was done by hand in one go, only what it came to."""
    found: list[tuple[int, str, int]] = []
    for at, how, number in chronicle.lineups:
        if found and found[-1][1] == how != "made":
            found.pop()
        found.append((at, how, number))
    return tuple(Step(clock.time_of_day(night, at), how, number) for at, how, number in found)


def placed(night: Night) -> list[int]:
    """The groups in the line-up, round by round and room by room."""
    return [placement.group for slot in night.setup.slots for placement in lineup.in_slot(night, slot.id)]
