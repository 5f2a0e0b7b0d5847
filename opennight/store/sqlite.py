"""The log in an SQLite file: one writer connection, commits that are on the disk, readers beside it."""

import pathlib
import sqlite3
from collections.abc import Sequence

import aiosqlite
import msgspec

from opennight.night.fold import EVENTS
from opennight.night.words import Recorded
from opennight.store.log import Conflict

SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    night TEXT NOT NULL,
    version INTEGER NOT NULL,
    command TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (night, version)
) STRICT, WITHOUT ROWID
"""
# A whole commit as one JSON array and one statement, which is a transaction by itself: one trip to the
# connection's thread, which then needs the interpreter once, not once a row while the event loop is busy.
APPEND = """
INSERT INTO events (night, version, command, kind, data)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)
"""
READ = "SELECT version, command, kind, data FROM events WHERE night = ? AND version > ? ORDER BY version"
VERSION = 1
PATIENCE = 2000
"""Milliseconds to wait for another process that writes; everybody who acts waits as long."""

encoder = msgspec.json.Encoder()
decoders = {name: msgspec.json.Decoder(kind) for name, kind in EVENTS.items()}


async def connect(path: pathlib.Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    await connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return connection


class SqliteLog:
    """A `Log` on SQLite. Open it with `await SqliteLog.open(path)`."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.writer = writer
        self.reader = reader

    @classmethod
    async def open(cls, path: pathlib.Path) -> "SqliteLog":
        """The log in this file, which is made if it is not there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # Tried without a thread first: the one that fails to open a file would outlive the event loop.
        sqlite3.connect(path).close()
        writer = await connect(path)
        try:
            async with writer.execute("PRAGMA user_version") as found:
                if (await found.fetchone() or (0,))[0] > VERSION:
                    raise sqlite3.DatabaseError("it was made by a newer opennight")
            await writer.execute("PRAGMA journal_mode = WAL")
            await writer.execute("PRAGMA synchronous = FULL")
            await writer.execute(SCHEMA)
            await writer.execute(f"PRAGMA user_version = {VERSION}")
            reader = await connect(path)
        except BaseException:
            await writer.close()  # an unclosed connection's thread would keep the process from ending
            raise
        return cls(writer, reader)

    async def append(self, rows: Sequence[tuple[str, Recorded]]) -> None:
        values = [(code, r.version, r.command, type(r.event).__name__, r.event) for code, r in rows]
        try:
            await self.writer.execute(APPEND, (encoder.encode(values).decode(),))
        except sqlite3.IntegrityError as error:
            raise Conflict from error

    async def read(self, code: str, after: int = 0) -> list[Recorded]:
        rows = await self.reader.execute_fetchall(READ, (code, after))
        return [
            Recorded(version, command, decoders[kind].decode(data)) for version, command, kind, data in rows
        ]

    async def codes(self) -> list[str]:
        rows = await self.reader.execute_fetchall("SELECT night FROM events WHERE version = 1 ORDER BY night")
        return [code for (code,) in rows]

    async def close(self) -> None:
        await self.reader.close()
        await self.writer.close()
