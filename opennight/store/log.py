"""The small interface that every store fulfils."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple, Protocol

from opennight.night.messages import Recorded
from opennight.store.envelope import Row

DAY = 24 * 3600 * 1000
"""Milliseconds for which an act that changed nothing is remembered."""


class Conflict(Exception):
    """Somebody else has written to this night since it was read: read what is new, and decide again."""


class Unavailable(Exception):
    """The store cannot be used just now, or not for this; the text says why."""


class Idle(NamedTuple):
    """An act that changed nothing: the version it was answered with, and when (ms since 1970, UTC).

    It leaves no event, yet is remembered: a repeat must not do anything either, though by then it could.
    """

    night: str
    key: str
    version: int
    at: int


class Log(Protocol):
    """An append-only log for each night, by its code. Everything in it is on the disk.

    All methods but `close` raise `Unavailable` if the store cannot be used.
    """

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        """Write all of it or nothing, durably: events, and acts that changed nothing.

        Acts that are a day older than these are forgotten.

        Raises `Conflict` if a version is already taken, if a night has moved on from the version at which one
        of `acts` was decided, or if one of these acts is already known to have changed nothing.
        """

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        """The events of this night after that version, in order; empty if there is no such night.

        At most `most` of them; -1: all.
        """
        ...

    async def find(self, code: str, version: int) -> str | None:
        """The hash of this row of a night; None if there is no such row."""
        ...

    async def idle(self, code: str) -> list[Idle]:
        """The acts of this night that are remembered as having changed nothing, oldest first."""
        ...

    async def codes(self) -> list[str]:
        """The codes of all nights, also of those that lack rows."""
        ...

    async def versions(self, codes: Sequence[str]) -> dict[str, int]:
        """The last version of each of these nights; those that are not there are left out."""
        ...

    def turn(self, code: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other process has its turn to write to this night, and have one's own.

        It saves work where processes collide again and again; none of the promises above needs it.
        """
        ...

    async def forget(self, code: str, versions: Sequence[int]) -> None:
        """Blank what is personal in these rows, for good. The chain of hashes still holds: see envelope.py.

        What is blank already stays so.
        """
        ...

    async def probe(self, at: int) -> None:
        """Write something that means nothing, to see whether writing works. `at` is now (ms)."""

    async def close(self) -> None: ...


class CheckedLog(Log, Protocol):
    """A log that can be checked, and cleared of a night."""

    async def delete(self, code: str, at: int) -> int:
        """Delete a night and all that belongs to it, for good. `at` is now (ms).

        Returns how many events it had. Processes that have it open notice within seconds (see follower.py).
        """
        ...

    async def bring(self, rows: Sequence[Row], acts: Sequence[Idle] = ()) -> None:
        """Write the rows of a night that comes from elsewhere, with their own hashes: all or nothing.

        Raises `Conflict` if there is a night with this code.
        """
        ...

    async def rows(self, code: str, after: int = 0) -> list[Row]:
        """Like `read`, but the rows as they are stored."""
        ...

    async def faults(self) -> list[str]:
        """A sentence for each thing that is wrong with the store as a whole: damage, or lost rows."""
        ...
