"""The record: what came of the night, on the web. Public once it is published, which closing the night does;
a draft and one that was withdrawn are for the host and helpers."""

import functools
from collections.abc import Hashable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from opennight import clock
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record.licences import licence_of
from opennight.record.publication import all_anchors
from opennight.web import others, plots
from opennight.web.core import access, in_turns, pages, public_pages, server_address, visits
from opennight.web.core.languages import language_of
from opennight.web.core.visits import Draw, Visit, show
from opennight.web.core.within import is_within
from opennight.web.told import ahead, cover_of, places_of, told
from opennight.writers import Writers


def curates(caller: access.Caller) -> bool:
    """Whether they work on the record: the host, and helpers who act for others."""
    return caller.for_others


def require_open(night: Night, caller: access.Caller) -> None:
    """Raise `Refused` unless the record is published, or it is whoever works on it that asks."""
    if night.published or curates(caller):
        return
    if night.publication.state == "withdrawn":
        raise Refused(_("The host has withdrawn this record."), "gone")
    if night.phase == "closed":
        raise Refused(_("The host is still working on the record. It opens here."), "late")
    raise Refused(_("The record opens when the host closes the night."), "late")


def withdrawn(this: Visit) -> Response | None:
    """What stands at its address for everybody, if it was withdrawn."""
    its = this.night.publication
    if its.state != "withdrawn" or curates(this.caller):
        return None
    return pages.page(
        this.request,
        "record/withdrawn.html",
        this.night,
        status=410,
        withdrawn=clock.moment(this.night, its.at)[:10],
    )


def while_open(draw: Draw) -> Draw:
    """Turn a page of the record into one that is drawn for whoever may read it; of a record that was
    withdrawn, it says so."""

    @functools.wraps(draw)
    async def page(this: Visit) -> Response:
        if gone := withdrawn(this):
            return gone
        require_open(this.night, this.caller)
        return await visits.drawn(draw(this))

    return page


@show(access.anyone)
@while_open
async def page(this: Visit) -> Response:
    here = access.allowed(access.joined, this.caller)
    seen = await plots.if_there(this.request, this.night)
    known = await others.look(this.request, this.night)
    what = seen is not None
    return await read(this, "record/record.html", what, besides=known, here=here, plots=seen, others=known)


async def read(
    this: Visit,
    template: str,
    what: Hashable = "",
    *,
    besides: Hashable = None,
    here: bool = False,
    own: bool = False,
    **more: Any,
) -> Response:
    """A page of the record for whoever asks: drawn once for all who were there, and once for all others, but
    for those who work on it, or on whose page is something of their `own`. `what` names it among those of its
    template; what is on it that is not of this night alone is in `besides`."""
    if own or this.refusal or curates(this.caller):
        await ahead(this.request, this.night)
        known = {"refusal": this.refusal} | more
        return drawn(this.request, template, this.night, here=here, caller=this.caller, **known)
    which = (what, here, is_within(this.request))
    return await public_pages.shown(
        this,
        template,
        which,
        lambda: values(this.request, this.night, here=here) | more,
        besides,
        lambda: ahead(this.request, this.night),
    )


def drawn(
    request: Request,
    template: str,
    night: Night,
    *,
    here: bool = False,
    caller: access.Caller | None = None,
    **more: Any,
) -> HTMLResponse:
    """A page of the record. `here`: whoever reads it was there, and can still say that they are in."""
    known = values(request, night, here=here, works=caller is not None and curates(caller))
    return pages.page(request, template, night, me=caller.no if caller else 0, **(known | more))


async def drawn_in_turns(request: Request, template: str, night: Night) -> bytes:
    """A page of the record as a file: long, and the same for all."""

    def known() -> dict[str, Any]:
        return pages.known_to(request, night) | values(request, night)

    writers: Writers = request.app.state.writers
    language = language_of(request)
    page = await in_turns.whole(night, template, language, known, lambda: writers.current(night.code))
    return bytes(pages.answer(request, night, page, None, 0).body)


def values(request: Request, night: Night, *, here: bool = False, works: bool = False) -> dict[str, Any]:
    """What the pages of the record are drawn from. What they link to within the record carries the address
    only if it will last; what they tell others of themselves (`shared_url`), the one at which they are read
    now, unless they are read for a file. `works`: whoever reads works on it."""
    address = lasting(request, night)
    url = f"{address}/record" if address else ""
    found = told(night)
    return {
        "outcome": found,
        "cover": cover_of(night),
        "record_url": url,
        "night_url": address or f"/n/{night.code}",
        "shared_url": address if is_within(request) else best(request, night),
        "licence": licence_of(night),
        "places": places_of(night),
        "here": here,
        "curates": works,
        "mendable": frozenset(all_anchors(found.pitches, found.groups)) if works else frozenset(),
    }


def best(request: Request, night: Night) -> str:
    """The address of the night: the one that will last, or else as whoever asks reaches it."""
    return lasting(request, night) or server_address.of_night(request, night)


def lasting(request: Request, night: Night) -> str:
    """The address of the night, if it will last."""
    host = server_address.lasting(request)
    return f"{host}/n/{night.code}" if host else ""
