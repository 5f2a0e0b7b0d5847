"""Who is outside: those who wait at the door, what lets them in, what those who were removed took along."""

from dataclasses import dataclass, field

import msgspec


class Wrote(msgspec.Struct, frozen=True):
    """What people wrote: pitches, notes, comments, words on cards, and replies, by number."""

    pitches: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()
    replies: tuple[int, ...] = ()


@dataclass(slots=True)
class Newcomer:
    """Somebody who waits at the door since `at` (ms). `no` is the version of the night that this made,
    `named` the one that gave them their present name. `person`: who they were inside, if the host let them in
    and took that back."""

    no: int
    name: str
    at: int
    ticket: bool
    named: int = 0
    person: int = 0


@dataclass(slots=True)
class Slips:
    """Printed one-time codes, by number: 1 to `printed`. `holders` says whose those are that are used. The
    device that uses one that is `awaited` becomes its holder's. Those that are `void` are nobody's for ever.
    """

    printed: int = 0
    holders: dict[int, int] = field(default_factory=dict)
    awaited: dict[int, None] = field(default_factory=dict)
    void: dict[int, None] = field(default_factory=dict)

    def drop(self, slip: int) -> None:
        """Have it be nobody's."""
        self.holders.pop(slip, None)
        self.awaited.pop(slip, None)
