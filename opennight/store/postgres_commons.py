"""The index of the commons in PostgreSQL, in tables of its own beside the log.

The words are those that its configuration `simple` would make of a text: in small letters, none left out
and none cut down. Where a word ends is decided in Python: PostgreSQL's parser and SQLite's differ in that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

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
from opennight.store.postgres import PostgresLog, told
from opennight.store.postgres_catalogue import PostgresCatalogue

MAKING = 0x636F6D6D
"""The number of the advisory lock that is held while the tables are made."""
FAR = 16_383
"""PostgreSQL knows no place in a text beyond this one, and for each word no more than 255 places."""
TABLES = "commons_things, commons_nights, commons_read"
SCHEMA = """
CREATE TABLE commons_nights (
    code text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL,
    first bigint NOT NULL UNIQUE,
    place text COLLATE "C" NOT NULL,
    name text NOT NULL,
    year text COLLATE "C" NOT NULL,
    renew text COLLATE "C" NOT NULL,
    data text NOT NULL
);
CREATE TABLE commons_things (id bigint PRIMARY KEY, words tsvector NOT NULL, data text NOT NULL);
CREATE INDEX commons_words ON commons_things USING gin (words);
CREATE TABLE commons_read (cursor text NOT NULL, format integer NOT NULL);
COMMENT ON TABLE commons_things IS 'What published records say; follows from events (see store/commons.py)';
"""
PIECE = 100_000
MOVED = "version IS DISTINCT FROM (SELECT heads.version FROM heads WHERE heads.night = code)"
PLACES = """
SELECT place, (array_agg(name ORDER BY first))[1], count(*) FROM commons_nights
GROUP BY place ORDER BY count(*) DESC, place
"""
FOUND = "SELECT data FROM commons_things WHERE words @@ $1::text::tsquery ORDER BY id LIMIT $2 OFFSET $3"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM commons_things WHERE words @@ $1::text::tsquery LIMIT $2) AS its"
KEEP = """
INSERT INTO commons_things SELECT id, words::tsvector, data
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS its (id, words, data)
"""


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def expression(terms: Iterable[Term]) -> str:
    """The same as a tsquery. Words are in quotation marks: no text is ever taken for an operator."""
    return " & ".join(
        "(" + " <-> ".join(map(quoted, term.words)) + (":*" if term.begins else "") + ")" for term in terms
    )


def vector(words: Sequence[str]) -> str:
    """The words as a tsvector, with their places."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words, 1):
        if place <= FAR and len(places[word]) < 255:
            places[word].append(place)
    return " ".join(f"{quoted(word)}:{','.join(map(str, those))}" for word, those in places.items() if those)


