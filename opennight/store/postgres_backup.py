"""Copies a PostgreSQL database into an SQLite file and back, as one consistent snapshot each way."""

import contextlib
import pathlib
import sqlite3
from collections.abc import Iterator

import asyncpg

from opennight.store import sqlite
from opennight.store.doorbell import SERVING
from opennight.store.envelope import Row
from opennight.store.log import Unavailable
from opennight.store.migrations import migrate as make_file
from opennight.store.migrations.postgres import migrate
from opennight.store.postgres_commons import TABLES as COMMONS
from opennight.store.postgres_pool import PATIENCE, told

TABLES = {
    "events": (Row.__struct_fields__, "position"),
    "idle": (("night", "key", "version", "at"), "night, key"),
    "between_people": (("night", "one", "other", "kind", "at", "data"), "night, one, other, kind"),
}
"""Each table with its columns and its order. Positions are each store's own: they are given anew."""
FOLLOW = ("heads", "catalogue", "projections")
"""Tables that follow from the events."""
AT_ONCE = 2_000
HEADS = """
INSERT INTO heads (night, follows, version)
SELECT night, max(version) - 1, max(version) FROM events GROUP BY night
"""


async def copy_out(url: str, target: pathlib.Path) -> None:
    """Write all that is in the database at this moment into a new file. Raises `Unavailable`."""
    with told(), sqlite.told():
        make_file(target)
        connection = await asyncpg.connect(url, timeout=PATIENCE)
        with contextlib.closing(sqlite3.connect(target)) as file, file:
            try:
                async with connection.transaction(isolation="repeatable_read", readonly=True):
                    for table, (columns, order) in TABLES.items():
                        await read(connection, file, table, columns, order)
            finally:
                await connection.close(timeout=PATIENCE)
        with contextlib.closing(sqlite3.connect(target)) as file:
            file.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, with nothing beside it


async def read(
    connection: asyncpg.Connection,
    file: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    order: str,
) -> None:
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    rows = await connection.cursor(f"SELECT {names} FROM {table} ORDER BY {order}")  # noqa: S608
    while some := await rows.fetch(AT_ONCE):
        file.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", map(tuple, some))  # noqa: S608


async def copy_in(source: pathlib.Path, url: str) -> None:
    """Put what is in this file in place of all that is in the database. Raises `Unavailable`."""
    with told(), sqlite.told():
        await migrate(url, PATIENCE)
        connection = await asyncpg.connect(url, timeout=PATIENCE)
        try:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", SERVING):
                raise Unavailable("another opennight is serving it; stop that one first")
            with contextlib.closing(sqlite3.connect(source)) as file:
                async with connection.transaction():
                    await connection.execute(f"TRUNCATE {', '.join((*TABLES, *FOLLOW))} RESTART IDENTITY")
                    await connection.execute(f"DROP TABLE IF EXISTS {COMMONS}")
                    for table, (columns, order) in TABLES.items():
                        await connection.copy_records_to_table(
                            table, records=written(file, table, columns, order), columns=columns
                        )
                    await connection.execute(HEADS)
        finally:
            await connection.close(timeout=PATIENCE)


def written(
    file: sqlite3.Connection, table: str, columns: tuple[str, ...], order: str
) -> Iterator[tuple[object, ...]]:
    yield from file.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608
