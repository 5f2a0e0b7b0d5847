"""The record as it is published: its curation, its corrections, and where it is listed."""

from dataclasses import dataclass, field
from typing import Literal

Published = Literal["draft", "published", "withdrawn"]


@dataclass(slots=True)
class Correction:
    """Words in the record that were mended: what they `was`, and are `now`.

    `anchor` says which words, such as "note-12" (see `Publication.of`). `by`: the person who mended them; 0
    for the desk. `answer` is what their author (`person`) says to it; while `hidden` nobody else reads it,
    and if it is also `waiting`, until the desk has. `taken_back`: the desk has undone it.
    """

    no: int
    at: int
    anchor: str
    was: str
    now: str
    by: int
    answer: str = ""
    person: int = 0
    hidden: bool = False
    waiting: bool = False
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """How a record is listed in the commons: under which `place`, and at which `point` of the map
    ("51.455,-2.588", north and east; empty for none)."""

    place: str
    point: str = ""


@dataclass(slots=True)
class Publication:
    """Whether the record can be read, and what the host and the groups made of it.

    `held`: closing the night does not publish it, the host does. `at`: when it was last published or
    withdrawn (ms). `story` is the host's own paragraph, `cover` a clip (0: none), `order` the groups as the
    host has put them (empty: as they met). `pages`: who approved the page of which group (group → person).
    `mended` has all corrections, also those that were taken back. `listing`: the commons list it.
    """

    state: Published = "draft"
    held: bool = False
    at: int = 0
    story: str = ""
    cover: int = 0
    order: tuple[int, ...] = ()
    pages: dict[int, int] = field(default_factory=dict)
    mended: list[Correction] = field(default_factory=list)
    listing: Listing | None = None

    @property
    def approved(self) -> frozenset[int]:
        """The groups that have read and approved their page."""
        return frozenset(self.pages)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Those that stand, in the order in which they were made."""
        return tuple(one for one in self.mended if not one.taken_back)

    def of(self, anchor: str) -> tuple[Correction, ...]:
        """Those of these words, the first one first."""
        return tuple(one for one in self.corrections if one.anchor == anchor)

    def forget(self, anchor: str) -> None:
        """These words are to be nowhere any more."""
        for one in self.mended:
            if one.anchor == anchor:
                one.was = one.now = ""


def named(anchor: str) -> tuple[str, int]:
    """The kind and the number in an anchor: "note-12" is ("note", 12); ("", 0) for anything else."""
    kind, _dash, no = anchor.rpartition("-")
    return (kind, int(no)) if kind and no.isascii() and no.isdecimal() and len(no) < 10 else ("", 0)


def numbered(about: str) -> tuple[str, int]:
    """The same of what something is about: "note:12", in which the number is written in one way only."""
    kind, _colon, no = about.partition(":")
    return (kind, int(no)) if no.isdecimal() and len(no) < 10 and str(int(no)) == no else ("", 0)
