"""Rendering: a whole page for one reader, or a fragment for everyone who shares a view."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from opennight import clock
from opennight.live.channel import View
from opennight.night.state import Night
from opennight.web.core import names
from opennight.web.core.languages import language_of
from opennight.web.core.links import links
from opennight.web.core.templates import command_ids, templates


def values_of(night: Night) -> dict[str, Any]:
    """What every template about a night can use."""
    return {"night": night, "now": clock.now(), "clock": lambda ms: clock.time_of_day(night, ms)}


def render(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
    """A fragment, the same for everyone who shares the view."""
    known = values_of(night) | {"audience": view.audience.kind, "pushed": True} | values
    if view.address:
        known |= links(night, view.address)
    return templates(view.language).get_template(partial).render(known).strip()


def page(
    request: Request, template: str, night: Night | None = None, *, status: int = 200, **values: object
) -> HTMLResponse:
    """A whole page."""
    known: dict[str, Any] = {"request": request, "now": clock.now(), "command_ids": command_ids()}
    if night is not None:
        known |= values_of(night) | links(night, names.address_of(request, night))
        known["mark"] = request.app.state.keys.mark(night, night.version)
    html = templates(language_of(request)).get_template(template).render(known | values)
    return HTMLResponse(
        html, status, headers={"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
    )
