"""The hub: which screens listen to which night, what changed for them, and the frames that tell them.

Every screen of an audience gets the same frame, rendered and encoded once. What happens within a tick goes
out as one frame. A frame says which version it leads to and which it follows on: a screen that
missed one asks for what is missing, and gets every region that changed since. Regions are rendered as they
are now, so a screen that slept gets one small frame, not a history.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from opennight import metrics
from opennight.live.audiences import DESK, Audience
from opennight.live.channel import Channel, Subscriber, View, send
from opennight.live.fragments import FRAGMENTS
from opennight.live.frames import RELOAD, Frame
from opennight.live.protocol import Mine
from opennight.live.regions import TIMED
from opennight.live.rendering import Mark, Render, Renderer, seen
from opennight.night.messages import Recorded
from opennight.night.state import Night

TICK = 0.15
"""Seconds within which votes and the like are gathered into one frame."""

CLOCK = 5.0
"""Seconds between two looks at what time alone has changed."""

CAUGHT = 200
"""Frames for screens that catch up, kept for a tick: this many at most."""


class Hub:
    """Sends frames; see `Renderer` for `render`, `mine` and `mark`.

    `certain` gives the night with this code, or None while it is not in memory or not all of it is on the
    disk. Until then nothing of it is rendered; the publish after the commit sends what is due.
    """

    def __init__(self, render: Render, mine: Callable[[Night, int], Mine], mark: Mark) -> None:
        self.renderer = Renderer(render, mine, mark)
        self.channels: dict[str, Channel] = {}
        self.certain: Callable[[str], Night | None] = lambda code: None
        self.caught: dict[tuple[str, View, int, int], Frame] = {}
        self.caught_at = 0.0
        self.away = False

    def channel(self, code: str) -> Channel:
        """The night's channel, also if nobody listens yet."""
        return self.channels.setdefault(code, Channel())

    def let_go(self, code: str) -> bool:
        """Forget the night, unless a screen listens to it. True if it is forgotten."""
        if self.has_subscribers(code):
            return False
        self.channels.pop(code, None)
        return True

    def has_subscribers(self, code: str) -> bool:
        return code in self.channels and bool(self.channels[code].views)

    def screens(self) -> int:
        """How many screens listen, to any night."""
        return sum(len(channel.subscribers()) for channel in self.channels.values())

    def forget(self, code: str) -> None:
        """The night is gone: its screens load anew, and are told so."""
        if channel := self.channels.pop(code, None):
            for subscriber in channel.subscribers():
                channel.turn_away(subscriber)

    def hang_up(self) -> None:
        """Close every screen's socket, and take no new ones: what is shown here may be old.

        Screens try again by themselves, here or on another process, until `away` is over.
        """
        self.away = True
        for channel in list(self.channels.values()):
            for subscriber in channel.subscribers():
                subscriber.hang_up()

    def join(self, night: Night, subscriber: Subscriber, since: int, mark: str = "") -> None:
        """Send this screen what happened after version `since`, and everything from now on.

        Nothing is lost in between: no other task has a turn between the two.
        """
        channel, view = self.channel(night.code), subscriber.view
        channel.admit(subscriber)
        if len(channel.views[view].screens) == 1:
            self.renderer.look_at(channel, night, view)
        elif shown := channel.shown.get(view):
            # Its page may have what the others are not sent yet: then all are sent it, even if it is undone.
            shown.doubt(*seen(channel, night, view, shown.version))
        if view.audience == DESK:
            channel.shown[view].doubt(*TIMED)  # one that slept shows an old time
        self.catch_up(night, subscriber, since, mark)

    def leave(self, code: str, subscriber: Subscriber) -> None:
        if channel := self.channels.get(code):
            channel.discard(subscriber)

    def folded(self, night: Night, recorded: Recorded) -> None:
        """Work out what this event has just changed, if that depends on the rest of the night, for when it is
        published. Until then nobody is told of it; if it never is, another one will have its version.
        """
        if FRAGMENTS[type(recorded.event)].depends:
            channel = self.channel(night.code)
            channel.touched[recorded.version] = channel.touch(night, recorded)

    def publish(self, night: Night, rows: Sequence[Recorded]) -> None:
        """Note what these events changed, and send what is due. All of them are in the log already.
        Several that were folded one after another must each have been `folded`.

        A night that is read anew is published from its first event on, so that screens can catch up across a
        restart, and those that are connected get what they may have missed.
        """
        self.channel(night.code).note(night, rows)
        self.flush(night.code)

    def flush(self, code: str) -> None:
        """Send what has changed: now if it is urgent or a tick has passed, else at the next tick."""
        channel, night = self.channels.get(code), self.certain(code)
        if channel is None or night is None:
            return
        loop = asyncio.get_running_loop()
        wait = 0.0 if channel.urgent else channel.flushed + TICK - loop.time()
        if wait <= 0:
            channel.flushed = loop.time()
            started = time.perf_counter()
            self.send(channel, night)
            metrics.PUSH.observe(time.perf_counter() - started)
        elif channel.timer is None:
            channel.timer = loop.call_later(wait, self.tick, channel, code)

    def tick(self, channel: Channel, code: str) -> None:
        channel.timer = None
        self.flush(code)

    def send(self, channel: Channel, night: Night) -> None:
        """One frame to all screens of each view, and own marks to those whose marks may have changed."""
        if channel.access_changed:
            self.revoke(channel, night)
        for subscriber in list(channel.drained):
            self.catch_up(night, subscriber, channel.late[subscriber])
        own = self.own(channel, night)
        sent: dict[Audience, int] = {}
        # The largest views first, so that the desk's long page does not hold up the phones.
        for view, together in sorted(channel.views.items(), key=lambda of: -len(of[1].screens)):
            since = channel.sent.get(view.audience, channel.base)
            frame = self.renderer.news(channel, night, view, since, channel.shown.get(view))
            if frame:
                together.write(frame, own)
                for subscriber in own.keys() & together.screens:
                    del own[subscriber]
            sent[view.audience] = night.version if frame else since
        channel.sent, channel.base = sent, night.version
        for subscriber, frame in own.items():
            send(subscriber, frame)
        channel.marks.clear()
        channel.urgent = channel.everyone = channel.access_changed = False

    async def watch_clock(self) -> None:
        """Send desks what time alone changes, again and again."""
        while True:
            await asyncio.sleep(CLOCK)
            self.tell_time()

    def tell_time(self) -> None:
        """Send each desk whose night has a run sheet what time alone has changed on it."""
        for code, channel in list(self.channels.items()):
            night = self.certain(code)
            if night is None or not night.setup.sheet or night.phase == "closed":
                continue
            for view, together in list(channel.views.items()):
                shown = channel.shown.get(view) if view.audience == DESK else None
                if shown is None or shown.version != night.version:
                    continue  # what is due goes out first
                if frame := self.renderer.by_clock(channel, night, view, shown):
                    together.write(frame, {})

    def own(self, channel: Channel, night: Night) -> dict[Subscriber, Frame]:
        """The own marks of everybody whose marks may have changed, for each of their screens."""
        concerned = channel.persons.keys() if channel.everyone else channel.marks & channel.persons.keys()
        frames = {person: self.renderer.own(night, person) for person in concerned}
        return {
            subscriber: frame for person, frame in frames.items() for subscriber in channel.of_person(person)
        }

    def revoke(self, channel: Channel, night: Night) -> None:
        """Turn away the screens that may not see the night any more."""
        for subscriber in channel.subscribers():
            if not subscriber.may(night):
                channel.turn_away(subscriber)

    def paused(self, code: str, subscriber: Subscriber) -> None:
        """A screen is behind: it is skipped until it has drained, and then catches up."""
        if channel := self.channels.get(code):
            channel.pause(subscriber)

    def drained(self, code: str, subscriber: Subscriber) -> None:
        """A screen that was behind takes frames again."""
        if (channel := self.channels.get(code)) and subscriber in channel.late:
            channel.drained.add(subscriber)
            channel.urgent = True
            self.flush(code)

    def catch_up(self, night: Night, subscriber: Subscriber, since: int, mark: str = "") -> None:
        """Bring a screen from version `since` up to now, in one frame, with its own marks.

        `mark` is the screen's mark of that version ("": none). If it is not the log's, the screen holds
        another history (a backup was restored) and is told to reload.
        """
        channel = self.channel(night.code)
        if subscriber in channel.late:
            channel.resume(subscriber)
        if not subscriber.may(night):
            channel.turn_away(subscriber)
            return
        if since > night.version or (mark and mark != self.renderer.mark(night, since)):
            send(subscriber, RELOAD)
            return
        metrics.RESYNCS.inc(since < night.version)
        send(subscriber, self.frame_since(channel, night, subscriber.view, since))
        if subscriber.person and subscriber not in channel.late:
            send(subscriber, self.renderer.own(night, subscriber.person))

    def frame_since(self, channel: Channel, night: Night, view: View, since: int) -> Frame:
        """The frame from `since` to now. After a restart a whole room asks for the same few."""
        at = asyncio.get_running_loop().time()
        if at > self.caught_at + TICK or len(self.caught) >= CAUGHT:  # a frame also says what time it is
            self.caught, self.caught_at = {}, at
        since = channel.since(view.audience, since)
        key = (night.code, view, since, night.version)
        if key not in self.caught:
            self.caught[key] = self.renderer.all_news(channel, night, view, since)
        return self.caught[key]
