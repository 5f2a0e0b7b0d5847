"""Who met whom: who sat together in which round, of those who are in the record by name or initials.

Whoever is “a participant” is in no line of it, so that nobody can follow them from group to group: they count
where the record's own lists count them, in the group they sat in.
"""

from collections import Counter
from itertools import combinations

import msgspec

from opennight.night import bylines, groups, lineup, rounds
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.record.people import name

FEWEST, MOST = 3, 400
"""People in the picture: with fewer there is nothing to see that a sentence does not say, and with more there
are only lines."""


class Table(msgspec.Struct, frozen=True):
    """A group: who sat there, by their places among the names, and how many more without a name."""

    group: int
    title: str
    people: tuple[int, ...]
    unnamed: int


class Held(msgspec.Struct, frozen=True):
    """A round that was held; its number is 0 if it is not known."""

    round: int
    tables: tuple[Table, ...]


class Companions(msgspec.Struct, frozen=True, kw_only=True):
    """`names`: as everybody may read them, in their order. `pairs`: how many pairs of them met, `twice`: how
    many of these more than once; `unnamed`: whether somebody has chosen not to be in it."""

    names: tuple[str, ...] = ()
    rounds: tuple[Held, ...] = ()
    pairs: int = 0
    twice: int = 0
    unnamed: bool = False

    @property
    def drawn(self) -> bool:
        """Of a single round, the lists of the groups say it all."""
        return FEWEST <= len(self.names) <= MOST and len(self.rounds) > 1

    @property
    def each(self) -> int:
        """With how many others somebody sat, on average."""
        return round(2 * self.pairs / len(self.names)) if self.names else 0

    def of_person(self, place: int) -> list[str]:
        """What they talked about in each round; empty where they sat in no group."""
        return [
            next((table.title for table in held.tables if place in table.people), "") for held in self.rounds
        ]


Sat = dict[int, dict[int, list[int]]]
"""By slot, of each round that was held: its groups, and who sat there."""


def of(night: Night) -> Companions:
    sat = all_seats(night)
    shown = those_shown(night, sat)
    places = {no: place for place, no in enumerate(shown)}
    held = tuple(
        Held(
            rounds.number(night, slot), tuple(table(night, no, those, places) for no, those in tables.items())
        )
        for slot, tables in sat.items()
    )
    met = Counter(pair for one in held for its in one.tables for pair in combinations(its.people, 2))
    return Companions(
        names=tuple(name(night, no) for no in shown),
        rounds=held,
        pairs=len(met),
        twice=sum(times > 1 for times in met.values()),
        unnamed=any(its.unnamed for one in held for its in one.tables),
    )


def all_seats(night: Night) -> Sat:
    return {slot.id: seats(night, slot) for slot in rounds.used(night) if was_held(night, slot)}


def those_shown(night: Night, sat: Sat) -> list[int]:
    """Who is in the picture, in the order of their names."""
    those = {no for tables in sat.values() for members in tables.values() for no in members}
    return sorted(
        (no for no in those if is_shown(night, no)), key=lambda no: (name(night, no).casefold(), no)
    )


def way(night: Night, no: int) -> str:
    """The anchor of somebody's own line in the picture; that of the picture if they have none."""
    shown = those_shown(night, all_seats(night))
    return f"way-{shown.index(no)}" if no in shown else "plot-met"


def is_shown(night: Night, no: int) -> bool:
    """Whether everybody may read who this was."""
    person = night.people[no]
    return not person.removed and bylines.of(night, person) != "participant"


def was_held(night: Night, slot: Slot) -> bool:
    """The log of an older night has no rounds: there, what is in the line-up was held."""
    round = rounds.of_slot(night, slot.id)
    return bool(round and round.started) if night.rounds else True


def seats(night: Night, slot: Slot) -> dict[int, list[int]]:
    """The groups of a round with somebody in them, and who."""
    its = [placement.group for placement in lineup.in_slot(night, slot.id)]
    members = {no: [one for one in groups.members(night, no) if not night.people[one].removed] for no in its}
    return {no: those for no, those in members.items() if those}


def table(night: Night, no: int, members: list[int], places: dict[int, int]) -> Table:
    people = tuple(sorted(places[one] for one in members if one in places))
    return Table(no, groups.pitch(night, no).title, people, len(members) - len(people))
