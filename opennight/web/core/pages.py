"""Rendering: a region for everyone who shares a view, and whole pages."""

import functools
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from opennight import clock
from opennight.live.audiences import BOARD, DESK, Audience
from opennight.live.blanks import Drawn, Inside, Reader
from opennight.live.channel import View
from opennight.live.hub import Hub
from opennight.live.protocol import Mine
from opennight.live.regions import partial_of, regions_of
from opennight.night.state import Night
from opennight.web.core import server_address
from opennight.web.core.forms import command_ids
from opennight.web.core.keys import Keys
from opennight.web.core.languages import language_of
from opennight.web.core.limits import counted
from opennight.web.core.links import links
from opennight.web.core.templates import templates


def values_of(night: Night) -> dict[str, Any]:
    """What every template about a night can use."""
    return {
        "night": night,
        "now": clock.now(),
        "clock": lambda ms: clock.time_of_day(night, ms),
        "midnight": lambda: clock.midnight(night),
    }


def render(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
    """A region with its blanks, the same for everyone who shares the view."""
    known = values_of(night) | {"audience": view.audience.kind, "link": view.audience.no} | values
    if view.address:
        known |= links(night, view.address)
    return templates(view.language).get_template(partial).render(known)


def page(
    request: Request,
    template: str,
    night: Night | None = None,
    *,
    status: int = 200,
    mine: Mine | None = None,
    me: int = 0,
    **values: object,
) -> HTMLResponse:
    """A whole page, drawn for this reader alone: whose forms are those of the person `me`, if it is one."""
    known = known_to(request, night) | values
    with counted(request):
        drawn = whole(template, language_of(request), known, shared_regions(request, night, known))
        return answer(request, night, drawn, mine, me, status)


def known_to(request: Request, night: Night | None) -> dict[str, Any]:
    """What a page knows that is drawn for one reader."""
    known: dict[str, Any] = {"request": request, "now": clock.now()}
    if night is not None:
        known |= values_of(night) | links(night, server_address.address_of(request, night))
    return known


def shared_regions(request: Request, night: Night | None, known: dict[str, Any]) -> Inside | None:
    """The regions of a page that has some, as all its readers share them, drawn once for a whole room that
    asks at once; None where they are drawn with it: a form inside one may have been refused."""
    if night is None or known.get("refusal") or "audience" not in known:
        return None
    hub: Hub = request.app.state.hub
    audience = Audience(known["audience"], known.get("link", 0))
    address = server_address.address_of(request, night) if audience in (BOARD, DESK) else ""
    view, channel = View(audience, language_of(request), address), hub.channel(night.code)
    around = channel.part_changed_at(audience)
    return lambda what: hub.renderer.inside(channel, night, view, what, around)


def whole(template: str, language: str, known: dict[str, Any], shared: Inside | None = None) -> Drawn:
    """A page, with the regions inside it: `shared`, or drawn with it."""
    return with_regions(templates(language).get_template(template).render(known), language, known, shared)


def with_regions(text: str, language: str, known: dict[str, Any], shared: Inside | None = None) -> Drawn:
    """The same, of a page whose `text` is there already."""
    environment = templates(language)

    def draw(template: str, more: dict[str, Any]) -> Drawn:
        return Drawn.of(environment.get_template(template).render(known | more)).whole(inside)

    def inside(what: str) -> Iterator[Drawn]:
        night, audience = known["night"], Audience(known["audience"], known.get("link", 0))
        for region in regions_of(night, audience, what):
            if found := partial_of(night, audience, region):
                yield draw(*found)

    return Drawn.of(text).whole(shared or inside)


def shared_page(
    request: Request, template: str, night: Night, audience: Audience, mine: Mine | None, me: int
) -> HTMLResponse:
    """A whole page that many ask for at once: drawn once for all of them, and filled in for this reader."""
    hub: Hub = request.app.state.hub
    view = View(audience, language_of(request), "")

    def draw() -> str:
        return render(night, template, view, {})

    channel = hub.channel(night.code)
    changed = max(channel.changed_at(audience, region) for region in ("top", "main"))
    drawn = hub.renderer.keep(channel, night, view, template, changed, draw).whole
    return answer(request, night, drawn, mine, me)


def answer(
    request: Request, night: Night | None, drawn: Drawn, mine: Mine | None, me: int, status: int = 200
) -> HTMLResponse:
    """The page as this reader gets it."""
    reader = Reader(mine, command_ids(me))
    if night is not None:
        keys: Keys = request.app.state.keys
        ticket = functools.partial(keys.ticket, night.code, clock.now())
        reader = Reader(mine, command_ids(me), night.version, keys.mark(night, night.version), ticket)
    return HTMLResponse(
        drawn.filled(reader),
        status,
        headers={"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"},
    )
