"""The state of one night: what the fold of its events leaves behind.

Plain data; the rules are beside each noun.
"""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from opennight.night.words import Event

Phase = Literal["welcome", "pitch", "vote", "groups", "talk", "share", "closed"]
Status = Literal["waiting", "open", "withdrawn", "hidden"]
PHASES: tuple[Phase, ...] = ("welcome", "pitch", "vote", "groups", "talk", "share", "closed")


class Room(msgspec.Struct, frozen=True):
    """A place with `seats`; a table is a room."""

    id: int
    name: str
    seats: int


class Slot(msgspec.Struct, frozen=True):
    """A time span on the night's date, `start` and `end` as "HH:MM" in the night's time zone."""

    id: int
    start: str
    end: str


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the host decides before the doors open, and may change later.

    `dots` is how many pitches a person may vote for (0: as many as one likes). `hidden` keeps the counts from
    the room until the host reveals them. `approve` keeps a pitch from the room until the desk lets it in.
    """

    title: str
    place: str = ""
    zone: str = "UTC"
    date: str = ""
    intro: str = ""
    briefing: str = ""
    dots: int = 5
    hidden: bool = False
    approve: bool = False
    colour: str = "teal"
    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(slots=True)
class Person:
    """An attendee.

    `phone` is False for somebody whom the desk or a helper entered; `here` is False once they left.
    What is theirs is kept here by number, so that nobody has to search the night for it: the pitches that
    they put a dot on, those that they pitched, the groups that they gave a heart, their notes and comments.
    """

    no: int
    name: str
    joined: int
    phone: bool = True
    here: bool = True
    removed: bool = False
    dots: dict[int, None] = field(default_factory=dict)
    pitches: list[int] = field(default_factory=list)
    hearts: dict[int, None] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Pitch:
    """A topic somebody proposes. `hosted`: "I'll host it"; otherwise somebody should run this.

    `merged` is the pitch it became part of, `parts` are those that became part of it. `seen` is False as
    long as the room never saw it: it waits for the desk, or was withdrawn or hidden while it did.
    """

    no: int
    title: str
    more: str
    hosted: bool
    person: int
    at: int
    status: Status = "open"
    seen: bool = True
    merged: int | None = None
    parts: list[int] = field(default_factory=list)


class Placement(msgspec.Struct, frozen=True):
    """Where and when a pitch runs. A pinned one stays when the line-up is pressed anew."""

    pitch: int
    slot: int
    room: int
    pinned: bool = False


class Speaker(msgspec.Struct, frozen=True):
    """Who stands at the front: the pitch, since when (ms), and for how many seconds."""

    pitch: int
    since: int
    seconds: int

    @property
    def ends(self) -> int:
        return self.since + self.seconds * 1000


class Timer(msgspec.Struct, frozen=True):
    """The lamp that burns down. Running: `ends` (ms since 1970). Paused: `left` (ms). Unset: neither."""

    total: int = 0
    ends: int | None = None
    left: int | None = None


@dataclass(slots=True)
class Note:
    """Something a group recorded. An action says what (`text`), `who`, and by when (`due`)."""

    no: int
    pitch: int
    person: int
    kind: Literal["note", "action"]
    text: str
    at: int
    who: str = ""
    due: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Comment:
    no: int
    pitch: int
    person: int
    text: str
    at: int
    hidden: bool = False


@dataclass(slots=True)
class Step:
    """A thing the desk did that can be undone: the id of its command, and the events that take it back."""

    command: str
    label: str
    back: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Night:
    """One night. `evolve` changes it in place; whoever folds it owns it. Maps keep the order of arrival.

    `joined` finds the person of each join's command id; `voters` holds each pitch's own voters; `members` who
    tapped into the group of a pitch, and when (ms); `commands` the version after each command id, so that a
    repeat gets its first answer.
    """

    code: str
    version: int = 0
    rehearsal: bool = False
    setup: Setup = field(default_factory=lambda: Setup(title=""))
    phase: Phase = "welcome"
    joining_locked: bool = False
    revealed: bool = False
    desk_key: int = 1
    people: dict[int, Person] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    pitches: dict[int, Pitch] = field(default_factory=dict)
    voters: dict[int, dict[int, None]] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    speaker: Speaker | None = None
    lineup: dict[int, Placement] = field(default_factory=dict)
    members: dict[int, dict[int, int]] = field(default_factory=dict)
    scribes: dict[int, int] = field(default_factory=dict)
    headlines: dict[int, str] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    timer: Timer = field(default_factory=Timer)
    bell: int = 0
    showing: int | None = None
    hearts: dict[int, dict[int, None]] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    announcement: str = ""
    scene: str = ""
    commands: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The id of the last command; empty before the first."""
        return next(reversed(self.commands), "")

    def unplace(self, pitch: int) -> None:
        """Take a pitch out of the line-up. Its group ends, or people would be in two groups later on."""
        self.lineup.pop(pitch, None)
        self.members.pop(pitch, None)
