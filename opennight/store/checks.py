"""Finds what is wrong with a log: reads back and folds every night, and computes every hash again."""

from collections.abc import Iterator, Sequence

from opennight.night.fold import fold
from opennight.night.messages import key
from opennight.store.envelope import Row, broken, unpack
from opennight.store.log import CheckedLog, Unavailable


async def wrong(log: CheckedLog) -> tuple[int, list[str]]:
    """How many nights were read, and a sentence for each thing that is wrong."""
    found = []
    try:
        codes = await log.codes()
    except Unavailable as error:
        return 0, [f"the nights cannot be listed: {error}"]
    for code in codes:
        try:
            found += wrong_with(code, await log.rows(code))
        except Unavailable as error:  # a damaged page; the other nights may be whole
            found.append(f"{code}: {error}")
    try:
        found += await log.faults()
    except Unavailable as error:
        found.append(f"the store as a whole: {error}")
    return len(codes), found


def doubled(rows: Sequence[Row]) -> Iterator[str]:
    """A sentence for each command that comes up again after another one: it was carried out twice."""
    before, known = "", set[str]()
    for row in rows:
        its = key(row.actor, row.command)
        if its in known and its != before:
            yield f"{row.night}, version {row.version}: its command was carried out before"
        before = its
        known.add(its)


def wrong_with(code: str, rows: Sequence[Row]) -> list[str]:
    """A sentence for each thing that is wrong with one night, from its stored rows."""
    found = [*broken(rows), *doubled(rows)]
    try:
        fold(code, map(unpack, rows))
    except Exception as error:  # whatever it is, it is a finding
        found.append(f"{code}: {error!r}")
    return found
