"""The index of the commons: what published records say, cut into words, beside the log.

It holds nothing that the records do not show, follows the log by its positions, and can be thrown away and
made anew at any time. Nothing that writes to the log ever waits for it: on SQLite it is a file of its own.
Which words a text has is decided in Python (commons/folding.py), so that all stores find the same.
"""

import datetime as dt
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from opennight.night.commons import CommonsLeft, CommonsListed

FORMAT = 4
"""Goes up with any change to what is kept, or to how words are cut: another one is thrown away."""
KINDS = [
    f"{event.KIND}/{form}" for event in (CommonsListed, CommonsLeft) for form in range(1, event.FORM + 1)
]
"""The events with which a night may come into the index. For those in it, any event counts."""
COUNTED = 1_000
"""Hits beyond so many are not counted."""
EACH = 1 << 20
"""Things of one night, at most."""
SLOTS = 1 << 20
LAST_DAY = dt.date.max.toordinal() + 1


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """A listed night. `key` is its place as addresses have it, `point` "51.455,-2.588" or empty. `lead`: what
    is said first about it. `licence` is the key of one. `renew`: the day from which on it says something else
    (YYYY-MM-DD; empty for never)."""

    code: str
    version: int
    title: str
    place: str
    key: str
    point: str
    date: str
    licence: str
    people: int
    groups: int
    actions: int
    lead: str
    renew: str = ""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is said in a record, under its `anchor` on the `page` below it. `who` said it, as they
    are in the record; `about` is the topic. `until`: the last day on which the record has it (empty: for
    good). `code` is its night's."""

    code: str
    kind: str
    anchor: str
    page: str
    text: str
    who: str = ""
    about: str = ""
    until: str = ""


class Worded(NamedTuple):
    """A thing with all words by which it is found, `words` in their order."""

    thing: Thing
    words: tuple[str, ...]


class Listed(NamedTuple):
    """A night that is listed, with all that is said in it."""

    night: Shelved
    things: Sequence[Worded]


class Known(NamedTuple):
    """A night as the index has it. `stale`: it has moved on in the log since then, or is gone from it."""

    night: Shelved
    stale: bool


class Term(NamedTuple):
    """Words that stand side by side. `begins`: the last of them may go on."""

    words: tuple[str, ...]
    begins: bool


class Wanted(NamedTuple):
    """What is looked for: all of it has to hold; empty fields do not count."""

    terms: tuple[Term, ...] = ()
    kind: str = ""
    place: str = ""
    year: str = ""


class Behind(NamedTuple):
    """The nights that the log knows better, and how far it has been read then."""

    codes: list[str]
    cursor: str


class Place(NamedTuple):
    """A place by its key and its name as it was written last, with how many nights it has."""

    key: str
    name: str
    nights: int


class Commons(Protocol):
    """All methods but `close` raise `Unavailable` if the store cannot be used (see log.py)."""

    async def behind(self, today: str) -> Behind:
        """Which nights may have to be read again, since the log has gone on, or the day has come."""
        ...

    async def put(self, codes: Sequence[str], listed: Sequence[Listed]) -> None:
        """Forget these nights, and put those that are listed in their place, in one short transaction."""
        ...

    async def move(self, cursor: str) -> None:
        """The log has been read up to here."""
        ...

    async def tidy(self) -> None:
        """Overwrite what was removed."""
        ...

    async def rewind(self) -> None:
        """Take nothing for right: all nights are behind."""
        ...

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        """What is said of it, that of the latest nights first and then in the order of their records; and how
        much there is in all, up to COUNTED."""
        ...

    async def nights(
        self, place: str = "", year: str = "", most: int = ..., skip: int = 0
    ) -> tuple[list[Known], int]:
        """The listed nights, the latest first, and how many there are in all."""
        ...

    async def known(self, codes: Sequence[str]) -> list[Known]:
        """What is known of these nights; those that are not listed are left out."""
        ...

    async def things(self, code: str) -> list[Thing]:
        """All that is said in this night."""
        ...

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        """The things of these kinds, those of the latest nights first."""
        ...

    async def stamp(self) -> str:
        """A mark that is another one whenever the index has changed."""
        ...

    async def places(self) -> list[Place]:
        """All places, those with most nights first."""
        ...

    async def years(self) -> list[str]:
        """Those in which there was a night, the latest first."""
        ...

    async def close(self) -> None: ...


def first(night: Shelved, turn: int = 0) -> int:
    """The number of the first thing of this night: numbers go from the latest night to the earliest, and so
    do searches. Two nights of one day may want the same, once in a million: `turn` tries the next one."""
    try:
        day = dt.date.fromisoformat(night.date).toordinal()
    except ValueError:
        day = 0
    slot = (zlib.crc32(night.code.encode()) + turn) % SLOTS
    return ((LAST_DAY - day) * SLOTS + slot) * EACH


def marks(night: Shelved, thing: Thing) -> Iterator[str]:
    """Words that nobody can type, by which a search is narrowed down."""
    yield f"=k:{thing.kind}"
    yield f"=p:{night.key}"
    yield f"=y:{night.date[:4]}"


def asked(wanted: Wanted) -> Iterator[Term]:
    """All that has to be there, as words."""
    for mark, value in (("k", wanted.kind), ("p", wanted.place), ("y", wanted.year)):
        if value:
            yield Term((f"={mark}:{value}",), False)
    yield from wanted.terms


def any_of(kinds: Sequence[str]) -> list[Term]:
    """The marks of things of these kinds."""
    return [Term((f"=k:{kind}",), False) for kind in kinds]
