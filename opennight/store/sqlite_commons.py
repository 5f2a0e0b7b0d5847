"""The index of the commons in an SQLite file of its own, beside that of the log, which it only reads."""

import asyncio
import contextlib
import pathlib
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import aiosqlite
import msgspec

from opennight.store.commons import (
    COUNTED,
    EACH,
    FORMAT,
    KINDS,
    STAMP,
    Behind,
    Place,
    Shelved,
    Term,
    Thing,
    Wanted,
    Worded,
    any_of,
    asked,
    encode,
    first,
    marks,
    shelved_of,
    thing_of,
)
from opennight.store.sqlite import told

PATIENCE = 10_000
"""Milliseconds to wait while another process writes to it: nobody who acts in a night does."""
SCHEMA = (
    "CREATE TABLE nights (code TEXT PRIMARY KEY, version INTEGER NOT NULL, first INTEGER NOT NULL UNIQUE, "
    "place TEXT NOT NULL, name TEXT NOT NULL, year TEXT NOT NULL, renew TEXT NOT NULL, data TEXT NOT NULL) "
    "STRICT",
    "CREATE INDEX nights_by_place ON nights (place, first)",
    "CREATE INDEX nights_by_year ON nights (year)",
    "CREATE TABLE read (cursor INTEGER NOT NULL) STRICT",
    "INSERT INTO read VALUES (0)",
    # Words are cut and folded before they come here; the tokenizer only has to part them at spaces.
    "CREATE VIRTUAL TABLE things USING fts5 (words, data UNINDEXED, "
    "tokenize = \"unicode61 remove_diacritics 2 categories 'L* M* N* P* S* C*'\")",
)
LISTED = (
    "SELECT DISTINCT night FROM log.events WHERE position > ? AND position <= ? "
    "AND kind IN (SELECT value FROM json_each(?))"
)
LAST = "SELECT coalesce(max(position), 0) FROM log.events"
MOVED = "version IS NOT (SELECT max(version) FROM log.events WHERE night = code)"
FOUND = "SELECT rowid FROM things WHERE things MATCH ? ORDER BY rowid LIMIT ?"
SAYS = "SELECT data FROM things WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid"
PLACES = (
    "SELECT place, (SELECT name FROM nights AS its WHERE its.place = nights.place ORDER BY first LIMIT 1), "
    "count(*) FROM nights GROUP BY place ORDER BY count(*) DESC, place"
)


def expression(terms: Iterable[Term]) -> str:
    """What FTS5 is asked. Words are in quotation marks, and have none: no text is taken for an operator."""
    return " AND ".join(f'"{" ".join(term.words)}"' + (" *" if term.begins else "") for term in terms)


