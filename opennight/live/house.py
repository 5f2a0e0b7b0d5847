"""One night's screens: who listens, what changed since when, and who is behind."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from opennight import metrics
from opennight.live.audiences import Audience
from opennight.live.fragments import FRAGMENTS
from opennight.live.frames import RELOAD, Form, Frame
from opennight.live.regions import COVERS
from opennight.night.state import Night
from opennight.night.words import Recorded


class View(NamedTuple):
    """What a frame is drawn for; screens with the same view share their frames.

    `address` is the one under which the screen reached us, which a board tells others.
    """

    audience: Audience
    language: str
    address: str


class Listener(Protocol):
    """A screen at the other end of a socket; `person` is 0 where nobody has joined on it.

    `write` takes a frame in this `form`, and never waits.
    """

    view: View
    person: int
    form: Form

    def write(self, data: Any, /) -> None: ...

    def may(self, night: Night) -> bool:
        """Whether this screen may see the night as it is now: desk keys are renewed, persons removed."""


class Row:
    """The screens of one view. `ways` are the ways out to those that take frames now, by their form.

    To tell a thousand screens something is to call a thousand of these, and nothing else.
    """

    def __init__(self) -> None:
        self.screens: set[Listener] = set()
        self.ways: dict[Form, dict[Listener, Callable[[Any], None]]] = {}

    def open(self, listener: Listener) -> None:
        self.ways.setdefault(listener.form, {})[listener] = listener.write

    def shut(self, listener: Listener) -> None:
        self.ways.get(listener.form, {}).pop(listener, None)

    def write(self, frame: Frame) -> None:
        for form, ways in self.ways.items():
            if ways:
                data = frame.as_(form)
                for write in list(ways.values()):  # a screen that takes no more takes itself out
                    write(data)
                metrics.FRAMES.inc(len(ways))


@dataclass(slots=True)
class House:
    """One night's screens, by what they show and by whose they are.

    `touched` says for each audience at which version a region last changed. `sent` is the version that the
    last frame of each audience with screens led to, `base` that of every other audience. `late` are screens
    that took no more, with the version they have; of these, `drained` are those that take frames again.
    """

    rows: dict[View, Row] = field(default_factory=dict)
    persons: dict[int, set[Listener]] = field(default_factory=dict)
    late: dict[Listener, int] = field(default_factory=dict)
    drained: set[Listener] = field(default_factory=set)
    touched: dict[Audience, dict[str, int]] = field(default_factory=dict)
    sent: dict[Audience, int] = field(default_factory=dict)
    base: int = 0
    marks: set[int] = field(default_factory=set)
    everyone: bool = False
    doors: bool = False
    urgent: bool = False
    flushed: float = 0.0
    timer: asyncio.TimerHandle | None = None

    def admit(self, listener: Listener) -> None:
        row = self.rows.setdefault(listener.view, Row())
        if listener in row.screens:
            return
        row.screens.add(listener)
        row.open(listener)
        if listener.person:
            self.persons.setdefault(listener.person, set()).add(listener)
        metrics.SCREENS.labels(listener.view.audience.kind).inc()

    def discard(self, listener: Listener) -> None:
        self.late.pop(listener, None)
        self.drained.discard(listener)
        row = self.rows.get(listener.view)
        if row is None or listener not in row.screens:
            return
        row.screens.discard(listener)
        row.shut(listener)
        if not row.screens:
            del self.rows[listener.view]
        if those := self.persons.get(listener.person):
            those.discard(listener)
            if not those:
                del self.persons[listener.person]
        metrics.SCREENS.labels(listener.view.audience.kind).dec()

    def pause(self, listener: Listener) -> None:
        """This screen is behind. What it has by now is at least what its audience was told last."""
        row = self.rows.get(listener.view)
        if row and listener in row.screens and listener not in self.late:
            row.shut(listener)
            self.late[listener] = self.sent.get(listener.view.audience, self.base)
            metrics.BEHIND.inc()

    def resume(self, listener: Listener) -> None:
        """It takes frames again. What it missed is somebody else's care."""
        del self.late[listener]
        self.drained.discard(listener)
        row = self.rows.get(listener.view)
        if row and listener in row.screens:
            row.open(listener)

    def listeners(self) -> list[Listener]:
        return [listener for row in self.rows.values() for listener in row.screens]

    def tell(self, person: int, frame: Frame) -> None:
        """Write to this person's screens; those that are behind get their marks once they have drained."""
        for listener in list(self.persons.get(person, ())):
            if listener not in self.late:
                send(listener, frame)

    def turn_away(self, listener: Listener) -> None:
        """This screen may not see the night any more: it is told to load its page, and nothing else."""
        waits = listener in self.late
        self.discard(listener)
        if waits:
            self.late[listener] = 0
        else:
            send(listener, RELOAD)

    def note(self, night: Night, recorded: Recorded) -> None:
        """Mark what an event changed."""
        row = FRAGMENTS[type(recorded.event)]
        self.urgent |= self.touch(night, recorded)
        self.marks |= concerned(recorded)
        self.everyone |= row.everyone
        self.doors |= row.doors

    def touch(self, night: Night, recorded: Recorded) -> bool:
        """Mark the regions that the event changed. True if it should go out at once."""
        row = FRAGMENTS[type(recorded.event)]
        for audience, region in row.of(night, recorded):
            touched = self.touched.setdefault(audience, {})
            touched.pop(region, None)  # so that the latest stand last
            touched[region] = recorded.version
        return not row.soon

    def changed(self, audience: Audience, since: int) -> list[str]:
        """The regions of an audience that changed after `since`.

        A group's page also follows what all group pages share.
        """
        regions = self.latest(audience, since)
        if audience.no:
            regions = list(dict.fromkeys(regions + self.latest(audience.all, since)))
        for cover, beside in COVERS.items():
            if cover in regions:
                return [region for region in regions if region in beside]
        return regions

    def since(self, audience: Audience, version: int) -> int:
        """The earliest version from which just the same has changed.

        All who hold one in between share a frame. It is 0 or one at which a region changed, so there are few.
        """
        lists = [self.touched.get(one, {}) for one in {audience, audience.all}]
        for cover, beside in COVERS.items():
            if any(touched.get(cover, 0) > version for touched in lists):
                versions = [touched.get(region, 0) for touched in lists for region in beside]
                return max((at for at in versions if at <= version), default=0)
        return max(next((at for at in reversed(all.values()) if at <= version), 0) for all in lists)

    def touched_at(self, audience: Audience, region: str) -> int:
        """The version at which this region last changed, for this audience or for all of its kind."""
        return max(self.touched.get(one, {}).get(region, 0) for one in (audience, audience.all))

    def latest(self, audience: Audience, since: int) -> list[str]:
        """The same without what is shared: those touched last stand last, so nobody looks at all of them."""
        late = itertools.takewhile(
            lambda touch: touch[1] > since, reversed(self.touched.get(audience, {}).items())
        )
        return [region for region, _version in late][::-1]


def concerned(recorded: Recorded) -> set[int]:
    """The persons whose own marks the event may change."""
    return {recorded.actor.person, getattr(recorded.event, "person", 0)} - {0}


def send(listener: Listener, frame: Frame) -> None:
    listener.write(frame.as_(listener.form))
    metrics.FRAMES.inc()
