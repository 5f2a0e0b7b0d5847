"""What most tutorials show: Starlette on uvicorn, and a loop that awaits `send_text` for each in turn."""

import asyncio

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from benchmarks.reference.orders import listening, obey
from opennight.places import more_sockets

everyone: set[WebSocket] = set()
frame = ""


async def live(socket: WebSocket) -> None:
    await socket.accept()
    everyone.add(socket)
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        everyone.discard(socket)


def take(text: str) -> None:
    global frame
    frame = text


async def push(_nothing: str) -> None:
    for socket in everyone:
        await socket.send_text(frame)


async def main() -> None:
    more_sockets()
    app = Starlette(routes=[WebSocketRoute("/live", live)])
    config = uvicorn.Config(
        app, ws="websockets-sansio", ws_per_message_deflate=False, log_level="warning", access_log=False
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening()]))
    await obey({"frame": take, "push": push})
    server.force_exit = server.should_exit = True
    await serving


if __name__ == "__main__":
    asyncio.run(main())
