"""Who is outside: those who wait at the door, and what those who were removed took along."""

from dataclasses import dataclass

import msgspec


class Wrote(msgspec.Struct, frozen=True):
    """What people wrote: pitches, notes and comments, by number."""

    pitches: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()


@dataclass(slots=True)
class Newcomer:
    """Somebody who waits at the door since `at` (ms). `no` is the version of the night that this made,
    `named` the one that gave them their present name."""

    no: int
    name: str
    at: int
    ticket: bool
    named: int = 0
