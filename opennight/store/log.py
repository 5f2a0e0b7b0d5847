"""The small interface that every store fulfils."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from opennight.night.messages import Recorded

DAY = 24 * 3600 * 1000
"""Milliseconds for which an act that changed nothing is remembered."""


class Conflict(Exception):
    """Somebody else has written to this night since it was read: read what is new, and decide again."""


class Unavailable(Exception):
    """The store cannot be used just now, or not for this; the text says what is wrong with it."""


class Idle(NamedTuple):
    """An act that changed nothing: the version it was answered with, and when (ms since 1970, UTC).

    It leaves no trace among the events; yet its repeat is not to do anything either: meanwhile it might.
    """

    night: str
    key: str
    version: int
    at: int


class Log(Protocol):
    """An append-only log of each night, by its code. Everything that is in it is on the disk.

    All but `close` raise `Unavailable` while the store is away.
    """

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        """Write all of it or nothing, durably: events, and acts that changed nothing.

        Acts that are a day older than these are forgotten.

        Raises `Conflict` if a version is taken already, if a night has gone on from the version at which one
        of `acts` was decided, or if an act is known as one that changed nothing.
        """

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        """What happened in this night after that version, in order; empty if there is no such night.

        At most so many of them; -1: all.
        """
        ...

    async def idle(self, code: str) -> list[Idle]:
        """What changed nothing in this night of late, in order of time."""
        ...

    async def codes(self) -> list[str]:
        """The codes of all nights."""
        ...

    async def close(self) -> None: ...
