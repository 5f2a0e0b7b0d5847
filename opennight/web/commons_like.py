"""`/commons/like/…`: what means nearly the same as something, in all listed nights; with an engine for it."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from opennight.errands import Errands
from opennight.meaning import Meaning
from opennight.night.messages import Refused, _
from opennight.store.commons import COUNTED, Thing, Wanted
from opennight.store.log import Unavailable
from opennight.web.commons_reader import PAGE, Hit, Reader, away, cached, engine, take, words
from opennight.web.core import pages
from opennight.web.core.refusals import refused

PATIENCE = 8.0
"""Seconds that somebody waits for what means the same."""
ASKED = Errands()
"""What is being found out."""


async def like(request: Request) -> Response:
    """What means nearly the same as something, where there is an engine for that."""
    try:
        take(request)
        code, anchor = request.path_params["code"].upper(), request.path_params["anchor"]
        reader = Reader(request)
        those = [one for one in await reader.commons.things(code) if one.anchor == anchor][:1]
        this = await reader.hits(those, Wanted())
        if not (this and engine(request)):
            raise Refused(_("That is not in the commons, or no longer."), "missing")
        return cached(request, await drawn_like(request, reader, this[0]))
    except Refused as why:
        return refused(request, why)
    except Unavailable:
        return refused(request, away())


async def drawn_like(request: Request, reader: Reader, this: Hit) -> Response:
    found = await alike(request.app.state.meaning, reader, this.thing)
    hits = await reader.hits(found or [], Wanted())
    return pages.page(
        request, "commons/like.html", this=this, hits=hits, known=found is not None, **words(request)
    )


async def alike(meaning: Meaning, reader: Reader, this: Thing) -> list[Thing] | None:
    """The topics and headlines that mean nearly the same, the nearest first; None while that is still being
    found out: what many nights say takes a few seconds, once."""
    those: dict[str, Thing] = {}
    for kind in ("topic", "headline"):
        for one in (await reader.commons.search(Wanted(kind=kind), COUNTED))[0]:
            those.setdefault(one.text, one)
    those.pop(this.text, None)
    task = ASKED.begin(meaning.like(this.text, list(those)))
    await asyncio.wait(
        {task}, timeout=PATIENCE
    )  # it is not cancelled: its answer would be taken for another's
    if not task.done():
        return None
    nearest, listed = task.result(), list(those.values())
    return [listed[place] for place in sorted(nearest, key=lambda place: (-nearest[place], place))[:PAGE]]
