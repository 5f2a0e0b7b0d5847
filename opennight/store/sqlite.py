"""The log in an SQLite file: a writer connection with durable commits, and a reader beside it."""

import pathlib
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import aiosqlite
import msgspec

from opennight.night.words import Recorded
from opennight.store.envelope import START, Row, pack, recorded
from opennight.store.log import Conflict
from opennight.store.migrations import migrate

COLUMNS = ", ".join(Row.__struct_fields__)
PLACES = f"({', '.join('?' * len(Row.__struct_fields__))})"
AT_ONCE = 32_766 // len(Row.__struct_fields__)
"""Rows in a statement: SQLite takes so many values."""
ROWS = f"SELECT {COLUMNS} FROM events WHERE night = ? AND version > ? ORDER BY version"  # noqa: S608 - our own names
READ = """
SELECT version, command, at, actor, kind, data, personal
FROM events WHERE night = ? AND version > ? ORDER BY version
"""
HEAD = "SELECT hash FROM events WHERE night = ? AND version = ?"
PATIENCE = 2000
"""Milliseconds to wait for another process that writes; everybody who acts waits as long."""
HEADS_KEPT = 10_000


@lru_cache(maxsize=256)
def insertion(rows: int) -> str:
    """The statement that writes so many rows.

    One statement is a transaction by itself, and one trip to the connection's thread, which then needs the
    interpreter once, not once a row while the event loop is busy.
    """
    return f"INSERT INTO events ({COLUMNS}) VALUES {', '.join([PLACES] * rows)}"  # noqa: S608 - our own names


async def connect(path: pathlib.Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    await connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return connection


class SqliteLog:
    """A `Log` on SQLite. Open it with `await SqliteLog.open(path)`."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.writer = writer
        self.reader = reader
        self.heads: dict[str, tuple[int, str]] = {}
        """Of each night, the last version that we know of and its hash."""

    @classmethod
    async def open(cls, path: pathlib.Path) -> "SqliteLog":
        """The log in this file, which is made if it is not there, and brought up to date if it is old."""
        path.parent.mkdir(parents=True, exist_ok=True)
        migrate(path)
        writer = await connect(path)
        try:
            await writer.execute("PRAGMA synchronous = FULL")
            await writer.execute("PRAGMA secure_delete = ON")  # what is blanked is gone from the file, too
            reader = await connect(path)
        except BaseException:
            await writer.close()  # an unclosed connection's thread would keep the process from ending
            raise
        return cls(writer, reader)

    async def append(self, rows: Sequence[tuple[str, Recorded]]) -> None:
        packed, heads = [], dict[str, tuple[int, str]]()
        for code, event in rows:
            before = heads.get(code) or self.heads.get(code)
            if before is None or before[0] != event.version - 1:
                before = (event.version - 1, await self.head(code, event.version - 1))
            packed.append(pack(code, event, before[1]))
            heads[code] = (event.version, packed[-1].hash)
        try:
            await self.insert(packed)
        except sqlite3.IntegrityError as error:
            raise Conflict from error
        self.keep(heads)

    async def insert(self, rows: Sequence[Row]) -> None:
        if len(rows) <= AT_ONCE:
            values = chain.from_iterable(map(msgspec.structs.astuple, rows))
            await self.writer.execute(insertion(len(rows)), tuple(values))
            return
        await self.writer.execute("BEGIN IMMEDIATE")
        try:
            for place in range(0, len(rows), AT_ONCE):
                await self.insert(rows[place : place + AT_ONCE])
        except BaseException:
            await self.writer.execute("ROLLBACK")
            raise
        await self.writer.execute("COMMIT")

    async def head(self, code: str, version: int) -> str:
        """The hash of a row. Raises `Conflict` if it is not there: whoever writes after it is wrong."""
        if version == 0:
            return START
        for (found,) in await self.reader.execute_fetchall(HEAD, (code, version)):
            return str(found)
        raise Conflict

    def keep(self, heads: dict[str, tuple[int, str]]) -> None:
        self.heads |= heads
        for code in list(self.heads)[: max(0, len(self.heads) - HEADS_KEPT)]:
            del self.heads[code]

    async def rows(self, code: str, after: int = 0) -> list[Row]:
        """What `read` reads, as it is stored."""
        return [Row(*row) for row in await self.reader.execute_fetchall(ROWS, (code, after))]

    async def read(self, code: str, after: int = 0) -> list[Recorded]:
        rows = await self.reader.execute_fetchall(READ, (code, after))
        return [recorded(code, row) for row in rows]  # type: ignore[arg-type]

    async def codes(self) -> list[str]:
        rows = await self.reader.execute_fetchall("SELECT night FROM events WHERE version = 1 ORDER BY night")
        return [code for (code,) in rows]

    async def holes(self) -> int:
        """How many positions are missing: a row was taken out, or given another place."""
        async with self.reader.execute("SELECT coalesce(max(position), 0) - count(*) FROM events") as found:
            return int((await found.fetchone() or (0,))[0])

    async def close(self) -> None:
        await self.reader.close()
        await self.writer.close()
