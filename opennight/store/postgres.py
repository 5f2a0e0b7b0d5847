"""The log in PostgreSQL, to which any number of processes write."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg

from opennight.night.messages import Recorded, key
from opennight.store.chain import Chain
from opennight.store.envelope import Row, recorded
from opennight.store.log import DAY, Conflict, Idle, Unavailable
from opennight.store.migrations.postgres import migrate
from opennight.store.postgres_pool import PATIENCE, connections, connections_through_a_pooler, told

CONNECTIONS = 8
WHOLE = 300.0
"""Seconds for a statement that writes a whole night at once."""
TURNS = 4
"""Nights for which this process can have, or wait for, a turn at the same time."""
TURN = 1.0
"""Seconds to wait for a turn."""
COLUMNS = ", ".join(Row.__struct_fields__)

# One statement, so that it is a transaction by itself and one trip to the server. It fails as a whole if any
# of its parts does, and says no by a NULL in a column that takes none, or by a key that is taken:
#   - a version is taken by somebody else's event, or an act is known to have changed nothing;
#   - an event comes from a command that is known to have changed nothing;
#   - the night is not at the version on which its rows follow, or at which its acts were decided.
# Every append rewrites the row in `heads` of each of its nights. Under REPEATABLE READ two appends to one
# night that overlap are thus never both written, even if one has only acts that changed nothing.
APPEND = f"""
WITH written AS (
    INSERT INTO events ({COLUMNS})
    SELECT night, CASE WHEN NOT EXISTS (
        SELECT FROM unnest($1::text[], $12::text[]) AS command (night, key) JOIN idle USING (night, key)
    ) THEN version END, {", ".join(Row.__struct_fields__[2:])}
    FROM unnest($1::text[], $2::integer[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::text[]) AS its ({COLUMNS})
), moved AS (
    INSERT INTO heads AS head (night, follows, version)
    SELECT night, follows,
        CASE WHEN follows = 0 OR EXISTS (SELECT FROM heads WHERE heads.night = its.night) THEN version END
    FROM unnest($13::text[], $14::integer[], $15::integer[]) AS its (night, follows, version)
    ON CONFLICT (night) DO UPDATE SET follows = excluded.follows,
        version = CASE WHEN head.version = excluded.follows THEN excluded.version END
), forgotten AS (
    DELETE FROM idle WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM idle WHERE at < (SELECT max(at) - $20 FROM unnest($19::bigint[]) AS act (at))
        FOR UPDATE SKIP LOCKED
    ))
)
INSERT INTO idle (night, key, version, at)
SELECT night, key, version, at
FROM unnest($16::text[], $17::text[], $18::integer[], $19::bigint[]) AS act (night, key, version, at)
"""  # noqa: S608 - our own names
READ = """
SELECT version, command, at, actor, kind, data, personal
FROM events WHERE night = $1 AND version > $2 ORDER BY version LIMIT $3
"""
ROWS = f"SELECT {COLUMNS} FROM events WHERE night = $1 AND version > $2 ORDER BY version"  # noqa: S608
FORGET = """
UPDATE events SET personal = NULL, salt = NULL
WHERE night = $1 AND personal IS NOT NULL AND version = ANY ($2)
"""
TAKE_TURN = "SELECT pg_advisory_lock(1852401524, hashtext($1))"
GIVE_TURN = "SELECT pg_advisory_unlock(1852401524, hashtext($1))"
DELETE = """
WITH head AS (DELETE FROM heads WHERE night = $1),
    act AS (DELETE FROM idle WHERE night = $1),
    entry AS (DELETE FROM catalogue WHERE night = $1),
    contact AS (DELETE FROM between_people WHERE night = $1),
    event AS (DELETE FROM events WHERE night = $1 RETURNING 1)
