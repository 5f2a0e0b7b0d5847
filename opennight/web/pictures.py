"""The evening in pictures: a page of its own beside the record, and what other pages of the record show of
it."""

import asyncio
import contextlib
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from opennight.night.chronicle import Chronicle, follow
from opennight.night.state import Night
from opennight.record import plots
from opennight.record.plots import Plots, Seen
from opennight.store.ahead import pieces
from opennight.store.log import Unavailable
from opennight.web.core import access, languages
from opennight.web.core.languages import language_of
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open
from opennight.writers import Away, Writers

KEPT = 50
"""Nights whose pictures are remembered."""


@dataclass(slots=True)
class Known:
    """What is known of a night: what its log says, and what was drawn of it, by language."""

    chronicle: Chronicle = field(default_factory=Chronicle)
    drawn: dict[str, Plots] = field(default_factory=dict)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pictures:
    """Draws each night once for all who look, and again only when something in it has changed."""

    def __init__(self) -> None:
        self.known = OrderedDict[str, Known]()

    def kept(self, code: str) -> Known:
        known = self.known.setdefault(code, Known())
        self.known.move_to_end(code)
        while len(self.known) > KEPT:
            self.known.popitem(last=False)
        return known

    async def of(self, writers: Writers, code: str, language: str) -> Plots:
        """The pictures of this night, as it is now."""
        known = self.kept(code)
        async with known.reading:
            night = await writers.night(code)
            if not follows(known.chronicle, night):
                known.chronicle = Chronicle()
            await read(writers, code, known.chronicle)
            seen = plots.of(await writers.night(code), known.chronicle)
            drawn = known.drawn.get(language)
            if drawn is None or drawn.seen != seen:
                known.drawn[language] = drawn = await draw(seen, language)
            return drawn


def follows(chronicle: Chronicle, night: Night) -> bool:
    """Whether the night goes on from what was read of it: another one may have its code after a restore."""
    version = chronicle.version
    return version <= night.version and (not version or night.trail[version - 1] == chronicle.command)


async def read(writers: Writers, code: str, chronicle: Chronicle) -> None:
    """What the log has beyond it, in pieces, so that others get their turn."""
    try:
        async with contextlib.aclosing(pieces(writers.log, code, chronicle.version)) as found:
            async for piece in found:
                for recorded in piece:
                    follow(chronicle, recorded)
    except Unavailable as error:
        raise Away from error


async def draw(seen: Seen, language: str) -> Plots:
    return await asyncio.to_thread(plots.drawn, seen, languages.catalogues()[language])


async def of(request: Request, night: Night) -> Plots:
    """The pictures of this night for whoever asks. The night may have changed once they are there."""
    drawing: Pictures = request.app.state.pictures
    return await drawing.of(request.app.state.writers, night.code, language_of(request))


@show(access.anyone)
async def page(this: Visit) -> Response:
    require_open(this.night, this.caller)
    return this.page("record/pictures.html", plots=await of(this.request, this.night))
