"""Stretches of talk that the host calls."""

import msgspec


class Round(msgspec.Struct, frozen=True):
    """A stretch of talk of the groups in `slot`. In milliseconds since 1970, 0 if not: `seated_by`, when
    people are to be in their seats; when it `started`, and when it `ended`."""

    slot: int
    seated_by: int = 0
    started: int = 0
    ended: int = 0
