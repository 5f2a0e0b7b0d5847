"""What the host opens of the night for programs and researchers, as the night keeps it."""

import msgspec


class ApiKey(msgspec.Struct, frozen=True):
    """A key for somebody, by `name`; `version` made it."""

    no: int
    name: str
    version: int
    revoked: bool = False


class Ballots(msgspec.Struct, frozen=True, kw_only=True):
    """The dots of each person who gave any, as pitches by number. Nothing says whose they are; their order
    follows from themselves alone. `rare`: how many dots were left out, as few had given one there.
    """

    ballots: tuple[tuple[int, ...], ...] = ()
    rare: int = 0
    at: int = 0
    withdrawn: bool = False
