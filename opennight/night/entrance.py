"""The entrance: a code of its own beside the night's, which old QR codes and shared links do not have.

A night has none until the host makes one. Whoever is inside, or waits at the door, is not affected.
"""

from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night


class RenewEntrance(Command, frozen=True):
    """`entrance`: the new code, made up by whoever sends this."""

    entrance: str


class EntranceRenewed(Event, frozen=True):
    """Only an undo makes it empty again."""

    KIND = "entrance-renewed"

    entrance: str


def code(night: Night) -> str:
    """What people type to come in."""
    return f"{night.code}-{night.entrance}" if night.entrance else night.code


def require(night: Night, entrance: str) -> None:
    """Raise `Refused` for whoever comes by a code that is not on the board any more."""
    if night.entrance and entrance != night.entrance:
        raise Refused(_("The code at the door has changed. Scan the one on the board."), "late")


def renew(night: Night, command: RenewEntrance) -> list[Event]:
    return [EntranceRenewed(entrance=command.entrance)]


def renewed(night: Night, event: EntranceRenewed) -> None:
    night.entrance = event.entrance


DECIDE = {RenewEntrance: renew}
EVOLVE = {EntranceRenewed: renewed}
UNDO: dict[type[Event], Undo] = {
    EntranceRenewed: (
        lambda n, e: Label(_("making a new code for the door")),
        lambda n, e: [EntranceRenewed(entrance=n.entrance)],
    ),
}