SELECT count(*) FROM event
"""
PROBE = """
INSERT INTO idle (night, key, version, at) VALUES ('', 'probe', 0, $1)
ON CONFLICT (night, key) DO UPDATE SET at = excluded.at
"""
LOST = """
SELECT coalesce(head.night, its.night), head.version, its.last
FROM heads AS head
FULL JOIN (SELECT night, max(version) AS last FROM events GROUP BY night) AS its ON its.night = head.night
WHERE head.version IS DISTINCT FROM its.last ORDER BY 1
"""


class PostgresLog:
    """A `Log` on PostgreSQL. Open it with `await PostgresLog.open(url)`.

    `pooler`: its connections go through one, so each transaction has to say what it needs.
    """

    def __init__(self, pool: asyncpg.Pool, turns: asyncpg.Pool, *, pooler: bool) -> None:
        self.pool = pool
        self.turns = turns
        self.pooler = pooler
        self.chain = Chain(self.find)

    @classmethod
    async def open(cls, url: str, direct: str = "") -> "PostgresLog":
        """The log in this database; its tables are made if they are missing, or brought up to date.

        `direct` is the server's own address, if `url` is that of a pooler.
        """
        pooler, direct = direct not in ("", url), direct or url
        with told():
            await migrate(direct, PATIENCE)
            turns = await connections(direct, TURNS, lock_timeout=str(int(TURN * 1000)))
            if pooler:
                return cls(await connections_through_a_pooler(url, CONNECTIONS), turns, pooler=True)
            pool = await connections(url, CONNECTIONS)
            isolation = await pool.fetchval("SHOW transaction_isolation")
        if isolation != "repeatable read":
            pool.terminate()
            raise Unavailable("our settings do not get through to it; for a pooler see OPENNIGHT_LISTEN_URL")
        return cls(pool, turns, pooler=False)

    @contextlib.asynccontextmanager
    async def repeatable_read(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection on which one statement is a transaction in that isolation."""
        async with self.pool.acquire() as connection:
            if not self.pooler:
                yield connection
                return
            async with connection.transaction(isolation="repeatable_read"):
                yield connection

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        if not (rows or acts):
            return
        rows = sorted(rows, key=lambda of: of[0])  # appends that overlap take their nights in the same order
        with told():
            packed, ends = await self.chain.pack(rows)
            values = *columns(packed), *moves(packed, acts), *acts_of(acts)
            async with self.repeatable_read() as connection:
                await connection.execute(APPEND, *values, DAY)
        self.chain.keep(ends)

    async def bring(self, rows: Sequence[Row], acts: Sequence[Idle] = ()) -> None:
        with told():
            values = *columns(rows), *moves(rows, acts), *acts_of(acts)
            async with self.repeatable_read() as connection, connection.transaction():
                await connection.execute(f"SET LOCAL statement_timeout = {int(WHOLE * 1000)}")
                await connection.execute(APPEND, *values, DAY, timeout=WHOLE)

    @contextlib.asynccontextmanager
    async def turn(self, code: str) -> AsyncIterator[None]:
        """See `Log.turn`. Without a lock in time, it goes on without one: writers collide, and no more."""
        async with contextlib.AsyncExitStack() as held:
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
                connection = await held.enter_async_context(self.turns.acquire(timeout=TURN))
                await connection.execute(TAKE_TURN, code)
                held.push_async_callback(self.give_turn, connection, code)
            yield

    async def give_turn(self, connection: asyncpg.Connection, code: str) -> None:
        try:
            await connection.execute(GIVE_TURN, code)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            connection.terminate()  # that passes it, too

    async def find(self, code: str, version: int) -> str | None:
        with told():
            found: str | None = await self.pool.fetchval(
                "SELECT hash FROM events WHERE night = $1 AND version = $2", code, version
            )
        return found

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        with told():
            rows = await self.pool.fetch(READ, code, after, None if most < 0 else most)
        return recorded(code, rows)

    async def rows(self, code: str, after: int = 0) -> list[Row]:
        with told():
            return [Row(*row) for row in await self.pool.fetch(ROWS, code, after)]

    async def idle(self, code: str) -> list[Idle]:
        with told():
            rows = await self.pool.fetch(
                "SELECT night, key, version, at FROM idle WHERE night = $1 ORDER BY at", code
            )
        return [Idle(*row) for row in rows]

    async def codes(self) -> list[str]:
        with told():
            return [
                row[0]
                for row in await self.pool.fetch("SELECT night FROM heads WHERE version > 0 ORDER BY night")
            ]

    async def versions(self, codes: Sequence[str]) -> dict[str, int]:
        with told():
            rows = await self.pool.fetch(
                "SELECT night, version FROM heads WHERE night = ANY ($1)", list(codes)
            )
        return {row[0]: row[1] for row in rows}

    async def probe(self, at: int) -> None:
        with told():
            await self.pool.execute(PROBE, at)

    async def forget(self, code: str, versions: Sequence[int]) -> None:
        with told():
            async with self.repeatable_read() as connection:
                await connection.execute(FORGET, code, list(versions))

    async def delete(self, code: str, at: int) -> int:
        with told():
            async with self.repeatable_read() as connection:
                gone: int = await connection.fetchval(DELETE, code)
        self.chain.ends.pop(code, None)
        return gone

    async def faults(self) -> list[str]:
        with told():
            lost = await self.pool.fetch(LOST)
        return [
            f"{code}: its last version should be {head or 0}, but is {last or 0}" for code, head, last in lost
        ]

    async def close(self) -> None:
        for pool in (self.turns, self.pool):
            try:
                async with asyncio.timeout(PATIENCE):
                    await pool.close()
            except (TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                pool.terminate()


def columns(rows: Sequence[Row]) -> list[list[Any]]:
    """The parameters $1 to $12: the rows by column, and the keys of their commands."""
    names = Row.__struct_fields__
    found = [[getattr(row, name) for row in rows] for name in names]
    return [*found, [key(row.actor, row.command) for row in rows]]


def moves(rows: Sequence[Row], acts: Sequence[Idle]) -> list[list[Any]]:
    """The parameters $13 to $15: each night, the version that it must be at, and the one that it gets to.

    Raises `Conflict` if an act was decided before the version on which the rows of its night follow.
    """
    by_night = defaultdict[str, list[int]](list)
    for row in rows:
        by_night[row.night].append(row.version)
    first = {code: versions[0] - 1 for code, versions in by_night.items()}
    last = {code: versions[-1] for code, versions in by_night.items()}
    for act in acts:
        if act.version < first.setdefault(act.night, act.version):
            raise Conflict
        last.setdefault(act.night, act.version)
    codes = sorted(first)
    return [codes, [first[code] for code in codes], [last[code] for code in codes]]


def acts_of(acts: Sequence[Idle]) -> list[list[Any]]:
    """The parameters $16 to $19: the acts by column."""
    return [list(column) for column in zip(*acts, strict=True)] if acts else [[], [], [], []]
