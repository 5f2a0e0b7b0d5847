"""The log in an SQLite file: one connection for durable commits, and a separate one for reading."""

import asyncio
import contextlib
import os
import pathlib
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence

import aiosqlite
import msgspec

from opennight.errands import Errands
from opennight.night.messages import Recorded
from opennight.store import idle
from opennight.store.chain import Chain
from opennight.store.envelope import Row, Stored, recorded
from opennight.store.log import Conflict, Idle, Unavailable
from opennight.store.migrations import migrate
from opennight.store.sqlite_insertion import AT_ONCE, COLUMNS, insertion

ROWS = f"SELECT {COLUMNS} FROM events WHERE night = ? AND version > ? ORDER BY version"  # noqa: S608 - our own names
# One JSON array: SQLite makes it without holding the interpreter, which folds what came before meanwhile.
READ = """
SELECT json_group_array(json_array(version, command, at, actor, kind, data, personal)) FROM (
    SELECT * FROM events WHERE night = ? AND version > ? ORDER BY version LIMIT ?
)
"""
FORGET = """
UPDATE events SET personal = NULL, salt = NULL
WHERE night = ? AND personal IS NOT NULL AND version IN (SELECT value FROM json_each(?))
"""
HASH = "SELECT hash FROM events WHERE night = ? AND version = ?"
VERSIONS = """
SELECT value, (SELECT max(version) FROM events WHERE night = value) FROM json_each(?)
"""
# SQLite remembers the last position that it gave, so that lost rows at the end are found, too.
LOST = """
SELECT max(coalesce(max(position), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0))
    - count(*) - (SELECT coalesce(sum(rows), 0) FROM deletions) FROM events
"""
decode = msgspec.json.Decoder(list[Stored]).decode
PATIENCE = 2000
"""Milliseconds to wait while another process writes; everybody who acts waits as long."""
AGAIN = 60.0
"""Seconds until the -wal is emptied if somebody was reading it."""


PROBE = "INSERT OR REPLACE INTO idle (night, key, version, at) VALUES ('', 'probe', 0, ?)"


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn the errors of SQLite into those of `Log`."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Conflict from error
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(str(error)) from error


