"""What the host opens of the night for programs and researchers, as the night keeps it."""

import msgspec


class ApiKey(msgspec.Struct, frozen=True):
    """A key for somebody, by `name`: its `hash`, and the renewal of the `desk` key under which it was made.
    `used`: the last day on which it was (YYYY-MM-DD); empty if it never was."""

    no: int
    name: str
    hash: str
    desk: int
    used: str = ""
    revoked: bool = False


class Ballots(msgspec.Struct, frozen=True, kw_only=True):
    """The dots of each person who gave any, as pitches by number. Nothing says whose they are; their order
    follows from themselves alone. `rare`: how many dots were left out, as few had given one there.
    """

    ballots: tuple[tuple[int, ...], ...] = ()
    rare: int = 0
    at: int = 0
    withdrawn: bool = False
