"""What those who follow a night from outside may know of it: no more than what its record will show.

What waits to be read, is hidden or was withdrawn is not there; people are as they chose to be in public;
nobody learns how dots fell, and a group's headline is there once the groups tell theirs.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from opennight.night import announcement, clips, headlines, lineup, pitches, rounds, sharing, sheet, votes
from opennight.night.kept.clips import Clip
from opennight.night.kept.parts import PHASES, Part
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.night.times import time_of
from opennight.record.people import author
from opennight.record.pitches import title_to

NOBODY = -1
"""Outsiders read as somebody who wrote nothing; what 0 wrote is the desk's."""


class Table(NamedTuple):
    """A group that meets in a round: its number, what it talks about, and what it found, if it tells that."""

    no: int
    title: str
    headline: str


class Stretch(NamedTuple):
    """A round with its groups; `number` is 0 if it is the only one. `on`: it has begun and is not over."""

    number: int
    slot: Slot
    on: bool
    over: bool
    tables: list[Table]


class Shown(NamedTuple):
    """A clip that everybody may see, and who made it."""

    clip: Clip
    by: str


def pitched(night: Night) -> list[int]:
    """The numbers of what was pitched, in the order in which it came."""
    return [pitch.no for pitch in pitches.visible(night)]


def tables(night: Night, slot: int) -> Iterator[Table]:
    tells = PHASES.index(night.phase) >= PHASES.index("share")
    for placement in lineup.in_slot(night, slot):
        if title := title_to(night, placement.pitch, NOBODY):
            no = placement.group
            yield Table(no, title, headlines.of(night, no) if tells else "")


def talking(night: Night) -> list[Stretch]:
    """The rounds with their groups, the one that is on first. None before the groups form: the host may
    still be moving them."""
    if PHASES.index(night.phase) < PHASES.index("groups"):
        return []
    several = rounds.several(night)
    found = []
    for slot in rounds.in_order(night):
        round = rounds.of_slot(night, slot.id)
        over = bool(round and round.ended)
        on = bool(round and round.started and not over and night.phase == "talk")
        number = rounds.number(night, slot.id) if several else 0
        found.append(Stretch(number, slot, on, over, list(tables(night, slot.id))))
    return [one for one in found if one.tables]


def in_front(night: Night) -> str:
    """What stands before the room now: the title of a topic; "" if nothing does."""
    if night.phase == "pitch" and night.speaker:
        return title_to(night, night.speaker.pitch, NOBODY)
    group = sharing.shown(night) if night.phase == "share" else None
    return title_to(night, night.groups[group].pitch, NOBODY) if group else ""


def released(night: Night) -> list[Shown]:
    """The clips that everybody may see, the newest first."""
    those = [clip for clip in reversed(night.clips.values()) if clips.is_public(night, clip)]
    return [Shown(clip, author(night, clip)[0]) for clip in those]


class Planned(NamedTuple):
    """A part of the run sheet, or a round: when it is to begin, its phase, and the host's word for it."""

    start: str
    part: Part


def programme(night: Night) -> list[Planned]:
    """What is planned for the night, in its order; the rounds alone if there is no run sheet."""
    if night.setup.sheet:
        starting = sheet.starting(night.setup)
        unsaid = ("groups",) if votes.held(night) else ("groups", "vote")
        return [Planned(time_of(minute), part) for part, minute in starting if part.phase not in unsaid]
    return [Planned(slot.start, Part("talk", 0, slot.id)) for slot in night.setup.slots]


def weekday(night: Night) -> int | None:
    """The day of the week on which the night is, 0 for Monday; None if it has no date."""
    return announcement.weekday(night.setup.date) if night.setup.date else None


def clock_of(local: str) -> str:
    """The time of day of a moment such as "2026-11-27T19:00"."""
    return dt.datetime.fromisoformat(local).strftime("%H:%M") if local else ""
