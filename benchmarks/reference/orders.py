"""Orders from the benchmark, one per line on stdin: "push 1", "frame TEXT"."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

LONGEST = 256 * 1024


async def obey(orders: dict[str, Callable[[str], Any]]) -> None:
    """Carry out each line by its first word, with the rest of it, until stdin ends.

    An order that is a coroutine is awaited before the next line is read.
    """
    lines = asyncio.StreamReader(limit=LONGEST)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        word, _blank, rest = line.decode().rstrip("\n").partition(" ")
        done = orders[word](rest)
        if asyncio.iscoroutine(done):
            await done


def listening() -> socket.socket:
    """A socket on the port in PORT, or on a free one; tells the benchmark which."""
    found = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", "0"))), backlog=4096)
    print("PORT", found.getsockname()[1], flush=True)
    return found
