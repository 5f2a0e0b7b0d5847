"""Ballots for researchers, as the host publishes them."""

import msgspec


class Ballots(msgspec.Struct, frozen=True, kw_only=True):
    """The dots of each person who gave any, as pitches by number. Nothing says whose they are; their order
    follows from themselves alone. `rare`: how many dots were left out, as few had given one there.
    """

    ballots: tuple[tuple[int, ...], ...] = ()
    rare: int = 0
    at: int = 0
    withdrawn: bool = False
