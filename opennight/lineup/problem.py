"""What a press is given, and what it works out: plain numbers, in and out.

People, pitches, slots and rooms are numbered from 0; pitches in the order in which they came. A set (of
features, of slots) is a whole number whose bit `i` stands for member `i`.
"""

from typing import Literal

import msgspec

Rule = Literal["phragmen", "votes", "shares"]
"""What decides which pitches run: Phragmén's rule, the most votes, or equal shares (see select.py)."""
Seating = Literal["wishes", "free", "mixed"]
"""By wishes; not at all, people walk; or equal groups in which people meet few known faces."""
Hurdle = Literal["pitcher", "room", "places", "people"]
"""Why a pitch does not run: its pitcher has no free slot left; no room that suits it is free at a time that
suits it; those before it in line took all places; or there are too few people for one more group."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One press of the button.

    `seats`: of each room. `wishes`: (person, pitch, strength from 1). `pitchers`: by pitch, who has to be in
    its group. `needs`: features each pitch needs; `features`: those each room has; `times`: the slots at
    which each pitch can run; empty tuples: no needs, no features, any time. `pins`: (pitch, slot, room) that
    stay. `least` and `most` people make a group, within the room's seats (`most` 0: as many as it has).

    `standing` is the line-up to be mended with few moves, (pitch, slot, room) with room -1 if the room is
    lost; `sitting` is who is in which of its groups, (person, pitch). Without `standing`, the line-up is made
    from nothing.
    """

    people: int
    slots: int
    seats: tuple[int, ...]
    pitchers: tuple[tuple[int, ...], ...]
    wishes: tuple[tuple[int, int, int], ...] = ()
    needs: tuple[int, ...] = ()
    features: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    pins: tuple[tuple[int, int, int], ...] = ()
    least: int = 1
    most: int = 0
    rule: Rule = "phragmen"
    seating: Seating = "wishes"
    standing: tuple[tuple[int, int, int], ...] = ()
    sitting: tuple[tuple[int, int], ...] = ()
    seed: int = 1


class Elsewhen(msgspec.Struct, frozen=True):
    """The next best time for a pitch: in `slot`, changing places with `other` (-1: into a free place).

    That would lose `lost` points of wishes and gain `gained`.
    """

    slot: int
    other: int
    lost: int
    gained: int


class Totals(msgspec.Struct, frozen=True):
    """How good a line-up is. `kept` of `ideal` points of wishes; `nothing`: people who wished for something
    that runs, and got none of it. `loser` kept the smallest share of their own ideal (-1: nobody wished for
    anything that runs): `loser_kept` of `loser_ideal`."""

    kept: int = 0
    ideal: int = 0
    nothing: int = 0
    loser: int = -1
    loser_kept: int = 0
    loser_ideal: int = 0


class Instead(msgspec.Struct, frozen=True):
    """What another rule would choose: the pitches in `comes` come in, those in `goes` drop out, and `nothing`
    people are left with none of their wishes."""

    rule: Rule
    comes: tuple[int, ...]
    goes: tuple[int, ...]
    nothing: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a press.

    `placements`: (pitch, slot, room), pins as they were. `groups`: (person, pitch), one per slot; none if
    people walk. `line`: all pitches in the order in which the rule takes them; those that do not run are the
    waiting list, and `hurdles` says why, by pitch. `elsewhen`: by placed pitch. `nothing_chosen` is how many
    people have none of their wishes among the chosen, `instead` what the other rules would do. `room_more`
    is how many points of wishes one more room would add, about.
    """

    placements: tuple[tuple[int, int, int], ...]
    groups: tuple[tuple[int, int], ...] = ()
    line: tuple[int, ...] = ()
    hurdles: dict[int, Hurdle] = {}
    elsewhen: dict[int, Elsewhen] = {}
    totals: Totals = Totals()
    nothing_chosen: int = 0
    instead: tuple[Instead, ...] = ()
    room_more: int = 0
