"""Rehearsals with a simulated crowd, which comes in through the front door: “See it live”, and a host's own
night, in a copy of it."""

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight import clock
from opennight.crowds import Crowds
from opennight.night import door
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import GUEST, HOST, Refused, _
from opennight.night.nights import StartNight
from opennight.night.people import Join, who_joined
from opennight.night.rehearsals import CopyNight, require_copy, topics
from opennight.night.state import Night
from opennight.web import home, nights
from opennight.web.core import access, cookies
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.again import refuse
from opennight.web.core.answers import moved
from opennight.web.core.forms import Form, command_id, read_form
from opennight.web.core.languages import language_of, translate
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.writers import Writers, or_away

PEOPLE = 60
SECONDS = 180
CROWDS = (8, 30, 150)
"""How many people may come into a host's own night."""
PACES = {"fast": 180, "slow": 900, "real": 5400}
"""How many seconds they take for the whole evening, unless the host moves on."""
NAME = _("Robin")
"""Of whoever watches: their phone is one of the room's, too."""


def rehearsal_setup(_: Callable[[str], str]) -> Setup:
    """An evening that shows everything: few seats, so rooms fill; two slots, so there is a 'next'.

    Written in the language of whoever starts it: `_` is their gettext.
    """
    return Setup(
        title=_("An open night for our town"),
        place=_("Rehearsal Hall"),
        zone="UTC",
        date=clock.today("UTC"),
        intro=_("Everyone here is made up. Watch how an evening goes."),
        briefing=_("Pitch what you care about. Vote with your dots. Then sit down together and talk."),
        dots=5,
        rooms=(
            Room(1, _("Big hall"), 16),
            Room(2, _("Library"), 12),
            Room(3, _("Kitchen table"), 8),
            Room(4, _("Garden"), 12),
            Room(5, _("Stage"), 14),
        ),
        slots=(Slot(1, "19:30", "20:10"), Slot(2, "20:15", "20:55")),
    )


async def begin(request: Request) -> Response:
    """Start a rehearsal night and its crowd, then show board and desk side by side."""
    form: Form = {}
    try:
        form, _lists = await read_form(request)
        nights.may_start(request)
        crowds: Crowds = request.app.state.crowds
        setup = rehearsal_setup(translate(language_of(request)))
        command = StartNight(id=command_id(form), at=clock.now(), actor=HOST, setup=setup, rehearsal=True)
        async with crowds.one_by_one:
            fresh = command.id not in crowds.crowds
            if fresh:
                crowds.refuse_more()
            night = await nights.begin(request, command)
            if fresh and not night.people:
                await send(request, command.id, night, PEOPLE, SECONDS, "--drive")
        person = await come_in(request, night, command)
    except Refused as refused:
        return await refuse(request, refused, None, form)
    page = f"/n/{night.code}/overview"
    response = moved(request, page)
    cookies.keep_host(request, response, night)
    cookies.keep_person(request, response, night, person)
    return response


async def send(request: Request, command: str, night: Night, people: int, seconds: int, *words: str) -> None:
    """Send a crowd into this night."""
    crowds: Crowds = request.app.state.crowds
    key = access.keys(request).desk(night)
    size = ("--people", str(people), "--seconds", str(seconds))
    await crowds.send(command, night, key, *size, *words)


async def come_in(request: Request, night: Night, command: StartNight) -> int:
    """Join with the host's own device, so that the phone beside the board is one of the room's."""
    writers: Writers = request.app.state.writers
    name = translate(language_of(request))(NAME)
    join = Join(id=f"{command.id}-phone", at=command.at, actor=GUEST, name=name)
    joined = await writers.send(night.code, join)
    person = who_joined(night, joined.version)
    if person is None:
        raise Refused(_("This night is full."), "quota")
    return person.no


@show(access.host)
def about(this: Visit) -> Response:
    """Where a host rehearses their night; or, in a copy, throws it away."""
    crowds: Crowds = this.request.app.state.crowds
    running = crowds.copy(this.night.code)
    return this.page("rehearsals/rehearsal.html", crowds=CROWDS, running=running)


def asked(form: Form) -> tuple[int, int]:
    """How many people are to come, and in how many seconds."""
    people, pace = form.get("people", ""), form.get("pace", "")
    if people not in map(str, CROWDS):
        raise Refused(_("Pick one of these."), field="people")
    if pace not in PACES:
        raise Refused(_("Pick one of these."), field="pace")
    return int(people), PACES[pace]


@posted
async def rehearse(this: Act) -> Response:
    """Make a copy of the night, send a crowd into it, and take the host to its desk."""
    this.require(access.host)
    people, seconds = asked(this.form)
    crowds: Crowds = this.request.app.state.crowds
    setup = with_room(this.night.setup, people)
    start = StartNight(id=command_id(this.form), at=clock.now(), actor=HOST, setup=setup, rehearsal=True)
    async with crowds.one_by_one:
        fresh = start.id not in crowds.crowds
        if fresh:
            await refuse_second(this, crowds)
            crowds.refuse_more_copies()
        copy = await copied(this, start)
        if fresh and not copy.people:
            await send(this.request, start.id, copy, people, seconds)
    response = moved(this.request, f"/n/{copy.code}/desk")
    cookies.keep_host(this.request, response, copy)
    return response


def with_room(setup: Setup, people: int) -> Setup:
    """The setup of a night that expects at least this crowd, and the host's own phone."""
    most = max(door.expected(setup), people + 1)
    return setup if most == door.expected(setup) else msgspec.structs.replace(setup, expected=most)


async def refuse_second(this: Act, crowds: Crowds) -> None:
    """Raise `Refused` if the night is being rehearsed, as far as this process or this device knows."""
    if this.night.copy_of:
        raise Refused(
            _("This is already a rehearsal. Throw it away, then rehearse your night again."), "late"
        )
    mine = (entry.copy_of for entry in await home.my_nights(this.request))
    if crowds.copy(this.night.code) or this.night.code in mine:
        raise Refused(_("You are already rehearsing this night. Throw that rehearsal away first."), "late")


async def copied(this: Act, start: StartNight) -> Night:
    """A copy of the night."""
    writers: Writers = this.request.app.state.writers
    wall = topics(this.night)
    copy = await nights.begin(this.request, start)
    command = CopyNight(id=f"{start.id}-copy"[-64:], at=start.at, actor=HOST, of=this.night.code, topics=wall)
    await writers.send(copy.code, command)
    return await writers.night(copy.code)


@posted
async def throw_away(this: Act) -> Response:
    """The crowd goes home, and the copy is gone for good."""
    this.require(access.host)
    require_copy(this.night)
    code, of = this.night.code, this.night.copy_of
    crowds: Crowds = this.request.app.state.crowds
    with or_away():
        await crowds.throw_away(code)
    response = moved(this.request, f"/n/{of}/desk")
    response.delete_cookie(f"desk_{code}")
    return response


ROUTES: list[Route] = [
    post("/rehearsals", begin),
    get("/n/{code}/rehearsal", about),
    post("/n/{code}/rehearsal", rehearse),
    post("/n/{code}/rehearsal/end", throw_away),
]
