"""A screen that has left leaves nothing for the garbage collector, which runs rarely."""

import asyncio
import gc
import socket
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import connect
from websockets.server import ServerProtocol

from opennight.live.ws_protocol import PushProtocol
from opennight.web.core.http_protocol import HttpProtocol
from tests.examples import at_length

OURS = (HttpProtocol, PushProtocol, ServerProtocol)
"""What the server keeps for a connection, and what refers to all the rest."""


@pytest.fixture
def rarely() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


async def line(ws: WebSocket) -> None:
    await ws.accept()
    try:
        while True:
            await ws.receive_text()
    except WebSocketDisconnect:
        pass


def left() -> list[str]:
    """What is in memory of all connections so far."""
    return [type(one).__name__ for one in gc.get_objects() if type(one) in OURS]


@pytest.mark.usefixtures("rarely")
@pytest.mark.parametrize("abruptly", [False, at_length(True)])
async def test_who_has_gone_leaves_nothing(abruptly: bool) -> None:
    app = Starlette(routes=[WebSocketRoute("/", line)])
    config = uvicorn.Config(app, http=HttpProtocol, ws=PushProtocol, lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server._serve([listening]))
        port = listening.getsockname()[1]
        for _time in range(3):
            async with connect(f"ws://127.0.0.1:{port}/", proxy=None) as ws:
                await (await ws.ping())
                assert "PushProtocol" in left()
                if abruptly:
                    ws.transport.abort()
        async with asyncio.timeout(10):
            while server.server_state.connections or server.server_state.tasks:  # noqa: ASYNC110 - its own
                await asyncio.sleep(0.01)
        assert left() == []
        server.should_exit = True
        await serving
