"""Who stands at the front to pitch."""

import msgspec


class Speaker(msgspec.Struct, frozen=True):
    """Who stands at the front: the pitch, since when (ms), and for how many seconds."""

    pitch: int
    since: int
    seconds: int

    @property
    def ends(self) -> int:
        return self.since + self.seconds * 1000
