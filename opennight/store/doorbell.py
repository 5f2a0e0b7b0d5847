"""The bus on PostgreSQL: NOTIFY as a doorbell, outside of the transactions that write.

Inside of them it would hold them up, since PostgreSQL commits those with a NOTIFY one at a time.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Iterator, Mapping

import asyncpg
import msgspec

from opennight.errands import break_off

logger = logging.getLogger("opennight")

CHANNEL = "opennight"
SERVING = 0x73657276
"""The number of the advisory lock that every serving process shares, and that a restore takes for itself."""
EACH = 0.004
"""Seconds between two rings, at least: what moves meanwhile goes into the next."""
PER_RING = 150
"""Nights in one ring: PostgreSQL takes up to 8,000 bytes."""
PATIENCE = 5.0
AGAIN = 1.0
"""Seconds before the next attempt to connect."""


class Ring(msgspec.Struct, array_like=True):
    """What is sent: by which process, and the versions of the nights that it moved."""

    process: str
    versions: dict[str, int]


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Ring).decode


class Doorbell:
    """A `Bus`. One connection rings and listens; while it is away, rings are lost, which a bus may do."""

    shared = True

    def __init__(self, url: str) -> None:
        self.url = url
        self.process = secrets.token_hex(4)
        self.moved: dict[str, int] = {}
        self.rung: dict[str, int] = {}
        self.has_moved = asyncio.Event()
        self.was_rung = asyncio.Event()
        self.task = asyncio.create_task(self.run())

    def ring(self, versions: Mapping[str, int]) -> None:
        self.moved |= versions
        self.has_moved.set()

    async def heard(self) -> dict[str, int]:
        await self.was_rung.wait()
        rung, self.rung = self.rung, {}
        self.was_rung.clear()
        return rung

    def listened(self, connection: object, pid: int, channel: str, payload: object) -> None:
        """A ring has come in. Anybody with access to the database can send one: odd ones are passed over."""
        with contextlib.suppress(msgspec.DecodeError, UnicodeEncodeError):
            ring = decode(str(payload))
            if ring.process == self.process:
                return
            for code, version in ring.versions.items():
                self.rung[code] = max(version, self.rung.get(code, 0))
            self.was_rung.set()

    async def run(self) -> None:
        """Stay connected, for as long as it takes."""
        while True:
            try:
                await self.connected()
            except Exception as error:
                logger.warning("the doorbell is away: %s", str(error) or type(error).__name__)
            await asyncio.sleep(AGAIN)

    async def connected(self) -> None:
        """Listen, and ring whenever nights have moved. Raises what ends the connection."""
        connection = await asyncpg.connect(self.url, timeout=PATIENCE, command_timeout=PATIENCE)
        try:
            connection.add_termination_listener(lambda _connection: self.has_moved.set())
            await connection.execute("SELECT pg_advisory_lock_shared($1)", SERVING)
            await connection.add_listener(CHANNEL, self.listened)
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE):
                        await self.has_moved.wait()
                self.has_moved.clear()
                if not self.moved:
                    await connection.execute("SELECT 1")  # raises if nobody is there any more
                for payload in self.payloads():
                    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, payload)
                await asyncio.sleep(EACH)
        finally:
            connection.terminate()

    def payloads(self) -> Iterator[str]:
        """What is to be rung, in messages no longer than PostgreSQL takes."""
        moved, self.moved = list(self.moved.items()), {}
        for place in range(0, len(moved), PER_RING):
            yield encode(Ring(self.process, dict(moved[place : place + PER_RING]))).decode()

    async def close(self) -> None:
        await break_off([self.task])
