"""What was captured of a night."""

from dataclasses import dataclass
from typing import Literal

Sort = Literal["photo", "sound", "film"]
APART = "; "
"""Between those who can be seen in a clip."""


@dataclass(slots=True)
class Clip:
    """A photo, sound or film of a group, or of the night (group 0). Its bytes are in the media store.

    Before it is `released`, only those who were in the group see it; not even they, if it is a `reporter`'s.
    """

    no: int
    group: int
    person: int
    """Who made it; 0 for the desk, and for a reporter."""
    sort: Sort
    hash: str
    """Names its bytes in the store; empty until it is ready."""
    width: int
    """In dots, as `height`."""
    height: int
    size: int
    """Bytes."""
    title: str
    who: str
    """Who can be seen in it, in words. Those who are named apart (`shows`) have all `agreed` before it is
    released."""
    at: int
    """When it was sent (ms)."""
    version: int
    """The version of the night that made it."""
    released: bool = False
    withdrawn: bool = False
    """Gone for good, with its words and bytes."""
    hidden: bool = False
    """As for a note, with `waiting`."""
    waiting: bool = False
    reporter: int = 0
    ms: int = 0
    """How long sound and film are."""
    poster: str = ""
    """The hash of a film's still."""
    upload: str = ""
    """Names what was sent, while that is being prepared."""
    failed: str = ""
    """Why that led to nothing."""
    original: str = ""
    """Of a photo that was straightened: the hash of the one that was taken …"""
    taken: tuple[int, int, int] = (0, 0, 0)
    """… its width, height and size …"""
    corners: tuple[int, ...] = ()
    """… and where it was cut (see flipcharts.py)."""
    former: tuple[str, ...] = ()
    """Hashes that it had before."""
    agreed: tuple[int, ...] = ()
    """By their place among those who can be seen, from 1."""
    most: int = 0
    """How long it may be (ms)."""

    @property
    def hashes(self) -> tuple[str, ...]:
        """Of all files in the store that are its own."""
        return tuple(filter(None, (self.hash, self.poster, self.original)))

    @property
    def shows(self) -> list[str]:
        """The names of those who can be seen in it; one without a name if nobody is named."""
        return self.who.split(APART)

    @property
    def ready(self) -> bool:
        """Whether there is something to see or to hear."""
        return not (self.upload or self.failed)
