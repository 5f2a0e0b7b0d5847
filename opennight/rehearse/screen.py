"""A screen: it follows a night's pushes over its socket, and reconnects when that breaks."""

import asyncio
import random

from opennight.live.protocol import Holds, hear, text
from opennight.rehearse.listener import Listener, listen
from opennight.rehearse.seen import Seen
from opennight.rehearse.wire import Cookies, cookie_header

REFUSED = 1008


class Screen:
    """Follows `/n/CODE/live` as one audience. `version`, `phase` and `marks` are what it has seen last."""

    def __init__(self, url: str, code: str, seen: Seen, cookies: Cookies, looks_at: str = "as=phone") -> None:
        self.origin = url
        self.live = "ws" + url.removeprefix("http") + f"/n/{code}/live"
        self.seen = seen
        self.cookies = cookies
        self.looks_at = looks_at
        self.version = 0
        self.phase = ""
        self.marks: set[str] = set()
        self.earlier = 0
        self.listener: Listener | None = None
        self.task: asyncio.Task[None] | None = None

    @property
    def received(self) -> int:
        """Bytes that have come over the wire to this screen, in all its connections."""
        return self.earlier + (self.listener.received if self.listener else 0)

    def open(self) -> None:
        self.task = asyncio.create_task(self.follow())

    async def close(self) -> None:
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    def look_at(self, looks_at: str) -> None:
        """Turn to another page of the night, like "as=group&group=3"."""
        if looks_at != self.looks_at:
            self.looks_at = looks_at
            if self.listener:
                self.listener.close()

    async def until(self, phase: str) -> None:
        """Wait for this phase to come to this screen; not for ever."""
        for _look in range(100):
            if self.phase == phase:
                return
            await asyncio.sleep(0.1)

    async def follow(self) -> None:
        """Listen until closed or refused; after a break, ask for what was missed since `version`."""
        pause = 0.1
        while True:
            looked_at, before = self.looks_at, self.received
            try:
                code, reason = await self.listen()
            except OSError:
                code, reason = 0, ""  # the server is away: come back until it answers
            if code == REFUSED:
                self.seen.errors[f"a socket was refused: {reason}"] += 1
                return
            if looked_at == self.looks_at:
                self.seen.reconnects += 1
                # Each waits a little differently: all at once they would knock the server over again.
                pause = 0.1 if self.received > before else min(pause * 2, 3.0)
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))

    async def listen(self) -> tuple[int, str]:
        """One connection from its beginning to its end, and why it ended."""
        address = f"{self.live}?{self.looks_at}&since={self.version}"
        self.listener = listener = await listen(address, self.origin, cookie_header(self.cookies), self.take)
        try:
            await listener.over
        finally:
            self.listener = None
            self.earlier += listener.received
            listener.close()
        return listener.reason

    def take(self, data: bytes) -> None:
        """Take a push. It says which version it follows on: a screen that missed one asks for it."""
        said = hear(data)
        if said.reload and self.listener:
            self.version = 0
            self.listener.close()
        if said.mine:
            self.marks = set(said.mine["marks"])
        if not said.version:
            return
        self.seen.pushes += 1
        if said.after > self.version and self.listener:
            self.seen.gaps += 1
            self.listener.send(text(Holds(self.version)))
            return
        self.version = max(self.version, said.version)
        self.phase = said.phase
