"""What an event invalidates, before and after the event is known."""

import functools
import operator
import string
from collections.abc import Callable
from typing import Any, NamedTuple

from opennight.live.audiences import Audience, Kind
from opennight.night.messages import Event

Target = tuple[Audience, str]
"""A region of an audience."""


class Targets(tuple[Target, ...]):
    """The targets of one pattern and value. Told apart by identity: equal ones are the same, see `filled`."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


class Pattern(NamedTuple):
    """A target before its event is known. `page` names the field with the group's number ("": all)."""

    kind: Kind
    page: str
    region: str

    @property
    def fields(self) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(self.region) if name} | {self.page} - {""}

    def of(self, known: dict[str, Any]) -> Target:
        return Audience(self.kind, known[self.page] if self.page else 0), self.region.format_map(known)


def filled(patterns: tuple[Pattern, ...]) -> Callable[[Event], Targets]:
    """Make a function that fills an event's fields into the patterns.

    It remembers its results: nearly all events of a night are votes, on the same pitches over and over.
    """
    fields = sorted(set().union(*(pattern.fields for pattern in patterns)))
    if not fields:
        always = Targets(pattern.of({}) for pattern in patterns)
        return lambda event: always

    @functools.lru_cache(maxsize=4096)
    def fill(*values: object) -> Targets:
        known = dict(zip(fields, values, strict=True))
        return Targets(pattern.of(known) for pattern in patterns)

    if len(fields) == 1:
        value = operator.attrgetter(fields[0])
        return lambda event: fill(value(event))
    values = operator.attrgetter(*fields)
    return lambda event: fill(*values(event))
