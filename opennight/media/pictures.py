"""Pictures: what is shown is never what was sent, but a new picture with the same dots.

It is made in a process of its own (developing.py), two at a time and behind the night's own work: a picture
that breaks the decoder breaks nothing else.
"""

import asyncio
import logging
import pathlib
from typing import TypeVar

import msgspec

from opennight.media.developing import LIMIT, Picture
from opennight.media.kinds import head, is_there, photo_of
from opennight.media.processes import paths, run
from opennight.night.messages import Refused, _

Made = TypeVar("Made")
logger = logging.getLogger("opennight")

MODULE = "opennight.media.developing"
AT_ONCE = 2


def refuse_other(start: bytes) -> None:
    """Raise `Refused` for whatever is no picture, or none that this server can read."""
    kind = photo_of(start)
    if not kind:
        raise Refused(
            _("This is not a photo that can be shown here. Send a JPEG, PNG, WebP or GIF."), field="file"
        )
    if kind == "HEIF" and not is_there("pillow_heif"):
        raise Refused(
            _(
                "HEIC photos cannot be shown here yet. On an iPhone: Settings, Camera, Formats, Most "
                "Compatible. Or send a screenshot of it."
            ),
            field="file",
        )


def refusal(why: str) -> Refused:
    if why == "large":
        return Refused(_("This picture has too many pixels. Send a smaller one."), field="file")
    return Refused(_("This photo is damaged, or only part of it arrived. Send it again."), field="file")


class Darkroom:
    """Makes pictures, a few at a time."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(AT_ONCE)

    async def work(self, module: str, *given: str, into: type[Made]) -> Made:
        """What a process of its own says in JSON. Raises `Refused` if it fails."""
        async with self.free:
            try:
                async with asyncio.timeout(LIMIT):
                    return msgspec.json.decode(await run(module, *given), type=into)
            except (OSError, TimeoutError, msgspec.DecodeError):
                logger.exception("no picture")
                raise Refused(
                    _("The photo could not be prepared just now. Try again."), "busy", field="file"
                ) from None

    async def make(self, source: pathlib.Path, target: pathlib.Path) -> Picture:
        """Write what can be shown of `source` into `target`. Raises `Refused`."""
        refuse_other(head(source))
        made = await self.work(MODULE, *paths(source, target), into=Picture)
        if made.why:
            raise refusal(made.why)
        return made
