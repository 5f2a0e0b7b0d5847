"""What the host reads of how close the line-up is to the best there can be is true: nights are made up and
acted out, and every line-up of the same topics is tried."""

import asyncio
import itertools
import re
from collections.abc import Iterator

import msgspec
import pytest

from opennight.bounding import Bounder
from opennight.lineup.bounds.search import bound
from opennight.lineup.problem import Problem
from opennight.night import lineup, requirements
from opennight.night.state import Night
from tests.lineup import brute
from tests.lineup.any_night import evenings
from tests.lineup.told import drawn, parts
from tests.lineup.truth.figures import counted, hoped

WAYS = 1_000
"""Nights with more line-ups than that are left out."""


class AtOnce(Bounder):
    """Works it out in this process."""

    async def answer(self, asked: bytes) -> bytes:
        return msgspec.json.encode(bound(*msgspec.json.decode(asked, type=tuple[Problem, int])))


def told(night: Night) -> list[str]:
    bounded = asyncio.run(AtOnce().bounded(night))
    page = drawn(night, "lineup/bound.html", bounded=bounded)
    return parts(page.partition('id="bound"')[2].partition("</section>")[0], "p")


def line_ups(night: Night) -> Iterator[dict[int, list[tuple[int, int]]]]:
    """Every line-up of these topics that keeps to all rules: by slot, its (pitch, room)."""
    pitches = [p.pitch for p in night.lineup.values()]
    cells = list(itertools.product(night.setup.slots, night.setup.rooms))
    for places in itertools.permutations(cells, len(pitches)):
        slots: dict[int, list[tuple[int, int]]] = {}
        for pitch, (slot, room) in zip(pitches, places, strict=True):
            slots.setdefault(slot.id, []).append((pitch, room.id))
        if not any(broken(night, slot, its) for slot, its in slots.items()):
            yield slots


def broken(night: Night, slot: int, its: list[tuple[int, int]]) -> bool:
    """Whether what runs in a slot cannot be there."""
    hosts = [host for pitch, _room in its for host in brute.hosts(night, pitch)]
    features = {room.id: set(room.features) for room in night.setup.rooms}
    return len(hosts) != len(set(hosts)) or any(
        not set(requirements.needs(night, pitch)) <= features[room]
        or slot not in requirements.times(night, pitch)
        or len(brute.hosts(night, pitch)) > brute.limit(night, room)
        for pitch, room in its
    )


def met(night: Night, its: list[tuple[int, int]]) -> int:
    """The most choices that a slot with these (pitch, room) meets, with whoever runs one there."""
    ways = {(0,) * len(its): 0}
    for person in brute.here(night):
        own = [at for at, (pitch, _room) in enumerate(its) if person in brute.hosts(night, pitch)]
        wishes = hoped(night, person)
        more: dict[tuple[int, ...], int] = {}
        for filled, many in ways.items():
            for at in own or range(-1, len(its)):
                there = tuple(number + (at == place) for place, number in enumerate(filled))
                if at < 0 or there[at] <= brute.limit(night, its[at][1]):
                    more[there] = max(more.get(there, 0), many + (at >= 0 and its[at][0] in wishes))
        ways = more
    return max(ways.values())


def best(night: Night) -> int:
    known: dict[tuple[tuple[int, int], ...], int] = {}
    most = 0
    for slots in line_ups(night):
        total = 0
        for its in slots.values():
            if (key := tuple(sorted(its))) not in known:
                known[key] = met(night, list(key))
            total += known[key]
        most = max(most, total)
    return most


def is_true(night: Night, said: list[str]) -> bool:
    kept, could, *_rest = counted(night)
    if said == ["None of these topics has a vote, so there are no choices to meet."]:
        return could == 0
    first = re.fullmatch(r"It meets (\d+) choices?\.", said[0])
    if not first or int(first[1]) != kept:
        return False
    if said[1:] == ["No line-up of these topics could meet more."]:
        return best(night) <= kept
    limit = re.fullmatch(r"No line-up of these topics could meet more than (\d+)\.", said[1])
    if limit:
        return len(said) == 3 and max(kept + 1, best(night)) <= int(limit[1])
    return (
        said[1] == "No line-up that follows every rule could meet as many."
        and best(night) < kept
        and bent(night)
    )


def bent(night: Night) -> bool:
    """Whether the line-up that stands breaks a rule that the page names."""
    for slot in night.setup.slots:
        its = [(p.pitch, p.room) for p in lineup.in_slot(night, slot.id)]
        if its and broken(night, slot.id, its):
            return True
    return any(
        host not in brute.members(night, p.group)
        for p in night.lineup.values()
        for host in brute.hosts(night, p.pitch)
    )


def check(first: int, many: int) -> int:
    """How many nights were told something of; all of it true."""
    checked = 0
    for seed, evening in evenings(first, many):
        night = evening.night
        cells, topics = len(night.setup.slots) * len(night.setup.rooms), len(night.lineup)
        ways = 1
        for place in range(topics):
            ways *= cells - place
        twice = len({p.pitch for p in night.lineup.values()}) < topics
        if not topics or night.setup.seating != "wishes" or ways > WAYS or twice:
            continue
        said = told(night)
        assert is_true(night, said), f"night {seed}: {said}; {counted(night)}, {best(night)}"
        checked += 1
    return checked


def test_what_is_told_of_some_nights_is_true() -> None:
    assert check(2000, 5) > 1


@pytest.mark.long
def test_what_is_told_of_many_nights_is_true() -> None:
    assert check(0, 400) > 100
