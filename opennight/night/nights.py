"""A night's start, its locks and its desk key; and that its phase was moved (see phases.py)."""

from opennight.night.board import SceneSet
from opennight.night.kept.announcement import FIRST, UNSAID, Announcement
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.setups import Setup
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night
from opennight.night.tidy import tidy_setup

GOING_ON = {
    "pitch": _("opening pitching"),
    "vote": _("starting the vote"),
    "groups": _("forming groups"),
    "talk": _("starting to talk"),
    "share": _("starting to share"),
    "closed": _("closing the night"),
}
GOING_BACK = {
    "welcome": _("going back to the welcome"),
    "pitch": _("going back to pitching"),
    "vote": _("going back to the vote"),
    "groups": _("going back to the groups"),
    "talk": _("going back to the talk"),
    "share": _("going back to sharing"),
}
"""What a step to each phase is called, from one before it and from one after it."""


class StartNight(Command, frozen=True):
    """Begin the log of a night."""

    setup: Setup
    rehearsal: bool = False


class LockJoining(Command, frozen=True):
    locked: bool


class RevealVotes(Command, frozen=True):
    revealed: bool


class RenewDeskKey(Command, frozen=True):
    """Make every desk link handed out so far invalid."""


class NightStarted(Event, frozen=True):
    """`licence`: nights from before there were licences have none."""

    KIND = "night-started"

    setup: Setup
    rehearsal: bool
    licence: str = UNSAID


class PhaseMoved(Event, frozen=True):
    KIND = "phase-moved"

    to: Phase


class JoiningLocked(Event, frozen=True):
    KIND = "door-locked"

    locked: bool


class VotesRevealed(Event, frozen=True):
    KIND = "votes-revealed"

    revealed: bool


class DeskKeyRenewed(Event, frozen=True):
    """`bound`: the new key follows from this event, too. How often it was renewed alone comes up again once
    an older backup was restored."""

    KIND = "desk-key-renewed"

    bound: bool = False


class NoSuchNight(Refused):
    """Nobody has started a night with this code, or it was deleted."""

    def __init__(self) -> None:
        super().__init__(_("There is no night with this code. Check the board and try again."), "missing")


def refuse_before_the_start(night: Night, command: Command) -> None:
    """Raise `NoSuchNight` unless it begins with this command: one that was on its way while the night was
    deleted would else begin it anew, with nothing in it but that."""
    if not night.version and not isinstance(command, StartNight):
        raise NoSuchNight


def refuse_former_desk(night: Night, command: Command) -> None:
    """Raise `Refused` if the desk key was renewed after the command was let in, maybe by another process."""
    if command.desk_key is not None and command.desk_key != night.desk_key:
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")


def start(night: Night, command: StartNight) -> list[Event]:
    if night.version:
        raise Refused(_("This night has already started."), "late")
    return [NightStarted(setup=tidy_setup(command.setup), rehearsal=command.rehearsal, licence=FIRST)]


def lock_joining(night: Night, command: LockJoining) -> list[Event]:
    if command.locked == night.joining_locked:
        return []
    return [JoiningLocked(locked=command.locked)]


def reveal_votes(night: Night, command: RevealVotes) -> list[Event]:
    if command.revealed == night.revealed:
        return []
    return [VotesRevealed(revealed=command.revealed)]


def renew_desk_key(night: Night, command: RenewDeskKey) -> list[Event]:
    return [DeskKeyRenewed(bound=True)]


def started(night: Night, event: NightStarted) -> None:
    night.setup = event.setup
    night.rehearsal = event.rehearsal
    night.announcement = Announcement(licence=event.licence)


def phase_moved(night: Night, event: PhaseMoved) -> None:
    night.phase = event.to
    # People take the link home: not even an undo takes the record away.
    its = night.publication
    if event.to == "closed" and its.state == "draft" and not its.held:
        its.state, its.at, night.published = "published", night.at, True
    night.scene = ""


def joining_locked(night: Night, event: JoiningLocked) -> None:
    night.joining_locked = event.locked


def votes_revealed(night: Night, event: VotesRevealed) -> None:
    night.revealed = event.revealed


def desk_key_renewed(night: Night, event: DeskKeyRenewed) -> None:
    night.desk_key += 1
    night.desk_made = night.version if event.bound else 0
    night.helper_links.pop(0, None)  # the link for all is another one now


def moved_called(night: Night, event: PhaseMoved) -> Label:
    if night.phase == "closed":
        return Label(_("opening the night again"))
    on = PHASES.index(event.to) > PHASES.index(night.phase)
    return Label((GOING_ON if on else GOING_BACK)[event.to])


DECIDE = {
    StartNight: start,
    LockJoining: lock_joining,
    RevealVotes: reveal_votes,
    RenewDeskKey: renew_desk_key,
}
EVOLVE = {
    NightStarted: started,
    PhaseMoved: phase_moved,
    JoiningLocked: joining_locked,
    VotesRevealed: votes_revealed,
    DeskKeyRenewed: desk_key_renewed,
}
UNDO: dict[type[Event], Undo] = {
    PhaseMoved: (moved_called, lambda n, e: [PhaseMoved(to=n.phase), SceneSet(scene=n.scene)]),
    JoiningLocked: (
        lambda n, e: Label(_("letting nobody new in") if e.locked else _("letting people in again")),
        lambda n, e: [JoiningLocked(locked=n.joining_locked)],
    ),
    VotesRevealed: (
        lambda n, e: Label(_("revealing the votes") if e.revealed else _("hiding the votes")),
        lambda n, e: [VotesRevealed(revealed=n.revealed)],
    ),
}
