"""What a room shares and where it differs, from who agreed, passed or disagreed; what is shared comes first
where it is shared by people who otherwise differ.

Numbers in, numbers out, the same for the same answers. Whether people differ beyond chance is tested against
the same answers shuffled. Only if so, they are put into groups of opinion, again and again, each time from
another sample of the people, and the groups never leave this module. docs/propositions.md has the figures.
"""

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from opennight.joinup import camps

Answers = Sequence[Sequence[int | None]]
"""By person, then by sentence: 1 agrees, 0 passes, -1 disagrees, None has not said."""

FEW = 5
"""Fewer answers than this say nothing about a room, and too much about a person."""
MOST_AGREE = 2 / 3
SOME = 1 / 4
HEARD = 1 / 5
"""The part of a group that has to have said anything, so that a few do not speak for it."""
SAMPLES = 20
STEADY = 0.9
"""The part of the samples in which something has to be so."""
MOST_PEOPLE = 150
"""More people make the test of chance slower, and no better."""


class Finding(NamedTuple):
    """`sentence` is a position. "shared": at least two thirds of those who saw it agree, or disagree, and
    less than a quarter says the opposite. "differ": at least a quarter each. `bridge`: shared, and at least
    half of each group of opinion say so, in at least STEADY of the samples."""

    sentence: int
    kind: Literal["shared", "differ", ""]
    bridge: bool


def findings(answers: Answers) -> list[Finding]:
    """A finding for each sentence that at least FEW people saw, in the order in which they are shown: bridges
    and what else is shared, the most shared first; where the room differs, the evenest first; the rest.

    `answers` are rows of one length. The time grows with people × sentences: 0.3 s for 60 × 20, 1.4 s for
    150 × 30, and no more for more people than MOST_PEOPLE.
    """
    sentences = len(answers[0]) if answers else 0
    columns = [[row[place] for row in answers] for place in range(sentences)]
    seen = [place for place, column in enumerate(columns) if len(said(column)) >= FEW]
    kinds = {place: kind_of(columns[place]) for place in seen}
    likely = [place for place in seen if kinds[place] == "shared"]
    steady = bridged(answers, seen, likely) if likely else {}
    made = [
        Finding(place, kinds[place], kinds[place] == "shared" and steady.get(place, 0.0) >= STEADY)
        for place in seen
    ]
    return sorted(made, key=lambda one: rank(one, said(columns[one.sentence])))


def said(column: Sequence[int | None]) -> list[int]:
    return [one for one in column if one is not None]


def kind_of(column: Sequence[int | None]) -> Literal["shared", "differ", ""]:
    """Whether most who answered say the same, or some agree and some disagree."""
    views = said(column)
    agree, disagree = views.count(1) / len(views), views.count(-1) / len(views)
    if agree >= SOME and disagree >= SOME:
        return "differ"
    return "shared" if max(agree, disagree) >= MOST_AGREE else ""


def rank(one: Finding, views: Sequence[int]) -> tuple[float, ...]:
    """Where it comes among the findings; ties go to the earlier sentence."""
    sides = sorted((views.count(1) / len(views), views.count(-1) / len(views)))
    if one.kind == "shared":
        return (0, not one.bridge, -sides[1], one.sentence)
    return (1, 0, -sides[0], one.sentence) if one.kind == "differ" else (2, 0, -sides[1], one.sentence)


def bridged(answers: Answers, seen: Sequence[int], likely: Sequence[int]) -> dict[int, float]:
    """By sentence, the part of the samples in which each group of opinion says the same; nothing if people do
    not differ beyond chance."""
    chance = random.Random(len(answers) * 1000 + len(seen))
    rows = [[row[place] for place in seen] for row in answers]
    rows = [row for row in rows if len(said(row)) >= min(camps.LEAST, len(seen))]
    if len(rows) > MOST_PEOPLE:
        rows = [rows[no] for no in sorted(chance.sample(range(len(rows)), MOST_PEOPLE))]
    lines = camps.dimensions(rows, chance) if rows else 0
    if not lines:
        return {}
    held = dict.fromkeys(likely, 0)
    for _sample in range(SAMPLES):
        groups = camps.groups([chance.choice(rows) for _person in rows], lines)
        for place in likely:
            held[place] += all_say(groups, seen.index(place))
    return {place: count / SAMPLES for place, count in held.items()}


def all_say(groups: Sequence[Sequence[camps.Row]], place: int) -> bool:
    """Whether at least half of those of each group who saw it say the same. FEW people of each, and HEARD of
    it, have to have seen it; who is in the sample twice is one of them."""
    views = []
    for group in groups:
        saw = [row for row in group if row[place] is not None]
        if len(set(map(id, saw))) < FEW or len(saw) < HEARD * len(group):
            return False
        views.append([row[place] for row in saw])
    sides = (1, -1) if len(views) > 1 else ()
    return any(all(2 * its.count(side) >= len(its) for its in views) for side in sides)
