"""The endpoints of GETs about a night, and what their pages need to know."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from opennight.live.audiences import Audience
from opennight.live.protocol import Mine
from opennight.night.messages import Refused
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.web.core import access, door, mine, pages
from opennight.web.core.access import Caller, Who, caller
from opennight.web.core.limits import refuse_flood
from opennight.web.core.refusals import Refusal, crowded, refused

Endpoint = Callable[[Request], Awaitable[Response]]
Again = Callable[[Request, Night | None, Refusal, int], Awaitable[Response]]
"""(the page's own request, night, refusal, status) → the page; raises `Refused` if they may not see it."""

AT_ONCE = 4
"""Pages drawn in one turn of the event loop: a vote waits for these, not for a whole room that loads it.
Who waits sees the night as it is when their page is drawn."""

OWN = (access.anyone, access.joined, access.person, access.writer, access.collector, access.reporter)
"""Who may see pages on which people act as themselves. The others are for the desk and its helpers."""


@dataclass(frozen=True)
class Page:
    """The endpoint of a page that can be shown again, with the refusal of a form that was on it."""

    endpoint: Endpoint
    again: Again

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


@dataclass(frozen=True)
class Visit:
    """One GET about a night: who asks, and the refusal of a form on it if the page is shown again.

    `own`: whoever has joined acts on the page as themselves."""

    request: Request
    night: Night
    caller: Caller
    own: bool
    refusal: Refusal | None = None
    status: int = 200

    @property
    def no(self) -> int:
        """The number in the address."""
        return int(self.request.path_params["no"])

    @property
    def about(self) -> str:
        """What the address names: “note:12” for /threads/note/12."""
        return f"{self.request.path_params['what']}:{self.no}"

    def asked(self, name: str, default: int = 0) -> int:
        """The whole number that the address asks for by this name (`?from=3`); the default for anything else.
        Whatever is typed there, the page is shown."""
        text = self.request.query_params.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else default

    @property
    def mine(self) -> Mine | None:
        """The marks of the person who asks."""
        return mine.of(self.night, self.caller.no) if self.caller.no else None

    @property
    def me(self) -> int:
        """The number of the person whose page it is; 0 for nobody's."""
        return self.caller.no if self.own else 0

    def page(self, template: str, **values: object) -> Response:
        """The page for whoever asks, from this template; `values` are what else it knows."""
        known: dict[str, object] = {
            "caller": self.caller,
            "person": self.caller.person,
            "refusal": self.refusal,
        }
        return pages.page(
            self.request,
            template,
            self.night,
            status=self.status,
            mine=self.mine,
            me=self.me,
            **(known | values),
        )

    def shared_page(self, template: str, audience: Audience) -> Response:
        """The same for a page that a whole room asks for; one with a refusal on it is its reader's alone."""
        if self.refusal:
            return self.page(template, audience=audience.kind)
        return pages.shared_page(self.request, template, self.night, audience, self.mine, self.me)


def in_line(request: Request, code: str) -> asyncio.Semaphore:
    """Where those wait who load pages of this night: no other night's readers wait for it."""
    lines: WeakValueDictionary[str, asyncio.Semaphore] = request.app.state.drawing
    return lines.setdefault(code, asyncio.Semaphore(AT_ONCE))


Draw = Callable[[Visit], Response | Awaitable[Response]]


async def drawn(page: Response | Awaitable[Response]) -> Response:
    return page if isinstance(page, Response) else await page


def show(who: Who) -> Callable[[Draw], Page]:
    """Turn a function from a `Visit` to its page into the endpoint of a GET. It may wait for what the night
    does not hold.

    `who` says who may see it (see access.py).
    """

    own = who in OWN

    def wrap(draw: Draw) -> Page:
        @functools.wraps(draw)
        async def endpoint(request: Request) -> Response:
            night = None
            try:
                night = await door.night(request, door.code_of(request))
                asking = caller(request, night)
                refuse_flood(request, asking)
                who(asking)
                async with in_line(request, night.code):
                    night = await request.app.state.writers.night(night.code)
                    asking = caller(request, night)
                    who(asking)
                    page = draw(Visit(request, night, asking, own))
                    await asyncio.sleep(0)  # all others have their turn before the next of us
                return await drawn(page)
            except door.Crowded as why:
                return crowded(request, why)
            except Refused as why:
                return refused(request, why, night)

        async def again(request: Request, night: Night | None, refusal: Refusal, status: int) -> Response:
            if night is None:
                raise NoSuchNight
            asking = caller(request, night)
            who(asking)
            return await drawn(draw(Visit(request, night, asking, own, refusal, status)))

        return Page(endpoint, again)

    return wrap
