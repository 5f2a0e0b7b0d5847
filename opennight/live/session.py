"""The live session of one screen: it says what it has, gets what it lacks, and then hears everything."""

import asyncio
import functools
from collections.abc import Awaitable, Callable

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from opennight.live.channel import View
from opennight.live.hub import TICK, Hub
from opennight.live.protocol import HOW_TO_SAY, Holds, holds
from opennight.live.ws_protocol import EXTENSION, Queue, Sink
from opennight.night.messages import Refused
from opennight.night.state import Night


class Connection:
    """A connected screen and its `Sink`; the hub's `Subscriber`."""

    __slots__ = ("form", "hang_up", "may", "person", "sink", "view", "write")

    def __init__(self, sink: Sink, view: View, person: int, may: Callable[[Night], bool]) -> None:
        self.sink = sink
        self.view = view
        self.person = person
        self.may = may
        self.form = sink.form
        self.write = sink.write
        self.hang_up = sink.hang_up


class LiveSession:
    """One screen's session, from start to end. `known` is what it holds, `read` gives the durable night."""

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
            extension["sink"].settle()
            await self.listen(Connection(extension["sink"], view, person, may))
            return
        queue = Queue(self.socket)
        sending = asyncio.create_task(queue.run())
        try:
            await self.listen(Connection(queue, view, person, may))
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def listen(self, connection: Connection) -> None:
        """A screen says one thing only: what it holds, when it has missed something."""
        connection.sink.paused = functools.partial(self.hub.paused, self.code, connection)
        connection.sink.drained = functools.partial(self.hub.drained, self.code, connection)
        try:
            await self.join(connection)
            while True:
                self.known = await self.said()
                await self.join(connection)
                await asyncio.sleep(TICK)  # at most once a tick, however often it asks
        except (WebSocketDisconnect, Refused, OSError):  # refused: the night is gone
            pass
        finally:
            self.hub.leave(self.code, connection)

    async def join(self, connection: Connection) -> None:
        night = await self.read(self.code)
        self.hub.join(night, connection, self.known.since, self.known.mark)

    async def said(self) -> Holds:
        """What the screen says next. Closes the socket on whatever else it may say."""
        try:
            said = holds(await self.socket.receive_text())
        except (msgspec.MsgspecError, KeyError, RecursionError):
            said = None
        if said is None or said.since < 0:
            await self.socket.close(1008, HOW_TO_SAY)
            raise WebSocketDisconnect(1008)
        return said
