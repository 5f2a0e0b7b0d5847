"""What the index of the commons is in every store: its table of nights, and what is asked about that. How
words are kept and found is each store's own (sqlite_commons.py, postgres_commons.py).

Values in queries are $1, $2 …, in both.
"""

import abc
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from opennight.store.commons import EACH, Known, Listed, Place, Shelved, Thing, first, marks
from opennight.store.log import Conflict

ALL = 2**31 - 1
TURNS = 4
"""Numbers that a night could begin at, in case that others have them."""
IN_PLACE = "($1 = '' OR place = $1) AND ($2 = '' OR year = $2)"
PLACES = """
SELECT place, (SELECT name FROM commons_nights AS its WHERE its.place = night.place ORDER BY first LIMIT 1),
    count(*)
FROM commons_nights AS night GROUP BY place ORDER BY count(*) DESC, place
"""
YEARS = "SELECT DISTINCT year FROM commons_nights WHERE year <> '' ORDER BY year DESC"
STAMP = "SELECT count(*), coalesce(sum(version * (first % 1000003)), 0) FROM commons_nights"

encode = msgspec.json.Encoder().encode
thing_of = msgspec.json.Decoder(Thing).decode
shelved_of = msgspec.json.Decoder(Shelved).decode
Night = tuple[str, int, int, str, str, str, str, str]
"""A row of the table of nights."""


class Index(abc.ABC):
    """The part of a `Commons` that is the same in each store."""

    moved: str
    """Whether the log knows a night better, as an expression about its row."""
    things_of: str
    """All things of the night $1, who has up to $2, in their order."""

    @abc.abstractmethod
    async def all(self, query: str, *values: Any) -> list[Any]:
        """The rows that are found. Raises `Unavailable`."""

    @abc.abstractmethod
    async def write(self, query: str, *values: Any) -> None: ...

    @abc.abstractmethod
    def one_of(self, column: str, place: int) -> str:
        """That the column is one of the texts in value number `place`, as an expression."""

    @abc.abstractmethod
    def several(self, texts: Sequence[str]) -> Any:
        """Such a value."""

    async def move(self, cursor: str) -> None:
        await self.write("UPDATE commons_read SET cursor = $1", cursor)

    async def rewind(self) -> None:
        await self.write("UPDATE commons_read SET cursor = ''")
        await self.write("UPDATE commons_nights SET version = 0")

    async def overdue(self, today: str) -> set[str]:
        """The nights that have moved on in the log since they were read, or say something else by now."""
        query = f"SELECT code FROM commons_nights WHERE {self.moved} OR (renew <> '' AND renew < $1)"  # noqa: S608
        return {code for (code,) in await self.all(query, today)}

    async def nights(
        self, place: str = "", year: str = "", most: int = ALL, skip: int = 0
    ) -> tuple[list[Known], int]:
        count = f"SELECT count(*) FROM commons_nights WHERE {IN_PLACE}"  # noqa: S608 - our own names
        found = await self.all(
            f"SELECT data, {self.moved}, ({count}) FROM commons_nights WHERE {IN_PLACE} "  # noqa: S608
            "ORDER BY first LIMIT $3 OFFSET $4",
            *(place, year, most, skip),
        )
        if not found and skip:
            return [], int((await self.all(count, place, year))[0][0])
        total = found[0][2] if found else 0
        return [Known(shelved_of(data), bool(stale)) for data, stale, _total in found], int(total)

    async def known(self, codes: Sequence[str]) -> list[Known]:
        query = f"SELECT data, {self.moved} FROM commons_nights WHERE {self.one_of('code', 1)}"  # noqa: S608
        found = await self.all(query, self.several(codes))
        return [Known(shelved_of(data), bool(stale)) for data, stale in found]

    async def things(self, code: str) -> list[Thing]:
        return [thing_of(data) for (data,) in await self.all(self.things_of, code, EACH)]

    async def stamp(self) -> str:
        [(nights, versions)] = await self.all(STAMP)
        return f"{nights} {versions}"

    async def places(self) -> list[Place]:
        return [Place(*row) for row in await self.all(PLACES)]

    async def years(self) -> list[str]:
        return [year for (year,) in await self.all(YEARS)]


def wishes(those: Sequence[Listed]) -> list[int]:
    """All numbers that these nights could begin at."""
    return [first(one.night, turn) for one in those for turn in range(TURNS)]


def placed(those: Iterable[Listed], taken: set[int]) -> Iterator[tuple[Listed, Night]]:
    """The nights with their rows; `taken`: numbers that others begin at. Raises `Conflict` if all are."""
    taken = set(taken)
    for one in those:
        night = one.night
        start = next((no for no in wishes([one]) if no not in taken), None)
        if start is None:
            raise Conflict
        taken.add(start)
        its = (night.code, night.version, start, night.key, night.place, night.date[:4], night.renew)
        yield one, (*its, encode(night).decode())


def rows(one: Listed, start: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Its things: (number, words with marks, what it is)."""
    for no, (thing, words) in enumerate(one.things[:EACH], start):
        yield no, (*marks(one.night, thing), *words), encode(thing).decode()
