"""What the desk does to what people write, and to people."""

from dataclasses import dataclass
from typing import Literal

Words = Literal[
    "pitch", "note", "comment", "reply", "thanks", "meeting", "card", "clip", "passed", "line", "sentence"
]
Thing = (
    Words
    | Literal[
        "sequel", "leaflet", "offer", "inquiry", "organisation", "correction", "person", "name", "people"
    ]
)
Deed = Literal["hidden", "turned away", "brought back", "withdrawn", "edited", "removed", "let back in"]


@dataclass(slots=True)
class Moderated:
    """An act of the desk on what somebody wrote, or on a person.

    `no` is the version that it made, `by` its actor; `why` is empty if nothing was said. `answer` is what its
    author said to it, `heard` whether the host has read that. An act on many people at once is about those in
    `people`, and `about` is 0.
    """

    no: int
    at: int
    by: str
    deed: Deed
    what: Thing
    about: int
    why: str = ""
    answer: str = ""
    heard: bool = False
    people: tuple[int, ...] = ()
