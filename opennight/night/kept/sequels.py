"""What came after the night."""

from dataclasses import dataclass


@dataclass(slots=True)
class Sequel:
    """What came after the night, from somebody who was there, or from the host (0; see sequels.py).

    `text` is a title or a sentence, `url` where it leads (empty: nowhere); `about` names what it came of,
    such as "note:12" or "group:3" (empty: the night). `hidden` and `waiting` as for a note. `who` wrote it,
    if they were not there. They may have handed it in themselves (see posts.py): `key` finds it again,
    `version` has its words, and `taken_back` says that they want it nowhere.
    """

    no: int
    person: int
    text: str
    url: str
    about: str
    at: int
    hidden: bool = False
    waiting: bool = False
    who: str = ""
    key: str = ""
    version: int = 0
    taken_back: bool = False
