"""The endpoints of POSTs about a night: a form becomes a command, which is carried out and answered."""

import functools
import inspect
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from opennight.night.messages import Command, Refused
from opennight.web.core import door
from opennight.web.core.access import Caller, caller
from opennight.web.core.acts import Act
from opennight.web.core.again import refuse
from opennight.web.core.answers import destination, done
from opennight.web.core.forms import Form, Lists, read_form
from opennight.web.core.limits import refuse_flood
from opennight.web.core.visits import Endpoint

Make = Callable[[Act], Command | Awaitable[Command]]
Carry = Callable[[Act], Awaitable[Response]]


def posted(carry: Carry) -> Endpoint:
    """Turn a function from an `Act` to its answer into the endpoint of a POST about a night.

    `refuse` answers what it refuses. It checks access and limits itself.
    """

    @functools.wraps(carry)
    async def endpoint(request: Request) -> Response:
        form: Form = {}
        lists: Lists = {}
        night = None
        try:
            form, lists = await read_form(request)
            night = await door.night(request, door.code_of(request))
            return await carry(Act(request, night, caller(request, night), form, lists))
        except Refused as refused:
            return await refuse(request, refused, night, form, lists)

    return endpoint


def act(who: Callable[[Caller], None], *, go: str = "") -> Callable[[Make], Endpoint]:
    """Turn a function from an `Act` to a command into the endpoint of a POST.

    `who` says who may (see access.py). `go` is the page to move to afterwards, relative to the night
    ("/desk"), or HOME.
    """

    def wrap(make: Make) -> Endpoint:
        async def carry(this: Act) -> Response:
            who(this.caller)
            refuse_flood(this.request, this.caller)
            made = make(this)
            command = await made if inspect.isawaitable(made) else made
            return done(this, await this.send(command), destination(this, go))

        return posted(functools.wraps(make)(carry))

    return wrap
