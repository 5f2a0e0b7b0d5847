"""Starting nights."""

import contextlib

from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.night.decks import ChooseDeck
from opennight.night.earlier import ComeAfter
from opennight.night.messages import HOST, Refused, _
from opennight.night.nights import NoSuchNight, StartNight
from opennight.night.state import Night
from opennight.night.taking import TakeFurther
from opennight.web import decks, home, keeping, setups, taking
from opennight.web.core import access, cookies, door
from opennight.web.core.again import refuse
from opennight.web.core.answers import moved
from opennight.web.core.forms import Form, Lists, command_id, read_form
from opennight.web.core.keys import letters
from opennight.web.core.limits import refuse_flood
from opennight.web.core.refusals import Refusal
from opennight.web.core.visits import Page
from opennight.writers import Writers


async def blank(request: Request) -> Response:
    """The form for a new night, filled from an earlier one's setup if one is named."""
    try:
        may_start(request)
        setup, after = None, None
        if code := request.query_params.get("from", "").upper():
            night = await door.night(request, code)
            access.host(access.caller(request, night))
            setup, after = night.setup, keeping.worth_telling(night)
    except Refused as refused:
        return await home.page(request, refused=refused)
    return setups.page(request, None, setup, after=after)


async def blank_again(request: Request, night: Night | None, refusal: Refusal, status: int) -> Response:
    """The blank form again, with what was typed and why it was refused."""
    return setups.page(request, None, None, refusal, status)


new = Page(blank, blank_again)


def may_start(request: Request) -> None:
    if not access.may_start(request):
        raise Refused(
            _("Open this server's start link first. Ask whoever runs the server for it."), "forbidden"
        )


async def start(request: Request) -> Response:
    """Start a night. A repeat of the same form leads to the same night."""
    form: Form = {}
    lists: Lists = {}
    try:
        form, lists = await read_form(request)
        may_start(request)
        refuse_flood(request, access.Caller())
        if form.get("file"):  # its name: what is in it comes with the other button
            raise Refused(_("Press “Use this file” first, then start the night."), field="file")
        command = command_id(form)
        setup = setups.read(form, lists)
        deck = decks.on_shelf_by(request, key) if (key := form.get("deck", "")) else None
        takeaway = await taking.chosen(request, form)
        night = await begin(request, StartNight(id=command, at=clock.now(), actor=HOST, setup=setup))
        if deck:
            chosen = ChooseDeck(id=f"{command}-deck", at=clock.now(), actor=HOST, deck=deck)
            await request.app.state.writers.send(night.code, chosen)
        if form.get("open_with") and form.get("after"):
            await open_with(request, night, form["after"], f"{command}-after")
        if takeaway:
            further = TakeFurther(id=f"{command}-take", at=clock.now(), actor=HOST, takeaway=takeaway)
            await request.app.state.writers.send(night.code, further)
    except Refused as refused:
        return await refuse(request, refused, None, form, lists)
    page = f"/n/{night.code}/links"
    response = moved(request, page)
    cookies.keep_host(request, response, night)
    return response


async def open_with(request: Request, night: Night, code: str, id: str) -> None:
    """Have it open with what became of the promises of an earlier night. If that can no longer be told, the
    night has begun all the same."""
    with contextlib.suppress(Refused):
        its = keeping.told(await door.night(request, code.strip().upper()))
        command = ComeAfter(id=id, at=clock.now(), actor=HOST, earlier=its)
        await request.app.state.writers.send(night.code, command)


async def begin(request: Request, command: StartNight) -> Night:
    """Find a code for the night and start it.

    The code follows from the command's id, so that a repeat finds it again.
    """
    writers: Writers = request.app.state.writers
    for attempt in range(20):
        code = letters(access.keys(request).digest("code", command.id, attempt))
        try:
            night = await writers.night(code)
        except NoSuchNight:
            await writers.send(code, command)
            return await writers.night(code)
        if night.done(command.actor, command.id):
            return night
    raise Refused(_("The server could not save this just now. Try again in a moment."), "busy")
