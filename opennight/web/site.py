"""The record as a website that needs no server: all its pages with their clips, in a zip that opens from a
folder, or on any web host."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator
from typing import ClassVar

from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response, StreamingResponse

from opennight import clock
from opennight.night.messages import Refused, _
from opennight.record.files import zips
from opennight.web.core import access
from opennight.web.core.languages import language_of
from opennight.web.core.limits import TooFast, address, limits
from opennight.web.core.ready import has
from opennight.web.core.visits import Visit, show
from opennight.web.core.written import Written
from opennight.web.record import lasting, require_open
from opennight.web.site_pages import Look

AT_ONCE = 30
"""How many may be taking one along at a time …"""
FROM_ONE_PLACE = 20
"""… and how many of them from one address, which a whole venue may share: some read very slowly."""


class Site:
    """What is in a zip, in order. Clips are read only when somebody takes it along."""

    taking: ClassVar[Counter[str]] = Counter()
    """How many do so just now, of all nights, by their address."""

    def __init__(self, entries: list[zips.Entry]) -> None:
        self.entries = entries
        self.bytes = zips.length(entries)
        told = hashlib.sha256(b"".join(zips.head(one) for one in entries))
        self.tag = f'"{told.hexdigest()[:32]}"'

    @property
    def weight(self) -> int:
        """What it takes in memory: all but the clips."""
        return sum(one.kept for one in self.entries if one.how == zips.DEFLATED) + 500 * len(self.entries)

    async def pieces(self, whose: str) -> AsyncIterator[bytes]:
        Site.taking[whose] += 1
        try:
            async for piece in iterate_in_threadpool(zips.stream(self.entries)):
                yield piece
        finally:
            Site.taking -= Counter({whose: 1})  # which forgets those at 0


@show(access.anyone)
async def file(this: Visit) -> Response:
    """For everybody, once the night is published: the pages are those that everybody sees."""
    require_open(this.night, this.caller)
    if not this.night.published:
        raise Refused(_("You can download the website once the record is published."), "late")
    whose = address(this.request)
    if Site.taking.total() >= AT_ONCE or Site.taking[whose] >= FROM_ONE_PLACE:
        raise Refused(_("Many people are downloading this just now. Try again in a minute."), "busy")
    if not limits(this.request).sites.take(whose):
        raise TooFast
    site = await made(this)
    headers = {"Cache-Control": "no-cache", "ETag": site.tag}
    if has(this.request.headers, site.tag):
        return Response(status_code=304, headers=headers)
    name = f"opennight-{this.night.code}.zip"
    headers |= {"Content-Length": str(site.bytes), "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(site.pieces(whose), headers=headers, media_type="application/zip")


async def made(this: Visit) -> Site:
    """The one that is there, or a new one if the night has changed. Offers stand for a number of days, so it
    is made anew each day."""
    request, night = this.request, this.night
    sites: Written[Site] = request.app.state.sites
    language = language_of(request)

    async def make() -> Site:
        look = Look(request.app, night, language, lasting(request, night))
        await look.around()
        return Site(await asyncio.to_thread(look.packed))

    key = (night.code, language, lasting(request, night))
    return await sites.get(key, (night.version, clock.today(night.setup.zone)), make)
