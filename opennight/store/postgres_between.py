"""What is between two people, beside the log in PostgreSQL."""

from collections.abc import Sequence

from opennight.store.between import Passed
from opennight.store.postgres import PostgresLog
from opennight.store.postgres_pool import told

PUT = """
INSERT INTO between_people (night, one, other, kind, at, data) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (night, one, other, kind) DO UPDATE SET at = excluded.at, data = excluded.data
"""
OF_NIGHT = "SELECT one, other, kind, at, data FROM between_people WHERE night = $1"
OF_PERSON = f"{OF_NIGHT} AND (one = $2 OR other = $2)"
OF_KIND = """
SELECT night, one, other, kind, at, data FROM between_people WHERE starts_with(kind, $1) ORDER BY night
"""
SWAP = """
UPDATE between_people SET at = $1, data = $2
WHERE night = $3 AND one = $4 AND other = $5 AND kind = $6 AND at = $7 AND data = $8
"""
REMOVE = """
DELETE FROM between_people USING unnest($2::integer[], $3::integer[], $4::text[]) AS its (one, other, kind)
WHERE night = $1 AND between_people.one = its.one AND between_people.other = its.other
    AND between_people.kind = its.kind
"""


class PostgresBetween:
    """A `Between`."""

    def __init__(self, log: PostgresLog) -> None:
        self.log = log

    async def put(self, code: str, passed: Passed) -> None:
        with told():
            await self.log.pool.execute(PUT, code, *passed)

    async def of_night(self, code: str) -> list[Passed]:
        with told():
            return [Passed(*row) for row in await self.log.pool.fetch(OF_NIGHT, code)]

    async def of_person(self, code: str, person: int) -> list[Passed]:
        with told():
            return [Passed(*row) for row in await self.log.pool.fetch(OF_PERSON, code, person)]

    async def of_kind(self, begins: str) -> list[tuple[str, Passed]]:
        with told():
            return [(code, Passed(*row)) for code, *row in await self.log.pool.fetch(OF_KIND, begins)]

    async def swap(self, code: str, old: Passed, new: Passed) -> bool:
        with told():
            done: str = await self.log.pool.execute(SWAP, new.at, new.data, code, *old)
        return done == "UPDATE 1"

    async def remove(self, code: str, those: Sequence[Passed]) -> None:
        if not those:
            return
        ones, others, kinds = zip(*((one.one, one.other, one.kind) for one in those), strict=True)
        with told():
            await self.log.pool.execute(REMOVE, code, list(ones), list(others), list(kinds))
