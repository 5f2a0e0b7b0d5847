"""`/commons`: what the listed records of this server say, by place, topic and time; and the host's act of
listing one. Whatever the log knows better than the index is held against the night itself before it shows."""

import hashlib
import urllib.parse
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.commons import folding, kinds
from opennight.commons.things import all_said, shelve
from opennight.night import commons as listed
from opennight.night.commons import LeaveCommons, ListInCommons
from opennight.night.messages import Refused, _
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.record.licences import LICENCES
from opennight.store.commons import COUNTED, Commons, Shelved, Thing, Wanted
from opennight.store.log import Unavailable
from opennight.web.core import access, pages
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.limits import TooFast, address, limits
from opennight.web.core.posts import act
from opennight.web.core.refusals import refused
from opennight.web.core.remembered import Remembered
from opennight.web.told import told
from opennight.writers import Writers

PAGE = 20
"""Things, or nights, on a page."""
PLACES = 60
"""Places that are offered, those with most nights."""
OF_PLACE = (("action", 6), ("offer", 6), ("ask", 6), ("headline", 6), ("topic", 8))
"""What the page of a place shows beside its nights, and how many of each."""
SAID = Remembered[frozenset[tuple[str, ...]]](most=30)
"""What nights say that the index has not read yet."""


class Asked(NamedTuple):
    """What somebody asks for, as they typed it, and as it is looked for."""

    q: str
    place: str
    year: str
    kind: str
    page: int

    @property
    def wanted(self) -> Wanted:
        return Wanted(folding.terms(self.q), self.kind, folding.key(self.place), self.year)

    @property
    def things(self) -> bool:
        """Whether things are asked for, rather than nights."""
        return bool(self.q.strip() or self.kind)

    def at(self, page: int) -> str:
        """The address of another page of the same."""
        fields = {"q": self.q, "place": self.place, "year": self.year, "kind": self.kind}
        known = {name: value for name, value in fields.items() if value}
        return "/commons?" + urllib.parse.urlencode(known | ({"page": str(page)} if page > 1 else {}))


def asked(request: Request) -> Asked:
    """Whatever stands in the address: nothing that anybody types there is wrong."""
    its = request.query_params
    q, place, year = (
        " ".join(its.get(name, "").replace("\0", " ").split()) for name in ("q", "place", "year")
    )
    page = its.get("page", "")
    return Asked(
        q=q[: folding.TYPED],
        place=place[: listed.PLACE],
        year=year if len(year) == 4 and year.isascii() and year.isdecimal() else "",
        kind=its.get("kind", "") if its.get("kind", "") in kinds.BY_NAME else "",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
    )


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

    async def look(self, codes: Iterable[str]) -> None:
        """Read those of these nights that the index is behind of."""
        for code in await self.commons.stale(sorted(set(codes))):
            try:
                self.live[code] = await self.writers.current(code)
            except NoSuchNight:
                self.live[code] = None

    def still(self, thing: Thing) -> bool:
        """Whether its record says so at this moment."""
        if thing.code not in self.live:
            return True
        night = self.live[thing.code]
        if night is None or listed.listing(night) is None:
            return False
        return (thing.kind, thing.anchor, thing.text, thing.who, thing.about) in said(night)

    def now(self, night: Shelved) -> Shelved | None:
        """The night as it is listed at this moment."""
        if night.code not in self.live:
            return night
        live = self.live[night.code]
        found = shelve(live, told(live)) if live and listed.listing(live) else None
        return found[0] if found else None

    async def hits(self, things: Sequence[Thing], wanted: Wanted) -> list[Hit]:
        codes = sorted({thing.code for thing in things})
        nights = await self.commons.shelved(codes)
        await self.look(codes)
        there = {code: now for code, night in nights.items() if (now := self.now(night))}
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
        await self.look(night.code for night in found)
        there = [now for night in found if (now := self.now(night))]
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
    if tag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    page.headers.update(headers)
    return page


def take(request: Request) -> None:
    """Strangers and their programs search so often and no more."""
    if not limits(request).searches.take(address(request)):
        raise TooFast


async def page(request: Request) -> Response:
    """The listed nights, or what is found in them."""
    try:
        take(request)
        return cached(request, await drawn(request, asked(request)))
    except Refused as why:
        return refused(request, why)
    except Unavailable:
        return refused(request, away())


def away() -> Refused:
    return Refused(_("The commons cannot be read just now. Try again in a moment."), "busy")


async def drawn(request: Request, its: Asked) -> Response:
    reader, skip = Reader(request), (its.page - 1) * PAGE
    hits: list[Hit] = []
    nights: list[Shelved] = []
    if its.things:
        hits, total = await reader.found(its.wanted, PAGE, skip)
    else:
        nights, total = await reader.nights(its.wanted.place, its.year, PAGE, skip)
    missing = not (hits or nights) and its.page > 1
    return pages.page(
        request,
        "commons/commons.html",
        status=404 if missing else 200,
        its=its,
        hits=hits,
        nights=nights,
        total=total,
        counted=COUNTED,
        last=-(-total // PAGE),
        places=(await reader.commons.places())[:PLACES],
        years=await reader.commons.years(),
        **words(request),
    )


def words(request: Request) -> dict[str, object]:
    return {"sorts": kinds.KINDS, "sort_of": kinds.BY_NAME, "LICENCES": LICENCES}


async def place(request: Request) -> Response:
    """All that happened in a locality."""
    try:
        take(request)
        return cached(request, await of_place(request, folding.key(request.path_params["place"])))
    except Refused as why:
        return refused(request, why)
    except Unavailable:
        return refused(request, away())


async def of_place(request: Request, key: str) -> Response:
    reader, number = Reader(request), asked(request).page
    nights, total = await reader.nights(key, "", PAGE, (number - 1) * PAGE) if key else ([], 0)
    if not nights:
        return await nowhere(request, reader)
    parts = []
    for kind, most in OF_PLACE if number == 1 else ():
        found, many = await reader.found(Wanted(kind=kind, place=key), most)
        if found:
            parts.append((kinds.BY_NAME[kind], found, many))
    return pages.page(
        request,
        "commons/place.html",
        name=nights[0].place,
        place=key,
        nights=nights,
        total=total,
        counted=COUNTED,
        number=number,
        last=-(-total // PAGE),
        parts=parts,
        **words(request),
    )


async def nowhere(request: Request, reader: Reader) -> Response:
    return pages.page(
        request,
        "commons/nowhere.html",
        status=404,
        name=" ".join(str(request.path_params["place"]).replace("\0", " ").split())[: listed.PLACE],
        places=(await reader.commons.places())[:PLACES],
        **words(request),
    )


def of(night: Night) -> dict[str, object]:
    """How a record is listed, for its own pages."""
    its = listed.listing(night)
    return {"listing": its, "place_key": folding.key(its.place) if its else ""}


@act(access.host, go="/record/draft")
def put(this: Act) -> ListInCommons:
    return ListInCommons(**this.meta(desk=True), place=this.text("place"), point=this.text("point"))


@act(access.host, go="/record/draft")
def leave(this: Act) -> LeaveCommons:
    return LeaveCommons(**this.meta(desk=True))


ROUTES: list[Route] = [
    get("/commons", page),
    get("/commons/places/{place:path}", place),
    post("/n/{code}/commons", put),
    post("/n/{code}/commons/leave", leave),
]
