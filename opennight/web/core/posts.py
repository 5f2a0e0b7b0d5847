"""The endpoints of POSTs about a night: a form becomes a command, which is carried out and answered."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from opennight.night.messages import Command, Refused
from opennight.web.core import door
from opennight.web.core.access import Who, as_themselves, caller
from opennight.web.core.acts import Act
from opennight.web.core.again import refuse
from opennight.web.core.answers import destination, done, wants_json
from opennight.web.core.compress import compressed
from opennight.web.core.forms import Files, Form, Lists, read_form, whose

Make = Callable[[Act], Command | Awaitable[Command]]
Carry = Callable[[Act], Awaitable[Response]]
Read = Callable[[Request], Awaitable[tuple[Form, Lists, Files]]]
"""Reads a form. Raises `Refused`."""


async def read_plain(request: Request) -> tuple[Form, Lists, Files]:
    return *await read_form(request), {}


@dataclass(frozen=True)
class Post:
    """The endpoint of a POST about a night.

    `carry` checks access and limits itself; `refuse` answers what it refuses. It is an ASGI application:
    that spares each vote the layers that Starlette puts around a function. `read` reads its form.
    """

    carry: Carry
    read: Read = read_plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = await self.answer(request)
        app = response if wants_json(request) else compressed(response)
        await app(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """Read the form, find the night, and carry it out; whatever is refused on the way is answered."""
        form: Form = {}
        lists: Lists = {}
        files: Files = {}
        night = None
        try:
            form, lists, files = await self.read(request)
            night = await door.night(request, door.code_of(request))
            asking = caller(request, night)
            as_themselves(asking, form.get("me") or whose(form))
            return await self.carry(Act(request, night, asking, form, lists, files))
        except Refused as refused:
            return await refuse(request, refused, night, form, lists)


def posted(carry: Carry) -> Post:
    """Turn a function from an `Act` to its answer into the endpoint of a POST about a night."""
    return Post(carry)


def act(who: Who, *, go: str = "", read: Read = read_plain) -> Callable[[Make], Post]:
    """Turn a function from an `Act` to a command into the endpoint of a POST.

    `who` says who may (see access.py). `go` is the page to move to afterwards, relative to the night
    ("/desk"), or HOME. `read` reads the form, if it may have files.
    """

    def wrap(make: Make) -> Post:
        waits = inspect.iscoroutinefunction(make)

        async def carry(this: Act) -> Response:
            this.require(who)
            made: Any = make(this)
            command: Command = await made if waits else made
            return done(this, await this.send(command), destination(this, go))

        return Post(carry, read)

    return wrap
