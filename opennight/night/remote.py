"""The remote: the desk's controls in the host's hand; and in those of helpers, if the host ticks them."""

from opennight.night import ahead
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.state import Night

CONTROLS = ("next", "call", "timer", "announce", "board")
"""What comes next; who speaks; the timer and the bell; announcements; whether the board is blank."""


class AllowHelpers(Command, frozen=True):
    """Let every helper use these of the CONTROLS, and no others."""

    controls: tuple[str, ...]


class HelpersAllowed(Event, frozen=True):
    KIND = "helpers-allowed"

    controls: tuple[str, ...]


def allowed(night: Night) -> tuple[str, ...]:
    """The controls that helpers have now. Once the night is closed, that is over."""
    return () if night.phase == "closed" else night.helpers_may


def may_move(night: Night, to: str) -> bool:
    """Whether a helper who has what comes next may move the night there: on, part by part. Closing it, which
    cannot be undone, and going back are the host's."""
    return to != "closed" and to == ahead.following(night)


def refuse_helper_s_jump(night: Night, command: Command, to: str) -> None:
    """Raise `Refused` if a helper moves the night to where only the host may."""
    if command.actor.role == "helper" and not may_move(night, to):
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")


def allow(night: Night, command: AllowHelpers) -> list[Event]:
    if not set(command.controls) <= set(CONTROLS):
        raise Refused(_("Pick one of these."), field="controls")
    controls = tuple(one for one in CONTROLS if one in command.controls)
    return [] if controls == night.helpers_may else [HelpersAllowed(controls=controls)]


def were_allowed(night: Night, event: HelpersAllowed) -> None:
    night.helpers_may = event.controls


DECIDE = {AllowHelpers: allow}
EVOLVE = {HelpersAllowed: were_allowed}
UNDO: dict[type[Event], Undo] = {
    HelpersAllowed: (
        plain(_("changing what helpers may do")),
        lambda n, e: [HelpersAllowed(controls=n.helpers_may)],
    ),
}
