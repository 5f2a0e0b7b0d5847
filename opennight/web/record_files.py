"""The record as files, for whoever may read it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record import calendar, data, markdown, table
from opennight.record import schema as schemas
from opennight.record.files import package, rounds, schedule, wiki
from opennight.record.outcome import SpineOutcome
from opennight.store.log import Unavailable
from opennight.web.core import access, server_address
from opennight.web.core.languages import language_of, translate
from opennight.web.core.public_pages import as_it_is
from opennight.web.core.ready import Ready, answer, ready
from opennight.web.core.visits import Visit, show
from opennight.web.core.written import Written
from opennight.web.record import drawn_in_turns, lasting, require_open
from opennight.web.told import ahead, told

Write = Callable[[], str | bytes]


class Format(NamedTuple):
    """`kind` is a media type. `prepare` looks at the night; what it returns writes the file, in a thread."""

    kind: str
    prepare: Callable[[Request, Night], Write | Awaitable[Write]]


def as_markdown(request: Request, night: Night) -> Write:
    its, gettext, address = told(night), translate(language_of(request)), lasting(request, night)
    return lambda: markdown.write(its, gettext, address)


def as_wiki(request: Request, night: Night) -> Write:
    its, gettext, address = told(night), translate(language_of(request)), lasting(request, night)
    return lambda: wiki.write(its, gettext, address)


def as_table(request: Request, night: Night) -> Write:
    its = told(night)
    return lambda: table.write(its)


def as_tables(request: Request, night: Night) -> Write:
    its, address = told(night), lasting(request, night)
    return lambda: package.write(its, address)


def as_json(request: Request, night: Night) -> Write:
    its, address = told(night), lasting(request, night)
    return lambda: data.write(its, address)


async def as_html(request: Request, night: Night) -> Write:
    page = await drawn_in_turns(request, "record/download.html", night)
    return lambda: page


def as_calendar(request: Request, night: Night) -> Write:
    """The rounds as they were, and the next meetings."""
    those = calendar.all_meetings(night, told(night).groups)
    address = lasting(request, night)
    also = rounds.events(night, schedule.of(night, address))
    text = calendar.write(night, those, also, address)
    return lambda: text


FORMATS: dict[str, Format] = {
    "md": Format("text/markdown", as_markdown),
    "wiki": Format("text/plain", as_wiki),
    "csv": Format("text/csv", as_table),
    "csv.zip": Format("application/zip", as_tables),
    "json": Format("application/json", as_json),
    "html": Format("text/html", as_html),
    "ics": Format("text/calendar", as_calendar),
}


async def schema(request: Request) -> Response:
    """What is in the JSON: the same for all nights, for whoever reads one."""
    return Response(
        schemas.text(),
        media_type="application/schema+json",
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "max-age=3600"},
    )


@show(access.anyone)
async def file(this: Visit) -> Response:
    """The record as a file."""
    require_open(this.night, this.caller)
    ending = this.request.path_params["ending"]
    if ending not in FORMATS:
        raise Refused(_("The record is not available in this format."), "missing")
    name = f"opennight-{this.night.code}.{ending}"
    return answer(this.request, await made(this, ending), FORMATS[ending].kind, attachment(name))


async def made(this: Visit, ending: str) -> Ready:
    """The file as it is now. Offers in it stand for a number of days, so it is made anew each day."""
    request, night = this.request, this.night
    written: Written[Ready] = request.app.state.written

    async def make() -> Ready:
        await ahead(request, night)
        if ending == "json":
            its, address, spine = told(night), lasting(request, night), await spine_of(request, night)
            return await asyncio.to_thread(lambda: ready(data.write(its, address, spine)))
        prepared = FORMATS[ending].prepare(request, night)
        write = await prepared if isinstance(prepared, Awaitable) else prepared
        return await asyncio.to_thread(lambda: ready(write()))

    key = (night.code, ending, language_of(request), lasting(request, night))
    return await written.get(key, as_it_is(request, night), make)


async def spine_of(request: Request, night: Night) -> SpineOutcome | None:
    """Of which log the night is; None while that is away: a record does not wait for it."""
    version = night.version
    with contextlib.suppress(Unavailable):
        hash = await request.app.state.writers.log.find(night.code, version)
        return SpineOutcome(version=version, hash=hash) if hash else None
    return None


async def kept(this: Visit, name: str, write: Callable[[], str]) -> Ready:
    """A small file that anybody may ask for, written once until the night changes."""
    request, night = this.request, this.night
    files: Written[Ready] = request.app.state.written

    async def make() -> Ready:
        return ready(write())

    key = (night.code, name, language_of(request), server_address.address_of(request, night))
    return await files.get(key, as_it_is(request, night), make)


def attachment(name: str) -> dict[str, str]:
    """The header of a file to keep."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def attached(text: str, kind: str, name: str) -> Response:
    """A small file to keep."""
    return Response(text, media_type=kind, headers={"Cache-Control": "no-cache"} | attachment(name))