def make(path: pathlib.Path) -> None:
    """Make the file, if it is missing, or was made in another format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE / 1000, isolation_level=None)) as file:
        (found,) = file.execute("PRAGMA user_version").fetchone()
        if found == FORMAT:
            return
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("BEGIN IMMEDIATE")
        (found,) = file.execute("PRAGMA user_version").fetchone()  # another process may have done it
        if found != FORMAT:
            for table in ("things", "nights", "read"):
                file.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in SCHEMA:
                file.execute(statement)
            file.execute(f"PRAGMA user_version = {FORMAT}")
        file.execute("COMMIT")


class SqliteCommons:
    """A `Commons`. `path` is the log's file; ours is made once it is needed."""

    def __init__(self, path: pathlib.Path) -> None:
        self.log = path
        self.path = beside(path)
        self.opening = asyncio.Lock()
        self.writing = asyncio.Lock()
        self.reader: aiosqlite.Connection | None = None
        self.writer: aiosqlite.Connection | None = None

    async def reading(self) -> aiosqlite.Connection:
        """The connection that reads both files. It writes nothing: a transaction would lock the log, too."""
        async with self.opening:
            if self.reader is None:
                await asyncio.to_thread(made, self.log)
                log = f"{self.log.absolute().as_uri()}?mode=ro"
                self.reader = await connected(self.path, ("query_only = ON",), ("ATTACH ? AS log", (log,)))
            return self.reader

    async def all(self, query: str, *values: Any) -> list[Any]:
        with told():
            return list(await (await self.reading()).execute_fetchall(query, values))

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        with told():
            await self.reading()  # so that the file is there
            async with self.writing:
                if self.writer is None:
                    self.writer = await connected(self.path, ("synchronous = NORMAL", "secure_delete = ON"))
                await self.writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self.writer
                    await self.writer.execute("COMMIT")
                except BaseException:
                    if self.writer.in_transaction:
                        await self.writer.execute("ROLLBACK")
                    raise

    async def behind(self, today: str) -> Behind:
        [(cursor,)] = await self.all("SELECT cursor FROM read")
        [(last,)] = await self.all(LAST)
        if last < cursor:  # another log is in its place
            cursor = 0
        listed = await self.all(LISTED, cursor, last, msgspec.json.encode(KINDS).decode())
        moved = await self.all(f"SELECT code FROM nights WHERE {MOVED} OR (renew <> '' AND renew < ?)", today)  # noqa: S608
        return Behind(sorted({code for (code,) in [*listed, *moved]}), str(last))

    async def replace(self, night: Shelved, things: Sequence[Worded]) -> None:
        async with self.transaction() as connection:
            await self.clear(connection, night.code)
            start, turn = first(night), 0
            while list(await connection.execute_fetchall("SELECT 1 FROM nights WHERE first = ?", (start,))):
                turn += 1
                start = first(night, turn)
            its = (night.code, night.version, start, night.key, night.place, night.date[:4], night.renew)
            await connection.execute(
                "INSERT INTO nights VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*its, encode(night).decode())
            )
            await connection.executemany(
                "INSERT INTO things (rowid, words, data) VALUES (?, ?, ?)",
                [
                    (start + no, " ".join((*marks(night, one.thing), *one.words)), encode(one.thing).decode())
                    for no, one in enumerate(things[:EACH])
                ],
            )

    async def clear(self, connection: aiosqlite.Connection, code: str) -> None:
        for (start,) in await connection.execute_fetchall("SELECT first FROM nights WHERE code = ?", (code,)):
            await connection.execute(
                "DELETE FROM things WHERE rowid >= ? AND rowid < ?", (start, start + EACH)
            )
            await connection.execute("DELETE FROM nights WHERE code = ?", (code,))

    async def remove(self, code: str) -> None:
        async with self.transaction() as connection:
            await self.clear(connection, code)

    async def move(self, cursor: str) -> None:
        async with self.transaction() as connection:
            await connection.execute("UPDATE read SET cursor = ?", (int(cursor or 0),))

    async def tidy(self) -> None:
        async with (
            self.transaction() as connection
        ):  # words of things that are gone are in the tree till then
            await connection.execute("INSERT INTO things (things) VALUES ('optimize')")
        with told():
            if self.writer:
                await self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def rewind(self) -> None:
        async with self.transaction() as connection:
            await connection.execute("UPDATE read SET cursor = 0")
            await connection.execute("UPDATE nights SET version = 0")

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        query = expression(asked(wanted))
        if not query:
            return [], 0
        those = [no for (no,) in await self.all(FOUND, query, COUNTED)]
        shown = those[skip : skip + most]
        found = await self.all(SAYS, msgspec.json.encode(shown).decode()) if shown else []
        return [thing_of(data) for (data,) in found], len(those)

    async def nights(
        self, place: str = "", year: str = "", most: int = -1, skip: int = 0
    ) -> tuple[list[Shelved], int]:
        those = "FROM nights WHERE (?1 = '' OR place = ?1) AND (?2 = '' OR year = ?2)"
        [(total,)] = await self.all(f"SELECT count(*) {those}", place, year)
        found = await self.all(
            f"SELECT data {those} ORDER BY first LIMIT ?3 OFFSET ?4",
            place,
            year,
            most,
            skip,
        )
        return [shelved_of(data) for (data,) in found], total

    async def shelved(self, codes: Sequence[str]) -> dict[str, Shelved]:
        found = await self.all(
            "SELECT data FROM nights WHERE code IN (SELECT value FROM json_each(?))",
            msgspec.json.encode(codes).decode(),
        )
        nights = [shelved_of(data) for (data,) in found]
        return {night.code: night for night in nights}

    async def stale(self, codes: Sequence[str]) -> set[str]:
        found = await self.all(
            f"SELECT code FROM nights WHERE code IN (SELECT value FROM json_each(?)) AND {MOVED}",  # noqa: S608
            msgspec.json.encode(codes).decode(),
        )
        return {code for (code,) in found}

    async def things(self, code: str) -> list[Thing]:
        found = await self.all(
            "SELECT things.data FROM nights, things WHERE code = ? AND things.rowid >= first "
            "AND things.rowid < first + ? ORDER BY things.rowid",
            code,
            EACH,
        )
        return [thing_of(data) for (data,) in found]

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        query = " OR ".join(expression([term]) for term in any_of(kinds))
        found = await self.all(
            "SELECT data FROM things WHERE things MATCH ? ORDER BY rowid LIMIT ?", query, most
        )
        return [thing_of(data) for (data,) in found]

    async def stamp(self) -> str:
        [numbers] = await self.all(f"{STAMP} FROM nights")
        return repr(tuple(numbers))

    async def places(self) -> list[Place]:
        return [Place(*row) for row in await self.all(PLACES)]

    async def years(self) -> list[str]:
        found = await self.all("SELECT DISTINCT year FROM nights WHERE year <> '' ORDER BY year DESC")
        return [year for (year,) in found]

    async def close(self) -> None:
        for connection in (self.reader, self.writer):
            if connection:
                await connection.close()
        self.reader = self.writer = None


async def connected(
    path: pathlib.Path, pragmas: Sequence[str], *statements: tuple[str, tuple[str, ...]]
) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, uri=True)
    try:
        for pragma in (f"busy_timeout = {PATIENCE}", *pragmas):
            await connection.execute(f"PRAGMA {pragma}")
        for statement, values in statements:
            await connection.execute(statement, values)
    except BaseException:
        await connection.close()  # its thread would keep the process from ending
        raise
    return connection


def made(log: pathlib.Path) -> None:
    """Make the file, anew if it is damaged: nothing in it is needed."""
    try:
        make(beside(log))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        forget(log)
        make(beside(log))


def beside(log: pathlib.Path) -> pathlib.Path:
    """The file of the index."""
    return log.with_name(f"{log.name}.commons")


def forget(log: pathlib.Path) -> None:
    """Throw the index away, as another log comes in place of this one. Raises `OSError`."""
    for ending in ("", "-wal", "-shm"):
        beside(log).with_name(beside(log).name + ending).unlink(missing_ok=True)
