"""Made-up nights of few dots, short of seats: where it is hard to leave nobody with nothing."""

import random

from opennight.lineup.problem import Problem
from opennight.lineup.shape import Cell


def few_dots(seed: int) -> Problem:
    """Up to 40 people with up to three wishes each, few of them pitchers, in up to five rooms that together
    have from half to one and a half times as many seats as there are people; three in ten have pins."""
    rng = random.Random(f"few dots {seed}")
    people, pitches, slots, rooms = (rng.randint(*span) for span in ((3, 40), (2, 14), (2, 4), (1, 5)))
    each = rng.choice((0.5, 0.8, 1, 1.2, 1.5)) * people / rooms
    seats = tuple(max(1, round(each * rng.uniform(0.4, 1.6))) for _room in range(rooms))
    appeal = [1 / (rank + 1) for rank in range(pitches)]
    wishes = {
        (person, rng.choices(range(pitches), appeal)[0]): rng.choice((1, 1, 1, 2, 3))
        for person in range(people)
        for _wish in range(rng.randint(0, 3))
    }
    pitchers = tuple(() if rng.random() < 0.5 else (rng.randrange(people),) for _pitch in range(pitches))
    return Problem(
        people=people,
        slots=slots,
        seats=seats,
        pitchers=pitchers,
        wishes=tuple((*key, strength) for key, strength in sorted(wishes.items())),
        least=rng.choice((1, 1, 1, 2, 3)),
        pins=tuple((pitch, *cell) for pitch, cell in somewhere(rng, pitchers, slots, rooms).items())[
            : rng.choice((0, 0, 1, pitches))
        ],
    )


def round_a_table(seed: int) -> Problem:
    """Up to 14 people in rooms that are alike, with a few wishes each, where groups need two to four."""
    rng = random.Random(seed)
    people, slots, rooms = rng.randint(4, 14), rng.randint(1, 3), rng.randint(2, 4)
    least = rng.choice((2, 2, 3, 4))
    pitches = rng.randint(2, slots * rooms + 1)
    seats = rng.choice((people, people // 2 + 1, max(least, -(-people // rooms) + 1)))
    pitchers = tuple((rng.randrange(people),) for _pitch in range(pitches))
    wishes = {
        (person, pitch)
        for person in range(people)
        for pitch in rng.sample(range(pitches), min(pitches, rng.randint(0, 3)))
    } | {(person, pitch) for pitch, (person,) in enumerate(pitchers)}
    return Problem(
        people=people,
        slots=slots,
        seats=(seats,) * rooms,
        pitchers=pitchers,
        wishes=tuple((*key, 1) for key in sorted(wishes)),
        least=least,
    )


def somewhere(
    rng: random.Random, pitchers: tuple[tuple[int, ...], ...], slots: int, rooms: int
) -> dict[int, Cell]:
    """Slots and rooms at random for as many pitches as can have one; nobody pitches two at once."""
    cells = [(slot, room) for slot in range(slots) for room in range(rooms)]
    rng.shuffle(cells)
    placed: dict[int, Cell] = {}
    busy: set[tuple[int, int]] = set()
    for pitch in rng.sample(range(len(pitchers)), len(pitchers)):
        for cell in cells:
            theirs = {(cell[0], person) for person in pitchers[pitch]}
            if busy.isdisjoint(theirs):
                busy |= theirs
                placed[pitch] = cell
                cells.remove(cell)
                break
    return placed


def placed_anyhow(problem: Problem, seed: int) -> dict[int, Cell]:
    """A placement at random for this night: pitch → slot and room."""
    rng = random.Random(f"anyhow {seed}")
    return somewhere(rng, problem.pitchers, problem.slots, len(problem.seats))
