"""The door: who comes in by it, who waits there, and what the desk does with them."""

import asyncio

from starlette.responses import Response

from opennight import clock
from opennight.night.door import LetIn, StopWaiting, TurnAway, WaitAs
from opennight.night.messages import GUEST
from opennight.night.people import Join, who_joined
from opennight.web.core import access, cookies
from opennight.web.core.acts import Act
from opennight.web.core.answers import moved
from opennight.web.core.door import entrance_of
from opennight.web.core.forms import command_id
from opennight.web.core.limits import refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.whence import whence

YOUNG = 1000
"""Milliseconds that somebody needs at least to read the door's page and to type a name."""


async def come(this: Act, slip: int) -> Response:
    """Somebody whom this device does not know yet comes in, or waits."""
    ticket = this.text("ticket")
    made = access.keys(this.request).made_at(this.night.code, ticket)
    if made is not None:  # a thumb that was faster is no script: its name was filled in by the browser
        await asyncio.sleep(min(max(0, made + YOUNG - clock.now()), YOUNG) / 1000)
    join = Join(
        id=ticket if made is not None else command_id(this.form),
        at=clock.now(),
        actor=GUEST,
        name=this.text("name"),
        ticket=made is not None,
        entrance=entrance_of(this.request),
        slip=slip,
        spare=whence(this.request).spare(this.request, this.night),
    )
    answer = await this.send(join)
    if this.caller.newcomer in this.night.newcomers:  # who waited has a slip now
        no, id = this.caller.newcomer, f"{join.id}-in"
        await this.send(StopWaiting(id=id, at=join.at, actor=GUEST, newcomer=no))
    return enter(this, answer.version)


def enter(this: Act, version: int) -> Response:
    """Give this device who came at this version, and go in, or to the page on which one waits."""
    night = this.night
    if person := who_joined(night, version):
        whence(this.request).came(this.request, night, person.no)
        return let_through(this, person.no, "/me" if person.number or person.unread else "")
    response = moved(this.request, f"/j/{night.code}", newcomer=version)
    cookies.keep_newcomer(this.request, response, night, version)
    return response


def let_through(this: Act, no: int, page: str = "") -> Response:
    """Make this device the person's, and go in: to their own page if it has to tell them something."""
    response = moved(this.request, f"/n/{this.night.code}{page}", person=no)
    cookies.keep_person(this.request, response, this.night, no)
    return response


async def wait_as(this: Act) -> Response:
    """Whoever waits may wait under another name."""
    no, name = this.caller.newcomer, this.text("name")
    await this.send(WaitAs(id=command_id(this.form), at=clock.now(), actor=GUEST, newcomer=no, name=name))
    return moved(this.request, f"/j/{this.night.code}", newcomer=no)


@posted
async def leave(this: Act) -> Response:
    """Whoever waits goes away again."""
    refuse_flood(this.request, this.caller)
    access.waiting(this.night)(this.caller)
    no = this.caller.newcomer
    await this.send(StopWaiting(id=command_id(this.form), at=clock.now(), actor=GUEST, newcomer=no))
    response = moved(this.request, f"/j/{this.night.code}")
    cookies.forget(response, this.night)
    return response


def meant(this: Act) -> tuple[int, ...]:
    """Whom the desk means: one newcomer, or all of a kind who had come by the time the desk was drawn."""
    if one := this.whole("newcomer", 0):
        return (one,)
    upto, ticket = this.whole("upto"), this.flag("ticket")
    return tuple(one.no for one in this.night.newcomers.values() if one.no <= upto and one.ticket == ticket)


@act(access.host)
def let_in(this: Act) -> LetIn:
    return LetIn(**this.meta(desk=True), newcomers=meant(this))


@act(access.host)
def turn_away(this: Act) -> TurnAway:
    return TurnAway(**this.meta(desk=True), newcomers=meant(this))
