"""What lies ahead at the desk: the deed that most likely comes next, and what moving on would cut short."""

from typing import Literal

from opennight.night import guests, pitches, rollcall, rounds, sharing, standup, timer
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.state import Night

Running = Literal["asks", "assembly", "roll"]
Deed = Literal["call", "thank", "pitch", "make", "decide", "show", "talk", "wait", "move"] | Running


def deed(night: Night, now: int) -> Deed:
    """What the desk most likely does next at this moment (ms): within the phase as long as there is something
    left to do there, then "move" on.

    "call" the next speaker, or "thank" the last one; "make" the line-up, or back to "pitch" where there is
    nothing to make it of; "decide" about a proposal; "show" the next group; let them "talk" until the timer
    says when; "wait" for the first pitch, or for a timer.
    What runs in front of everybody goes on first.
    """
    if night.proposal:
        return "decide"
    if runs := running(night):
        return runs
    if night.phase == "pitch":
        return pitching(night)
    if night.phase in ("vote", "groups") and not night.lineup and not pitches.walking(night):
        return "make" if any(pitches.visible(night)) else "pitch"
    if night.phase == "talk":
        return talking(timer.left(night.timer, now))
    return "show" if cut_short(night) else "move"


def running(night: Night) -> Running | None:
    """What the board shows that has a next one: asks that are read out, the assembly, the roll call."""
    if night.phase == "closed":
        return None
    if night.standup.on and (standup.current(night) or standup.left(night)):
        return "asks"
    if night.scene == "assembly" and guests.following(night):
        return "assembly"
    if night.scene == "rollcall" and rollcall.goes_on(night):
        return "roll"
    return None


def pitching(night: Night) -> Deed:
    if night.queue:
        return "call"
    if night.speaker:
        return "thank"
    return "move" if any(pitches.visible(night)) else "wait"


def talking(left: int | None) -> Deed:
    if left is None:
        return "wait"
    return "talk" if left else "move"


def cut_short(night: Night) -> int:
    """How many would not get their turn if the night moved on now: pitches that wait, groups to present."""
    if night.phase == "pitch":
        return len(night.queue)
    return len(sharing.to_come(night)) if night.phase == "share" else 0


def without_pitches(night: Night) -> bool:
    """Whether the run sheet goes past the pitches, as that of a dinner with a deck of cards."""
    return bool(night.setup.sheet) and all(part.phase != "pitch" for part in night.setup.sheet)


def following(night: Night) -> Phase | None:
    """The phase after this one; None once the night is closed. On an open night nobody votes; where nobody
    pitches either, the run sheet says what comes."""
    if night.phase == "pitch" and night.setup.seating == "open":
        return "groups"
    later = PHASES[PHASES.index(night.phase) + 1 :]
    if night.phase == "welcome" and without_pitches(night):
        planned = [part.phase for part in night.setup.sheet if part.phase in later]
        return planned[0] if planned else "talk"
    return later[0] if later else None


def board_next(night: Night) -> Phase | None:
    """The scene to which the board turns once the night moves on; None if it keeps the one it has."""
    if night.scene:
        return None
    if night.phase == "talk" and rounds.coming(night):
        return "groups"
    return following(night)
