"""Writes rows of the log into an SQLite table in a single statement."""

import itertools
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from opennight.store.envelope import Row

COLUMNS = ", ".join(Row.__struct_fields__)
WIDTH = len(Row.__struct_fields__)
PLACE = {name: place for place, name in enumerate(Row.__struct_fields__)}
NULLABLE = [PLACE[name] for name in ("personal", "salt", "seal")]


def taken(name: str) -> str:
    """SQL: this column of a row in VALUES, as it goes into the table.

    Of a row that repeats an act that changed nothing, the night is NULL, which no row may be.
    """
    column = f"column{PLACE[name] + 1}"
    if name == "night":
        key = f"column{PLACE['actor'] + 1} || ' ' || column{PLACE['command'] + 1}"
        return f"iif(EXISTS (SELECT 1 FROM idle WHERE night = {column} AND key = {key}), NULL, {column})"  # noqa: S608
    return f"nullif({column}, '')" if PLACE[name] in NULLABLE else column


TAKEN = ", ".join(map(taken, Row.__struct_fields__))
PLACES = f"({', '.join('?' * WIDTH)})"
AT_ONCE = 2_048
"""Rows in one statement: SQLite allows at most 32,766 values."""


def rounded(rows: int) -> int:
    """How many rows to write in one statement, with empty ones at the end, which are passed over.

    Few sizes, so that SQLite need not compile a statement for each: eight from a power of two to the next.
    """
    step = 1 << max(0, (rows - 1).bit_length() - 4)
    return -(-rows // step) * step


@lru_cache(maxsize=256)
def statement(rows: int) -> str:
    """The statement that writes this many rows, or none and fails if one is known already.

    A single statement is a transaction by itself and one trip to the connection's thread. That thread then
    waits for the interpreter once, not once per row, while the event loop is busy.

    Empty text stands for NULL: the sqlite3 module takes as long to bind one None as the rest of the row.
    """
    values = ", ".join([PLACES] * rows)
    return f"""
        INSERT INTO events ({COLUMNS})
        SELECT {TAKEN} FROM (VALUES {values}) WHERE column1 <> ''
    """  # noqa: S608 - our own names


def insertion(rows: Sequence[Row]) -> tuple[str, list[str | int]]:
    """The statement that writes these rows, at most AT_ONCE, with its values."""
    values = list(itertools.chain.from_iterable(map(msgspec.structs.astuple, rows)))
    for place in NULLABLE:
        values[place::WIDTH] = [value or "" for value in values[place::WIDTH]]
    size = rounded(len(rows))
    values += [""] * ((size - len(rows)) * WIDTH)
    return statement(size), values
