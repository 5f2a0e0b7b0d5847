"""The map of connections: which groups found each other, and which are near: in words, needs or people."""

import msgspec

from opennight.night import bylines, groups, rounds, suggestions
from opennight.night.kept.connections import Because, Pair
from opennight.night.placing import running
from opennight.night.state import Night
from opennight.record.connections import LinkOutcome, links_of
from opennight.record.plotted.topics import placed

TALKED, LINKED, NEAR = range(3)
"""The kinds of connections, from the strongest to the weakest."""
EACH = 2
"""As many that are only near are told for each group, on average: a map of all is a map of none."""
ALL = 24
"""With more groups than this, those without a connection are only counted."""


class Spot(msgspec.Struct, frozen=True):
    """A group on the map. `round`: its number, if another group on the same topic met in another one."""

    group: int
    title: str
    round: int = 0


class Tie(msgspec.Struct, frozen=True):
    """Two groups by their places on the map, the earlier one first. `words`: what both mention; `needs`: one
    needs what the other has; `people`: how many, in the record by name or initials, were in both. `action`:
    what both will do together."""

    one: int
    other: int
    kind: int
    words: tuple[str, ...] = ()
    needs: bool = False
    people: int = 0
    action: str = ""


class Map(msgspec.Struct, frozen=True, kw_only=True):
    """`left_out`: how many groups have no connection, and are not on it. `by_kind`: how many there are."""

    groups: tuple[Spot, ...] = ()
    pairs: tuple[Tie, ...] = ()
    left_out: int = 0
    by_kind: tuple[int, int, int] = (0, 0, 0)


def of(night: Night) -> Map:
    order = placed(night)
    found = told(night, order)
    joined = {no for one, other in found for no in (one, other)}
    shown = [no for no in order if len(order) <= ALL or no in joined]
    places = {no: place for place, no in enumerate(shown)}
    pairs = [
        msgspec.structs.replace(
            tie, one=min(places[one], places[other]), other=max(places[one], places[other])
        )
        for (one, other), tie in found.items()
    ]
    pairs.sort(key=lambda pair: (pair.kind, pair.one, pair.other))
    return Map(
        groups=tuple(spot(night, no) for no in shown),
        pairs=tuple(pairs),
        left_out=len(order) - len(shown),
        by_kind=(count(pairs, TALKED), count(pairs, LINKED), count(pairs, NEAR)),
    )


def count(pairs: list[Tie], kind: int) -> int:
    return sum(pair.kind == kind for pair in pairs)


def spot(night: Night, no: int) -> Spot:
    pitch = groups.pitch(night, no)
    twice = len(running(night, pitch.no)) > 1
    return Spot(no, pitch.title, rounds.number(night, night.lineup[no].slot) if twice else 0)


def told(night: Night, order: list[int]) -> dict[tuple[int, int], Tie]:
    """The connections by their groups: what went on between them, and the strongest of what was found."""
    found: dict[tuple[int, int], Tie] = {}
    for no in order:
        for link in links_of(night, [no]):
            if link.first and link.group in order and (link.talked or link.linked):
                found[no, link.group] = between(link)
    known = {frozenset(pair) for pair in found}
    near = [pair for pair in suggestions.told(night) if {pair.one, pair.other} <= set(order)]
    for pair in near[: max(EACH, EACH * len(order) // 2)]:
        tie = near_by(night, pair)
        if tie and frozenset((pair.one, pair.other)) not in known:
            found[pair.one, pair.other] = tie
    return found


def between(link: LinkOutcome) -> Tie:
    return Tie(0, 0, TALKED if link.talked else LINKED, action=link.action)


def near_by(night: Night, pair: Pair) -> Tie | None:
    """Why the two are near, as far as everybody may know it; None if that is nothing."""
    words = tuple(word for one in pair.why if one.kind == "words" for word in one.words)
    needs = any(one.kind in ("need", "have") for one in pair.why)
    people = sum(named(night, one) for one in pair.why)
    means = any(one.kind == "meaning" for one in pair.why)
    return Tie(0, 0, NEAR, words, needs, people) if words or needs or people or means else None


def named(night: Night, reason: Because) -> int:
    """How many of those who are in both groups the record has by name or initials."""
    return sum(bylines.of(night, night.people[no]) != "participant" for no in reason.people)
