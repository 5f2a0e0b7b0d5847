"""What was captured of a night."""

from dataclasses import dataclass
from typing import Literal

Sort = Literal["photo", "sound", "film"]
APART = "; "
"""Between those who can be seen in a clip."""


@dataclass(slots=True)
class Clip:
    """A photo, sound or film of a group, or of the night (group 0). Its bytes are in the media store, under
    `hash`.

    `person` made it; 0: the desk. `who` can be seen in it, in words: those who are named apart (`shows`) have
    `agreed`, by their place among them from 1, before it is released. Only those who were in the group see
    one that is not `released`; not even they, if it is a `reporter`'s (`person` is then 0). A `withdrawn` one
    is gone for good, with its words and bytes; `version` made it. `hidden` and `waiting` as for a note. `ms`
    is the length of sound and film, `most` what it may be at most, `poster` the hash of a film's still. While
    it is being prepared, `upload` names what was sent; `failed` says why that led to nothing.

    Of a photo that was straightened, `original` is the hash of the one that was taken, `taken` its width,
    height and size, and `corners` are where it was cut, see flipcharts.py. `former` are hashes that it had.
    """

    no: int
    group: int
    person: int
    sort: Sort
    hash: str
    width: int
    height: int
    size: int
    title: str
    who: str
    at: int
    version: int
    released: bool = False
    withdrawn: bool = False
    hidden: bool = False
    waiting: bool = False
    reporter: int = 0
    ms: int = 0
    poster: str = ""
    upload: str = ""
    failed: str = ""
    original: str = ""
    taken: tuple[int, int, int] = (0, 0, 0)
    corners: tuple[int, ...] = ()
    former: tuple[str, ...] = ()
    agreed: tuple[int, ...] = ()
    most: int = 0

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