async def connect(path: pathlib.Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    await connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return connection


class Files:
    """The database's files, as they were when it was opened.

    If one is deleted or replaced meanwhile, SQLite goes on writing to a file that nobody will find again.
    """

    def __init__(self, path: pathlib.Path) -> None:
        self.paths = [path, path.with_name(f"{path.name}-wal")]
        self.opened = self.now()

    def now(self) -> list[tuple[int, int]]:
        return [(found.st_dev, found.st_ino) for found in map(os.stat, self.paths)]

    def check(self) -> None:
        """Raise `Unavailable` if they are not the same any more."""
        try:
            same = self.now() == self.opened
        except FileNotFoundError:
            same = False
        if not same:
            raise Unavailable("its file was deleted, replaced or moved; start the server anew")


class SqliteLog:
    """A `Log` on SQLite. Open it with `await SqliteLog.open(path)`."""

    def __init__(self, files: Files, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.files = files
        self.writer = writer
        self.reader = reader
        self.writing = asyncio.Lock()
        self.chain = Chain(self.find)
        self.errands = Errands()

    @classmethod
    async def open(cls, path: pathlib.Path) -> "SqliteLog":
        """The log in this file, which is created if it is missing, and brought up to date if it is old."""
        with told():
            path.parent.mkdir(parents=True, exist_ok=True)
            migrate(path)
            writer = await connect(path)
            try:
                await writer.execute("PRAGMA synchronous = FULL")
                # In pages: 16 MB. A commit at which the file is brought up to date takes longer: have few.
                await writer.execute("PRAGMA wal_autocheckpoint = 4000")
                await writer.execute("PRAGMA secure_delete = ON")  # blanked data is gone from the file, too
                reader = await connect(path)
                await reader.execute_fetchall("SELECT 1 FROM events LIMIT 1")  # now its -wal is there, too
            except BaseException:
                await writer.close()  # an unclosed connection's thread would keep the process from ending
                raise
            return cls(Files(path), writer, reader)

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        with told():
            async with self.writing:
                self.files.check()
                packed, ends = await self.chain.pack(rows)
                if acts or len(packed) > AT_ONCE:
                    await self.transact(packed, acts)
                else:
                    await self.insert(packed)
                self.chain.keep(ends)

    async def transact(self, rows: Sequence[Row], acts: Sequence[Idle]) -> None:
        """Write what takes more than one statement."""
        async with self.transaction():
            if acts:
                await idle.append(self.writer, acts)  # before our own rows: those would look like a conflict
            for place in range(0, len(rows), AT_ONCE):
                await self.insert(rows[place : place + AT_ONCE])

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Write several statements or none. The caller holds `writing`."""
        await self.writer.execute("BEGIN IMMEDIATE")
        try:
            yield
            await self.writer.execute("COMMIT")
        except BaseException:
            if self.writer.in_transaction:  # some failures have already rolled it back
                await self.writer.execute("ROLLBACK")
            raise

    async def bring(self, rows: Sequence[Row], acts: Sequence[Idle] = ()) -> None:
        with told():
            async with self.writing:
                self.files.check()
                await self.transact(rows, acts)

    async def insert(self, rows: Sequence[Row]) -> None:
        if rows:
            await self.writer.execute(*insertion(rows))

    async def find(self, code: str, version: int) -> str | None:
        """The hash of a row."""
        with told():
            for (found,) in await self.reader.execute_fetchall(HASH, (code, version)):
                return str(found)
        return None

    async def rows(self, code: str, after: int = 0) -> list[Row]:
        with told():
            return [Row(*row) for row in await self.reader.execute_fetchall(ROWS, (code, after))]

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        with told():
            [(found,)] = await self.reader.execute_fetchall(READ, (code, after, most))
        return recorded(code, decode(found))

    async def idle(self, code: str) -> list[Idle]:
        with told():
            return await idle.read(self.reader, code)

    async def codes(self) -> list[str]:
        with told():
            rows = await self.reader.execute_fetchall("SELECT DISTINCT night FROM events ORDER BY night")
        return [code for (code,) in rows]

    def turn(self, code: str) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()  # one process serves a file

    async def probe(self, at: int) -> None:
        with told():
            async with self.writing:
                self.files.check()
                await self.writer.execute(PROBE, (at,))

    async def versions(self, codes: Sequence[str]) -> dict[str, int]:
        with told():
            self.files.check()
            rows = await self.reader.execute_fetchall(VERSIONS, (msgspec.json.encode(codes).decode(),))
        return {code: version for code, version in rows if version}

    async def forget(self, code: str, versions: Sequence[int]) -> None:
        with told():
            async with self.writing:
                self.files.check()
                await self.writer.execute(FORGET, (code, msgspec.json.encode(versions).decode()))
                await self.empty()

    async def delete(self, code: str, at: int) -> int:
        with told():
            async with self.writing:
                self.files.check()
                async with self.transaction():
                    gone = await self.writer.execute("DELETE FROM events WHERE night = ?", (code,))
                    for table in ("idle", "between_people", "catalogue"):
                        await self.writer.execute(f"DELETE FROM {table} WHERE night = ?", (code,))  # noqa: S608
                    await self.writer.execute("INSERT INTO deletions VALUES (?, ?)", (at, gone.rowcount))
                self.chain.ends.pop(code, None)
                await self.empty()
                return int(gone.rowcount)

    async def empty(self) -> None:
        """Empty the -wal, which has what was blanked or deleted until then; or do so later, once nobody reads
        what was before, as a backup may. The caller holds `writing`."""
        if not await self.emptied():
            self.errands.begin(self.empty_later())

    async def emptied(self) -> bool:
        [(busy, *_pages)] = await self.writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    async def empty_later(self) -> None:
        done = False
        while not done:
            await asyncio.sleep(AGAIN)
            with contextlib.suppress(sqlite3.Error):
                async with self.writing:
                    done = await self.emptied()

    async def faults(self) -> list[str]:
        with told():
            damaged = await self.reader.execute_fetchall("PRAGMA integrity_check(10)")
            lost = await self.reader.execute_fetchall(LOST)
        found = [text for (text,) in damaged if text != "ok"]
        return found + [
            f"{number} rows are missing, or are at another position than they were written at"
            for (number,) in lost
            if number
        ]

    async def close(self) -> None:
        await self.errands.end()
        await self.reader.close()
        await self.writer.close()
