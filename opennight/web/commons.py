"""`/commons`: what the listed records of this server say, by place, topic and time; and the host's act of
listing one. Whatever the log knows better than the index is held against the night itself before it shows."""

import urllib.parse
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.commons import folding, kinds
from opennight.commons.around import around
from opennight.night import commons as listed
from opennight.night.commons import LeaveCommons, ListInCommons
from opennight.night.messages import Refused
from opennight.store.commons import COUNTED, Shelved, Wanted
from opennight.store.log import Unavailable
from opennight.web.commons_like import like
from opennight.web.commons_reader import PAGE, Hit, Reader, away, cached, take, words
from opennight.web.core import access, pages
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.refusals import refused

PLACES = 60
"""Places that are offered, those with most nights."""
OF_PLACE = ("action", "offer", "ask", "headline", "topic")
"""What the page of a place shows beside its nights."""
SHOWN, LOOKED_AT = 4, 6
"""How many of each, and among how many, as some may be gone by now."""


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


async def page(request: Request) -> Response:
    """The listed nights, or what is found in them."""
    try:
        take(request)
        return cached(request, await drawn(request, asked(request)))
    except Refused as why:
        return refused(request, why)
    except Unavailable:
        return refused(request, away())


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
    parts = await what_is_said(reader, key) if number == 1 else []
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
        around=around(nights),
        **words(request),
    )


async def what_is_said(reader: Reader, place: str) -> list[tuple[kinds.Kind, list[Hit], int]]:
    """The latest of each kind that the page of a place shows, and how much there is."""
    found = [
        (kind, await reader.commons.search(Wanted(kind=kind, place=place), LOOKED_AT)) for kind in OF_PLACE
    ]
    hits = await reader.hits([one for _kind, (things, _total) in found for one in things], Wanted())
    parts = []
    for kind, (things, total) in found:
        its = [hit for hit in hits if hit.thing.kind == kind]
        if its:
            parts.append((kinds.BY_NAME[kind], its[:SHOWN], total - len(things) + len(its)))
    return parts


async def nowhere(request: Request, reader: Reader) -> Response:
    """No night is listed from there. Whoever names no place finds all of them."""
    typed = str(request.path_params["place"])
    return pages.page(
        request,
        "commons/nowhere.html",
        status=404 if typed else 200,
        name=" ".join(typed.replace("\0", " ").split())[: listed.PLACE],
        everywhere=not typed,
        places=(await reader.commons.places())[:PLACES],
        **words(request),
    )


@act(access.host, go="/record/draft")
def put(this: Act) -> ListInCommons:
    return ListInCommons(**this.meta(desk=True), place=this.text("place"), point=this.text("point"))


@act(access.host, go="/record/draft")
def leave(this: Act) -> LeaveCommons:
    return LeaveCommons(**this.meta(desk=True))


ROUTES: list[Route] = [
    get("/commons", page),
    get("/commons/places/{place:path}", place),
    get("/commons/like/{code}/{anchor:str}", like),
    post("/n/{code}/commons", put),
    post("/n/{code}/commons/leave", leave),
]
