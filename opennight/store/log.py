"""The small interface that every store fulfils."""

from collections.abc import Sequence
from typing import Protocol

from opennight.night.words import Recorded


class Conflict(Exception):
    """Somebody else has written this version of a night already: reload and decide again."""


class Log(Protocol):
    """An append-only log of each night, by its code. Everything that is in it is on the disk."""

    async def append(self, rows: Sequence[tuple[str, Recorded]]) -> None:
        """Write all of it or nothing, durably.

        Raises `Conflict`, or OSError/sqlite3.Error as the disk has it.
        """

    async def read(self, code: str, after: int = 0) -> list[Recorded]:
        """What happened in this night after that version, in order; empty if there is no such night."""
        ...

    async def codes(self) -> list[str]:
        """The codes of all nights."""
        ...

    async def close(self) -> None: ...
