"""The lamp that burns down."""

import msgspec


class Timer(msgspec.Struct, frozen=True):
    """The lamp that burns down. Running: `ends` (ms since 1970). Paused: `left` (ms). Unset: neither."""

    total: int = 0
    ends: int | None = None
    left: int | None = None
