"""What has an end that everybody sees: a speaker's turn, the lamp, a round; as the night keeps them."""

import msgspec


class Speaker(msgspec.Struct, frozen=True):
    """Who stands at the front: the pitch, since when (ms), and for how many seconds."""

    pitch: int
    since: int
    seconds: int

    @property
    def ends(self) -> int:
        return self.since + self.seconds * 1000


class Timer(msgspec.Struct, frozen=True):
    """The lamp that burns down. Running: `ends` (ms since 1970). Paused: `left` (ms). Unset: neither."""

    total: int = 0
    ends: int | None = None
    left: int | None = None


class Round(msgspec.Struct, frozen=True):
    """A stretch of talk of the groups in `slot`. In milliseconds since 1970, 0 if not: `seated_by`, when
    people are to be in their seats; when it `started`, and when it `ended`."""

    slot: int
    seated_by: int = 0
    started: int = 0
    ended: int = 0
