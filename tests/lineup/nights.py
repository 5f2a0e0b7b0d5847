"""Made-up nights for the line-up: the instance generator shared by its tests and its benchmark.

A night is a `Problem`. Everything in it follows from its size and seed, with Python's random generator:

- Pitches belong to clusters of interest, about as many as the square root of the number of pitches (at
  least two). Their popularity follows Zipf's law: the n-th draws 1/n as many people and pitches as the
  first. So does the appeal of pitches within a cluster: the n-th draws 1/n as many wishes as the first.
- A person belongs to one cluster; three in ten draw a second one. They have 2 to 5 interests: four in
  five are drawn from their own clusters, the fifth from all pitches, both by appeal. Each gets a mark from
  1 to 10.
- Each pitch is pitched by one person of its cluster, if one is left, who marks it 10. Nobody pitches
  more often than there are slots.
- Rooms have about 1.4 seats per person in a slot, a few big ones and many small: the n-th biggest has about
  n to the power of −0.6 as many seats as the biggest, within ten percent, and none has fewer than four.

Variants: `even`, equal rooms with 1.4 seats per person; `tight`, equal rooms that together have just as many
seats as there are people (rounded up); `ample`, rooms that each hold everybody; `approvals`, all marks are 1;
`pins`, how many pitches are pinned to places drawn at random; `features`, two in five rooms have each of
three features and one in ten pitches needs each. `minority` makes another kind of night, in which one tenth
of the people have topics of their own.
"""

import itertools
import random
from typing import Literal, NamedTuple

import msgspec

from opennight.lineup.problem import Problem, Rule

Venue = Literal["venue", "even", "tight", "ample"]


class Size(NamedTuple):
    people: int
    pitches: int
    slots: int
    rooms: int

    def __str__(self) -> str:
        return f"{self.people:,} × {self.pitches}, {self.slots}×{self.rooms}"


TABLE = Size(60, 15, 3, 4)
EVENING = Size(150, 40, 4, 8)
CAMP = Size(500, 80, 4, 15)
ASSEMBLY = Size(2_500, 150, 5, 25)
BIGGEST = Size(3_000, 200, 6, 30)
SIZES = (TABLE, EVENING, CAMP, ASSEMBLY, BIGGEST)


def night(
    size: Size,
    seed: int = 1,
    *,
    venue: Venue = "venue",
    approvals: bool = False,
    pins: int = 0,
    features: bool = False,
    least: int = 1,
    rule: Rule = "phragmen",
) -> Problem:
    """A night of this size, as described above; pins only where features, pitchers and rooms allow them."""
    rng = random.Random(f"{size}/{seed}")
    clusters = max(2, round(size.pitches**0.5))
    of_pitch = rng.choices(range(clusters), zipf(clusters), k=size.pitches)
    of_person = [at_home(rng, clusters) for _person in range(size.people)]
    pitchers = pitched(rng, size, of_pitch, of_person)
    marks = wished(rng, of_pitch, of_person, appeals(of_pitch))
    marks |= {(person, pitch): 10 for pitch, person in enumerate(pitchers)}
    needs, offers = wants(rng, size) if features else ((), ())
    made = Problem(
        people=size.people,
        slots=size.slots,
        seats=seats(rng, size, venue),
        pitchers=tuple((person,) for person in pitchers),
        wishes=tuple((*key, 1 if approvals else mark) for key, mark in sorted(marks.items())),
        needs=needs,
        features=offers,
        least=least,
        rule=rule,
    )
    return msgspec.structs.replace(made, pins=pinned(rng, made, pins))


def zipf(many: int) -> list[float]:
    return [1 / rank for rank in range(1, many + 1)]


def at_home(rng: random.Random, clusters: int) -> set[int]:
    """A person's clusters."""
    return set(rng.choices(range(clusters), zipf(clusters), k=2 if rng.random() < 0.3 else 1))


def appeals(of_pitch: list[int]) -> list[float]:
    """The appeal of each pitch within its cluster."""
    ranks: dict[int, itertools.count[int]] = {}
    return [1 / next(ranks.setdefault(cluster, itertools.count(1))) for cluster in of_pitch]


