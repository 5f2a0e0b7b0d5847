"""The index of the commons in PostgreSQL, in tables of its own beside the log.

The words are those that its configuration `simple` would make of a text: in small letters, none left out
and none cut down. Where a word ends is decided in Python: PostgreSQL's parser and SQLite's differ in that.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

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
from opennight.store.postgres import PostgresLog
from opennight.store.postgres_catalogue import PostgresCatalogue
from opennight.store.postgres_pool import told

MAKING = 0x636F6D6D
"""The number of the advisory lock that is held while the tables are made."""
FAR = 16_383
"""PostgreSQL knows no place in a text beyond this one; and for each word the first 255 places."""
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
CREATE INDEX commons_places ON commons_nights (place, first);
CREATE TABLE commons_things (id bigint PRIMARY KEY, words tsvector NOT NULL, data text NOT NULL);
CREATE INDEX commons_words ON commons_things USING gin (words);
CREATE TABLE commons_read (cursor text NOT NULL, format integer NOT NULL);
COMMENT ON TABLE commons_things IS 'What published records say; follows from events (see store/commons.py)';
"""
PIECE = 100_000
HITS = """
WITH hits AS MATERIALIZED (SELECT id FROM commons_things WHERE words @@ $1::text::tsquery LIMIT $2),
    shown AS (SELECT id FROM hits ORDER BY id LIMIT $3 OFFSET $4)
SELECT total, data FROM (SELECT count(*) AS total FROM hits) AS counted
LEFT JOIN (shown JOIN commons_things USING (id)) ON true ORDER BY id
"""
"""Any COUNTED hits, which the index of words finds at once; if those are all, the first of them, too."""
WALK = """
SELECT its.data FROM commons_nights AS night CROSS JOIN LATERAL (
    SELECT id, data FROM commons_things
    WHERE id >= night.first AND id < night.first + $6::bigint AND (words @@ $1::text::tsquery) IS TRUE
    ORDER BY id LIMIT $4::bigint + $5::bigint
) AS its
WHERE ($2 = '' OR night.place = $2) AND ($3 = '' OR night.year = $3)
ORDER BY night.first, its.id LIMIT $4 OFFSET $5
"""
"""The first hits of words that are everywhere: night by night, until there are enough. The index of words
could not say which come first: “IS TRUE” keeps it out."""
SAID = "SELECT data FROM commons_things WHERE words @@ $1::text::tsquery ORDER BY id LIMIT $2"
KEEP_NIGHTS = """
INSERT INTO commons_nights SELECT * FROM unnest(
    $1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]
)
"""
KEEP = """
INSERT INTO commons_things SELECT id, words::tsvector, data
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS its (id, words, data)
"""


@functools.lru_cache(maxsize=20_000)
def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def expression(terms: Iterable[Term]) -> str:
    """The same as a tsquery. Words are in quotation marks: no text is ever taken for an operator."""
    return " & ".join(
        "(" + " <-> ".join(map(quoted, term.words)) + (":*" if term.begins else "") + ")" for term in terms
    )


def vector(words: Sequence[str]) -> str:
    """The words as a tsvector, each with its place; PostgreSQL puts those of one word together."""
    return " ".join([f"{quoted(word)}:{place}" for place, word in enumerate(words[:FAR], 1)])


def columns(rows: Sequence[Sequence[Any]], number: int) -> list[list[Any]]:
    return [[row[place] for row in rows] for place in range(number)]


class PostgresCommons(Index):
    """A `Commons`."""

    moved = "version IS DISTINCT FROM (SELECT heads.version FROM heads WHERE heads.night = code)"
    things_of = (
        "SELECT its.data FROM commons_things AS its JOIN commons_nights AS night "
        "ON its.id >= night.first AND its.id < night.first + $2 WHERE night.code = $1 ORDER BY its.id"
    )

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

    async def all(self, query: str, *values: Any) -> list[Any]:
        with told():
            log = await self.ready()
            async with log.repeatable_read() as connection:
                return [tuple(row) for row in await connection.fetch(query, *values)]

    async def write(self, query: str, *values: Any) -> None:
        await self.all(query, *values)

    def one_of(self, column: str, place: int) -> str:
        return f"{column} = ANY (${place})"

    def several(self, texts: Sequence[str]) -> list[str]:
        return list(texts)

    async def behind(self, today: str) -> Behind:
        [(cursor,)] = await self.all("SELECT cursor FROM commons_read")
        rows, after = await PostgresCatalogue(self.log).since(cursor, KINDS, PIECE)
        return Behind(sorted({code for code, _row in rows} | await self.overdue(today)), after)

    async def put(self, codes: Sequence[str], listed: Sequence[Listed]) -> None:
        with told():
            log = await self.ready()
            async with log.pool.acquire() as connection, connection.transaction(isolation="read_committed"):
                await connection.execute(CLEAR, list(codes), EACH)
                taken = {start for (start,) in await connection.fetch(TAKEN, wishes(listed))}
                those = list(placed(listed, taken))
                things = [row for one, night in those for row in rows(one, night[2])]
                await connection.execute(KEEP_NIGHTS, *columns([night for _one, night in those], 8))
                numbers, words, data = columns(things, 3)
                await connection.execute(KEEP, numbers, list(map(vector, words)), data)

    async def tidy(self) -> None:
        """What was removed goes in PostgreSQL's own time; what has come is put in its place in the index, and
        counted, as searches are planned by how common their words are."""
        await self.all("SELECT gin_clean_pending_list('commons_words')")
        await self.all("ANALYZE commons_things")

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        query = expression(asked(wanted))
        if not query:
            return [], 0
        found = await self.all(HITS, query, COUNTED, most, skip)
        total = found[0][0]
        if total == COUNTED:
            everywhere = expression(asked(wanted._replace(place="", year="")))
            its = (wanted.place, wanted.year, max(0, min(most, COUNTED - skip)), skip, EACH)
            found = [(total, *row) for row in await self.all(WALK, everywhere, *its)]
        return [thing_of(data) for _total, data in found if data], total

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        query = " | ".join(expression([term]) for term in any_of(kinds))
        return [thing_of(data) for (data,) in await self.all(SAID, query, most)]

    async def close(self) -> None:
        """Its connections are the log's."""


CLEAR = """
WITH gone AS (DELETE FROM commons_nights WHERE code = ANY ($1) RETURNING first)
DELETE FROM commons_things USING gone WHERE id >= gone.first AND id < gone.first + $2
"""
TAKEN = "SELECT first FROM commons_nights WHERE first = ANY ($1)"
