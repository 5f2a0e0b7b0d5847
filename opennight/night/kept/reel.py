"""The reel, and that it has ended."""

from dataclasses import dataclass, field

from opennight.night.messages import Event


class ReelEnded(Event, frozen=True):
    """By the desk, also by putting another scene on the board."""

    KIND = "reel-ended"


@dataclass(slots=True)
class Reel:
    """`order`: the clips that the desk has picked, as they play. While it is `on`, the board plays those of
    them that are `shown`, because everybody may see them. `clip` began at `since` (ms since 1970), or is
    `held` after so many ms; 0: all have been played. `turn` is the version with which the desk last said what
    plays."""

    order: list[int] = field(default_factory=list)
    on: bool = False
    shown: tuple[int, ...] = ()
    clip: int = 0
    since: int = 0
    held: int | None = None
    turn: int = 0
