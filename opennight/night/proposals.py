"""Line-ups that were worked out: proposed to the desk, applied with one press, or set aside.

A proposal was worked out from the night as it was a moment ago. It is made to fit the night as it is now.
"""

from collections.abc import Iterable, Iterator

import msgspec

from opennight.night import lineup, people, pitches, repeats
from opennight.night.closed import refuse_closed
from opennight.night.kept.placements import Placement
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.setups import Setup
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.placing import begin, numbered
from opennight.night.setups import SetupChanged
from opennight.night.state import Night


class Propose(Command, frozen=True):
    """Show a line-up to the desk; if there is none yet, it is applied at once.

    `setup` and `placements` are what it was worked out from; if given, they must not have changed since.
    """

    proposal: Proposal
    setup: Setup | None = None
    placements: tuple[Placement, ...] | None = None


class ApplyProposal(Command, frozen=True):
    """`proposal` is the number of the one that is meant."""

    proposal: int


class SetProposalAside(Command, frozen=True):
    proposal: int


class LineupProposed(Event, frozen=True):
    KIND = "lineup-proposed"
    FORM = 2

    proposal: Proposal


class LineupMade(Event, frozen=True):
    """The line-up, the groups and the reasons from now on; and the setup, if it comes with one."""

    KIND = "lineup-made"
    FORM = 2

    proposal: Proposal


class ProposalSetAside(Event, frozen=True):
    KIND = "proposal-set-aside"


def require_material(night: Night, setup: Setup) -> None:
    """Raise `Refused` if there are no rooms, or no pitches to put into them."""
    refuse_closed(night)
    if not setup.rooms:
        raise Refused(_("Add a room or a table in the setup first."), field="rooms")
    if not any(pitches.visible(night)):
        raise Refused(_("There are no pitches to put in the line-up yet."), "late")


def fitting(night: Night, proposal: Proposal) -> Proposal:
    """The proposal as it fits the night now: without what is gone, its groups under their own numbers, and
    people who have walked since left where they are."""
    proposal = known(night, proposal)
    placements = proposal.placements
    setup = proposal.setup or night.setup
    seats = {room.id: room.seats for room in setup.rooms}
    groups: dict[int, list[int]] = {p.group: [] for p in placements}
    here = {person.no for person in people.present(night)}
    busy: dict[int, set[int]] = {p.slot: set() for p in placements}

    beside = repeats.beside(placements)

    def seat(persons: Iterable[int], placement: Placement) -> None:
        group, there = groups[placement.group], busy[placement.slot]
        for no in persons:
            can = no in here and no not in there and len(group) < seats[placement.room]
            if can and not repeats.again(night, no, placement, beside, groups):
                group.append(no)
                there.add(no)

    for persons, placement in claims(night, proposal):
        seat(persons, placement)
    return msgspec.structs.replace(proposal, groups={no: tuple(group) for no, group in groups.items()})


def known(night: Night, proposal: Proposal) -> Proposal:
    """The proposal with only the placements that are still possible, its groups under their own numbers."""
    placements = tuple(placed(night, proposal))
    number = numbered(night, placements)
    return msgspec.structs.replace(
        proposal,
        placements=tuple(msgspec.structs.replace(p, group=number[p.group]) for p in placements),
        groups={number[no]: persons for no, persons in proposal.groups.items() if no in number},
    )


def claims(night: Night, proposal: Proposal) -> Iterator[tuple[Iterable[int], Placement]]:
    """(persons, placement): who is to sit where; the first claim counts.

    People who walked after work on the proposal began stay where they went. With free seating, people then
    stay with their group, first of all if it keeps its slot. Last come the groups of the proposal.
    """
    placements, members = proposal.placements, lineup.seated(night)
    for p in placements:
        since = members.get(p.group, {})
        yield [no for no, at in since.items() if at >= proposal.why.at], p
    if proposal.why.seating == "free":
        kept = [p for p in placements if p.group in night.lineup and night.lineup[p.group].slot == p.slot]
        for p in (*kept, *placements):
            yield members.get(p.group, {}), p
    for p in placements:
        yield proposal.groups.get(p.group, ()), p


