"""One night's screens: who listens, what changed since when, and who is behind."""

import asyncio
import itertools
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from opennight import metrics
from opennight.live.audiences import Audience
from opennight.live.fragments import FRAGMENTS
from opennight.live.frames import RELOAD, Form, Frame, together
from opennight.live.invalidation import anew
from opennight.live.patterns import Target
from opennight.live.regions import COVERS
from opennight.live.shown import Shown
from opennight.night.messages import Recorded
from opennight.night.state import Night

logger = logging.getLogger("opennight")


class View(NamedTuple):
    """What a frame is rendered for; screens with the same view share their frames.

    `address` is the server's own, as a board or desk shows it; empty on pages that show none.
    """

    audience: Audience
    language: str
    address: str


class Subscriber(Protocol):
    """A screen at the other end of a socket; `person` is 0 if nobody has joined on it.

    `write` takes a frame in this `form`, and never waits. `hang_up` closes its socket.
    """

    view: View
    person: int
    form: Form

    def write(self, data: Any, /) -> None: ...

    def hang_up(self) -> None: ...

    def may(self, night: Night) -> bool:
        """Whether this screen may still see the night: desk keys are renewed, people removed."""


class Subscribers:
    """The screens of one view. `sinks` has the `write` of each that takes frames now, by form.

    Telling a thousand screens something is a thousand of these calls, and nothing else.
    """

    def __init__(self) -> None:
        self.screens: set[Subscriber] = set()
        self.sinks: dict[Form, dict[Subscriber, Callable[[Any], None]]] = {}

    def open(self, subscriber: Subscriber) -> None:
        self.sinks.setdefault(subscriber.form, {})[subscriber] = subscriber.write

    def shut(self, subscriber: Subscriber) -> None:
        self.sinks.get(subscriber.form, {}).pop(subscriber, None)

    def write(self, frame: Frame, own: Mapping[Subscriber, Frame]) -> None:
        """Write the frame to all of them, and with it to some, what is theirs alone."""
        for form, sinks in self.sinks.items():
            writes = [write for subscriber, write in sinks.items() if subscriber not in own]
            if writes:
                data = frame.as_(form)
                for write in writes:
                    write(data)
                metrics.FRAMES.inc(len(writes))
            for subscriber in own.keys() & sinks.keys():
                send(subscriber, frame, own[subscriber])


class Touched(NamedTuple):
    """What one event changed: regions, and the own marks of people beyond those whom it names."""

    targets: tuple[Target, ...]
    whose: tuple[int, ...]


