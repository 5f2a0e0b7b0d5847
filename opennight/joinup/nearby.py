"""Asks and offers of one kind at one place, whose words may be in two languages: after those that meet by
their words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from opennight.joinup.matches import Match, Thing, matches
from opennight.joinup.reasons import Reason

MOST = 2_000
"""Matches by their words, of a whole night."""
EACH = 3
"""Matches by kind and place alone that an ask or an offer has at most."""


def all_matches(things: Sequence[Thing]) -> list[Match]:
    """The matches by their words, then those by kind and place alone, whose strength is 0."""
    found = matches(things, most=MOST)
    return [*found, *nearby(things, found)]


def nearby(things: Sequence[Thing], found: Sequence[Match]) -> Iterator[Match]:
    """Those of one kind at one place that are not among what was found, in their order."""
    known = {(match.ask, match.offer) for match in found}
    given: dict[tuple[str, str], list[int]] = {}
    for offer, thing in enumerate(things):
        if not thing.wants and (there := where(thing)):
            given.setdefault(there, []).append(offer)
    had = Counter[int]()
    for ask, thing in enumerate(things):
        there = where(thing) if thing.wants else None
        for offer in given.get(there, ()) if there else ():
            if (ask, offer) not in known and had[ask] < EACH and had[offer] < EACH:
                had.update((ask, offer))
                yield Match(ask, offer, 0.0, (Reason("kind", (thing.kind,)), Reason("place", (thing.place,))))


def where(thing: Thing) -> tuple[str, str] | None:
    """Its kind and place, if it says both."""
    place = thing.place.strip().casefold()
    return (thing.kind, place) if thing.kind and place else None
