"""The picture by which a night is known where its link is shared. It has what everybody may read, and no
more: before the record is open that is what the door says."""

import asyncio
import hashlib
from collections import OrderedDict

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from opennight.media.preview import LIMIT, Shown
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.places import STATIC
from opennight.thinking import think
from opennight.web.core import access
from opennight.web.core.languages import language_of
from opennight.web.core.ready import has
from opennight.web.core.templates import templates
from opennight.web.core.visits import Visit, show
from opennight.web.told import told

FONTS = STATIC / "vendor" / "atkinson-hyperlegible-next"
KEPT = 100
"""Pictures that are remembered: about 40 kB each."""
MINUTE = 60
"""Seconds for which others may keep one."""


class Previews:
    """Draws each picture once, one at a time, in a process of its own."""

    def __init__(self) -> None:
        self.known = OrderedDict[bytes, bytes]()
        self.drawing = asyncio.Lock()

    async def of(self, shown: Shown) -> bytes:
        """The PNG. Refuses for now if it cannot be drawn."""
        asked = msgspec.json.encode(shown)
        async with self.drawing:
            if asked not in self.known:
                self.known[asked] = await drawn(asked)
            self.known.move_to_end(asked)
            while len(self.known) > KEPT:
                self.known.popitem(last=False)
            return self.known[asked]


async def drawn(asked: bytes) -> bytes:
    try:
        async with asyncio.timeout(LIMIT):
            return await think("opennight.media.preview", asked, str(FONTS))
    except (OSError, TimeoutError) as error:
        raise Refused(_("The picture cannot be drawn just now. Try again in a moment."), "busy") from error


def shown(request: Request, night: Night) -> Shown:
    """What the picture of this night says, in the language of whoever asks."""
    said = templates(language_of(request)).get_template("record/_preview.html")
    text = said.render(night=night, outcome=told(night) if night.published else None)
    when, words, counts = (Markup(line).striptags() for line in text.split("\n")[:3])  # noqa: S704
    return Shown(night.setup.title, when, words, counts, night.setup.colour)


@show(access.anyone)
async def picture(this: Visit) -> Response:
    previews: Previews = this.request.app.state.previews
    asked = shown(this.request, this.night)
    tag = f'"{hashlib.sha256(msgspec.json.encode(asked)).hexdigest()[:16]}"'
    headers = {"Cache-Control": f"public, max-age={MINUTE}", "ETag": tag, "Vary": "Accept-Language"}
    if has(this.request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(await previews.of(asked), media_type="image/png", headers=headers)