def placed(night: Night, proposal: Proposal) -> Iterator[Placement]:
    """The placements that are still possible: each group and place once, and no pitch twice in a slot."""
    setup = proposal.setup or night.setup
    rooms, slots = {room.id for room in setup.rooms}, {slot.id for slot in setup.slots}
    taken: set[object] = set()
    for p in proposal.placements:
        pitch = night.pitches.get(p.pitch)
        takes = {p.group, ("room", p.slot, p.room), ("pitch", p.slot, p.pitch)}
        there = p.room in rooms and p.slot in slots and not taken & takes
        if there and pitch and pitches.is_open(pitch):
            taken |= takes
            yield p


def changes_nothing(night: Night, proposal: Proposal) -> bool:
    same_places = {p.group: p for p in proposal.placements} == night.lineup
    groups = {no: set(group) for no, group in proposal.groups.items() if group}
    same_groups = groups == {no: set(group) for no, group in lineup.seated(night).items()}
    return same_places and same_groups and proposal.setup in (None, night.setup)


def require_as_seen(night: Night, command: Propose) -> None:
    """Raise `Refused` if the desk has changed anything since. What people did since is made to fit."""
    seen = command.placements
    if seen is not None:
        seen = tuple(p for p in seen if pitches.is_open(night.pitches[p.pitch]))
    if command.setup not in (None, night.setup) or seen not in (None, tuple(night.lineup.values())):
        raise Refused(_("Something changed at the desk in the meantime. Press again."), "late")


def propose(night: Night, command: Propose) -> list[Event]:
    require_material(night, command.proposal.setup or night.setup)
    require_as_seen(night, command)
    proposal = fitting(night, msgspec.structs.replace(command.proposal, no=night.version + 1))
    if not night.lineup:
        return made(proposal)
    if changes_nothing(night, proposal):
        raise Refused(_("Nothing would change: everybody has the best place we can find."), "late")
    return [LineupProposed(proposal=proposal)]


def made(proposal: Proposal) -> list[Event]:
    if not proposal.placements:
        raise Refused(_("No topic fits. Check what the topics need and what the rooms have."), "late")
    return [LineupMade(proposal=proposal)]


def find(night: Night, wanted: int) -> Proposal:
    if night.proposal is None or night.proposal.no != wanted:
        raise Refused(_("This proposal is out of date. Check the line-up and make a new one."), "late")
    return night.proposal


def apply(night: Night, command: ApplyProposal) -> list[Event]:
    refuse_closed(night)
    return made(fitting(night, find(night, command.proposal)))


def set_aside(night: Night, command: SetProposalAside) -> list[Event]:
    refuse_closed(night)
    find(night, command.proposal)
    return [ProposalSetAside()]


def proposed(night: Night, event: LineupProposed) -> None:
    night.proposal = event.proposal


def was_made(night: Night, event: LineupMade) -> None:
    """Everybody is in their group of the proposal as of now; people who walked there before keep their time.

    So a member whose time is not the line-up's own is one who walked.
    """
    proposal, before = event.proposal, night.why.at if night.why else None
    night.setup = proposal.setup or night.setup
    begin(night, proposal.placements)
    night.lineup = {p.group: p for p in proposal.placements}
    for group in night.groups.values():
        persons = proposal.groups.get(group.no, ())
        there = {no: at for no, at in group.members.items() if no in persons and at != before}
        group.members = there | dict.fromkeys((no for no in persons if no not in there), night.at)
    night.why = msgspec.structs.replace(proposal.why, at=night.at, placed=lineup.cells(night.lineup))
    night.proposal = None


def was_set_aside(night: Night, event: ProposalSetAside) -> None:
    night.proposal = None


def made_called(night: Night, event: LineupMade) -> Label:
    return Label(_("applying the proposal") if night.lineup else _("making the line-up"))


def made_back(night: Night, event: LineupMade) -> list[Event]:
    """The line-up and the rooms as they were, without the people whom the new one gave a place."""
    rooms: list[Event] = [SetupChanged(setup=night.setup)] if event.proposal.setup else []
    return rooms + lineup.lineup_back(night, unseated=night.at)


DECIDE = {Propose: propose, ApplyProposal: apply, SetProposalAside: set_aside}
EVOLVE = {LineupProposed: proposed, LineupMade: was_made, ProposalSetAside: was_set_aside}
UNDO: dict[type[Event], Undo] = {LineupMade: (made_called, made_back)}
