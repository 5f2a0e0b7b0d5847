"""Finds what is wrong with a log: reads back and folds every night, and computes every hash again."""

from collections.abc import Sequence

from opennight.night.fold import fold
from opennight.store.envelope import Row, broken, unpack
from opennight.store.log import CheckedLog, Unavailable


async def wrong(log: CheckedLog) -> tuple[int, list[str]]:
    """How many nights were read, and a sentence for each thing that is wrong."""
    found = []
    codes = await log.codes()
    for code in codes:
        try:
            found += wrong_with(code, await log.rows(code))
        except Unavailable as error:  # a damaged page; the other nights may be whole
            found.append(f"{code}: {error}")
    return len(codes), found + await log.faults()


def wrong_with(code: str, rows: Sequence[Row]) -> list[str]:
    """A sentence for each thing that is wrong with one night, from its stored rows."""
    found = list(broken(rows))
    try:
        fold(code, map(unpack, rows))
    except Exception as error:  # whatever it is, it is a finding
        found.append(f"{code}: {error!r}")
    return found
