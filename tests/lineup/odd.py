"""Oddly shaped nights for the property tests: what no generator of plausible nights would make up."""

from typing import Literal

import hypothesis.strategies as st

from opennight.lineup.problem import Problem, Rule

RULES: tuple[Rule, ...] = ("phragmen", "votes", "shares")
SEATINGS: tuple[Literal["wishes", "mixed", "free"], ...] = ("wishes", "wishes", "wishes", "mixed", "free")


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Nobody there, no pitches, more rooms than pitches, impossible needs, pins anywhere: anything goes."""
    people, pitches = draw(st.integers(0, 14)), draw(st.integers(0, 9))
    slots, rooms = draw(st.integers(1, 4)), draw(st.integers(0, 5))
    least = draw(st.integers(1, 6))
    return Problem(
        people=people,
        slots=slots,
        seats=tuple(draw(st.lists(st.integers(1, 15), min_size=rooms, max_size=rooms))),
        pitchers=draw(hosts(people, pitches)),
        wishes=draw(ballots(people, pitches)),
        needs=draw(sets(pitches, 3, often=0)),
        features=draw(sets(rooms, 3, often=7)),
        times=draw(sets(pitches, slots, often=(1 << slots) - 1)),
        pins=draw(pins(pitches, slots, rooms)),
        least=least,
        most=draw(st.just(0) | st.integers(least, 9)),
        rule=draw(st.sampled_from(RULES)),
        seating=draw(st.sampled_from(SEATINGS)),
        seed=draw(st.integers(0, 3)),
    )


@st.composite
def hosts(draw: st.DrawFn, people: int, pitches: int) -> tuple[tuple[int, ...], ...]:
    """Who pitched each pitch: nobody, one, several, or the same person for all."""
    if not people:
        return ((),) * pitches
    one = st.integers(0, people - 1)
    if draw(st.integers(0, 5)) == 0:
        return ((draw(one),),) * pitches
    some = st.lists(one, max_size=3, unique=True).map(tuple)
    return tuple(draw(st.lists(some, min_size=pitches, max_size=pitches)))


@st.composite
def ballots(draw: st.DrawFn, people: int, pitches: int) -> tuple[tuple[int, int, int], ...]:
    """No votes, all for one pitch, everybody the same, or any."""
    if not (people and pitches):
        return ()
    what = st.integers(0, pitches - 1)
    mark = st.integers(1, 10)
    match draw(st.sampled_from(("none", "one", "same", "any", "any", "any"))):
        case "none":
            return ()
        case "one":
            pitch = draw(what)
            return tuple((person, pitch, 1) for person in range(people))
        case "same":
            marks = draw(st.dictionaries(what, mark, max_size=5))
            return tuple((person, pitch, marks[pitch]) for person in range(people) for pitch in sorted(marks))
        case _:
            keys = st.tuples(st.integers(0, people - 1), what)
            found = draw(st.dictionaries(keys, mark, max_size=50))
            return tuple((*key, found[key]) for key in sorted(found))


@st.composite
def sets(draw: st.DrawFn, many: int, members: int, often: int) -> tuple[int, ...]:
    """None at all, or a set of these members for each; `often` is the most frequent."""
    if draw(st.booleans()):
        return ()
    one = st.just(often) | st.integers(0, (1 << members) - 1)
    return tuple(draw(st.lists(one, min_size=many, max_size=many)))


@st.composite
def pins(draw: st.DrawFn, pitches: int, slots: int, rooms: int) -> tuple[tuple[int, int, int], ...]:
    """None, some or as many as fit, wherever a host might put them."""
    cells = [(slot, room) for slot in range(slots) for room in range(rooms)]
    most = min(pitches, len(cells))
    many = draw(st.just(0) | st.integers(0, most) | st.just(most))
    which = draw(st.permutations(range(pitches)))[:many]
    where = draw(st.permutations(cells))[:many]
    return tuple((pitch, *cell) for pitch, cell in zip(which, where, strict=True))
