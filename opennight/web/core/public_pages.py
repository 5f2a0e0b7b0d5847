"""Pages that look the same to many people: rendered and compressed once until the night changes, however many
open the link in the same minute."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.live.blanks import Drawn
from opennight.night.state import Night
from opennight.web.core import access, in_turns, pages, server_address
from opennight.web.core.languages import language_of
from opennight.web.core.links import links
from opennight.web.core.ready import Ready, answer, ready
from opennight.web.core.visits import Visit
from opennight.web.core.written import Written
from opennight.writers import Writers

MOST = 32_000_000
"""Bytes that are kept of them, of all nights together."""
HEADERS = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept-Language, Cookie"}


class Shown(NamedTuple):
    """A page as many see it; `packed` unless it has blanks, such as a form that needs an id."""

    drawn: Drawn
    packed: Ready | None

    @property
    def weight(self) -> int:
        return self.packed.weight if self.packed else 2 * sum(map(len, self.drawn.pieces))


def as_it_is(request: Request, night: Night) -> Hashable:
    """What changes whenever anything made of this night may: with its log, also where a restored backup has
    another one as long; and each day, where it is, as some things stand for a number of days."""
    mark = access.keys(request).mark(night, night.version)
    return night.version, mark, clock.today(night.setup.zone)


async def shown(
    this: Visit,
    template: str,
    what: Hashable,
    values: Callable[[], dict[str, Any]],
    besides: Hashable = None,
    prepare: Callable[[], Awaitable[None]] | None = None,
) -> Response:
    """The page as everybody sees it who asks for `what` of this template: of who they are, `values` have
    nothing that is not in `what`; what they have that is not of this night alone is in `besides`. `prepare`
    works out beforehand what they need, with turns for everybody else. The template knows neither the request
    nor the time of day."""
    request, night = this.request, this.night
    language, address = language_of(request), server_address.address_of(request, night)

    def known() -> dict[str, Any]:
        its = pages.values_of(night) | links(night, address) | values()
        del its["now"]
        return its

    async def make() -> Shown:
        if prepare:
            await prepare()
        writers: Writers = request.app.state.writers
        drawn = await in_turns.whole(night, template, language, known, lambda: writers.current(night.code))
        if len(drawn.pieces) > 1:
            return Shown(drawn, None)
        return Shown(drawn, await asyncio.to_thread(ready, drawn.pieces[0]))

    kept: Written[Shown] = request.app.state.public_pages
    key = (night.code, template, what, language, address, server_address.lasting(request))
    found = await kept.get(key, (as_it_is(request, night), besides), make)
    if found.packed:
        return answer(request, found.packed, "text/html", HEADERS)
    return pages.answer(request, night, found.drawn, None, this.caller.no)