@dataclass(slots=True)
class Channel:
    """One night's screens, by what they show and by whose they are."""

    views: dict[View, Subscribers] = field(default_factory=dict)
    """The screens of each view."""
    persons: dict[int, set[Subscriber]] = field(default_factory=dict)
    """The screens of each person."""
    late: dict[Subscriber, int] = field(default_factory=dict)
    """Screens that fell behind, with the version that they have …"""
    drained: set[Subscriber] = field(default_factory=set)
    """… and those of them that take frames again."""
    invalidated: defaultdict[Audience, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By audience: the version at which each region last changed, the latest last."""
    sent: dict[Audience, int] = field(default_factory=dict)
    """To which version the last frame of each audience with screens led …"""
    base: int = 0
    """… and the same for every other audience."""
    shown: dict[View, Shown] = field(default_factory=dict)
    """What they show; it outlives them, for those that come back."""
    marks: set[int] = field(default_factory=set)
    """People whose own marks may have changed."""
    touched: dict[int, Touched] = field(default_factory=dict)
    """What each event changed that is folded, but not known to be on the disk yet, by its version."""
    everyone: bool = False
    """Everybody's own marks may have changed."""
    access_changed: bool = False
    """Who may listen may have changed."""
    urgent: bool = False
    """What is due does not wait for the tick."""
    flushed: float = 0.0
    """When frames were last sent (seconds, by the clock of the event loop)."""
    timer: asyncio.TimerHandle | None = None

    def admit(self, subscriber: Subscriber) -> None:
        """Take this screen in. One that is here already stays as it is."""
        together = self.views.setdefault(subscriber.view, Subscribers())
        if subscriber in together.screens:
            return
        together.screens.add(subscriber)
        together.open(subscriber)
        if subscriber.person:
            self.persons.setdefault(subscriber.person, set()).add(subscriber)
        metrics.SCREENS.labels(subscriber.view.audience.kind).inc()

    def discard(self, subscriber: Subscriber) -> None:
        """Forget this screen, also one that is behind."""
        self.late.pop(subscriber, None)
        self.drained.discard(subscriber)
        together = self.views.get(subscriber.view)
        if together is None or subscriber not in together.screens:
            return
        together.screens.discard(subscriber)
        together.shut(subscriber)
        if not together.screens:
            del self.views[subscriber.view]
        if those := self.persons.get(subscriber.person):
            those.discard(subscriber)
            if not those:
                del self.persons[subscriber.person]
        metrics.SCREENS.labels(subscriber.view.audience.kind).dec()

    def pause(self, subscriber: Subscriber) -> None:
        """This screen is behind. It has at least what its audience was last sent."""
        together = self.views.get(subscriber.view)
        if together and subscriber in together.screens and subscriber not in self.late:
            together.shut(subscriber)
            self.late[subscriber] = self.sent.get(subscriber.view.audience, self.base)
            metrics.BEHIND.inc()

    def resume(self, subscriber: Subscriber) -> None:
        """It takes frames again. The caller sends what it missed."""
        del self.late[subscriber]
        self.drained.discard(subscriber)
        together = self.views.get(subscriber.view)
        if together and subscriber in together.screens:
            together.open(subscriber)

    def subscribers(self) -> list[Subscriber]:
        return [subscriber for together in self.views.values() for subscriber in together.screens]

    def of_person(self, person: int) -> list[Subscriber]:
        """The screens of this person that take frames now. Those behind get their marks once they drain."""
        return [subscriber for subscriber in self.persons.get(person, ()) if subscriber not in self.late]

    def turn_away(self, subscriber: Subscriber) -> None:
        """This screen may not see the night any more: it is told to reload, and nothing else."""
        waits = subscriber in self.late
        self.discard(subscriber)
        if waits:
            self.late[subscriber] = 0
        else:
            send(subscriber, RELOAD)

    def note(self, night: Night, rows: Sequence[Recorded]) -> None:
        """Note which regions these events changed, and how soon screens have to know."""
        latest: dict[tuple[Target, ...], int] = {}  # most are votes, on the same few pitches
        for recorded in rows:
            its = FRAGMENTS[type(recorded.event)]
            if its.depends:
                known = self.touched.pop(recorded.version, None)
                targets, whose = known if known else self.touch(night, recorded)
                self.marks.update(whose)
            else:
                targets = its.of(night, recorded)
            latest.pop(targets, None)  # so that the latest come last
            latest[targets] = recorded.version
        for targets, version in latest.items():
            for audience, region in targets:
                self.invalidated[audience].pop(region, None)
                self.invalidated[audience][region] = version
        for its in map(FRAGMENTS.__getitem__, {type(recorded.event) for recorded in rows}):
            self.urgent |= not its.coalesce
            self.everyone |= its.everyone
            self.access_changed |= its.access_changed
        if self.persons:  # a screen that comes later gets its marks as it joins
            for recorded in rows:
                self.marks |= {recorded.actor.person, getattr(recorded.event, "person", 0)}

    def touch(self, night: Night, recorded: Recorded) -> Touched:
        """What this event has just changed. Where that shows may depend on the rest of the night, which other
        events change: so this is asked before the next one is folded. Where it cannot be found, all is drawn
        anew: better that than a screen that stays old and does not know it.
        """
        its = FRAGMENTS[type(recorded.event)]
        try:
            whose = its.whose(night, recorded.event) if its.whose and self.persons else ()
            return Touched(its.of(night, recorded), tuple(whose))
        except Exception:
            logger.exception("nobody knows where this shows: %s", type(recorded.event).__name__)
            return Touched(anew().named(recorded.event), tuple(self.persons))

    def changed(self, audience: Audience, since: int) -> list[str]:
        """The regions of an audience that changed after `since`, with those of the others that it heeds."""
        own, *others = audience.heeds
        regions = self.latest(own, since)
        for other in others:
            regions = list(dict.fromkeys(regions + self.latest(other, since)))
        for cover, beside in COVERS.items():
            if cover in regions:
                return [region for region in regions if region in beside]
        return regions

    def since(self, audience: Audience, version: int) -> int:
        """The earliest version since which exactly the same regions have changed.

        Screens with any version in between share a frame. It is 0 or one at which a region changed, so there
        are few.
        """
        lists = [self.invalidated.get(one, {}) for one in audience.heeds]
        for cover, beside in COVERS.items():
            if any(its.get(cover, 0) > version for its in lists):
                versions = [its.get(region, 0) for its in lists for region in beside]
                return max((at for at in versions if at <= version), default=0)
        return max(next((at for at in reversed(all.values()) if at <= version), 0) for all in lists)

    def changed_at(self, audience: Audience, region: str) -> int:
        """The version at which this region last changed, for this audience or for those that it heeds."""
        return max(self.invalidated.get(one, {}).get(region, 0) for one in audience.heeds)

    def part_changed_at(self, audience: Audience) -> int:
        """The version at which any whole part of its page last changed: one that is not a row of a list."""
        lists = [self.invalidated.get(one, {}) for one in audience.heeds]
        return max((at for its in lists for region, at in its.items() if not region[-1].isdigit()), default=0)

    def latest(self, audience: Audience, since: int) -> list[str]:
        """The regions of this audience alone that changed after `since`. The latest come last, so only new
        changes are looked at."""
        late = itertools.takewhile(
            lambda change: change[1] > since, reversed(self.invalidated.get(audience, {}).items())
        )
        return [region for region, _version in late][::-1]


def send(subscriber: Subscriber, *frames: Frame) -> None:
    """Write these to one screen, in one go if it takes bytes: each write is a system call."""
    for data in together(subscriber.form, frames):
        subscriber.write(data)
    metrics.FRAMES.inc(len(frames))
