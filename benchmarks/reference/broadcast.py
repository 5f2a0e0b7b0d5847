"""The `websockets` library with its own `broadcast`, compression off."""

import asyncio

from websockets.asyncio.server import ServerConnection, broadcast, serve

from benchmarks.reference.orders import listening, obey
from opennight.places import more_sockets

everyone: set[ServerConnection] = set()
frame = ""


async def live(connection: ServerConnection) -> None:
    everyone.add(connection)
    try:
        await connection.wait_closed()
    finally:
        everyone.discard(connection)


def take(text: str) -> None:
    global frame
    frame = text


async def main() -> None:
    more_sockets()
    async with serve(live, sock=listening(), compression=None, backlog=4096):
        await obey({"frame": take, "push": lambda _nothing: broadcast(everyone, frame)})


if __name__ == "__main__":
    asyncio.run(main())
