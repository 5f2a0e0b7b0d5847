"""The catalogue beside the log in PostgreSQL.

Positions are given in one order and become visible in another: a transaction that takes long shows its rows
after others with higher positions have been read. So rows are read in the order of their transactions, and
only those of transactions before the oldest that still runs.
"""

from collections.abc import Iterable, Sequence

import msgspec

from opennight.night.entry import Entry
from opennight.store.catalogue import Written, decode, encode
from opennight.store.log import Conflict
from opennight.store.postgres import PostgresLog
from opennight.store.postgres_pool import told

SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())"
LAST = f"SELECT xid::text, position FROM events WHERE {SETTLED} ORDER BY xid DESC, position DESC LIMIT 1"  # noqa: S608
SINCE = f"""
SELECT xid::text, position, night, version, command, at, actor, kind, data, personal FROM events
WHERE (xid, position) > ($1::text::xid8, $2::bigint) AND {SETTLED} AND kind = ANY ($3)
ORDER BY xid, position LIMIT $4
"""  # noqa: S608
ENTRIES = """
SELECT data, (SELECT at FROM events WHERE events.night = catalogue.night ORDER BY version DESC LIMIT 1)
FROM catalogue WHERE night = ANY ($1)
"""
MOVE = """
INSERT INTO projections AS its VALUES ('catalogue', $2)
ON CONFLICT (name) DO UPDATE SET cursor = CASE WHEN its.cursor = $1 THEN excluded.cursor END
"""
KEEP = """
INSERT INTO catalogue SELECT * FROM unnest($1::text[], $2::text[])
ON CONFLICT (night) DO UPDATE SET data = excluded.data
"""


class PostgresCatalogue:
    """A `Catalogue`."""

    def __init__(self, log: PostgresLog) -> None:
        self.log = log

    async def cursor(self) -> str:
        with told():
            found = await self.log.pool.fetchval("SELECT cursor FROM projections WHERE name = 'catalogue'")
        return found or ""

    async def since(self, cursor: str, kinds: Sequence[str], most: int) -> tuple[list[Written], str]:
        xid, _colon, position = (cursor or "0:0").partition(":")
        with told():
            async with (
                self.log.pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                last = await connection.fetchrow(LAST)  # the two see the same: it is one snapshot
                rows = await connection.fetch(SINCE, xid, int(position), list(kinds), most)
        reached = rows[-1] if len(rows) == most else last
        found = [(row[2], tuple(row)[3:]) for row in rows]
        return found, f"{reached[0]}:{reached[1]}" if reached else cursor

    async def entries(self, codes: Sequence[str]) -> list[Entry]:
        with told():
            rows = await self.log.pool.fetch(ENTRIES, list(codes))
        return [msgspec.structs.replace(decode(data), at=at or 0) for data, at in rows]

    async def keep(self, entries: Iterable[Entry], before: str, after: str) -> None:
        kept = list(entries)
        with told():
            async with (
                self.log.pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read"),
            ):
                if not before and await connection.fetchval("SELECT count(*) FROM projections"):
                    raise Conflict
                await connection.execute(MOVE, before, after)
                await connection.execute(
                    KEEP, [entry.code for entry in kept], [encode(entry).decode() for entry in kept]
                )

    async def clear(self) -> None:
        with told():
            await self.log.pool.execute("TRUNCATE catalogue, projections")
