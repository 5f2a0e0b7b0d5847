"""The catalogue beside the log in its SQLite file."""

from collections.abc import Iterable, Sequence

import msgspec

from opennight.night.entry import Entry
from opennight.store.catalogue import Written, decode, encode
from opennight.store.log import Conflict
from opennight.store.sqlite import SqliteLog, told

LAST = "SELECT coalesce(max(position), 0) FROM events"
SINCE = """
SELECT position, night, version, command, at, actor, kind, data, personal FROM events
WHERE position > ? AND position <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?
"""
MOVE = "INSERT OR REPLACE INTO projections VALUES ('catalogue', ?)"
ENTRIES = """
SELECT data, (SELECT at FROM events WHERE events.night = catalogue.night ORDER BY version DESC LIMIT 1)
FROM catalogue JOIN json_each(?) ON night = value
"""


class SqliteCatalogue:
    """A `Catalogue`."""

    def __init__(self, log: SqliteLog) -> None:
        self.log = log

    async def cursor(self) -> str:
        query = "SELECT cursor FROM projections WHERE name = 'catalogue'"
        with told():
            for (cursor,) in await self.log.reader.execute_fetchall(query):
                return str(cursor)
        return ""

    async def since(self, cursor: str, kinds: Sequence[str], most: int) -> tuple[list[Written], str]:
        after = int(cursor or 0)
        with told():
            ((last,),) = await self.log.reader.execute_fetchall(LAST)
            rows = list(
                await self.log.reader.execute_fetchall(
                    SINCE, (after, last, msgspec.json.encode(kinds).decode(), most)
                )
            )
        reached = rows[-1][0] if len(rows) == most else max(last, after)
        return [(row[1], row[2:]) for row in rows], str(reached) if reached else ""

    async def entries(self, codes: Sequence[str]) -> list[Entry]:
        with told():
            rows = await self.log.reader.execute_fetchall(ENTRIES, (msgspec.json.encode(codes).decode(),))
        return [msgspec.structs.replace(decode(data), at=at or 0) for data, at in rows]

    async def keep(self, entries: Iterable[Entry], before: str, after: str) -> None:
        writer = self.log.writer
        with told():
            async with self.log.writing, self.log.transaction():
                if await self.cursor() != before:
                    raise Conflict
                await writer.executemany(
                    "INSERT OR REPLACE INTO catalogue VALUES (?, ?)",
                    [(entry.code, encode(entry).decode()) for entry in entries],
                )
                await writer.execute(MOVE, (after,))

    async def clear(self) -> None:
        with told():
            async with self.log.writing:
                # The cursor goes first: whatever happens then, it begins again.
                await self.log.writer.execute("DELETE FROM projections")
                await self.log.writer.execute("DELETE FROM catalogue")
