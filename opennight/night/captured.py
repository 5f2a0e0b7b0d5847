"""What was captured of a night, as it keeps it: see clips.py."""

from dataclasses import dataclass
from typing import Literal

Sort = Literal["photo"]


@dataclass(slots=True)
class Clip:
    """A photo of a group, or of the night (group 0). Its bytes are in the media store, under `hash`.

    `person` made it; 0: the desk. `who` can be seen in it, in words. Only those who were in the group see
    one that is not `released`. A `withdrawn` one is gone for good, with its words and bytes; `version` made
    it. `hidden` and `waiting` as for a note.
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
