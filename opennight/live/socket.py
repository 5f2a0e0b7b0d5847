"""The socket of one screen. It says which version it has, gets what is missing, and then hears everything."""

import asyncio
import functools
from collections.abc import Awaitable, Callable

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from opennight.live.house import View
from opennight.live.hub import TICK, Hub
from opennight.live.protocol import HOW_TO_SAY, Holds, holds
from opennight.live.ws_protocol import EXTENSION, Queue, Way
from opennight.night.state import Night
from opennight.night.words import Refused


class Screen:
    """A screen that listens, and the way to it."""

    __slots__ = ("form", "may", "person", "view", "way", "write")

    def __init__(self, way: Way, view: View, person: int, may: Callable[[Night], bool]) -> None:
        self.way = way
        self.view = view
        self.person = person
        self.may = may
        self.form = way.form
        self.write = way.write


class Line:
    """One screen's connection, from its greeting to its end. `read` gives the night as it is on the disk."""

    def __init__(
        self, hub: Hub, code: str, socket: WebSocket, known: Holds, read: Callable[[str], Awaitable[Night]]
    ) -> None:
        self.hub = hub
        self.code = code
        self.socket = socket
        self.known = known
        self.read = read

    async def run(self, view: View, person: int, may: Callable[[Night], bool]) -> None:
        """Serve the screen until it leaves."""
        if extension := self.socket.scope.get("extensions", {}).get(EXTENSION):
            extension["way"].settle()
            await self.listen(Screen(extension["way"], view, person, may))
            return
        queue = Queue(self.socket)
        sending = asyncio.create_task(queue.run())
        try:
            await self.listen(Screen(queue, view, person, may))
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def listen(self, screen: Screen) -> None:
        """A screen says one thing only: what it holds, when it has missed something."""
        screen.way.paused = functools.partial(self.hub.paused, self.code, screen)
        screen.way.drained = functools.partial(self.hub.drained, self.code, screen)
        try:
            await self.join(screen)
            while True:
                self.known = await self.said()
                await self.join(screen)
                await asyncio.sleep(TICK)  # a screen that asks all the time is not answered all the time
        except (WebSocketDisconnect, Refused, OSError):  # refused: there is no such night any more
            pass
        finally:
            self.hub.leave(self.code, screen)

    async def join(self, screen: Screen) -> None:
        night = await self.read(self.code)
        self.hub.join(night, screen, self.known.since, self.known.mark)

    async def said(self) -> Holds:
        try:
            said = holds(await self.socket.receive_text())
        except (msgspec.MsgspecError, KeyError, RecursionError):
            said = None
        if said is None or said.since < 0:
            await self.socket.close(1008, HOW_TO_SAY)
            raise WebSocketDisconnect(1008)
        return said
