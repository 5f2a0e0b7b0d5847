"""See it live: a rehearsal night with a simulated crowd, which comes in through the front door."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.night.messages import GUEST, HOST, Refused, _
from opennight.night.nights import StartNight
from opennight.night.people import Join, who_joined
from opennight.night.rooms import Room, Slot
from opennight.night.state import Night, Setup
from opennight.web import nights
from opennight.web.core import access
from opennight.web.core.again import refuse
from opennight.web.core.answers import moved
from opennight.web.core.forms import Form, command_id, read_form
from opennight.web.core.languages import language_of, translate
from opennight.writers import Writers

AT_ONCE = 2
PEOPLE = 60
SECONDS = 180
NAME = _("Robin")
"""Of whoever watches: their phone is one of the room's, too."""


class Rehearsals:
    """The crowds under way: processes of their own, so that they cannot slow the server's nights down."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.crowds: dict[str, asyncio.subprocess.Process] = {}
        self.one_by_one = asyncio.Lock()

    def refuse_more(self) -> None:
        """Refuse another crowd while enough are under way: each keeps this machine busy."""
        self.crowds = {id: crowd for id, crowd in self.crowds.items() if crowd.returncode is None}
        if len(self.crowds) >= AT_ONCE:
            raise Refused(
                _("Two rehearsals are running already. Watch one of them, or try again in a minute."), "full"
            )

    async def begin(self, command: str, night: Night, key: str) -> None:
        """Send a crowd into this night, once for a command.

        The desk key goes through the environment, since process lists show arguments.
        """
        here = f"http://127.0.0.1:{self.port}"
        self.crowds[command] = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "opennight", "rehearse", "--url", here, "--drive"),
            *("--people", str(PEOPLE), "--seconds", str(SECONDS)),
            env=os.environ | {"OPENNIGHT_DESK_LINK": f"{here}/n/{night.code}/desk?key={key}"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def end(self) -> None:
        """Send the crowds home; the server is going down."""
        for crowd in self.crowds.values():
            with contextlib.suppress(ProcessLookupError):
                crowd.terminate()
        for crowd in self.crowds.values():
            await crowd.wait()


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
        rehearsals: Rehearsals = request.app.state.rehearsals
        setup = rehearsal_setup(translate(language_of(request)))
        command = StartNight(id=command_id(form), at=clock.now(), actor=HOST, setup=setup, rehearsal=True)
        async with rehearsals.one_by_one:
            fresh = command.id not in rehearsals.crowds
            if fresh:
                rehearsals.refuse_more()
            night = await nights.begin(request, command)
            if fresh and not night.people:
                key = access.keys(request).desk(night.code, night.desk_key)
                await rehearsals.begin(command.id, night, key)
        person = await come_in(request, night, command)
    except Refused as refused:
        return await refuse(request, refused, None, form)
    page = f"/n/{night.code}/overview"
    response = moved(request, page)
    access.keep_host(request, response, night)
    access.keep_person(request, response, night, person)
    return response


async def come_in(request: Request, night: Night, command: StartNight) -> int:
    """Join with the host's own device, so that the phone beside the board is one of the room's."""
    writers: Writers = request.app.state.writers
    name = translate(language_of(request))(NAME)
    join = Join(id=f"{command.id}-phone", at=command.at, actor=GUEST, name=name)
    joined = await writers.send(night.code, join)
    return who_joined(night, joined.version).no
