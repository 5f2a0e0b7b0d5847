"""Doubles: pitches that sound alike. The desk merges two (merging.py), or says that they are not the same."""

from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.pitches import find
from opennight.night.state import Night


class TellApart(Command, frozen=True):
    """These two are not the same: they are never suggested as doubles again."""

    pitch: int
    other: int


class PitchesToldApart(Event, frozen=True):
    """Only an undo gives another `apart`: it puts back what was."""

    KIND = "pitches-told-apart"

    pitch: int
    other: int
    apart: bool = True


def told_apart(night: Night, one: int, other: int) -> bool:
    return pair(one, other) in night.apart


def pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def tell_apart(night: Night, command: TellApart) -> list[Event]:
    pitch, other = find(night, command.pitch), find(night, command.other)
    if pitch.no == other.no:
        raise Refused(_("Pick two different pitches."), field="other")
    if told_apart(night, pitch.no, other.no):
        return []
    return [PitchesToldApart(pitch=pitch.no, other=other.no)]


def were_told_apart(night: Night, event: PitchesToldApart) -> None:
    if event.apart:
        night.apart.append(pair(event.pitch, event.other))
    else:
        night.apart.remove(pair(event.pitch, event.other))


def told_apart_back(night: Night, event: PitchesToldApart) -> list[Event]:
    return [PitchesToldApart(pitch=event.pitch, other=event.other, apart=False)]


def told_apart_called(night: Night, event: PitchesToldApart) -> Label:
    return Label(_("telling %(pitch)s and %(into)s apart"), about={"pitch": event.pitch, "into": event.other})


DECIDE = {TellApart: tell_apart}
EVOLVE = {PitchesToldApart: were_told_apart}
UNDO: dict[type[Event], Undo] = {PitchesToldApart: (told_apart_called, told_apart_back)}
