"""The hub: which screens listen to which night, what changed for them, and the frames that tell them.

Every screen of an audience gets the same frame, rendered once. What happens within a tick goes out as one
frame. A frame says which version it leads to (`v`) and which it follows on (`a`): a screen that missed one
asks for what is missing, and gets every region that changed since. Regions are drawn as they are now, so a
screen that slept gets one small frame, not a history.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import msgspec

from opennight.live.fragments import FRAGMENTS
from opennight.live.regions import COVERS, REGIONS, named, on_page
from opennight.night.state import Night
from opennight.night.words import Event, Recorded
from opennight.when import now

logger = logging.getLogger("opennight")

TICK = 0.15
"""Seconds within which votes and the like are gathered into one frame."""


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

    def push(self, frame: str) -> None:
        """Hand over a frame; never waits."""


Draw = Callable[[Night, str, View, dict[str, object]], str]
"""(night, partial, view, values) → HTML."""

RELOAD = '{"reload":true}'
"""Tells a screen to load its page anew."""


@dataclass(slots=True)
class House:
    """One night's screens.

    `touched` says for each audience at which version a region last changed. `sent` is the version that the
    last frame of each audience with screens led to, `base` that of every other audience.
    """

    night: Night | None = None
    listeners: set[Listener] = field(default_factory=set)
    touched: dict[str, dict[str, int]] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    base: int = 0
    marks: set[int] = field(default_factory=set)
    everyone: bool = False
    doors: bool = False
    dirty: bool = False
    urgent: bool = False
    flushed: float = 0.0
    timer: asyncio.TimerHandle | None = None


class Hub:
    """Sends frames. `draw` renders a partial, `mine` a person's own marks."""

    def __init__(self, draw: Draw, mine: Callable[[Night, int], object]) -> None:
        self.draw = draw
        self.mine = mine
        self.houses: dict[str, House] = {}
        self.dirty: set[str] = set()
        self.settled: Callable[[], bool] = lambda: True

    def house(self, code: str) -> House:
        return self.houses.setdefault(code, House())

    def remember(self, night: Night, log: Iterable[Recorded]) -> None:
        """Take over a night that was read from its log, so that screens can catch up across a restart."""
        house = self.house(night.code)
        house.night = night
        if not house.touched:
            house.base = night.version  # a screen that comes now is brought at least this far
        for recorded in log:
            touch(house, night, recorded.version, recorded.event)
        if house.listeners:  # they were here before a failed write, and may have missed something
            house.dirty = house.everyone = house.doors = True
            self.dirty.add(night.code)

    def forget(self, code: str) -> None:
        """The night left the memory; its screens stay."""
        if house := self.houses.get(code):
            house.night = None
            if not house.listeners:
                del self.houses[code]

    def listened(self, code: str) -> bool:
        return code in self.houses and bool(self.houses[code].listeners)

    def join(self, code: str, listener: Listener) -> None:
        self.house(code).listeners.add(listener)

    def leave(self, code: str, listener: Listener) -> None:
        if house := self.houses.get(code):
            house.listeners.discard(listener)
            if not house.listeners and house.night is None:
                del self.houses[code]

    def publish(self, night: Night, recorded: Recorded) -> None:
        """Note what an event changed. Called only for events that are in the log; `flush` sends it."""
        house = self.house(night.code)
        house.night = night
        house.dirty = True
        house.urgent |= touch(house, night, recorded.version, recorded.event)
        house.marks |= concerned(recorded.event)
        house.everyone |= FRAGMENTS[type(recorded.event)].everyone
        house.doors |= FRAGMENTS[type(recorded.event)].doors
        self.dirty.add(night.code)

    def flush(self) -> None:
        """Send what is due now, and come back for the rest at its tick."""
        loop = asyncio.get_running_loop()
        for code in list(self.dirty):
            house = self.houses.get(code)
            if house is None or house.night is None:
                self.dirty.discard(code)  # `remember` comes back to it
                continue
            wait = 0.0 if house.urgent else house.flushed + TICK - loop.time()
            if wait <= 0:
                self.dirty.discard(code)
                house.flushed = loop.time()
                self.send(house, house.night)
            elif house.timer is None:
                house.timer = loop.call_later(wait, self.tick, house)

    def tick(self, house: House) -> None:
        house.timer = None
        if self.settled():  # else a commit is under way, and the flush after it will do this
            self.flush()

    def send(self, house: House, night: Night) -> None:
        if house.doors:
            show_out(house, night)
        sent: dict[str, int] = {}
        frames: dict[View, str] = {}
        for listener in house.listeners:
            view = listener.view
            since = house.sent.get(view.audience, house.base)
            if view not in frames:
                frames[view] = self.frame_or_reload(house, night, view, since)
            if frames[view]:
                listener.push(frames[view])
            if listener.person and (house.everyone or listener.person in house.marks):
                listener.push(self.own(night, listener.person))
            sent[view.audience] = night.version if frames[view] else since
        house.sent, house.base = sent, night.version
        house.marks.clear()
        house.dirty = house.urgent = house.everyone = house.doors = False

    def frame_or_reload(self, house: House, night: Night, view: View, since: int) -> str:
        """The frame; where a fragment cannot be drawn, the screens are told to load their page instead."""
        try:
            return self.frame(house, night, view, since)
        except Exception:
            logger.exception("not drawn")
            return RELOAD

    def own(self, night: Night, person: int) -> str:
        return msgspec.json.encode({"mine": self.mine(night, person)}).decode()

    def catch_up(self, night: Night, listener: Listener, since: int) -> str:
        """The frame that brings a screen from version `since` to now; one from another log is to reload."""
        if not listener.may(night):
            self.leave(night.code, listener)
            return RELOAD
        if since > night.version:
            return RELOAD
        return self.frame(self.house(night.code), night, listener.view, since, always=True)

    def frame(self, house: House, night: Night, view: View, since: int, *, always: bool = False) -> str:
        """What changed for this view after `since`; empty if nothing did, unless `always`."""
        regions = [
            region for region in changed(house, view.audience, since) if on_page(night, view.audience, region)
        ]
        if not regions and not always:
            return ""
        kind, _colon, page = view.audience.partition(":")
        if kind == "group" and int(page) not in night.lineup:
            return RELOAD  # this group is not any more, and its page with it
        return msgspec.json.encode(
            {
                "v": night.version,
                "a": since,
                "now": now(),
                "phase": night.phase,
                "f": [self.fragment(night, view, region) for region in regions],
            }
        ).decode()

    def fragment(self, night: Night, view: View, region: str) -> tuple[str, str, str]:
        """(region's id, id of the element that it belongs into, HTML; empty if it is gone)."""
        name, no = named(region)
        kind, _colon, page = view.audience.partition(":")
        how = REGIONS[kind][name]
        about = how.about(night, no or int(page or 0))
        if about is None:
            return (region, "", "")
        return (region, how.parent(night, no), self.draw(night, how.partial, view, about))


def show_out(house: House, night: Night) -> None:
    """Screens that may not see the night any more get nothing of it from now on."""
    for listener in list(house.listeners):
        if not listener.may(night):
            house.listeners.discard(listener)
            listener.push(RELOAD)


def touch(house: House, night: Night, version: int, event: Event) -> bool:
    """Mark what the event changed. True if it should go out at once."""
    row = FRAGMENTS[type(event)]
    for audience, region in row.of(night, event):
        house.touched.setdefault(audience, {})[region] = version
    return not row.soon


def concerned(event: Event) -> set[int]:
    """The persons whose own marks the event may change."""
    return {event.by, getattr(event, "person", 0)} - {0}


def changed(house: House, audience: str, since: int) -> list[str]:
    """The regions of an audience that changed after `since`.

    A group's page also follows what all group pages share.
    """
    touched = dict(house.touched.get(audience, {}))
    if (kind := audience.partition(":")[0]) != audience:
        for region, version in house.touched.get(kind, {}).items():
            touched[region] = max(version, touched.get(region, 0))
    regions = [region for region, version in touched.items() if version > since]
    for cover, beside in COVERS.items():
        if cover in regions:
            return [region for region in regions if region in beside]
    return regions
