"""The socket: it only pushes.

A screen says which version it has and gets what is missing, then every frame.
"""

import asyncio
import json
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from opennight.handle import Handle, NoSuchNight
from opennight.live.hub import RELOAD, TICK, Hub, View
from opennight.night.state import Night

BEHIND = 100
"""Frames that may wait for a slow phone; one further behind gets one frame with all that changed, instead."""
HEARTBEAT = 5.0
"""Seconds between signs of life; a screen that hears none for twice as long connects anew."""


class Screen:
    """A screen that listens: frames wait here until the socket takes them."""

    def __init__(self, socket: WebSocket, view: View, person: int, may: Callable[[Night], bool]) -> None:
        self.socket = socket
        self.view = view
        self.person = person
        self.may = may
        self.frames: list[str] = []
        self.behind = False
        self.waiting = asyncio.Event()

    def push(self, frame: str) -> None:
        if len(self.frames) >= BEHIND:
            self.frames.clear()
            self.behind = True
        self.frames.append(frame)
        self.waiting.set()


class Line:
    """One screen's connection from its greeting to its end."""

    def __init__(self, handle: Handle, hub: Hub, code: str, screen: Screen, since: int) -> None:
        self.handle = handle
        self.hub = hub
        self.code = code
        self.screen = screen
        self.since = since

    async def run(self) -> None:
        """Serve the screen until it leaves.

        Subscribes first, then reads the version: nothing falls in between.
        """
        self.hub.join(self.code, self.screen)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.send())
                await self.listen()
        except* (WebSocketDisconnect, NoSuchNight, OSError):
            pass
        finally:
            self.hub.leave(self.code, self.screen)

    async def listen(self) -> None:
        """A screen says one thing only: the version it has, when it has missed something."""
        while True:
            self.since = await self.said()
            self.screen.behind = True
            self.screen.waiting.set()
            await asyncio.sleep(TICK)  # a screen that asks all the time is not answered all the time

    async def said(self) -> int:
        try:
            since = json.loads(await self.screen.socket.receive_text())["since"]
        except (ValueError, KeyError, TypeError, RecursionError):
            since = None
        if not isinstance(since, int) or isinstance(since, bool) or since < 0:
            await self.screen.socket.close(1008, 'say {"since": version}')
            raise WebSocketDisconnect(1008)
        return since

    async def send(self) -> None:
        await self.catch_up(await self.handle.night(self.code))
        while True:
            try:
                await asyncio.wait_for(self.screen.waiting.wait(), HEARTBEAT)
            except TimeoutError:
                await self.screen.socket.send_text("{}")
                continue
            if self.screen.behind:
                await self.catch_up(await self.handle.night(self.code))
                continue
            frames, self.screen.frames = self.screen.frames, []
            self.screen.waiting.clear()
            for frame in frames:
                await self.screen.socket.send_text(frame)

    async def catch_up(self, night: Night) -> None:
        """Everything that changed since the screen's version, in one frame, and its own marks."""
        self.screen.frames.clear()
        self.screen.waiting.clear()
        self.screen.behind = False
        frame = self.hub.catch_up(night, self.screen, self.since)
        mine = self.hub.own(night, self.screen.person) if self.screen.person and frame != RELOAD else ""
        self.since = night.version
        await self.screen.socket.send_text(frame)
        if mine:
            await self.screen.socket.send_text(mine)
