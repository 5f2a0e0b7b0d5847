"""Nights: the home page, starting one, and changing its setup."""

from typing import get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from opennight import when
from opennight.night.nights import StartNight
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night, Room, Seating, Setup, Slot
from opennight.night.words import HOST, Refused, _
from opennight.web.core import access, door, views
from opennight.web.core.acts import Act, act, command_id, moved, read_form, refuse
from opennight.web.core.keys import LETTERS, same
from opennight.web.core.limits import TooFast, refuse_flood
from opennight.web.core.refusals import Form, Lists
from opennight.writers import NoSuchNight, Writers

CODE_LENGTH = 6


async def home(request: Request) -> Response:
    """Join by code; and, for whoever holds the start link, everything else."""
    if key := request.query_params.get("key"):
        response: Response = RedirectResponse("/", 303)
        if same(key, access.keys(request).start):
            access.keep(request, response, "start", f"start {key}")
            return response
        if door.wrong_key(request, "start"):
            return await views.home(request, refused=TooFast())
        return await views.home(request, refused=Refused(_("This start link is not right."), "forbidden"))
    return await views.home(request)


async def find(request: Request) -> Response:
    """From a typed code to the night's door."""
    code = "".join(c for c in request.query_params.get("code", "").upper() if c.isalnum())[:12]
    try:
        await door.night(request, code)
    except door.Crowded as refused:
        return views.crowded(request, refused)
    except Refused as refused:
        return await views.home(request, refused=refused, code=code)
    return RedirectResponse(f"/j/{code}", 303)


async def new(request: Request) -> Response:
    """The form for a new night, filled from an earlier one's setup if one is named."""
    try:
        may_start(request)
        setup = None
        if code := request.query_params.get("from", "").upper():
            night = await door.night(request, code)
            access.host(access.caller(request, night))
            setup = night.setup
    except Refused as refused:
        return await views.home(request, refused=refused)
    return views.setup(request, None, setup)


def may_start(request: Request) -> None:
    if not access.may_start(request):
        raise Refused(
            _("Open the start link of this server first. Ask whoever runs the server for it."), "forbidden"
        )


async def start(request: Request) -> Response:
    """Start a night. A repeat of the same form leads to the same night."""
    form: Form = {}
    lists: Lists = {}
    try:
        form, lists = await read_form(request)
        may_start(request)
        refuse_flood(request, access.Caller())
        command = command_id(form)
        setup = read_setup(form, lists)
        night = await begin(request, StartNight(id=command, at=when.now(), actor=HOST, setup=setup))
    except Refused as refused:
        return await refuse(request, refused, None, form, lists)
    page = f"/n/{night.code}/links"
    response = moved(request, page)
    access.keep_host(request, response, night)
    return response


async def begin(request: Request, command: StartNight) -> Night:
    """Find a code for the night and start it.

    The code follows from the command's id, so that a repeat finds it again.
    """
    writers: Writers = request.app.state.writers
    for attempt in range(20):
        code = code_from(access.keys(request).digest("code", command.id, attempt))
        try:
            night = await writers.night(code)
        except NoSuchNight:
            await writers.send(code, command)
            return await writers.night(code)
        if command.key in night.commands:
            return night
    raise Refused(_("The server could not write this down just now. Try again in a moment."), "busy")


def code_from(digest: bytes) -> str:
    number = int.from_bytes(digest)
    letters = []
    for _place in range(CODE_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def number(text: str, field: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise Refused(_("Write a whole number here."), field=field)
    return int(text)


def ids(given: list[str]) -> list[int]:
    """The numbers of rows, new ones for rows that have none yet."""
    known = [int(text) for text in given if text.isdecimal() and len(text) < 7]
    fresh = iter(range(max(known, default=0) + 1, 10**9))
    return [int(text) if text.isdecimal() and len(text) < 7 else next(fresh) for text in given]


def rows(lists: Lists, *names: str) -> list[list[str]]:
    """The filled-in rows of a repeated part of the form; the first name is the row's number."""
    columns = [lists.get(name, []) for name in names]
    if len({len(column) for column in columns}) > 1:
        raise Refused(_("This form is damaged. Load the page again."))
    return [list(row) for row in zip(*columns, strict=True) if any(cell.strip() for cell in row[1:])]


def features(text: str) -> tuple[str, ...]:
    """What a room has, of "step-free+quiet"."""
    return tuple(name for name in text.split("+") if name)


def seating(text: str) -> Seating:
    known: Seating
    for known in get_args(Seating):
        if text == known:
            return known
    raise Refused(_("Pick one of these."), field="seating")


def read_setup(form: Form, lists: Lists) -> Setup:
    """The setup in the form; the domain decides whether it will do."""
    names = lists.get("room_name", [])
    lists = {"room_features": [""] * len(names), **lists}
    rooms = rows(lists, "room_id", "room_name", "room_seats", "room_features")
    slots = rows(lists, "slot_id", "slot_start", "slot_end")
    zone = form.get("zone", "").strip() or "UTC"
    return Setup(
        title=form.get("title", ""),
        place=form.get("place", ""),
        zone=zone,
        date=form.get("date", "").strip() or when.today(zone),
        intro=form.get("intro", ""),
        briefing=form.get("briefing", ""),
        dots=number(form.get("dots") or "5", "dots"),
        hidden=form.get("hidden") == "1",
        approve=form.get("approve") == "1",
        colour=form.get("colour", ""),
        least=number(form.get("least") or "2", "least"),
        most=number(form.get("most") or "0", "most"),
        seating=seating(form.get("seating") or "wishes"),
        rooms=tuple(
            Room(no, row[1], number(row[2] or "12", "rooms"), features(row[3]))
            for no, row in zip(ids([row[0] for row in rooms]), rooms, strict=True)
        ),
        slots=tuple(
            Slot(no, row[1], row[2]) for no, row in zip(ids([row[0] for row in slots]), slots, strict=True)
        ),
    )


@views.show(access.host)
async def setup(request: Request, night: Night, caller: access.Caller) -> Response:
    return views.setup(request, night, night.setup)


@act(access.host, go="/desk")
def change_setup(this: Act) -> ChangeSetup:
    return ChangeSetup(**this.meta(desk=True), setup=read_setup(this.form, this.lists))
