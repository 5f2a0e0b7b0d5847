"""The hub: which screens listen to which night, what changed for them, and the frames that tell them.

Every screen of an audience gets the same frame, rendered and encoded once. What happens within a tick goes
out as one frame. A frame says which version it leads to and which it follows on: a screen that
missed one asks for what is missing, and gets every region that changed since. Regions are drawn as they are
now, so a screen that slept gets one small frame, not a history.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from opennight import metrics
from opennight.live.audiences import Audience
from opennight.live.drawing import Draw, Drawing, Mark
from opennight.live.frames import RELOAD, Frame
from opennight.live.house import House, Listener, View, send
from opennight.live.protocol import Mine
from opennight.night.state import Night
from opennight.night.words import Recorded

TICK = 0.15
"""Seconds within which votes and the like are gathered into one frame."""

CAUGHT = 200
"""Frames for screens that catch up which are kept for a tick, at most."""


class Hub:
    """Sends frames; see `Drawing` for `draw`, `mine` and `mark`.

    `certain` gives the night with this code, or None while it is not in memory or not all of it is on the
    disk. Then nothing is drawn of it; what becomes certain is published, and that catches up.
    """

    def __init__(self, draw: Draw, mine: Callable[[Night, int], Mine], mark: Mark) -> None:
        self.drawing = Drawing(draw, mine, mark)
        self.houses: dict[str, House] = {}
        self.certain: Callable[[str], Night | None] = lambda code: None
        self.caught: dict[tuple[str, View, int, int], Frame] = {}
        self.caught_at = 0.0

    def house(self, code: str) -> House:
        return self.houses.setdefault(code, House())

    def let_go(self, code: str) -> bool:
        """Forget the night, if no screen listens to it; says whether it did."""
        if self.listened(code):
            return False
        self.houses.pop(code, None)
        return True

    def listened(self, code: str) -> bool:
        return code in self.houses and bool(self.houses[code].rows)

    def screens(self) -> int:
        """How many screens listen, to any night."""
        return sum(len(house.listeners()) for house in self.houses.values())

    def join(self, night: Night, listener: Listener, since: int, mark: str = "") -> None:
        """From now on this screen hears of the night; first of all what happened after version `since`.

        Nothing falls in between: from its joining to its catching up nobody else has a turn.
        """
        self.house(night.code).admit(listener)
        self.bring(night, listener, since, mark)

    def leave(self, code: str, listener: Listener) -> None:
        if house := self.houses.get(code):
            house.discard(listener)

    def publish(self, night: Night, rows: Sequence[Recorded]) -> None:
        """Note what these events changed, all of them in the log, and send what is due.

        A night that is read anew is published from its first event on, so that screens can catch up across a
        restart; those that are here may have missed something.
        """
        house = self.house(night.code)
        for recorded in rows:
            house.note(night, recorded)
        self.flush(night.code)

    def flush(self, code: str) -> None:
        """Send what is due now, and come back for the rest at its tick."""
        house, night = self.houses.get(code), self.certain(code)
        if house is None or night is None:
            return
        loop = asyncio.get_running_loop()
        wait = 0.0 if house.urgent else house.flushed + TICK - loop.time()
        if wait <= 0:
            house.flushed = loop.time()
            started = time.perf_counter()
            self.send(house, night)
            metrics.PUSH.observe(time.perf_counter() - started)
        elif house.timer is None:
            house.timer = loop.call_later(wait, self.tick, house, code)

    def tick(self, house: House, code: str) -> None:
        house.timer = None
        self.flush(code)

    def send(self, house: House, night: Night) -> None:
        """One frame to all screens of each view, and own marks to those whose marks may have changed."""
        if house.doors:
            self.show_out(house, night)
        for listener in list(house.drained):
            self.bring(night, listener, house.late[listener])
        sent: dict[Audience, int] = {}
        # Many screens first: drawing the desk's long page for one of them holds up no phone.
        for view, row in sorted(house.rows.items(), key=lambda of: -len(of[1].screens)):
            since = house.sent.get(view.audience, house.base)
            frame = self.drawing.news(house, night, view, since)
            if frame:
                row.write(frame)
            sent[view.audience] = night.version if frame else since
        house.sent, house.base = sent, night.version
        concerned = house.persons.keys() if house.everyone else house.marks & house.persons.keys()
        for person in list(concerned):
            house.tell(person, self.drawing.own(night, person))
        house.marks.clear()
        house.urgent = house.everyone = house.doors = False

    def show_out(self, house: House, night: Night) -> None:
        """Screens that may not see the night any more get nothing of it from now on."""
        for listener in house.listeners():
            if not listener.may(night):
                house.turn_away(listener)

    def paused(self, code: str, listener: Listener) -> None:
        """A screen is behind: it is passed over from now on, and brought along once it has drained."""
        if house := self.houses.get(code):
            house.pause(listener)

    def drained(self, code: str, listener: Listener) -> None:
        """A screen that was behind takes frames again."""
        if (house := self.houses.get(code)) and listener in house.late:
            house.drained.add(listener)
            house.urgent = True
            self.flush(code)

    def bring(self, night: Night, listener: Listener, since: int, mark: str = "") -> None:
        """Bring a screen from version `since` up to now, in one frame, with its own marks.

        `mark` is what it knows that version by ("": by nothing). Where this log has another one there, the
        screen holds another history (a backup was put back), and is to load its page anew.
        """
        house = self.house(night.code)
        if listener in house.late:
            house.resume(listener)
        if not listener.may(night):
            house.turn_away(listener)
            return
        if since > night.version or (mark and mark != self.drawing.mark(night, since)):
            send(listener, RELOAD)
            return
        metrics.RESYNCS.inc(since < night.version)
        send(listener, self.catch_up(house, night, listener.view, since))
        if listener.person and listener not in house.late:
            send(listener, self.drawing.own(night, listener.person))

    def catch_up(self, house: House, night: Night, view: View, since: int) -> Frame:
        """The frame that leads from `since` to now. After a restart a whole room asks for the same few."""
        at = asyncio.get_running_loop().time()
        if at > self.caught_at + TICK or len(self.caught) >= CAUGHT:  # a frame says what time it is, too
            self.caught, self.caught_at = {}, at
        since = house.since(view.audience, since)
        key = (night.code, view, since, night.version)
        if key not in self.caught:
            self.caught[key] = self.drawing.whole(house, night, view, since)
        return self.caught[key]
