"""The wall: which pitches the room sees. The desk lets them in, takes them down, and brings them back."""

from opennight.night.pitches import find, is_open, line_up_to_speak, step_down, turn
from opennight.night.state import Night, Status
from opennight.night.words import Command, Event


class ApprovePitch(Command, frozen=True):
    pitch: int


class HidePitch(Command, frozen=True):
    pitch: int


class ShowPitch(Command, frozen=True):
    """Bring a hidden or withdrawn pitch back."""

    pitch: int


class PitchApproved(Event, frozen=True):
    pitch: int


class PitchHidden(Event, frozen=True):
    pitch: int


class PitchShown(Event, frozen=True):
    """On the wall again; `status` and `seen` are others only in an undo, which puts back what was."""

    pitch: int
    status: Status = "open"
    seen: bool = True


def approve(night: Night, command: ApprovePitch) -> list[Event]:
    pitch = find(night, command.pitch)
    return [PitchApproved(at=command.at, by=command.by, pitch=pitch.no)] if pitch.status == "waiting" else []


def hide(night: Night, command: HidePitch) -> list[Event]:
    pitch = find(night, command.pitch)
    return [] if pitch.status == "hidden" else [PitchHidden(at=command.at, by=command.by, pitch=pitch.no)]


def show(night: Night, command: ShowPitch) -> list[Event]:
    pitch = find(night, command.pitch)
    if pitch.status not in ("hidden", "withdrawn"):
        return []
    return [PitchShown(at=command.at, by=command.by, pitch=pitch.no)]


def approved(night: Night, event: PitchApproved) -> None:
    pitch = night.pitches[event.pitch]
    turn(night, pitch, "open")
    pitch.seen = True
    line_up_to_speak(night, pitch)


def hidden(night: Night, event: PitchHidden) -> None:
    turn(night, night.pitches[event.pitch], "hidden")
    step_down(night, event.pitch)


def shown(night: Night, event: PitchShown) -> None:
    pitch = night.pitches[event.pitch]
    turn(night, pitch, event.status)
    pitch.seen = event.seen
    if not is_open(pitch):
        step_down(night, pitch.no)


DECIDE = {ApprovePitch: approve, HidePitch: hide, ShowPitch: show}
EVOLVE = {PitchApproved: approved, PitchHidden: hidden, PitchShown: shown}
