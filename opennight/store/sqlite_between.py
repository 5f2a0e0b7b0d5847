"""What is between two people, beside the log in its SQLite file."""

from collections.abc import Sequence

from opennight.store.between import Passed
from opennight.store.sqlite import SqliteLog, told

PUT = "INSERT OR REPLACE INTO between_people (night, one, other, kind, at, data) VALUES (?, ?, ?, ?, ?, ?)"
OF_NIGHT = "SELECT one, other, kind, at, data FROM between_people WHERE night = ?"
OF_PERSON = f"{OF_NIGHT} AND (one = ? OR other = ?)"
OF_KIND = (
    "SELECT night, one, other, kind, at, data FROM between_people WHERE substr(kind, 1, ?) = ? ORDER BY night"
)
SWAP = """
UPDATE between_people SET at = ?, data = ?
WHERE night = ? AND one = ? AND other = ? AND kind = ? AND at = ? AND data = ?
"""
REMOVE = "DELETE FROM between_people WHERE night = ? AND one = ? AND other = ? AND kind = ?"


class SqliteBetween:
    """A `Between`."""

    def __init__(self, log: SqliteLog) -> None:
        self.log = log

    async def put(self, code: str, passed: Passed) -> None:
        with told():
            async with self.log.writing:
                self.log.files.check()
                await self.log.writer.execute(PUT, (code, *passed))

    async def of_night(self, code: str) -> list[Passed]:
        with told():
            return [Passed(*row) for row in await self.log.reader.execute_fetchall(OF_NIGHT, (code,))]

    async def of_person(self, code: str, person: int) -> list[Passed]:
        with told():
            rows = await self.log.reader.execute_fetchall(OF_PERSON, (code, person, person))
        return [Passed(*row) for row in rows]

    async def of_kind(self, begins: str) -> list[tuple[str, Passed]]:
        with told():
            rows = await self.log.reader.execute_fetchall(OF_KIND, (len(begins), begins))
        return [(code, Passed(*row)) for code, *row in rows]

    async def swap(self, code: str, old: Passed, new: Passed) -> bool:
        with told():
            async with self.log.writing:
                self.log.files.check()
                found = await self.log.writer.execute(SWAP, (new.at, new.data, code, *old))
                return found.rowcount == 1

    async def remove(self, code: str, those: Sequence[Passed]) -> None:
        if not those:
            return
        with told():
            async with self.log.writing:
                self.log.files.check()
                async with self.log.transaction():
                    keys = [(code, one.one, one.other, one.kind) for one in those]
                    await self.log.writer.executemany(REMOVE, keys)
                await self.log.empty()
