"""Made-up nights of propositions whose truth is known: into how many groups people fall, and which sentences
all of them share. `python -m benchmarks.bridges` measures with the same.
"""

import random
from dataclasses import dataclass
from typing import Literal

from opennight.joinup.bridges import Answers

Planted = Literal["shared", "divides", "even"]


@dataclass(frozen=True)
class Night:
    """`planted` says of each sentence what it is; without groups, nothing divides."""

    planted: tuple[Planted, ...]
    answers: Answers


def night(
    seed: int, groups: int, people: int, sentences: int, *, lean: float = 0.15, answers: float = 0.7
) -> Night:
    """A fifth of the sentences is shared by 9 in 10 of everybody; where there are groups (0: none), two
    fifths divide them, 85 to 15; the others are as people happen to think. Everybody answers a part of them,
    passes now and then, and leans towards agreeing, or not, by chance (`lean`: the standard deviation).
    """
    chance = random.Random(seed)
    shared = sentences // 5
    dividing = 2 * sentences // 5 if groups else 0
    even = sentences - shared - dividing
    kinds: tuple[tuple[Planted, int], ...] = (("shared", shared), ("divides", dividing), ("even", even))
    planted = [kind for kind, many in kinds for _sentence in range(many)]
    rates = [rates_of(kind, groups, chance) for kind in planted]
    rows = []
    for person in range(people):
        own = chance.gauss(0, lean)
        group = person % groups if groups else 0
        rows.append([said(its[group] + own, chance, answers) for its in rates])
    return Night(tuple(planted), rows)


def rates_of(kind: Planted, groups: int, chance: random.Random) -> list[float]:
    """By group, how many agree."""
    many = max(1, groups)
    if kind == "shared":
        return [0.9] * many
    if kind == "even":
        return [chance.choice([0.35, 0.45, 0.5, 0.55, 0.65])] * many
    sides = [chance.random() < 0.5 for _group in range(many)]
    if len(set(sides)) == 1:
        sides[chance.randrange(many)] ^= True
    return [0.85 if side else 0.15 for side in sides]


def said(rate: float, chance: random.Random, answers: float) -> int | None:
    if chance.random() > answers:
        return None
    if chance.random() < 0.12:
        return 0
    return 1 if chance.random() < min(0.98, max(0.02, rate)) else -1