class PostgresCommons:
    """A `Commons`."""

    def __init__(self, log: PostgresLog) -> None:
        self.log = log
        self.made = False

    async def ready(self) -> PostgresLog:
        """The log, once the tables of the index are there, in today's format."""
        if not self.made:
            async with (
                self.log.pool.acquire() as connection,
                connection.transaction(isolation="read_committed"),
            ):
                await connection.execute("SELECT pg_advisory_xact_lock($1)", MAKING)
                there = await connection.fetchval("SELECT to_regclass('commons_read') IS NOT NULL")
                if not there or await connection.fetchval("SELECT format FROM commons_read") != FORMAT:
                    await connection.execute(f"DROP TABLE IF EXISTS {TABLES}")
                    await connection.execute(SCHEMA)
                    await connection.execute("INSERT INTO commons_read VALUES ('', $1)", FORMAT)
            self.made = True
        return self.log

    async def all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with told():
            log = await self.ready()
            async with log.repeatable_read() as connection:
                return [tuple(row) for row in await connection.fetch(query, *values)]

    async def behind(self, today: str) -> Behind:
        [(cursor,)] = await self.all("SELECT cursor FROM commons_read")
        rows, after = await PostgresCatalogue(self.log).since(str(cursor), KINDS, PIECE)
        moved = await self.all(
            f"SELECT code FROM commons_nights WHERE {MOVED} OR (renew <> '' AND renew < $1)",  # noqa: S608
            today,
        )
        return Behind(sorted({code for code, _event in rows} | {str(code) for (code,) in moved}), after)

    async def replace(self, night: Shelved, things: Sequence[Worded]) -> None:
        with told():
            log = await self.ready()
            async with log.pool.acquire() as connection, connection.transaction(isolation="read_committed"):
                await connection.execute(CLEAR, night.code, EACH)
                start, turn = first(night), 0
                while await connection.fetchval("SELECT 1 FROM commons_nights WHERE first = $1", start):
                    turn += 1
                    start = first(night, turn)
                await connection.execute(
                    "INSERT INTO commons_nights VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    *(night.code, night.version, start, night.key, night.place, night.date[:4], night.renew),
                    encode(night).decode(),
                )
                those = things[:EACH]
                await connection.execute(
                    KEEP,
                    list(range(start, start + len(those))),
                    [vector((*marks(night, one.thing), *one.words)) for one in those],
                    [encode(one.thing).decode() for one in those],
                )

    async def remove(self, code: str) -> None:
        await self.all(CLEAR, code, EACH)

    async def move(self, cursor: str) -> None:
        await self.all("UPDATE commons_read SET cursor = $1", cursor)

    async def tidy(self) -> None:
        """What was removed goes in PostgreSQL's own time; what has come is put in its place in the index, and
        counted, as searches are planned by how common their words are."""
        await self.all("SELECT gin_clean_pending_list('commons_words')")
        await self.all("ANALYZE commons_things")

    async def rewind(self) -> None:
        await self.all("UPDATE commons_read SET cursor = ''")
        await self.all("UPDATE commons_nights SET version = 0")

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        query = expression(asked(wanted))
        if not query:
            return [], 0
        with told():
            log = await self.ready()
            async with log.pool.acquire() as connection, connection.transaction():
                # Which way is fast depends on how common the words are.
                await connection.execute("SET LOCAL plan_cache_mode = force_custom_plan")
                total: int = await connection.fetchval(COUNT, query, COUNTED)
                found = await connection.fetch(FOUND, query, most, skip) if skip < total else []
        return [thing_of(data) for (data,) in found], total

    async def nights(
        self, place: str = "", year: str = "", most: int = -1, skip: int = 0
    ) -> tuple[list[Shelved], int]:
        those = "FROM commons_nights WHERE ($1 = '' OR place = $1) AND ($2 = '' OR year = $2)"
        [(total,)] = await self.all(f"SELECT count(*) {those}", place, year)
        found = await self.all(
            f"SELECT data {those} ORDER BY first LIMIT $3 OFFSET $4",
            *(place, year, None if most < 0 else most, skip),
        )
        return [shelved_of(str(data)) for (data,) in found], int(str(total))

    async def shelved(self, codes: Sequence[str]) -> dict[str, Shelved]:
        found = await self.all("SELECT data FROM commons_nights WHERE code = ANY ($1)", list(codes))
        nights = [shelved_of(str(data)) for (data,) in found]
        return {night.code: night for night in nights}

    async def stale(self, codes: Sequence[str]) -> set[str]:
        found = await self.all(
            f"SELECT code FROM commons_nights WHERE code = ANY ($1) AND {MOVED}",  # noqa: S608
            list(codes),
        )
        return {str(code) for (code,) in found}

    async def things(self, code: str) -> list[Thing]:
        found = await self.all(
            "SELECT its.data FROM commons_things AS its JOIN commons_nights AS night "
            "ON its.id >= night.first AND its.id < night.first + $2 WHERE night.code = $1 ORDER BY its.id",
            *(code, EACH),
        )
        return [thing_of(str(data)) for (data,) in found]

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        query = " | ".join(expression([term]) for term in any_of(kinds))
        return [thing_of(str(data)) for (data,) in await self.all(FOUND, query, most, 0)]

    async def stamp(self) -> str:
        [numbers] = await self.all(f"{STAMP} FROM commons_nights")
        return repr(tuple(map(str, numbers)))

    async def places(self) -> list[Place]:
        return [Place(str(key), str(name), int(str(nights))) for key, name, nights in await self.all(PLACES)]

    async def years(self) -> list[str]:
        found = await self.all("SELECT DISTINCT year FROM commons_nights WHERE year <> '' ORDER BY year DESC")
        return [str(year) for (year,) in found]

    async def close(self) -> None:
        """Its connections are the log's."""


CLEAR = """
WITH gone AS (DELETE FROM commons_nights WHERE code = $1 RETURNING first)
DELETE FROM commons_things USING gone WHERE id >= gone.first AND id < gone.first + $2
"""
