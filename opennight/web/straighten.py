"""Flip charts over HTTP: a page with the corners of the sheet in a photo, and what becomes of them."""

import asyncio
from typing import cast

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.media.sheets import Sheets
from opennight.media.store import Media
from opennight.media.withdrawn import clear, forget
from opennight.night import clips, flipcharts
from opennight.night.flipcharts import PutClipBack, StraightenClip
from opennight.night.kept.clips import Clip
from opennight.night.messages import Refused, _
from opennight.web.clips import kept, keyed, page_of, require_any_say, said, says, seen
from opennight.web.core import access, door
from opennight.web.core.access import caller
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.allowances import refuse_fast
from opennight.web.core.answers import done
from opennight.web.core.limits import refuse_flood
from opennight.web.core.posts import posted
from opennight.web.core.visits import Page, Visit, show
from opennight.web.uploads import uploads

FIELDS = tuple(f"{axis}{corner}" for corner in range(1, 5) for axis in "xy")


def sheets(request: Request) -> Sheets:
    return cast(Sheets, request.app.state.sheets)


def store(request: Request) -> Media:
    return uploads(request).media


def taken(clip: Clip) -> str:
    """The hash of the photo as it was taken."""
    return clip.original or clip.hash


def changed(this: Visit) -> Clip:
    """The clip in the address. Raises `Refused` for whoever may not straighten it."""
    clip = seen(this)
    if not (keyed(this, clip.no) or says(this, clip)):
        raise Refused(
            _("Only the person who made this clip, the people in it, or the host can do this."), "forbidden"
        )
    if clip.sort != "photo":
        raise Refused(_("Only a photo can be straightened."))
    return clip


@show(access.anyone)
def drawn(this: Visit) -> Response:
    clip = changed(this)
    clips.refuse_closed(this.night)
    corners = clip.corners or sheets(this.request).proposed(taken(clip))
    key = this.request.query_params.get("key", "")
    return this.page("clips/straighten.html", clip=clip, corners=corners, fields=FIELDS, key=key)


async def looked_at(request: Request) -> Response:
    """The page, once it is known where the corners are likely to be. Whoever may not see it has nothing
    looked at."""
    try:
        night = await door.night(request, door.code_of(request))
        this = Visit(request, night, caller(request, night), own=True)
        clip = changed(this)
        refuse_flood(request, this.caller)
        if not clip.corners:
            async with store(request).at_hand(night.code, taken(clip)) as file:
                await sheets(request).look(taken(clip), file)
    except (Refused, OSError):
        pass  # the page says so itself; if it only takes too long, people find the corners
    return await drawn.endpoint(request)


page = Page(looked_at, drawn.again)


def thousandths(this: Act, field: str) -> int:
    """A share that was given in per cent, such as 12.5."""
    try:
        return round(10 * float(this.text(field).replace(",", ".")[:10]))
    except (ValueError, OverflowError):
        raise Refused(_("Enter a number from 0 to 100 here."), field=field) from None


@posted
async def straighten(this: Act) -> Response:
    """The new picture is made and kept before the command is sent, as for a photo that arrives."""
    shown = require_any_say(this)
    corners = tuple(thousandths(this, field) for field in FIELDS)
    command = StraightenClip(**said(this), clip=this.no, corners=corners, shown=shown)
    if this.night.done(command.actor, command.id) is None:
        refuse_fast(this.request, this.night.code, f"clip {this.no}")
        command = await developed(this, command)
    try:
        answer = await this.send(command)
    except Refused:
        if command.hash:
            await asyncio.to_thread(forget, uploads(this.request).media, this.night, command.hash)
        raise
    await asyncio.to_thread(clear, store(this.request), this.night)
    return done(this, answer, way_back(this, shown))


async def developed(this: Act, command: StraightenClip) -> StraightenClip:
    clip, its = flipcharts.ready(this.night, command), uploads(this.request)
    target = its.scratch()
    try:
        async with its.media.at_hand(this.night.code, taken(clip)) as source:
            made = await sheets(this.request).straighten(source, target, command.corners)
        size = target.stat().st_size
        hash = await asyncio.to_thread(its.media.keep, this.night.code, target)
    finally:
        target.unlink(missing_ok=True)
    return msgspec.structs.replace(command, hash=hash, width=made.width, height=made.height, size=size)


@posted
async def put_back(this: Act) -> Response:
    shown = require_any_say(this)
    answer = await this.send(PutClipBack(**said(this), clip=this.no, shown=shown))
    await asyncio.to_thread(clear, store(this.request), this.night)
    return done(this, answer, way_back(this, shown))


def way_back(this: Act, shown: int) -> str:
    return page_of(this, shown) or f"/n/{this.night.code}/clips/{this.no}"


@show(access.anyone)
def original(this: Visit) -> Response:
    """The photo as it was taken, for whoever may see what was made of it."""
    clip = seen(this)
    if not clip.original:
        raise Refused(_("This photo was not straightened."), "missing")
    return kept(this, clip, clip.original, "photo", "-original")


ROUTES = [
    get("/n/{code}/clips/{no:no}/straighten", page),
    post("/n/{code}/clips/{no:no}/straighten", straighten),
    post("/n/{code}/clips/{no:no}/put-back", put_back),
    Route("/n/{code}/clips/{no:no}/original", original, methods=["GET"]),
]
