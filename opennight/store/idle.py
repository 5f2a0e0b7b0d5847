"""Acts that changed nothing, in an SQLite table beside the events (see `log.Idle`)."""

from collections.abc import Sequence

import aiosqlite
import msgspec

from opennight.store.log import DAY, Conflict, Idle

# Writes none of them if the night of one has moved on since it was decided.
APPEND = """
INSERT INTO idle (night, key, version, at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:acts) WHERE NOT EXISTS (
    SELECT 1 FROM json_each(:acts) JOIN events ON night = value ->> 0 AND version > value ->> 2
)
"""
READ = "SELECT night, key, version, at FROM idle WHERE night = ? ORDER BY at"
encode = msgspec.json.Encoder().encode


async def append(connection: aiosqlite.Connection, acts: Sequence[Idle]) -> None:
    """Write these acts and delete old ones, within a transaction. Raises `Conflict` if one came too late."""
    written = await connection.execute(APPEND, {"acts": encode(acts).decode()})
    if written.rowcount != len(acts):
        raise Conflict
    await connection.execute("DELETE FROM idle WHERE at < ?", (max(act.at for act in acts) - DAY,))


async def read(connection: aiosqlite.Connection, code: str) -> list[Idle]:
    return [Idle(*row) for row in await connection.execute_fetchall(READ, (code,))]
