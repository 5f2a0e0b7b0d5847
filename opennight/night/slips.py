"""Slips: printed one-time codes, for a vote in which each person has one vote.

From the first print on, whoever comes in by themselves needs a slip, and only who has one may vote. A slip is
one person's, on one device: another slip in the same person's hands shuts out the device of the one before.
What is on a slip follows from its number and the server's key (see web/core/keys.py), so it is in no log.
"""

from opennight.night import people
from opennight.night.closed import refuse_closed
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, ngettext
from opennight.night.state import Night

MOST = 3000
"""Slips of one night."""


class PrintSlips(Command, frozen=True):
    count: int


class UseSlip(Command, frozen=True):
    """Somebody who is in the night already uses a slip; or `person` is 0, and it was given to somebody."""

    slip: int
    person: int = DESK


class GiveSlip(Command, frozen=True):
    """Somebody's phone is dead, or they have none: they get this slip, and the one before is void."""

    slip: int
    person: int


class VoidSlips(Command, frozen=True):
    """A lost sheet: those from `first` to `last` that nobody has used."""

    first: int
    last: int


class SlipsPrinted(Event, frozen=True):
    KIND = "slips-printed"

    first: int
    count: int


class SlipUsed(Event, frozen=True):
    """From now on it is this person's, on the device that used it."""

    KIND = "slip-used"

    slip: int
    person: int


class SlipGiven(Event, frozen=True):
    """It is this person's, and the next device to use it is theirs. An undo gives 0: they have none."""

    KIND = "slip-given"

    slip: int
    person: int


class SlipsVoided(Event, frozen=True):
    KIND = "slips-voided"

    slips: tuple[int, ...]


class SlipsRestored(Event, frozen=True):
    """Nobody's again, and good."""

    KIND = "slips-restored"

    slips: tuple[int, ...]


def needed(night: Night) -> bool:
    """Whether this night is one of one slip, one vote."""
    return night.slips.printed > 0


def used(night: Night) -> int:
    """How many are somebody's."""
    return len(night.slips.holders)


def void(night: Night) -> int:
    return len(night.slips.void)


def require_slip(night: Night, person: int) -> None:
    """Raise `Refused` for whoever votes without one."""
    if needed(night) and not night.people[person].slip:
        raise Refused(_("You need a slip to vote. Ask the host for one."), "forbidden")


def require_good(night: Night, slip: int) -> None:
    """Raise `Refused` unless nobody has used this slip."""
    if not 1 <= slip <= night.slips.printed:
        raise Refused(_("This night has no such slip. Check its number."), "missing", field="slip")
    if slip in night.slips.void:
        raise Refused(_("This slip is void. Ask the host for another one."), "gone", field="slip")
    if slip in night.slips.holders:
        raise Refused(_("This slip has been used. Ask the host."), "gone", field="slip")


def entering(night: Night, slip: int, person: int) -> list[Event]:
    """What happens when this new person comes in with this slip."""
    if not needed(night):
        return []
    if not slip:
        raise Refused(_("You need a slip to come in. Type the code on yours, or ask the host."), field="slip")
    require_good(night, slip)
    return [SlipUsed(slip=slip, person=person)]


def print_slips(night: Night, command: PrintSlips) -> list[Event]:
    refuse_closed(night)
    if command.count < 1:
        raise Refused(_("Print at least one slip."), field="count")
    if night.slips.printed + command.count > MOST:
        raise Refused(_("A night can have at most %(most)s slips."), "quota", field="count", most=MOST)
    if not needed(night) and any(person.dots or person.strengths for person in people.present(night)):
        raise Refused(
            _("People have already voted without slips. Slips must be printed before the first dot."), "late"
        )
    return [SlipsPrinted(first=night.slips.printed + 1, count=command.count)]


