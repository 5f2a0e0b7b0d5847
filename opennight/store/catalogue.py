"""The catalogue: what is asked about all nights, kept up with the log by reading what is new in it.

It holds nothing that is not in the log, and can be cleared and made anew at any time.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from opennight.night.entry import TOLD, Entry, told
from opennight.night.messages import Recorded
from opennight.store.envelope import Damaged, Stored, recorded
from opennight.store.log import Conflict

logger = logging.getLogger("opennight")

KINDS = sorted(f"{event.KIND}/{form}" for event in TOLD for form in range(1, event.FORM + 1))
"""What it reads of the log, in every form that an event has had."""
PIECE = 2_000
"""Events read at a time."""

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Entry).decode

Written = tuple[str, Stored]
"""A night's code, and a row of its log."""


class Catalogue(Protocol):
    """What a store keeps for it. `cursor` says how far the log has been read; "" is its start.

    All methods raise `Unavailable` if the store cannot be used.
    """

    async def cursor(self) -> str: ...

    async def since(self, cursor: str, kinds: Sequence[str], most: int) -> tuple[list[Written], str]:
        """What was written to any night after the cursor, of these kinds, and the cursor after it.

        In an order in which nothing can still come up before what was read.
        """
        ...

    async def entries(self, codes: Sequence[str]) -> list[Entry]:
        """What the catalogue has of these nights."""
        ...

    async def keep(self, entries: Iterable[Entry], before: str, after: str) -> None:
        """Write these entries, and move the cursor. Raises `Conflict` if it is not where it was before."""

    async def clear(self) -> None:
        """Forget all entries, and begin again at the start of the log."""


async def advance(catalogue: Catalogue) -> int:
    """Read on, for one piece. Returns how many events that were; 0 if another process has just done so."""
    before = await catalogue.cursor()
    rows, after = await catalogue.since(before, KINDS, PIECE)
    if after == before:
        return 0
    entries = {entry.code: entry for entry in await catalogue.entries(list({code for code, _row in rows}))}
    for code, event in readable(rows):
        entries[code] = told(entries.get(code, Entry(code)), event)
    try:
        await catalogue.keep(entries.values(), before, after)
    except Conflict:
        return 0
    return len(rows)


def readable(rows: Iterable[Written]) -> Iterator[tuple[str, Recorded]]:
    """What these rows record. One that is damaged must not stand in the way of all other nights."""
    for code, row in rows:
        try:
            [found] = recorded(code, [row])
        except Damaged as error:
            logger.error("not in the catalogue: %s", error)
        else:
            yield code, found


async def current(catalogue: Catalogue, codes: Sequence[str]) -> list[Entry]:
    """What is to be told of these nights now; those that are not there are left out."""
    while await advance(catalogue) == PIECE:
        pass
    return await catalogue.entries(codes)


async def rebuild(catalogue: Catalogue) -> None:
    """Make it anew from the whole log."""
    await catalogue.clear()
    while await advance(catalogue):
        pass
