"""Tables: "we are here", and the way from a table's sign to the group that sits there."""

from starlette.responses import RedirectResponse, Response

from opennight.night import lineup, tables
from opennight.night.messages import DESK
from opennight.night.pitches import find_open
from opennight.night.tables import OpenTable
from opennight.web.core import access, server_address
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import HOME
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.person, go=HOME)
def open_table(this: Act) -> OpenTable:
    return OpenTable(**this.meta(), person=this.person, pitch=this.no, room=this.whole("room"))


@act(access.helper)
def open_for(this: Act) -> OpenTable:
    """A table for somebody without a phone; or for nobody yet, if nobody is named."""
    person, pitch = this.whole("for", DESK), this.whole("pitch")
    return OpenTable(**this.meta(desk=True), person=person, pitch=pitch, room=this.whole("room"))


@show(access.person)
def choose(this: Visit) -> Response:
    """The free tables, for whoever sits down with this topic."""
    return this.page("tables/open.html", pitch=find_open(this.night, this.no))


@show(access.anyone)
def table(this: Visit) -> Response:
    """What the code on a table opens: the group that sits there now, else the night."""
    slot = tables.round_of(this.night)
    there = lineup.at(this.night, slot.id, this.no) if slot else None
    path = f"/groups/{there.group}" if there and this.caller.no else ""
    return RedirectResponse(f"/n/{this.night.code}{path}", status_code=303)


@show(access.host)
def signs(this: Visit) -> Response:
    """The codes to print and put onto the tables."""
    here = f"{server_address.of_night(this.request, this.night)}/tables"
    return this.page("tables/signs.html", here=here)


ROUTES = [
    get("/n/{code}/pitches/{no:no}/table", choose),
    post("/n/{code}/pitches/{no:no}/table", open_table),
    post("/n/{code}/tables", open_for),
    get("/n/{code}/tables/{no:no}", table),
    get("/n/{code}/tables/print", signs),
]
