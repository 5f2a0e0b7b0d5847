"""The record: what came of the night, on the web and as files. Public as soon as the night has been closed,
and from then on, even if the host opens it again."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record import calendar, data, markdown, outcome, table
from opennight.web.core import access, names, pages
from opennight.web.core.languages import language_of, translate
from opennight.web.core.visits import Visit, show


def require_open(night: Night, caller: access.Caller) -> None:
    if not night.published and not caller.host:
        raise Refused(_("The record opens when the host closes the night."), "late")


@show(access.anyone)
def page(this: Visit) -> Response:
    require_open(this.night, this.caller)
    here = access.allowed(access.joined, this.caller)
    return drawn(this.request, "record/record.html", this.night, here=here)


def drawn(request: Request, template: str, night: Night, *, here: bool = False) -> HTMLResponse:
    """A page of the record. What it links to within itself carries the address only if it will last. `here`:
    whoever reads it was there, and can still say that they are in.
    """
    address = lasting(request, night)
    url = f"{address}/record" if address else ""
    return pages.page(request, template, night, outcome=outcome.of(night), record_url=url, here=here)


def lasting(request: Request, night: Night) -> str:
    """The address of the night, if it will last."""
    host = names.lasting(request)
    return f"{host}/n/{night.code}" if host else ""


def as_markdown(request: Request, night: Night) -> str:
    return markdown.write(outcome.of(night), translate(language_of(request)), lasting(request, night))


def as_table(request: Request, night: Night) -> str:
    return table.write(outcome.of(night))


def as_json(request: Request, night: Night) -> str:
    return data.write(outcome.of(night))


def as_html(request: Request, night: Night) -> str:
    return bytes(drawn(request, "record/download.html", night).body).decode()


def as_calendar(request: Request, night: Night) -> str:
    return calendar.write(night, calendar.all_meetings(night, outcome.of(night).groups))


FILES: dict[str, tuple[str, Callable[[Request, Night], str]]] = {
    "md": ("text/markdown", as_markdown),
    "csv": ("text/csv", as_table),
    "json": ("application/json", as_json),
    "html": ("text/html", as_html),
    "ics": ("text/calendar", as_calendar),
}


@show(access.anyone)
def file(this: Visit) -> Response:
    """The record as a file."""
    require_open(this.night, this.caller)
    ending = this.request.path_params["ending"]
    if ending not in FILES:
        raise Refused(_("The record is not available in this format."), "missing")
    kind, write = FILES[ending]
    return attached(write(this.request, this.night), kind, f"opennight-{this.night.code}.{ending}")


def attached(text: str, kind: str, name: str) -> Response:
    """A file to keep."""
    return Response(
        text,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"},
    )