def pitched(rng: random.Random, size: Size, of_pitch: list[int], of_person: list[set[int]]) -> list[int]:
    """The pitcher of each pitch."""
    left = dict.fromkeys(range(size.people), size.slots)
    pitchers = []
    for cluster in of_pitch:
        at_hand = [person for person in left if cluster in of_person[person]] or list(left)
        pitchers.append(person := rng.choice(at_hand))
        left[person] -= 1
        if not left[person]:
            del left[person]
    return pitchers


def wished(
    rng: random.Random, of_pitch: list[int], of_person: list[set[int]], appeal: list[float]
) -> dict[tuple[int, int], int]:
    """(person, pitch) → mark."""
    marks = {}
    everywhere = list(range(len(of_pitch)))
    for person, clusters in enumerate(of_person):
        own = [pitch for pitch in everywhere if of_pitch[pitch] in clusters] or everywhere
        for _interest in range(rng.randint(2, 5)):
            among = own if rng.random() < 0.8 else everywhere
            fresh = [pitch for pitch in among if (person, pitch) not in marks] or everywhere
            pitch = rng.choices(fresh, [appeal[pitch] for pitch in fresh])[0]
            marks[person, pitch] = rng.randint(1, 10)
    return marks


def seats(rng: random.Random, size: Size, venue: Venue) -> tuple[int, ...]:
    """The seats of each room."""
    if venue == "ample":
        return (size.people,) * size.rooms
    if venue in ("even", "tight"):
        people = round(1.4 * size.people) if venue == "even" else size.people
        return (-(-people // size.rooms),) * size.rooms
    shares = [rank**-0.6 * rng.uniform(0.9, 1.1) for rank in range(1, size.rooms + 1)]
    return tuple(max(4, round(1.4 * size.people * share / sum(shares))) for share in shares)


def wants(rng: random.Random, size: Size) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sets of features: what each pitch needs, what each room has. The first room has all of them."""
    needs = tuple(some(rng, 0.1) for _pitch in range(size.pitches))
    return needs, (7, *(some(rng, 0.4) for _room in range(1, size.rooms)))


def some(rng: random.Random, share: float) -> int:
    """A set of up to three members, each in it with this probability."""
    return sum(1 << member for member in range(3) if rng.random() < share)


def pinned(rng: random.Random, problem: Problem, many: int) -> tuple[tuple[int, int, int], ...]:
    """This many pins, or as many as there is room for."""
    cells = [(slot, room) for slot in range(problem.slots) for room in range(len(problem.seats))]
    rng.shuffle(cells)
    pins: list[tuple[int, int, int]] = []
    busy: set[tuple[int, int]] = set()
    for pitch in rng.sample(range(len(problem.pitchers)), len(problem.pitchers)):
        need = problem.needs[pitch] if problem.needs else 0
        for slot, room in cells:
            suits = not problem.features or problem.features[room] & need == need
            if len(pins) < many and suits and all((slot, who) not in busy for who in problem.pitchers[pitch]):
                pins.append((pitch, slot, room))
                busy |= {(slot, who) for who in problem.pitchers[pitch]}
                cells.remove((slot, room))
                break
    return tuple(pins)


def minority(people: int, slots: int, rooms: int, seed: int = 1, *, rule: Rule = "phragmen") -> Problem:
    """A night in which the last tenth of the people wish for topics of their own, and for nothing else.

    They have one topic more than a tenth of the places, and all of them wish for each of these topics.
    The others have one and a half times as many topics as there are places, and each wishes for 3 in 10 of
    these, drawn evenly, so that each of these topics has more votes than any of the tenth's.
    The tenth's topics are the last ones. Each room holds everybody.
    """
    rng = random.Random(f"{people}/{slots}/{rooms}/{seed}")
    places, few = slots * rooms, people // 10
    theirs, others = places // 10 + 1, places * 3 // 2
    wishes = set()
    for person in range(people - few):
        wishes |= {(person, pitch) for pitch in rng.sample(range(others), max(1, others * 3 // 10))}
    wishes |= {(person, others + topic) for person in range(people - few, people) for topic in range(theirs)}
    return Problem(
        people=people,
        slots=slots,
        seats=(people,) * rooms,
        pitchers=((),) * (others + theirs),
        wishes=tuple((person, pitch, 1) for person, pitch in sorted(wishes)),
        rule=rule,
    )
