"""Merging: two pitches that mean the same become one; they can be separated again."""

from opennight.night.lineup import places_back
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.pitches import find, find_open, step_down
from opennight.night.state import Night


class MergePitch(Command, frozen=True):
    """`pitch` becomes part of `into`: a person's votes on both count once; both pitchers are named."""

    pitch: int
    into: int


class UnmergePitch(Command, frozen=True):
    pitch: int


class PitchMerged(Event, frozen=True):
    KIND = "pitch-merged"

    pitch: int
    into: int


class PitchUnmerged(Event, frozen=True):
    KIND = "pitch-unmerged"

    pitch: int


def merge(night: Night, command: MergePitch) -> list[Event]:
    pitch, into = find(night, command.pitch), find_open(night, command.into)
    if pitch.merged is not None or pitch.status != "open":
        raise Refused(_("“%(title)s” is not on the wall just now."), "late", title=pitch.title)
    if into.no == pitch.no:
        raise Refused(_("Pick two different pitches to merge."), field="into")
    return [PitchMerged(pitch=pitch.no, into=into.no)]


def unmerge(night: Night, command: UnmergePitch) -> list[Event]:
    pitch = find(night, command.pitch)
    return [] if pitch.merged is None else [PitchUnmerged(pitch=pitch.no)]


def merged(night: Night, event: PitchMerged) -> None:
    night.pitches[event.pitch].merged = event.into
    night.pitches[event.into].parts.append(event.pitch)
    step_down(night, event.pitch)


def unmerged(night: Night, event: PitchUnmerged) -> None:
    pitch = night.pitches[event.pitch]
    if pitch.merged is not None:
        night.pitches[pitch.merged].parts.remove(pitch.no)
    pitch.merged = None


def merged_called(night: Night, event: PitchMerged) -> Label:
    return Label(_("merging %(pitch)s into %(into)s"), about={"pitch": event.pitch, "into": event.into})


def merged_back(night: Night, event: PitchMerged) -> list[Event]:
    return [PitchUnmerged(pitch=event.pitch), *places_back(night, event.pitch)]


DECIDE = {MergePitch: merge, UnmergePitch: unmerge}
EVOLVE = {PitchMerged: merged, PitchUnmerged: unmerged}
UNDO: dict[type[Event], Undo] = {PitchMerged: (merged_called, merged_back)}
