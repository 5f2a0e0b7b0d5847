"""Reasons, from the state alone: how many wishes a line-up keeps, and why somebody's place is what it is.

Nothing here is stored, so it is right after every move by hand and after every walk.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from opennight.night import groups, lineup, people, pitches, proposals, requirements, strengths, votes
from opennight.night.kept.placements import Placement
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night

Kind = Literal["yours", "wish", "full", "room", "spread", "mixed", "came", "before", "none"]


class Totals(msgspec.Struct, frozen=True):
    """How good a line-up is: it keeps `kept` wishes of `ideal` (each person's wishes that run, one per slot).

    Hosting something counts as a wish for it.

    `nothing`: people with wishes that run, who got none of them. `unchosen`: people who voted, but none of
    whose wishes runs. `loser` is the person with the smallest share of their own ideal: `loser_kept` of
    `loser_ideal` (all 0 if nobody has a wish that runs). `groupless`: people without a group in some slot in
    which something runs. `below`: people who got less than half of their own ideal; `lower`: less than three
    fifths.
    """

    kept: int = 0
    ideal: int = 0
    nothing: int = 0
    unchosen: int = 0
    loser: int = 0
    loser_kept: int = 0
    loser_ideal: int = 0
    groupless: int = 0
    below: int = 0
    lower: int = 0


class Place(msgspec.Struct, frozen=True):
    """Where somebody is in a slot (None: in no group), and why.

    yours: they run it. wish: they voted for it. came, before: the line-up did not put them there; they came
    after it was made, or were there before. The others sit where the line-up put them. full: something else
    that they voted for is on then, and its group is full, as are all such. room: one of them has a seat free.
    spread: nothing else that they voted for is on then. mixed: the groups were mixed. none: no group.
    `missed`: groups in this slot that they voted for, and have at no other time either.
    """

    slot: Slot
    group: int | None
    kind: Kind
    missed: tuple[int, ...] = ()


class Move(NamedTuple):
    """What happens to a group of this pitch. again: its pitch already runs, or comes in with another group;
    less: its pitch still runs. `gains`: of an additional run, who wishes for it and is in no other."""

    pitch: int
    before: Placement | None
    after: Placement | None
    kind: Literal["moves", "comes", "again", "less", "goes"]
    gains: frozenset[int] = frozenset()


class Changes(msgspec.Struct, frozen=True):
    """What a proposal would change. `people`: how many leave a group; `newcomers`: how many have none yet,
    and get one. `yielding`: how many leave a full group that they did not choose for somebody who did.
    `gaining`: how many have a place at what they wish for by a topic's running once more. `same`: it is the
    line-up that stands, so that proposing it would be refused."""

    moves: list[Move]
    people: int
    newcomers: int
    yielding: int
    gaining: int
    before: Totals
    after: Totals
    same: bool


def totals(night: Night) -> Totals:
    """For the current line-up, with everybody where they are now."""
    return totals_of(night, night.lineup, lineup.seated(night))


def totals_of(
    night: Night, placements: Mapping[int, Placement], members: Mapping[int, Collection[int]]
) -> Totals:
    """For any line-up, with the members of its groups. If a pitch runs twice, either group keeps a wish."""
    if not placements:
        return Totals()
    seated: dict[int, set[int]] = {}
    for no, placement in placements.items():
        seated.setdefault(placement.pitch, set()).update(members.get(no, ()))
    stands_for = {no: root for no in night.pitches if (root := pitches.root(night, no)) in seated}
    hosted: dict[int, set[int]] = {}
    for no in seated:
        for host in requirements.hosts(night, no):
            hosted.setdefault(host, set()).add(no)
    slots = len(night.setup.slots)
    running = len({placement.slot for placement in placements.values()})
    times = Counter(person for no in placements for person in members.get(no, ()))
    all_kept = all_ideal = nothing = unchosen = groupless = 0
    losses: list[tuple[float, int, int, int, int]] = []
    for person in people.present(night):
        groupless += times[person.no] < running
        wishes = {stands_for[no] for no in person.dots if no in stands_for} | hosted.get(person.no, set())
        if not wishes:
            unchosen += any(pitches.is_open(night.pitches[pitches.root(night, no)]) for no in person.dots)
            continue
        ideal = min(len(wishes), slots)
        kept = min(ideal, sum(person.no in seated[no] for no in wishes))
        all_kept, all_ideal, nothing = all_kept + kept, all_ideal + ideal, nothing + (not kept)
        losses.append((kept / ideal, -ideal, person.no, kept, ideal))
    _share, _ideal, loser, loser_kept, loser_ideal = min(losses, default=(0, 0, 0, 0, 0))
    below, lower = (
        sum(parts * got < most * ideal for *_rest, got, ideal in losses) for parts, most in ((2, 1), (5, 3))
    )
    return Totals(
        all_kept, all_ideal, nothing, unchosen, loser, loser_kept, loser_ideal, groupless, below, lower
    )


def of_place(night: Night, person: int) -> list[Place]:
    """The person's place in each slot in which something runs."""
    if not night.lineup:
        return []
    running = {p.slot for p in night.lineup.values()}
    mine = groups.of_person(night, person)
    has = {night.lineup[no].pitch for no in mine.values()}
    dots = enumerate(strengths.wanted(night, person))
    wished = {pitch: place for place, pitch in dots if pitch not in has}
    wishes = sorted((p for p in night.lineup.values() if p.pitch in wished), key=lambda p: wished[p.pitch])
    found = []
    for slot in night.setup.slots:
        if slot.id in running:
            here = mine.get(slot.id)
            missed = tuple(p.group for p in wishes if p.slot == slot.id)
            found.append(Place(slot, here, kind(night, person, here, missed), missed))
    return found


def kind(night: Night, person: int, here: int | None, missed: tuple[int, ...]) -> Kind:
    """Why this person is in the group `here`, or in none; `missed` are those of their wishes at that time."""
    if here is None:
        return "none"
    group = night.groups[here]
    if person in requirements.hosts(night, group.pitch):
        return "yours"
    if votes.has_dot(night, group.pitch, person):
        return "wish"
    if night.why is None or group.members[person] != night.why.at:
        return "before" if night.why and group.members[person] < night.why.at else "came"
    if night.why.seating == "mixed":
        return "mixed"
    if not missed:
        return "spread"
    return "room" if any(groups.seats_left(night, night.lineup[no]) for no in missed) else "full"


def none_to_pick(night: Night, slot: int) -> bool:
    """Whether somebody who has no group in this slot could pick none: it is over, or every group is full."""
    open_ones = (groups.seats_left(night, p) for p in night.lineup.values() if p.slot == slot)
    return night.phase not in groups.OPEN_IN or not any(open_ones)


def by_hand(night: Night, group: int) -> bool:
    """Whether it was put there by hand since the line-up was made."""
    now = night.lineup.get(group)
    made = night.why.placed if night.why else {}
    return now is not None and made.get(group) != (now.slot, now.room)


def place_in_line(night: Night, pitch: int) -> int | None:
    """1 for the first that the rule took, and so on; None where no rule has seen this pitch."""
    line = night.why.line if night.why else ()
    return line.index(pitch) + 1 if pitch in line else None


def changes(night: Night, proposal: Proposal) -> Changes:
    """What would change if the proposal were applied now."""
    fits = proposals.fitting(night, proposal)
    before, after = night.lineup, {p.group: p for p in fits.placements}
    moves = list(moved(night, after, fits.groups))
    old, new = groups_by_person(lineup.seated(night)), groups_by_person(fits.groups)
    return Changes(
        moves=moves,
        people=sum(not those <= new.get(person, set()) for person, those in old.items()),
        newcomers=len(new.keys() - old.keys()),
        yielding=sum(making_room(night, no, fits) for no in before if no in after),
        gaining=len(frozenset().union(*(move.gains for move in moves))),
        before=totals(night),
        after=totals_of(night, after, {no: set(group) for no, group in fits.groups.items()}),
        same=proposals.changes_nothing(night, fits),
    )


def moved(
    night: Night, after: dict[int, Placement], members: Mapping[int, Collection[int]]
) -> Iterator[Move]:
    """What happens to each group that begins, ends or moves."""
    before = night.lineup
    cells, new_cells = lineup.cells(before), lineup.cells(after)
    again, was_again = further(after), further(before)
    now, then = ({p.pitch for p in those.values()} for those in (before, after))
    for no, placement in (before | after).items():
        old, new, pitch = before.get(no), after.get(no), placement.pitch
        if cells.get(no) == new_cells.get(no):
            continue
        if old and new:
            yield Move(pitch, old, new, "moves")
        elif new and no in again:
            yield Move(pitch, old, new, "again", gain(night, no, after, members))
        elif new:
            yield Move(pitch, old, new, "again" if pitch in now else "comes")
        else:
            yield Move(pitch, old, new, "less" if no in was_again or pitch in then else "goes")


def further(placements: Mapping[int, Placement]) -> set[int]:
    """The groups of a pitch after its first, in the order of the line-up."""
    first: dict[int, int] = {}
    for no, placement in placements.items():
        first.setdefault(placement.pitch, no)
    return {no for no, placement in placements.items() if first[placement.pitch] != no}


def gain(
    night: Night, no: int, placements: Mapping[int, Placement], members: Mapping[int, Collection[int]]
) -> frozenset[int]:
    """Who is in this group, wishes for it or runs it, and is in no other group of its pitch."""
    pitch = placements[no].pitch
    beside = [other for other, p in placements.items() if p.pitch == pitch and other != no]
    elsewhere = {person for other in beside for person in members.get(other, ())}
    return frozenset(one for one in members.get(no, ()) if one not in elsewhere and wants(night, pitch, one))


def meets_again(night: Night, no: int) -> bool:
    """Whether the line-up was made with this group as one more run of a topic that runs elsewhere, too."""
    made = night.why.placed if night.why else {}
    pitch = night.lineup[no].pitch if no in night.lineup else None
    its = [group for group in made if group in night.lineup and night.lineup[group].pitch == pitch]
    return no in its[1:]


def gained(night: Night, no: int) -> int:
    """How many have a place at what they wish for by this group alone, of all that run its topic."""
    return len(gain(night, no, night.lineup, lineup.seated(night)))


def making_room(night: Night, no: int, proposal: Proposal) -> int:
    """How many leave this group, which they did not choose, because it has no seats for all who did.

    As many as would be too many if those who come, and chose it, came without anybody having to go."""
    pitch, then = night.groups[no].pitch, set(proposal.groups.get(no, ()))
    here = {person for person in night.groups[no].members if people.is_here(night.people[person])}
    chose = {person for person in here | then if wants(night, pitch, person)}
    placement = next(p for p in proposal.placements if p.group == no)
    rooms = (proposal.setup or night.setup).rooms
    seats = next(room.seats for room in rooms if room.id == placement.room)
    comes = (then - here) & chose
    if night.lineup[no].slot != placement.slot:
        return 0
    return max(0, min(len(here - then - chose), len(comes), len(here) + len(comes) - seats))


def wants(night: Night, pitch: int, person: int) -> bool:
    """Whether they voted for it, or run it."""
    return votes.has_dot(night, pitch, person) or person in requirements.hosts(night, pitch)


def groups_by_person(members: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
    """The groups of each person, from the people in each group."""
    found: dict[int, set[int]] = {}
    for no, group in members.items():
        for person in group:
            found.setdefault(person, set()).add(no)
    return found
