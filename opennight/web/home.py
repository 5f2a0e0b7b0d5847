"""The home page, and the way from a typed code to a night's door."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from opennight.night.entry import Entry
from opennight.night.messages import Refused, _
from opennight.store.catalogue import current
from opennight.store.commons import Commons
from opennight.store.log import Unavailable
from opennight.web.core import access, cookies, door, pages
from opennight.web.core.keys import same
from opennight.web.core.limits import TooFast
from opennight.web.core.refusals import STATUS, Refusal, crowded, sentence

MOST = 50
"""Nights on the list, at most."""


async def home(request: Request) -> Response:
    """Join by code; and, for whoever holds the start link, everything else."""
    if key := request.query_params.get("key"):
        response: Response = RedirectResponse("/", 303)
        if same(key, access.keys(request).start):
            cookies.keep(request, response, "start", f"start {key}")
            return response
        if door.wrong_key(request, "start"):
            return await page(request, refused=TooFast())
        return await page(request, refused=Refused(_("This start link does not work."), "forbidden"))
    return await page(request)


async def find(request: Request) -> Response:
    """From a typed code to the night's door."""
    typed = "".join(c for c in request.query_params.get("code", "").upper() if c.isalnum())[:12]
    code, entrance = typed[:6], typed[6:]
    try:
        await door.night(request, code)
    except door.Crowded as refused:
        return crowded(request, refused)
    except Refused as refused:
        return await page(request, refused=refused, code=code)
    return RedirectResponse(f"/j/{code}-{entrance}" if entrance else f"/j/{code}", 303)


async def page(request: Request, *, refused: Refused | None = None, code: str = "") -> Response:
    """The home page. A refusal is shown beside the code field, or at the start."""
    refusal = None
    if refused is not None:
        form = "join" if refused.kind in ("missing", "too many") else "start"
        refusal = Refusal("/", form, sentence(request, refused), typed={"code": code})
    if access.may_start(request):
        request.app.state.server_address.vouch(request)
    return pages.page(
        request,
        "home/home.html",
        status=STATUS[refused.kind] if refused else 200,
        may_start=access.may_start(request),
        my_nights=await my_nights(request),
        others=not refused and await others(request),  # so that trying codes costs no query
        refusal=refusal,
    )


async def others(request: Request) -> bool:
    """Whether the commons list a night: on a new server they would say only that there is none."""
    commons: Commons = request.app.state.commons
    try:
        return bool((await commons.nights(most=1))[0])
    except Unavailable:
        return False


async def my_nights(request: Request) -> list[Entry]:
    """The nights that this device hosts, the latest first."""
    codes = [name.removeprefix("desk_") for name in sorted(request.cookies) if name.startswith("desk_")]
    known = [code for code in codes if access.knows(request, code)][:MOST]
    try:
        entries = await current(request.app.state.catalogue, known) if known else []
    except Unavailable:
        return []
    renewed = access.keys(request).renewed
    hosted = [
        entry
        for entry in entries
        if access.hosts(
            request, entry.code, renewed(entry.code, entry.desk_key, entry.desk_made, entry.desk_by)
        )
    ]
    return sorted(hosted, key=lambda entry: entry.date, reverse=True)
