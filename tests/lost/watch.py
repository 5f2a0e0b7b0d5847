"""What a server says about itself, and what it uses. Linux only: it reads /proc."""

import asyncio
import os
import pathlib
import re

import httpx

from tests.server import Server
from tests.web.cast import TLS


def memory(server: Server) -> int:
    """Bytes of memory that the process uses now."""
    assert server.process
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
    assert found
    return int(found[1]) * 1024


def open_files(server: Server) -> int:
    """How many files and sockets the process has open."""
    assert server.process
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


async def metric(server: Server, name: str) -> float:
    """The sum of this metric over its labels; 0 if there is none yet."""
    async with httpx.AsyncClient(verify=TLS, base_url=server.url) as client:
        text = (await client.get("/metrics")).text
    values = re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", text, re.MULTILINE)
    return sum(float(value) for value in values)


async def becomes(server: Server, name: str, value: float, within: float) -> None:
    """Wait until the metric has this value."""
    until = asyncio.get_running_loop().time() + within
    while (now := await metric(server, name)) != value:
        assert asyncio.get_running_loop().time() < until, f"{name} is {now}, not {value}"
        await asyncio.sleep(0.2)
