"""Rounds: stretches of talk that the host calls and starts. A slot is only the time planned for one.

A round is called: people find their groups and sit down. It starts with the phase "talk", and ends when the
next one is called or the talk is over. What is on now is what was started, whatever the clock says.
"""

import msgspec

from opennight.night import groups, lineup, pitches, runsheet
from opennight.night.bylines import letters
from opennight.night.kept.rooms import Slot
from opennight.night.kept.rounds import Round
from opennight.night.kept.timer import Timer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.nights import PhaseMoved
from opennight.night.state import Night
from opennight.night.timer import MINUTE, timer_set
from opennight.night.times import length

MOST_MINUTES = 60
"""To find a seat."""


class CallRound(Command, frozen=True):
    """Send people to their groups in this slot, to be seated within so many minutes (0: no time is set)."""

    slot: int
    minutes: int = 0


class RoundsSet(Event, frozen=True):
    """All rounds so far, in the order in which they were called."""

    KIND = "rounds-set"

    rounds: tuple[Round, ...]


def current(night: Night) -> Round | None:
    """The round that was called last, whether it has begun or is over."""
    return night.rounds[-1] if night.rounds else None


def shown(night: Night) -> Slot | None:
    """The slot whose groups people look for, or are in: the current round's, else that of the coming one."""
    round = current(night)
    here = lineup.slot(night, round.slot) if round else None
    return here if here in used(night) else coming(night)


def here(night: Night) -> int:
    """The slot of the part of the night that is on now, or would be if nobody had moved anything."""
    slot = shown(night)
    return slot.id if slot else night.setup.slots[0].id if night.setup.slots else 0


def of_slot(night: Night, slot: int) -> Round | None:
    """The round in this slot, if it was called."""
    return next((round for round in night.rounds if round.slot == slot), None)


def coming(night: Night) -> Slot | None:
    """The first slot whose round has not been called yet."""
    return next((slot for slot in used(night) if of_slot(night, slot.id) is None), None)


def used(night: Night) -> list[Slot]:
    """The slots in which something runs; all of them where people open tables by themselves."""
    if pitches.walking(night):
        return list(night.setup.slots)
    those = {placement.slot for placement in night.lineup.values()}
    return [slot for slot in night.setup.slots if slot.id in those]


def number(night: Night, slot: int) -> int:
    """The number by which people know the round of this slot, from 1; 0 if the slot is gone."""
    return next((no for no, one in enumerate(night.setup.slots, 1) if one.id == slot), 0)


def several(night: Night) -> bool:
    """Whether there is more than one round, so that they need numbers."""
    return len(used(night)) > 1


def seekers(night: Night, slot: int) -> int:
    """How many people who are here have no group in this slot."""
    return groups.groupless(night, [p.group for p in lineup.in_slot(night, slot)])


def in_order(night: Night) -> list[Slot]:
    """The slots that are used: the one that is shown, then those still to come, then those that are over."""
    first = shown(night)

    def order(slot: Slot) -> tuple[bool, bool]:
        round = of_slot(night, slot.id)
        return slot != first, bool(round and round.ended)

    return sorted(used(night), key=order)


def without_phone(night: Night, group: int) -> list[str]:
    """The initials of those in the group who have no phone to tell them where to go."""
    those = (night.people[no] for no in night.groups[group].members if no in night.people)
    return [letters(person.name) or person.name[:2] for person in those if not person.phone]


def call(night: Night, command: CallRound) -> list[Event]:
    if night.phase not in groups.OPEN_IN:
        raise Refused(_("You can call a round only while people are in groups."), "late")
    if not 0 <= command.minutes <= MOST_MINUTES:
        raise Refused(_("Give people at most an hour to find their seats."), field="minutes")
    if lineup.slot(night, command.slot) not in used(night):
        raise Refused(_("No group meets in that round. Put one in the line-up first."), "missing")
    seated_by = command.at + command.minutes * MINUTE if command.minutes else 0
    others = [round for round in ended(night, command.at) if round.slot != command.slot]
    countdown = Timer(command.minutes * MINUTE, ends=seated_by) if seated_by else Timer()
    return [
        *rounds_set(night, (*others, Round(command.slot, seated_by=seated_by))),
        *([] if night.phase == "groups" else [PhaseMoved(to="groups")]),
        *timer_set(night, countdown),
        *runsheet.begin(night, "groups", command.slot, command.at),
    ]


def rounds_set(night: Night, rounds: tuple[Round, ...]) -> list[Event]:
    return [] if rounds == night.rounds else [RoundsSet(rounds=rounds)]


def ended(night: Night, at: int) -> tuple[Round, ...]:
    """The rounds, if the current one is over at this moment; one that never began does not count."""
    round = current(night)
    if round is None or round.ended:
        return night.rounds
    return (*night.rounds[:-1], *([msgspec.structs.replace(round, ended=at)] if round.started else []))


def begun(night: Night, at: int) -> list[Event]:
    """The current round begins, or the coming one if none was called; its timer begins with it.

    One that was over goes on: the host has come back to it.
    """
    round = current(night)
    if round and round.started:
        return rounds_set(night, (*night.rounds[:-1], msgspec.structs.replace(round, ended=0)))
    slot = shown(night)
    if slot is None:
        return []
    before = night.rounds[:-1] if round else ()
    total = length(slot) * MINUTE
    return [
        *rounds_set(night, (*before, Round(slot.id, started=at))),
        *timer_set(night, Timer(total, ends=at + total)),
    ]


def called(night: Night, at: int) -> list[Event]:
    """The groups are to be found: those of the current round, which has not begun (any more), else the
    coming one's, in the time that the run sheet gives for it.
    """
    round = current(night)
    if round and not round.ended:
        return rounds_set(night, (*night.rounds[:-1], Round(round.slot, seated_by=round.seated_by)))
    slot = coming(night)
    if slot is None:
        return []
    minutes = runsheet.seating(night, slot.id)
    return rounds_set(
        night, (*night.rounds, Round(slot.id, seated_by=at + minutes * MINUTE if minutes else 0))
    )


def follow(night: Night, to: str, at: int) -> list[Event]:
    """What a move to this phase does to the rounds."""
    if to == "talk":
        return begun(night, at)
    if to == "groups":
        return called(night, at)
    if to in ("share", "closed"):
        return rounds_set(night, ended(night, at))
    return []  # a look back at the wall uses no round up


def was_set(night: Night, event: RoundsSet) -> None:
    night.rounds = event.rounds


def set_called(night: Night, event: RoundsSet) -> Label:
    if not event.rounds:
        return Label(_("changing which rounds are called"))
    return Label(_("calling round %(num)s"), about={"num": number(night, event.rounds[-1].slot)})


DECIDE = {CallRound: call}
EVOLVE = {RoundsSet: was_set}
UNDO: dict[type[Event], Undo] = {RoundsSet: (set_called, lambda n, e: [RoundsSet(rounds=n.rounds)])}
