"""Groups of opinion: whether people differ beyond chance, and who answers alike. For arithmetic alone: no
screen, no file and no log ever says who is in which.

Answers are rows of one length: 1, 0, -1 or None. Neither how readily a person agrees nor how many agree with
a sentence counts as a difference: both are taken out, and both are kept when the answers are shuffled.
"""

import math
import random
from collections.abc import Sequence
from operator import mul

Answer = int | None
Row = Sequence[Answer]
Matrix = list[list[float]]

LEAST = 3
"""Who has answered fewer sentences tells nothing about groups."""
SHUFFLES = 99
ALLOWED = 1
"""At most so many shuffles may differ as much as the answers do: a chance of 2 in 100."""
STEPS = 10
LEAST_PEOPLE = 12
LEAST_SENTENCES = 4
LEAST_PART = 0.1
"""A group is at least this part of the people."""


def deviations(rows: Sequence[Row]) -> Matrix:
    """By how much each answer is off what its person and its sentence let one expect; 0 for none."""
    many = len(rows[0])
    said = [[(place, view) for place, view in enumerate(row) if view is not None] for row in rows]
    total, count = [0.0] * many, [0] * many
    for row in said:
        for place, view in row:
            total[place] += view
            count[place] += 1
    mean = [one / number if number else 0.0 for one, number in zip(total, count, strict=True)]
    matrix = []
    for row in said:
        off = sum(view - mean[place] for place, view in row) / len(row) if row else 0.0
        made = [0.0] * many
        for place, view in row:
            made[place] = view - mean[place] - off
        matrix.append(made)
    return matrix


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    total: float = sum(map(mul, one, other))
    return total


def unit(vector: Sequence[float]) -> list[float]:
    size = math.sqrt(dot(vector, vector))
    return [one / size for one in vector] if size else [0.0] * len(vector)


def along(matrix: Matrix, direction: Sequence[float]) -> list[float]:
    """How far each person is in this direction."""
    return [dot(row, direction) for row in matrix]


def direction(matrix: Matrix, *, but: Sequence[float] | None = None) -> tuple[list[float], float]:
    """Along which mix of sentences people differ most, and how much of all differences lies along it, 0…1;
    `but`: at right angles to this one. Found by power iteration, from the sentence that divides most."""
    columns = list(zip(*matrix, strict=True))
    sizes = [dot(column, column) for column in columns]
    found: Sequence[float] = columns[sizes.index(max(sizes))]
    vector = [0.0] * len(columns)
    for _step in range(STEPS):
        vector = [dot(column, found) for column in columns]
        if but:
            much = dot(vector, but)
            vector = [one - much * two for one, two in zip(vector, but, strict=True)]
        vector = unit(vector)
        found = along(matrix, vector)
    return vector, dot(found, found) / (sum(sizes) or 1.0)


def trade(rows: Sequence[list[Answer]], times: int, chance: random.Random) -> None:
    """Shuffle the answers so that everybody agrees and disagrees as often as before, and so does everybody
    with each sentence: so often, two people share out anew, by chance, what they say differently.
    """
    for _time in range(times):
        one, other = chance.choice(rows), chance.choice(rows)
        apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a and b and a != b]
        agrees = sum(one[place] == 1 for place in apart)
        if 0 < agrees < len(apart):
            chance.shuffle(apart)
            for turn, place in enumerate(apart):
                one[place] = 1 if turn < agrees else -1
                other[place] = -1 if turn < agrees else 1


def dimensions(rows: Sequence[Row], chance: random.Random) -> int:
    """Along how many lines, two at most, people differ more than by chance: than where everybody agrees as
    often, and as many with each sentence, but nothing else is behind it. 0: they do not."""
    if len(rows) < LEAST_PEOPLE or len(rows[0]) < LEAST_SENTENCES:
        return 0
    matrix = deviations(rows)
    first, much = direction(matrix)
    _second, less = direction(matrix, but=first)
    above, above_less = 0, 0
    mixed: list[list[Answer]] = [list(row) for row in rows]
    trade(mixed, 10 * len(rows), chance)
    for _time in range(SHUFFLES):
        trade(mixed, 2 * len(rows), chance)
        by_chance = direction(deviations(mixed))[1]
        above += by_chance >= much
        above_less += by_chance >= less
        if above > ALLOWED:
            return 0
    return 1 if above_less > ALLOWED else 2


def groups(rows: Sequence[Row], lines: int) -> list[list[Row]]:
    """The people, put together with those who answer alike: two groups if they differ along one line; along
    two, the number of groups that lie apart best."""
    matrix = deviations(rows)
    first, _much = direction(matrix)
    points = [(far_along, 0.0) for far_along in along(matrix, first)]
    if lines > 1:
        second, _less = direction(matrix, but=first)
        across = along(matrix, second)
        points = [(one, two) for (one, _none), two in zip(points, across, strict=True)]
    tries = [parts(points, many) for many in ((2,) if lines == 1 else (3, 4))]
    best = max(tries, key=lambda labels: apart(points, labels))
    made = [[row for row, label in zip(rows, best, strict=True) if label == one] for one in set(best)]
    return [group for group in made if len(group) >= LEAST_PART * len(rows)]


Point = tuple[float, float]


def far(one: Point, two: Point) -> float:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2


def parts(points: Sequence[Point], many: int) -> list[int]:
    """By point, in which of `many` parts it is (k-means, begun with points that are far from each other)."""
    centres = [max(points, key=lambda point: far(point, (0.0, 0.0)))]
    while len(centres) < many:
        centres.append(max(points, key=lambda point: min(far(point, centre) for centre in centres)))
    labels: list[int] = []
    for _step in range(STEPS):
        before = labels
        labels = [min(range(many), key=lambda no: far(point, centres[no])) for point in points]
        if labels == before:
            break
        for no in range(many):
            its = [point for point, label in zip(points, labels, strict=True) if label == no]
            if its:
                centres[no] = (sum(x for x, _y in its) / len(its), sum(y for _x, y in its) / len(its))
    return labels


def apart(points: Sequence[Point], labels: Sequence[int]) -> float:
    """How well the parts lie apart, -1…1: the silhouette, from centre to centre."""
    its: dict[int, list[Point]] = {}
    for point, label in zip(points, labels, strict=True):
        its.setdefault(label, []).append(point)
    if len(its) < 2:
        return -1.0
    centres = {
        no: (sum(x for x, _y in those) / len(those), sum(y for _x, y in those) / len(those))
        for no, those in its.items()
    }
    total = 0.0
    for point, label in zip(points, labels, strict=True):
        own = far(point, centres[label]) ** 0.5
        other = min(far(point, centre) for no, centre in centres.items() if no != label) ** 0.5
        total += (other - own) / max(other, own, 1e-9)
    return total / len(points)
