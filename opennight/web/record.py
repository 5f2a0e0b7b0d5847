"""The record: what came of the night, on the web. Public once it is published, which closing the night does;
a draft and one that was withdrawn are for the host and helpers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from opennight import clock
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record import cover
from opennight.record.licences import licence_of
from opennight.record.outcome import Outcome
from opennight.record.publication import all_anchors
from opennight.web import plots
from opennight.web.core import access, names, pages
from opennight.web.core.visits import Visit, show
from opennight.web.told import told


def curates(caller: access.Caller) -> bool:
    """Whether they work on the record: the host, and helpers who act for others."""
    return caller.for_others


def require_open(night: Night, caller: access.Caller) -> None:
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


@show(access.anyone)
async def page(this: Visit) -> Response:
    if gone := withdrawn(this):
        return gone
    require_open(this.night, this.caller)
    here = access.allowed(access.joined, this.caller)
    seen = await plots.if_there(this.request, this.night)
    return drawn(this.request, "record/record.html", this.night, here=here, caller=this.caller, plots=seen)


def drawn(
    request: Request,
    template: str,
    night: Night,
    *,
    here: bool = False,
    caller: access.Caller | None = None,
    found: Outcome | None = None,
    **more: Any,
) -> HTMLResponse:
    """A page of the record. What it links to within itself carries the address only if it will last; what it
    tells others of itself (`shared_url`), the one at which it is read now, unless it is read for a file.
    `here`: whoever reads it was there, and can still say that they are in. `found`: the outcome, if it is
    known.
    """
    address = lasting(request, night)
    url = f"{address}/record" if address else ""
    found = found or told(night)
    works = caller is not None and curates(caller)
    within = getattr(request.state, "within", False)
    known: dict[str, Any] = {
        "outcome": found,
        "cover": cover.of(found),
        "record_url": url,
        "night_url": address or f"/n/{night.code}",
        "shared_url": address if within else address or f"{names.address_of(request, night)}/n/{night.code}",
        "licence": licence_of(night),
        "here": here,
        "curates": works,
        "mendable": frozenset(all_anchors(found.pitches, found.groups)) if works else frozenset(),
    }
    return pages.page(request, template, night, me=caller.no if caller else 0, **(known | more))


def lasting(request: Request, night: Night) -> str:
    """The address of the night, if it will last."""
    host = names.lasting(request)
    return f"{host}/n/{night.code}" if host else ""
