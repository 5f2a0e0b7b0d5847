"""Topics and a timetable from a file: the host sees what would come of it, and then says yes."""

import asyncio

import msgspec
from starlette.responses import Response

from opennight.incoming.reading import FIELD, MOST, read
from opennight.night.bringing import BringWall, Wall, plan
from opennight.night.messages import Refused, _
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.forms import read_upload
from opennight.web.core.languages import language_of, translate
from opennight.web.core.posts import Post, act
from opennight.web.core.visits import Visit, show

KEPT = 200_000
"""Bytes of a wall on its way from the look at it to the yes."""


@show(access.host)
def page(this: Visit) -> Response:
    return this.page("bringing/bringing.html", most=MOST // 1_000_000)


async def carry(this: Act) -> Response:
    """What would come of the file. Nothing has, yet."""
    this.require(access.host)
    content = this.files.get(FIELD) or this.text("pasted").encode()
    if not content:
        raise Refused(_("Pick a file first, or paste a table."), field=FIELD)
    wall = await asyncio.to_thread(read, content, this.night.setup.date)  # which may take a second
    kept = msgspec.json.encode(wall)
    if len(kept) > KEPT:
        raise Refused(_("There is too much in this file. Bring it in parts."), "too much", field=FIELD)
    seen = Visit(this.request, this.night, this.caller, own=False)
    made, say = plan(this.night, wall), translate(language_of(this.request))
    left_out = [say(one.text) % one.values for one in made.skipped]
    return seen.page("bringing/look.html", plan=made, left_out=left_out, kept=kept.decode())


def given(this: Act) -> Wall:
    """The wall that the host was shown. Raises `Refused`."""
    try:
        return msgspec.json.decode(this.text("wall"), type=Wall)
    except msgspec.DecodeError:
        raise Refused(_("Something is wrong with this form. Reload the page."), field=FIELD) from None


@act(access.host, go="/setup", read=read_upload)
def bring(this: Act) -> BringWall:
    return BringWall(**this.meta(desk=True), wall=given(this))


look = Post(carry, read_upload)

ROUTES = [
    get("/n/{code}/bring", page),
    post("/n/{code}/bring", bring),
    post("/n/{code}/bring/look", look),
]
"""All addresses of this."""
