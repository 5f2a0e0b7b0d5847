"""What all pages of the commons need: to read the index, to hold it against the nights, and to answer."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.commons import folding, kinds
from opennight.commons.things import all_said, shelve
from opennight.meaning import Meaning
from opennight.night import commons as listed
from opennight.night.messages import Refused, _
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.record.licences import LICENCES
from opennight.store.commons import Commons, Known, Shelved, Thing, Wanted
from opennight.web.core.limits import TooFast, address, limits
from opennight.web.core.ready import has
from opennight.web.core.remembered import Remembered
from opennight.web.told import told
from opennight.writers import Writers

PAGE = 20
"""Things, or nights, on a page."""
SAID = Remembered[frozenset[tuple[str, ...]]](most=30)
"""What nights say that the index has not read yet."""


class Hit(NamedTuple):
    """A thing with its night, and a line around what was found in it, in pieces."""

    thing: Thing
    night: Shelved
    line: list[tuple[str, bool]]


class Reader:
    """Reads the commons for one request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.commons: Commons = request.app.state.commons
        self.writers: Writers = request.app.state.writers
        self.live: dict[str, Night | None] = {}
        self.listed: dict[str, Shelved | None] = {}

    async def now(self, found: Iterable[Known]) -> list[Shelved]:
        """These nights as they are listed at this moment: those that the index is behind of are read."""
        nights = [await self.live_one(one.night.code) if one.stale else one.night for one in found]
        return [night for night in nights if night]

    async def live_one(self, code: str) -> Shelved | None:
        if code not in self.live:
            try:
                self.live[code] = live = await self.writers.current(code)
            except NoSuchNight:
                self.live[code] = live = None
            found = shelve(live, told(live)) if live and listed.listing(live) else None
            self.listed[code] = found.night if found else None
        return self.listed[code]

    def still(self, thing: Thing) -> bool:
        """Whether its record says so at this moment."""
        if thing.until and thing.until < clock.today("UTC"):
            return False
        if thing.code not in self.live:
            return True
        night = self.live[thing.code]
        if night is None or listed.listing(night) is None:
            return False
        return (thing.kind, thing.anchor, thing.text, thing.who, thing.about) in said(night)

    async def hits(self, things: Sequence[Thing], wanted: Wanted) -> list[Hit]:
        codes = sorted({thing.code for thing in things})
        there = {night.code: night for night in await self.now(await self.commons.known(codes))}
        return [
            Hit(thing, there[thing.code], folding.excerpt(thing.text, wanted.terms))
            for thing in things
            if thing.code in there and self.still(thing)
        ]

    async def found(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Hit], int]:
        things, total = await self.commons.search(wanted, most, skip)
        hits = await self.hits(things, wanted)
        return hits, total - len(things) + len(hits)

    async def nights(self, place: str, year: str, most: int, skip: int = 0) -> tuple[list[Shelved], int]:
        found, total = await self.commons.nights(place, year, most, skip)
        there = await self.now(found)
        return there, total - len(found) + len(there)


def said(night: Night) -> frozenset[tuple[str, ...]]:
    def all_of_it() -> frozenset[tuple[str, ...]]:
        those = all_said(night, told(night))
        return frozenset((one.kind, one.anchor, one.text, one.who, one.about) for one in those)

    return SAID.of(night, "", all_of_it)


def cached(request: Request, page: Response) -> Response:
    """The same page for everybody who asks in this language; it is asked for each time, and sent if it has
    changed: what is withdrawn is gone at once."""
    tag = f'"{hashlib.sha256(page.body).hexdigest()[:24]}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Language"}
    if has(request.headers, tag):
        return Response(status_code=304, headers=headers)
    page.headers.update(headers)
    return page


def take(request: Request) -> None:
    """Strangers and their programs search so often and no more."""
    if not limits(request).searches.take(address(request)):
        raise TooFast


def engine(request: Request) -> bool:
    meaning: Meaning = request.app.state.meaning
    return bool(meaning.engine)


def away() -> Refused:
    return Refused(_("The commons cannot be read just now. Try again in a moment."), "busy")


def words(request: Request) -> dict[str, Any]:
    request.app.state.likeness.warm(request.app.state.commons)
    return {
        "sorts": kinds.KINDS,
        "sort_of": kinds.BY_NAME,
        "LICENCES": LICENCES,
        "more_like": engine(request),
    }
