"""A board for which there is no place left shows that it is offline, and retries less and less often."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import WebSocket

from opennight.web.core.limits import Limits
from tests.journeys.conftest import PROJECTOR, Enter
from tests.live.test_socket import hear, line
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOARD = "as=board&since=0"
HALVES = 16
"""How many half seconds the page's clock is moved on by."""
TRIES = 12
"""The most connections within these eight seconds, since the pauses get longer."""


async def test_it_waits_longer_each_time(enter: Enter, server: Server) -> None:
    night = Evening(server)
    board = await enter("Board", PROJECTOR)
    opened: list[WebSocket] = []
    board.page.on("websocket", lambda socket: opened.append(socket))
    async with AsyncExitStack() as crowd:
        for _board in range(Limits().boards_open.most):
            socket = await crowd.enter_async_context(line(night.device(), BOARD))
            await hear(socket, '"v"')
        await board.page.clock.install()
        await board.page.goto(f"{server.url}/n/{night.code}/board")
        await board.page.locator("html[data-link=off]").wait_for()
        for _half in range(HALVES):
            await board.page.clock.run_for(500)
            await asyncio.sleep(0.05)
        assert 2 <= len(opened) <= TRIES
    await board.page.clock.run_for(10_000)
    await board.page.locator("html[data-link=on]").wait_for()