def use(night: Night, command: UseSlip) -> list[Event]:
    if command.person == DESK:
        person = night.slips.holders.get(command.slip, DESK)
        if command.slip not in night.slips.awaited:
            require_good(night, command.slip)
            raise Refused(_("Nobody has used this slip yet. Type your name to come in."), field="slip")
        people.require(night, person)
        return [SlipUsed(slip=command.slip, person=person)]
    holder = people.require_self(night, command, command.person)
    if holder.slip == command.slip and command.slip not in night.slips.awaited:
        return []
    if holder.slip:
        raise Refused(_("You have a slip already. Each person has one vote."), "forbidden", field="slip")
    require_good(night, command.slip)
    return [SlipUsed(slip=command.slip, person=holder.no)]


def give(night: Night, command: GiveSlip) -> list[Event]:
    person = people.require(night, command.person)
    if person.slip == command.slip:
        return []
    require_good(night, command.slip)
    before = [SlipsVoided(slips=(person.slip,))] if person.slip else []
    return [*before, SlipGiven(slip=command.slip, person=person.no)]


def unused(night: Night, first: int, last: int) -> tuple[int, ...]:
    """Those from the first to the last that are nobody's, and good."""
    taken = night.slips.holders.keys() | night.slips.void.keys()
    return tuple(
        slip for slip in range(max(1, first), min(last, night.slips.printed) + 1) if slip not in taken
    )


def void_slips(night: Night, command: VoidSlips) -> list[Event]:
    slips = unused(night, command.first, command.last)
    if not slips:
        raise Refused(_("None of these slips can be voided: they are used, void or not printed."))
    return [SlipsVoided(slips=slips)]


def printed(night: Night, event: SlipsPrinted) -> None:
    night.slips.printed = event.first + event.count - 1


def hold(night: Night, slip: int, person: int) -> None:
    """Have this slip be the person's only one; 0 for none."""
    night.slips.drop(night.people[person].slip)
    night.people[person].slip = slip
    if slip:
        night.slips.holders[slip] = person


def was_used(night: Night, event: SlipUsed) -> None:
    hold(night, event.slip, event.person)
    night.slips.awaited.pop(event.slip, None)


def given(night: Night, event: SlipGiven) -> None:
    hold(night, event.slip, event.person)
    if event.slip:
        night.slips.awaited[event.slip] = None


def voided(night: Night, event: SlipsVoided) -> None:
    for slip in event.slips:
        if slip in night.slips.holders:
            hold(night, 0, night.slips.holders[slip])
        night.slips.void[slip] = None


def restored(night: Night, event: SlipsRestored) -> None:
    for slip in event.slips:
        night.slips.void.pop(slip, None)


def take_back(night: Night, event: SlipGiven) -> list[Event]:
    """Back to the slip before, with its device, which the undo of its voiding then restores."""
    return [SlipGiven(slip=0, person=event.person)]


def hold_again(night: Night, event: SlipsVoided) -> list[Event]:
    """They are good again; whose they were, they are again."""
    holders = night.slips.holders
    back = [
        (SlipGiven if slip in night.slips.awaited else SlipUsed)(slip=slip, person=holders[slip])
        for slip in event.slips
        if slip in holders
    ]
    return [SlipsRestored(slips=event.slips), *back]


def voiding(night: Night, event: SlipsVoided) -> Label:
    """Only one that is somebody's is voided for another one."""
    if event.slips[0] in night.slips.holders:
        return Label(
            _("giving %(person)s another slip"), about={"person": night.slips.holders[event.slips[0]]}
        )
    return Label(*ngettext("voiding %(num)s slip", "voiding %(num)s slips"), about={"num": len(event.slips)})


DECIDE = {PrintSlips: print_slips, UseSlip: use, GiveSlip: give, VoidSlips: void_slips}
EVOLVE = {
    SlipsPrinted: printed,
    SlipUsed: was_used,
    SlipGiven: given,
    SlipsVoided: voided,
    SlipsRestored: restored,
}
UNDO: dict[type[Event], Undo] = {
    SlipsVoided: (voiding, hold_again),
    SlipGiven: (
        lambda night, event: Label(_("giving %(person)s a slip"), about={"person": event.person}),
        take_back,
    ),
}
