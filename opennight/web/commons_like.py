"""`/commons/like/…`: what means nearly the same as something, in all listed nights; with an engine for it."""

from starlette.requests import Request
from starlette.responses import Response

from opennight.commons.likeness import Likeness
from opennight.night.messages import Refused, _
from opennight.store.commons import Wanted
from opennight.store.log import Unavailable
from opennight.web.commons_reader import PAGE, Hit, Reader, away, cached, engine, take, words
from opennight.web.core import pages
from opennight.web.core.refusals import refused


async def like(request: Request) -> Response:
    """What means nearly the same as something, where there is an engine for that."""
    try:
        take(request)
        code, anchor = request.path_params["code"].upper(), request.path_params["anchor"]
        reader = Reader(request)
        those = [one for one in await reader.commons.things(code) if one.anchor == anchor][:1]
        this = await reader.hits(those, Wanted())
        if not (this and engine(request)):
            raise Refused(_("That is not in the commons, or no longer there."), "missing")
        return cached(request, await drawn_like(request, reader, this[0]))
    except Refused as why:
        return refused(request, why)
    except Unavailable:
        return refused(request, away())


async def drawn_like(request: Request, reader: Reader, this: Hit) -> Response:
    likeness: Likeness = request.app.state.likeness
    found = await likeness.near(reader.commons, this.thing)
    hits = await reader.hits((found or [])[:PAGE], Wanted())
    return pages.page(
        request, "commons/like.html", this=this, hits=hits, known=found is not None, **words(request)
    )
