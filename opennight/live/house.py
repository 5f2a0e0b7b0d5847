"""One night's screens: who listens, what changed since when, and who is behind."""

import asyncio
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from opennight import metrics
from opennight.live.fragments import FRAGMENTS
from opennight.live.frames import Frame
from opennight.live.regions import COVERS
from opennight.night.state import Night
from opennight.night.words import Event, Recorded

Key = TypeVar("Key")


class View(NamedTuple):
    """What a frame is drawn for; screens with the same view share their frames.

    `audience` is phone, board, desk or group:NO; `address` the one under which the screen reached us, which
    a board tells others.
    """

    audience: str
    language: str
    address: str


class Listener(Protocol):
    """A screen at the other end of a socket; `person` is 0 where nobody has joined on it."""

    view: View
    person: int

    def may(self, night: Night) -> bool:
        """Whether this screen may see the night as it is now: desk keys are renewed, persons removed."""

    def write(self, frame: Frame) -> bool:
        """Send the frame, now or never. False: the screen is behind, it has not got this one."""


@dataclass(slots=True)
class House:
    """One night's screens, by what they show and by whose they are.

    `touched` says for each audience at which version a region last changed. `sent` is the version that the
    last frame of each audience with screens led to, `base` that of every other audience. `late` are screens
    that took no more, with the version they have.
    """

    night: Night | None = None
    screens: dict[View, set[Listener]] = field(default_factory=dict)
    persons: dict[int, set[Listener]] = field(default_factory=dict)
    late: dict[Listener, int] = field(default_factory=dict)
    touched: dict[str, dict[str, int]] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    base: int = 0
    marks: set[int] = field(default_factory=set)
    everyone: bool = False
    doors: bool = False
    urgent: bool = False
    flushed: float = 0.0
    timer: asyncio.TimerHandle | None = None

    def admit(self, listener: Listener) -> None:
        if listener in self.screens.setdefault(listener.view, set()):
            return
        self.screens[listener.view].add(listener)
        if listener.person:
            self.persons.setdefault(listener.person, set()).add(listener)
        metrics.SCREENS.labels(kind_of(listener.view.audience)).inc()

    def discard(self, listener: Listener) -> None:
        self.late.pop(listener, None)
        if listener not in self.screens.get(listener.view, ()):
            return
        take_out(self.screens, listener.view, listener)
        take_out(self.persons, listener.person, listener)
        metrics.SCREENS.labels(kind_of(listener.view.audience)).dec()

    def write(self, listeners: Iterable[Listener], frame: Frame, since: int) -> None:
        """Write to all; those that take no more have version `since` and are brought along once they do."""
        written = 0
        for listener in listeners:
            if listener.write(frame):
                written += 1
            else:
                self.late.setdefault(listener, since)
                metrics.BEHIND.inc()
        metrics.FRAMES.inc(written)

    def note(self, night: Night, recorded: Recorded) -> None:
        """Mark what an event changed."""
        row = FRAGMENTS[type(recorded.event)]
        self.urgent |= self.touch(night, recorded.version, recorded.event)
        self.marks |= concerned(recorded.event)
        self.everyone |= row.everyone
        self.doors |= row.doors

    def touch(self, night: Night, version: int, event: Event) -> bool:
        """Mark the regions that the event changed. True if it should go out at once."""
        row = FRAGMENTS[type(event)]
        for audience, region in row.of(night, event):
            touched = self.touched.setdefault(audience, {})
            touched.pop(region, None)  # so that the latest stand last
            touched[region] = version
        return not row.soon

    def changed(self, audience: str, since: int) -> list[str]:
        """The regions of an audience that changed after `since`.

        A group's page also follows what all group pages share.
        """
        regions = self.latest(audience, since)
        if (kind := kind_of(audience)) != audience:
            regions = list(dict.fromkeys(regions + self.latest(kind, since)))
        for cover, beside in COVERS.items():
            if cover in regions:
                return [region for region in regions if region in beside]
        return regions

    def latest(self, audience: str, since: int) -> list[str]:
        """The same without what is shared: those touched last stand last, so nobody looks at all of them."""
        late = itertools.takewhile(
            lambda touch: touch[1] > since, reversed(self.touched.get(audience, {}).items())
        )
        return [region for region, _version in late][::-1]


def kind_of(audience: str) -> str:
    """phone, board, desk or group."""
    return audience.partition(":")[0]


def concerned(event: Event) -> set[int]:
    """The persons whose own marks the event may change."""
    return {event.by, getattr(event, "person", 0)} - {0}


def take_out(index: dict[Key, set[Listener]], key: Key, listener: Listener) -> None:
    those = index.get(key, set())
    those.discard(listener)
    if not those:
        index.pop(key, None)
