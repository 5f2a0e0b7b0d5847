"""The end of each night's chain of hashes, so that new rows can be chained to it without reading it back."""

import itertools
from collections.abc import Awaitable, Callable, Sequence
from operator import itemgetter

from opennight.night.messages import Recorded
from opennight.store.envelope import START, Row, pack
from opennight.store.log import Conflict

KEPT = 10_000
"""Nights whose end is remembered, at most."""

Ends = dict[str, tuple[int, str]]
"""By night: its last version that we know of, and the hash of that row."""


class Chain:
    """Packs rows. `find` reads the hash of a night's row at a version, or None if there is no such row."""

    def __init__(self, find: Callable[[str, int], Awaitable[str | None]]) -> None:
        self.find = find
        self.ends: Ends = {}

    async def pack(self, rows: Sequence[tuple[str, Recorded]]) -> tuple[list[Row], Ends]:
        """The rows as they are stored, and where they end: `keep` that once they are on the disk.

        Raises `Conflict` if the row that one follows is not there: nothing can be written after it.
        """
        packed: list[Row] = []
        ends = Ends()
        for code, its in itertools.groupby(rows, key=itemgetter(0)):
            version, hash = ends.get(code) or self.ends.get(code) or (-1, START)
            for _code, recorded in its:
                if version != recorded.version - 1:
                    hash = await self.hash(code, recorded.version - 1)
                packed.append(row := pack(code, recorded, hash))
                version, hash = recorded.version, row.hash
            ends[code] = (version, hash)
        return packed, ends

    async def hash(self, code: str, version: int) -> str:
        """The hash of this row, or START before the first. Raises `Conflict` if there is no such row."""
        found = await self.find(code, version) if version else START
        if found is None:
            raise Conflict
        return found

    def keep(self, ends: Ends) -> None:
        """Remember where nights end, now that it is on the disk."""
        self.ends |= ends
        for code in list(self.ends)[: max(0, len(self.ends) - KEPT)]:
            del self.ends[code]
