"""A crowd that uploads over slow links, with raw tus and no client of it: each link is one of our proxy's.

Run as a separate process, behind the voters on their core, so that the server is measured and not the load.
"""

import asyncio
import os
import pathlib
import sys
import time
from random import Random
from typing import Any

import httpx
import msgspec

from tests.proxy import Proxy

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = 256 * 1024
"""Bytes, as a browser of ours sends them over such a link."""
LONGEST_WAIT, FIRST_WAIT = 4.0, 0.5
"""Before it tries again: random × min(longest, first × 2^tries) seconds."""
PATIENCE = 300.0


class Crowd(msgspec.Struct):
    """Who uploads: each of the `cookies` the same `file`, at `rate` bytes a second. `keep`: as a photo of the
    night; otherwise it is taken back once all of it is there."""

    port: int
    code: str
    cookies: list[str]
    file: str
    rate: float
    keep: bool
    name: str


class Result(msgspec.Struct):
    """How many have ended, after how many seconds the last one was there, and what went wrong on the way."""

    ended: int = 0
    arrived: float = 0.0
    again: int = 0
    whys: list[str] = []


class Uploader:
    """One person's upload, which goes on until it has ended."""

    def __init__(self, crowd: Crowd, no: int, client: httpx.AsyncClient, result: Result) -> None:
        self.crowd = crowd
        self.no = no
        self.client = client
        self.result = result
        self.address = ""
        self.random = Random(no)

    async def ask(
        self, method: str, address: str, headers: dict[str, str] | None = None, **body: Any
    ) -> httpx.Response:
        own = {"Cookie": self.crowd.cookies[self.no], "Accept": "application/json"}
        return await self.client.request(method, address, headers=TUS | own | (headers or {}), **body)

    async def send(self, content: bytes) -> None:
        """What is still missing. Raises `httpx.HTTPError` if the link or the server is away."""
        at = -1
        if self.address:
            there = await self.ask("HEAD", self.address)
            at = int(there.headers["upload-offset"]) if there.status_code == 200 else -1
        if at < 0:
            made = await self.ask(
                "POST", f"/n/{self.crowd.code}/uploads", headers={"Upload-Length": str(len(content))}
            )
            made.raise_for_status()
            self.address, at = made.headers["location"], 0
        while at < len(content):
            headers = {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
            added = await self.ask("PATCH", self.address, headers=headers, content=content[at : at + PIECE])
            added.raise_for_status()
            at = int(added.headers["upload-offset"])

    async def end(self) -> None:
        if not self.crowd.keep:
            (await self.ask("DELETE", self.address)).raise_for_status()
            return
        form = {"title": "Noise", "consent": "1", "upload": self.address.rpartition("/")[2]}
        form["command"] = f"{self.crowd.name}-{self.no:06}"
        (await self.ask("POST", f"/n/{self.crowd.code}/clips", data=form)).raise_for_status()

    async def run(self, content: bytes, began: float) -> None:
        for tries in range(1000):
            try:
                await self.send(content)
                self.result.arrived = max(self.result.arrived, time.monotonic() - began)
                await self.end()
                self.result.ended += 1
                return
            except httpx.HTTPError as error:
                self.result.again += 1
                self.result.whys.append(repr(error)[:120])
                await asyncio.sleep(self.random.random() * min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries, 9)))


async def upload(crowd: Crowd, content: bytes) -> Result:
    result, began = Result(), time.monotonic()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with Proxy(crowd.port) as proxy:
        proxy.rate = crowd.rate
        async with httpx.AsyncClient(base_url=proxy.url, limits=limits, timeout=PATIENCE) as client:
            those = [Uploader(crowd, no, client, result) for no in range(len(crowd.cookies))]
            await asyncio.gather(*(one.run(content, began) for one in those))
    result.whys = sorted(set(result.whys))[:5]
    return result


if __name__ == "__main__":
    os.nice(5)
    crowd = msgspec.json.decode(sys.stdin.buffer.read(), type=Crowd)
    content = pathlib.Path(crowd.file).read_bytes()
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(upload(crowd, content))))
