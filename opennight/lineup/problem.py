"""What a press is given, and what it works out: plain numbers, in and out.

People, pitches, slots and rooms are numbered from 0; pitches in the order in which they came. A set (of
features, of slots) is a whole number whose bit `i` stands for member `i`.
"""

from typing import Literal

import msgspec

Rule = Literal["phragmen", "votes", "shares"]
"""What decides which pitches run: Phragmén's rule, the most votes, or equal shares (see select.py)."""
Floor = Literal["none", "cheap", "dear"]
"""What those who would keep least may cost the others: nothing, half a per cent of the points, or a full one
(see lift.py)."""
Other = tuple[int, int, int, int, int]
"""Another time for a pitch that runs, as (pitch, slot, room, other, change): there it changes places with
`other` (-1: takes a free room), and so many more points can be kept, or fewer."""

Again = tuple[int, int, int, tuple[int, ...]]
"""A further run of a pitch, as (pitch, slot, room, persons)."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One press of the button.

    `seats`: of each room. `wishes`: (person, pitch, strength from 1). `refusals`: (person, pitch) that
    they are not to be seated in where it can be helped. `pitchers`: by pitch, who has to be in
    its group. `needs`: features each pitch needs; `features`: those each room has; `times`: the slots at
    which each pitch can run; empty tuples: no needs, no features, any time. `pins`: (pitch, slot, room) that
    stay. `seating` is by wishes, free (people walk), or mixed: equal groups in which people meet few known
    faces. `least` and `most` people make a group, within the room's seats (`most` 0: as many as it has). With
    a `floor`, fewer people keep less than half of their own ideal, for some points of others, and topics may
    run at other times for it; only a new line-up that is seated by wishes has one.

    `again`: (pitch, times, slots) for each pitch that a new line-up may let run so many times more, in these
    slots, where places are left: see repeats.py. `twins`: (pitch, pitch) that are groups of one topic.

    `standing` is the line-up to be mended with few moves, (pitch, slot, room) with room -1 if the room is
    lost; `sitting` is who is in which of its groups, (person, pitch). Without `standing`, the line-up is made
    from nothing; of those that are as good, it is one near to where topics meet now, `before`.
    """

    people: int
    slots: int
    seats: tuple[int, ...]
    pitchers: tuple[tuple[int, ...], ...]
    wishes: tuple[tuple[int, int, int], ...] = ()
    refusals: tuple[tuple[int, int], ...] = ()
    needs: tuple[int, ...] = ()
    features: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    pins: tuple[tuple[int, int, int], ...] = ()
    least: int = 1
    most: int = 0
    rule: Rule = "phragmen"
    seating: Literal["wishes", "free", "mixed"] = "wishes"
    floor: Floor = "none"
    again: tuple[tuple[int, int, int], ...] = ()
    twins: tuple[tuple[int, int], ...] = ()
    standing: tuple[tuple[int, int, int], ...] = ()
    sitting: tuple[tuple[int, int], ...] = ()
    before: tuple[tuple[int, int, int], ...] = ()
    seed: int = 1


class Points(msgspec.Struct, frozen=True):
    """How good a line-up is. `kept` of `ideal` points of wishes; `nothing`: people who wished for something
    that runs, and got none of it; `below`: people who kept less than half of their own ideal. `loser` kept
    the smallest share of their own ideal (-1: nobody wished for anything that runs): `loser_kept` of
    `loser_ideal`."""

    kept: int = 0
    ideal: int = 0
    nothing: int = 0
    below: int = 0
    loser: int = -1
    loser_kept: int = 0
    loser_ideal: int = 0


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a press.

    `placements`: (pitch, slot, room), pins as they were. `groups`: (person, pitch), one per slot; none if
    people walk. `line`: all pitches in the order in which the rule takes them; those that do not run are the
    waiting list. `nothing_chosen` is how many people have none of their
    wishes among the chosen. `floorless`: if it has a floor, the totals of the line-up without one from which
    it was made. `afforded`: so many of the line were paid for with equal shares. `again`:
    further runs, in the order in which they were found; the totals are those without them.
    """

    placements: tuple[tuple[int, int, int], ...]
    groups: tuple[tuple[int, int], ...] = ()
    line: tuple[int, ...] = ()
    totals: Points = Points()
    floorless: Points | None = None
    nothing_chosen: int = 0
    afforded: int = 0
    again: tuple[Again, ...] = ()


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """`wishes`: (person, choice), numbered from 0; choices in the order in which they came. `places`: how
    many of the `choices` will be taken."""

    people: int
    choices: int
    wishes: tuple[tuple[int, int], ...]
    places: int
    rule: Rule = "phragmen"
