"""Screens on a real socket that behave like static/js/live.js: catch up, ask for what is missing, return."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Protocol

import httpx

from opennight.live.protocol import Holds, hear, text
from opennight.rehearse.listener import Listener, listen
from tests.live.page import Page
from tests.web.cast import TLS, Evening

SILENCE = 10.0
"""Seconds without a sign of life after which a link counts as dead."""
LONGEST_WAIT = 8.0
FIRST_WAIT = 0.5


class Content(Protocol):
    """What a screen holds: see tests/live/page.py."""

    version: int
    mark: str
    live: str
    """Where its page listens; empty if there is no page."""
    ask: bool
    reload: bool

    def receive(self, frame: str) -> None: ...


class Bare:
    """Content without a page, for phones by the hundred: only which version they have."""

    def __init__(self) -> None:
        self.version = 0
        self.mark = ""
        self.live = ""
        self.ask = False
        self.reload = False

    def receive(self, frame: str) -> None:
        said = hear(frame)
        self.reload |= said.reload
        self.ask = said.after > self.version
        if not self.ask and said.version > self.version:
            self.version, self.mark = said.version, said.mark


class Phone:
    """One screen. `url` is where it reaches the server, `path` its page, `looks_at` what its socket asks for.

    It is awake within `async with phone:`, and never gives up: whatever the line does, it reconnects.
    """

    def __init__(
        self, url: str, path: str, looks_at: str, cookie: str, *, seed: int = 0, bare: bool = False
    ) -> None:
        self.url = url
        self.path = path
        self.code = path.split("/")[2]
        self.looks_at = looks_at
        self.cookie = cookie
        self.chance = random.Random(seed)
        self.bare = bare
        self.content: Content = Bare()
        self.line: Listener | None = None
        self.tries = 0
        self.connects = 0
        self.closed: list[int] = []
        """The close codes of its sockets; 1006 for a cut."""
        self.heard = 0.0
        self.moved = 0.0
        """When its version last changed."""
        self.frames = 0
        self.bytes = 0
        self.asked = 0
        """How often it missed something and asked for it."""
        self.woken = asyncio.Event()

    @property
    def version(self) -> int:
        return self.content.version

    async def __aenter__(self) -> "Phone":
        await self.load()
        self.rise()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.sleep()

    def rise(self) -> None:
        """Wake up with the page as it was."""
        self.task = asyncio.create_task(self.live())

    async def sleep(self) -> None:
        """Cut the line, and do nothing until it rises."""
        self.task.cancel()
        self.leave()
        await asyncio.wait([self.task])
        if not self.task.cancelled():
            self.task.result()

    @property
    def awake(self) -> bool:
        return not (self.task.done() or self.task.cancelling())

    def leave(self) -> None:
        if self.line:
            self.line.transport.abort()
            self.line = None

    async def load(self) -> None:
        """Load the page as the server has it now."""
        if self.bare:
            self.content = Bare()
            return
        async with httpx.AsyncClient(
            verify=TLS, base_url=self.url, headers={"Cookie": self.cookie}
        ) as client:
            answer = await client.get(self.path)
            assert answer.status_code == 200, f"{self.path}: {answer.text}"
            self.content = Page(answer.text)

    async def live(self) -> None:
        while True:
            with contextlib.suppress(OSError, TimeoutError):
                await self.follow()
            if self.content.reload:
                with contextlib.suppress(httpx.TransportError):
                    await self.load()
            await self.pause(self.chance.random() * min(LONGEST_WAIT, FIRST_WAIT * 2**self.tries))
            self.tries += 1

    async def pause(self, seconds: float) -> None:
        """Wait before the next try, unless woken."""
        self.woken.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)

    def wake(self) -> None:
        """Stop waiting: the person looks at it, or the browser says that it is online."""
        self.tries = 0
        self.woken.set()

    async def follow(self) -> None:
        """Listen on one connection until it ends or has been silent for too long."""
        known = f"since={self.content.version}&c={self.content.mark}"
        live = self.content.live or f"/n/{self.code}/live?{self.looks_at}"
        address = f"{self.url.replace('http', 'ws')}{live}&{known}"
        self.heard = asyncio.get_running_loop().time()
        line = self.line = await listen(address, self.url, self.cookie, self.take)
        self.connects += 1
        try:
            while not line.over.done() and asyncio.get_running_loop().time() < self.heard + SILENCE:
                await asyncio.wait([line.over], timeout=2)
            self.closed.append(line.reason[0])
        finally:
            line.transport.abort()
            self.line = None

    def take(self, frame: bytes) -> None:
        self.heard = asyncio.get_running_loop().time()
        self.tries = 0
        self.frames += 1
        self.bytes += len(frame)
        before = self.content.version
        self.content.receive(frame.decode())
        if self.content.version != before:
            self.moved = self.heard
        if self.content.reload:
            self.leave()
        elif self.content.ask and self.line:
            self.content.ask = False
            self.asked += 1
            self.line.send(text(Holds(self.content.version, self.content.mark)))


@asynccontextmanager
async def phones_of(night: Evening, number: int, people: int) -> AsyncIterator[list[Phone]]:
    """This many bare screens of the night's first `people` people, awake and current."""
    made = [
        Phone(
            night.server.url,
            f"/n/{night.code}",
            "as=phone",
            night.cookie(1 + n % people),
            seed=n,
            bare=True,
        )
        for n in range(number)
    ]
    async with AsyncExitStack() as awake:
        for phone in made:
            await awake.enter_async_context(phone)
        await current(made, night.version, within=30)
        yield made


async def current(phones: Sequence[Phone], version: int, within: float) -> None:
    """Wait until all of them are at this version or a later one, or fail and say how many are not."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while behind := [phone.version for phone in phones if phone.version < version]:
        assert loop.time() < until, (
            f"{len(behind)} of {len(phones)} are at {sorted(set(behind))}, not at {version}"
        )
        await asyncio.sleep(0.05)
