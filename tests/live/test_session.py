"""One screen's session, on a server without `PushProtocol`: slow readers, signs of life."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket, WebSocketDisconnect

from opennight.live import session, ws_protocol
from opennight.live.audiences import PHONE
from opennight.live.channel import View
from opennight.live.frames import RELOAD
from opennight.live.protocol import Holds
from opennight.live.session import LiveSession
from opennight.live.ws_protocol import QUEUED
from opennight.night.board import Announce
from tests.cast import host
from tests.live.inside import CODE, Inside


class Wire:
    """A socket whose other end takes frames only while the gate is open."""

    def __init__(self) -> None:
        self.scope: dict[str, Any] = {}
        self.sent: list[dict[str, Any]] = []
        self.said: asyncio.Queue[str | Exception] = asyncio.Queue()
        self.gate = asyncio.Event()
        self.gate.set()
        self.alive = asyncio.Event()
        self.closed = 0

    async def send_text(self, text: str) -> None:
        await self.gate.wait()
        self.sent.append(json.loads(text))
        if self.sent.count({}) == 3:
            self.alive.set()

    async def receive_text(self) -> str:
        said = await self.said.get()
        if isinstance(said, Exception):
            raise said
        return said

    async def close(self, code: int, reason: str) -> None:
        self.closed = code

    async def quiet(self) -> None:
        for _turn in range(20):
            await asyncio.sleep(0.001)


def line(inside: Inside, wire: Wire, since: int, *, may: bool = True) -> Coroutine[Any, Any, None]:
    """Ada's session, from start to end."""
    made = LiveSession(inside.hub, CODE, cast(WebSocket, wire), Holds(since), inside.writers.night)
    return made.run(View(PHONE, "en", ""), 1, lambda night: may)


async def test_a_slow_reader_gets_one_frame_instead_of_a_queue() -> None:
    async with Inside() as inside:
        night = await inside.start("Ada")
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, night.version))
        await wire.quiet()
        wire.gate.clear()
        for n in range(300):
            await inside.writers.send(CODE, host(Announce, text=f"Number {n}"))
        before = len(wire.sent)
        wire.gate.set()
        await wire.quiet()
        frames = [said for said in wire.sent[before:] if "v" in said]
        assert len(frames) <= QUEUED + 2, "what was stuck, and one for all the rest"
        assert frames[-1]["v"] == (await inside.writers.night(CODE)).version
        assert frames[-1]["a"] <= frames[-2]["v"]
        assert "Number 299" in json.dumps(frames[-1]["f"])
        await wire.said.put(WebSocketDisconnect(1001))
        await running
        assert not inside.hub.has_subscribers(CODE)


async def test_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ws_protocol, "HEARTBEAT", 0.005)
    async with Inside() as inside:
        night = await inside.start("Ada")
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, night.version))
        await asyncio.wait_for(wire.alive.wait(), 10)
        await wire.said.put(WebSocketDisconnect(1001))
        await running


async def test_a_gap_is_filled_on_request() -> None:
    async with Inside() as inside:
        night = await inside.start("Ada")
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, night.version))
        await wire.quiet()
        await inside.writers.send(CODE, host(Announce, text="Missed"))
        await wire.quiet()
        wire.sent.clear()
        await wire.said.put('{"since": 2}')
        await wire.quiet()
        assert (wire.sent[0]["a"], wire.sent[0]["v"]) == (2, 3)
        assert "Missed" in json.dumps(wire.sent[0]["f"])
        assert "mine" in wire.sent[1]
        await wire.said.put(WebSocketDisconnect(1001))
        await running


async def test_who_asks_all_the_time_is_answered_once_a_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "TICK", 3600.0)
    async with Inside() as inside:
        night = await inside.start("Ada")
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, night.version))
        for _ask in range(100):
            await wire.said.put('{"since": 0}')
        await wire.quiet()
        answers = [said for said in wire.sent if said.get("a") == 0]
        assert len(answers) == 1, "that to its first question"
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize(
    "said",
    ["", "x", "[]", "{}", '{"since": -1}', '{"since": true}', '{"since": "1"}', "[" * 4000, KeyError("text")],
)
async def test_anything_else_ends_the_line(said: str | Exception) -> None:
    async with Inside() as inside:
        night = await inside.start("Ada")
        wire = Wire()
        await wire.said.put(said)
        await line(inside, wire, night.version)
        assert wire.closed == 1008
        assert not inside.hub.has_subscribers(CODE)


async def test_who_may_not_is_told_to_reload_and_nothing_else() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, 0, may=False))
        await wire.quiet()
        await inside.writers.send(CODE, host(Announce, text="Between us"))
        await wire.said.put('{"since": 0}')
        await wire.quiet()
        assert wire.sent == [json.loads(RELOAD.text)] * 2
        await wire.said.put(WebSocketDisconnect(1001))
        await running


async def test_a_night_that_is_gone_ends_the_line() -> None:
    async with Inside() as inside:
        wire = Wire()
        running = asyncio.create_task(line(inside, wire, 0))
        await asyncio.wait_for(running, 5)
        assert wire.sent == []
