"""Taking it further, over HTTP: what comes along, as a page and as a file; and “used in”."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.night import packing, takeaway, taking
from opennight.night.kept.taking import Takeaway
from opennight.night.messages import Refused, _
from opennight.night.setupfile import FIELD
from opennight.night.state import Night
from opennight.night.takeaway import UseFile, read_use
from opennight.night.taking import licence
from opennight.night.uses import DropUse, NoteUse
from opennight.record import people
from opennight.record.licences import licence_of
from opennight.web import others
from opennight.web.core import access, door
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.forms import Form, read_upload
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.record import best, drawn, require_open, while_open
from opennight.web.record_files import attached

KEPT = 45_000
"""Bytes of a takeaway on its way from its file to the start of the night."""


def packed(night: Night, anchor: str) -> Takeaway:
    """What comes along if the thing at this anchor is taken further. Raises `Refused`."""
    found = packing.pack(night, anchor, lambda no: people.name(night, no))
    licence(night, found.origin)
    return found


@show(access.anyone)
@while_open
def page(this: Visit) -> Response:
    """What comes along, and where to begin."""
    anchor = this.request.path_params["anchor"]
    return drawn(
        this.request,
        "taking/take.html",
        this.night,
        caller=this.caller,
        anchor=anchor,
        taken=packed(this.night, anchor),
        starts=access.may_start(this.request),
    )


@show(access.anyone)
def file(this: Visit) -> Response:
    """What comes along, as a file for another server."""
    require_open(this.night, this.caller)
    anchor = this.request.path_params["anchor"]
    url = f"{best(this.request, this.night)}/record/to/{anchor}"
    content = takeaway.write(packed(this.night, anchor), url)
    return attached(content.decode(), "application/json", f"opennight-{this.night.code}-{anchor}.json")


async def packed_by(request: Request, name: str) -> Takeaway:
    """What comes along with something of a night on this server: “CODE ANCHOR”. Raises `Refused`."""
    code, _space, anchor = name.strip().partition(" ")
    night = await door.night(request, code.upper())
    require_open(night, access.caller(request, night))
    return packed(night, anchor)


async def chosen(request: Request, form: Form) -> Takeaway | None:
    """What a new night is to take further, as its form says: something of a night on this server (“CODE
    ANCHOR”), or what was in a file. Raises `Refused`."""
    if name := form.get("takes", "").strip():
        return await packed_by(request, name)
    if text := form.get("takeaway", ""):
        return takeaway.read(text.encode())
    return None


def kept(content: bytes) -> tuple[Takeaway, str]:
    """What a file holds, and its text for the start form. Raises `Refused`."""
    found = takeaway.read(content)
    licence(Night(""), found.origin)
    text = takeaway.write(found, found.origin.url).decode()
    if len(text.encode()) > KEPT:
        raise Refused(_("There is too much in this file. Bring it in parts."), "too much", field=FIELD)
    return found, text


@show(access.host)
def use(this: Visit) -> Response:
    """For the host of the night from which this one took something: a file that says so."""
    one = dict(taking.standing(this.night)).get(this.no)
    if one is None or one.code:
        raise Refused(_("There is no such thing in this night."), "missing")
    setup = this.night.setup
    its = UseFile(
        about=one.anchor,
        title=setup.title,
        place=setup.place,
        date=setup.date,
        url=f"{best(this.request, this.night)}/about",
    )
    return attached(
        takeaway.write_use(its).decode(), "application/json", f"opennight-{this.night.code}-use.json"
    )


@show(access.for_others)
async def uses_page(this: Visit) -> Response:
    """Where this night took things from, and who took things from it: the host drops and adds."""
    known = await others.look(this.request, this.night)
    return this.page("taking/uses.html", licence=licence_of(this.night), others=known)


@act(access.host, go="/uses", read=read_upload)
def note(this: Act) -> NoteUse:
    if not this.files.get(FIELD):
        raise Refused(_("Pick a file first: a setup kept as a file."), field=FIELD)
    its = read_use(this.files[FIELD])
    return NoteUse(**this.meta(desk=True), **msgspec.structs.asdict(its))


@act(access.host, go="/uses")
def drop(this: Act) -> DropUse:
    return DropUse(**this.meta(desk=True), use=this.no, dropped=this.flag("dropped"))


ROUTES: list[Route] = [
    Route("/n/{code}/record/take/{anchor:str}.json", file, methods=["GET"]),
    get("/n/{code}/record/take/{anchor:str}", page),
    get("/n/{code}/uses", uses_page),
    post("/n/{code}/uses", note),
    post("/n/{code}/uses/{no:no}/drop", drop),
    Route("/n/{code}/origins/{no:no}/use.json", use, methods=["GET"]),
]
