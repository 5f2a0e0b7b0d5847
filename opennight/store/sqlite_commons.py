"""The index of the commons in an SQLite file of its own, beside that of the log, which it only reads."""

import asyncio
import contextlib
import pathlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiosqlite
import msgspec

from opennight.store.commons import (
    COUNTED,
    EACH,
    FORMAT,
    KINDS,
    Behind,
    Listed,
    Term,
    Thing,
    Wanted,
    any_of,
    asked,
)
from opennight.store.commons_index import Index, placed, rows, thing_of, wishes
from opennight.store.sqlite import told

PATIENCE = 10_000
"""Milliseconds to wait while another process writes to it: nobody who acts in a night does."""
SCHEMA = (
    "CREATE TABLE commons_nights (code TEXT PRIMARY KEY, version INTEGER NOT NULL, first INTEGER NOT NULL "
    "UNIQUE, place TEXT NOT NULL, name TEXT NOT NULL, year TEXT NOT NULL, renew TEXT NOT NULL, "
    "data TEXT NOT NULL) STRICT",
    "CREATE INDEX commons_places ON commons_nights (place, first)",
    "CREATE INDEX commons_years ON commons_nights (year)",
    "CREATE TABLE commons_read (cursor TEXT NOT NULL) STRICT",
    "INSERT INTO commons_read VALUES ('')",
    # Words are cut and folded before they come here; the tokenizer only has to part them at spaces.
    "CREATE VIRTUAL TABLE commons_things USING fts5 (words, data UNINDEXED, "
    "tokenize = \"unicode61 remove_diacritics 2 categories 'L* M* N* P* S* C*'\")",
)
TABLES = ("commons_things", "commons_nights", "commons_read", *("things", "nights", "read"))
"""The tables of today, and those of the first format."""
LISTED = (
    "SELECT DISTINCT night FROM log.events WHERE position > ? AND position <= ? "
    "AND kind IN (SELECT value FROM json_each(?))"
)
LAST = "SELECT coalesce(max(position), 0) FROM log.events"
FOUND = "SELECT rowid FROM commons_things WHERE commons_things MATCH ? ORDER BY rowid LIMIT ?"
SAYS = "SELECT data FROM commons_things WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid"
SAID = "SELECT data FROM commons_things WHERE commons_things MATCH ? ORDER BY rowid LIMIT ?"
FORGET_THINGS = "DELETE FROM commons_things WHERE rowid >= ? AND rowid < ?"
FORGET_NIGHT = "DELETE FROM commons_nights WHERE first = ?"
THESE = "SELECT first FROM commons_nights WHERE {column} IN (SELECT value FROM json_each(?))"
VALUE = re.compile(r"\$(\d)")


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
            for table in TABLES:
                file.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in SCHEMA:
                file.execute(statement)
            file.execute(f"PRAGMA user_version = {FORMAT}")
        file.execute("COMMIT")


class SqliteCommons(Index):
    """A `Commons`. `path` is the log's file; ours is made once it is needed."""

    moved = "version IS NOT (SELECT max(version) FROM log.events WHERE night = code)"
    things_of = (
        "SELECT its.data FROM commons_nights, commons_things AS its WHERE code = $1 AND its.rowid >= first "
        "AND its.rowid < first + $2 ORDER BY its.rowid"
    )

    def __init__(self, path: pathlib.Path) -> None:
        self.log = path
        self.path = beside(path)
        self.opening = asyncio.Lock()
        self.reader: aiosqlite.Connection | None = None
        self.writer: sqlite3.Connection | None = None
        self.hand = ThreadPoolExecutor(1)
        """The thread that writes: one thing after another."""

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
            return list(await (await self.reading()).execute_fetchall(VALUE.sub(r"?\1", query), values))

    async def transact(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Have this done in one transaction, or none of it: in one go, as each trip to another thread is a
        wait where machines are busy."""
        await self.reading()  # so that the file is there
        await self.by_hand(lambda connection: within(connection, work))

    async def by_hand(self, work: Callable[[sqlite3.Connection], object]) -> None:
        def done() -> None:
            if self.writer is None:
                self.writer = writing(self.path)
            work(self.writer)

        with told():
            await asyncio.get_running_loop().run_in_executor(self.hand, done)

    async def write(self, query: str, *values: Any) -> None:
        await self.transact(lambda connection: connection.execute(VALUE.sub(r"?\1", query), values))

    def one_of(self, column: str, place: int) -> str:
        return f"{column} IN (SELECT value FROM json_each(${place}))"  # noqa: S608 - our own names

    def several(self, texts: Sequence[str]) -> str:
        return msgspec.json.encode(texts).decode()

    async def behind(self, today: str) -> Behind:
        [(cursor,)] = await self.all("SELECT cursor FROM commons_read")
        [(last,)] = await self.all(LAST)
        after = int(cursor or 0)
        if last < after:  # another log is in its place
            after = 0
        listed = await self.all(LISTED, after, last, self.several(KINDS))
        return Behind(sorted({code for (code,) in listed} | await self.overdue(today)), str(last))

    async def put(self, codes: Sequence[str], listed: Sequence[Listed]) -> None:
        await self.transact(lambda connection: put(connection, codes, listed))

    async def tidy(self) -> None:
        # Words of things that are gone are in the tree till then, and in the -wal till after that.
        await self.write("INSERT INTO commons_things (commons_things) VALUES ('optimize')")
        await self.by_hand(lambda its: its.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        query = expression(asked(wanted))
        if not query:
            return [], 0
        those = [no for (no,) in await self.all(FOUND, query, COUNTED)]
        shown = those[skip : skip + most]
        found = await self.all(SAYS, msgspec.json.encode(shown).decode()) if shown else []
        return [thing_of(data) for (data,) in found], len(those)

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        query = " OR ".join(expression([term]) for term in any_of(kinds))
        return [thing_of(data) for (data,) in await self.all(SAID, query, most)]

    async def close(self) -> None:
        if self.reader:
            await self.reader.close()
        if self.writer:
            await self.by_hand(sqlite3.Connection.close)
        self.hand.shutdown()
        self.reader = self.writer = None


def writing(path: pathlib.Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE / 1000, isolation_level=None)
    for pragma in ("synchronous = NORMAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def within(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], object]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def put(connection: sqlite3.Connection, codes: Sequence[str], listed: Sequence[Listed]) -> None:
    """To be done within a transaction."""

    def these(column: str, values: Sequence[object]) -> list[int]:
        found = connection.execute(THESE.format(column=column), (msgspec.json.encode(values).decode(),))
        return [start for (start,) in found]

    for start in these("code", codes):
        connection.execute(FORGET_THINGS, (start, start + EACH))
        connection.execute(FORGET_NIGHT, (start,))
    for one, night in placed(listed, set(these("first", wishes(listed)))):
        connection.execute("INSERT INTO commons_nights VALUES (?, ?, ?, ?, ?, ?, ?, ?)", night)
        connection.executemany(
            "INSERT INTO commons_things (rowid, words, data) VALUES (?, ?, ?)",
            ((no, " ".join(words), data) for no, words, data in rows(one, night[2])),
        )


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
