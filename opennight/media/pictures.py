"""Pictures: what is shown is never what was sent, but a new picture with the same dots.

It is made in a process of its own (`python -m opennight.media.pictures FROM TO`), two at a time and behind
the night's own work: a picture that breaks the decoder breaks nothing else. The new one has no place, no
time and no name of a phone in it, since nothing is copied into it but colours.
"""

import asyncio
import io
import logging
import pathlib
import sys
from typing import TYPE_CHECKING, TypeVar

import msgspec

from opennight.media.kinds import head, is_there, photo_of
from opennight.media.processes import paths, restrain, run
from opennight.night.messages import Refused, _

if TYPE_CHECKING:  # the server never loads it
    from PIL.Image import Image

Made = TypeVar("Made")
logger = logging.getLogger("opennight")

MODULE = "opennight.media.pictures"
AT_ONCE = 2
LIMIT = 30.0
"""Seconds that a picture may take."""
MOST_DOTS = 60_000_000
LONGEST = 16_000
"""Dots of the longer side: both are looked at before anything is decoded."""
SIZE = 2560
"""Dots of the longer side of what is shown: a flip chart can still be read."""
QUALITY = 82


class Picture(msgspec.Struct, frozen=True):
    """A picture that was made. Width and height are in dots; `why` says why there is none."""

    width: int = 0
    height: int = 0
    why: str = ""


def kind_of(start: bytes) -> str:
    """What its first bytes say it is, in Pillow's words. Raises `Refused` for whatever else there is."""
    kind = photo_of(start)
    if not kind:
        raise Refused(
            _("This is not a photo that can be shown here. Send a JPEG, PNG, WebP or GIF."), field="file"
        )
    if kind == "HEIF" and not is_there("pillow_heif"):
        raise Refused(
            _(
                "Photos in HEIC cannot be shown here yet. On an iPhone: Settings, Camera, Formats, Most "
                "Compatible. Or send a screenshot of it."
            ),
            field="file",
        )
    return kind


def refusal(why: str) -> Refused:
    if why == "large":
        return Refused(_("This picture has too many dots to be shown. Send a smaller one."), field="file")
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
        kind_of(head(source))
        made = await self.work(MODULE, *paths(source, target), into=Picture)
        if made.why:
            raise refusal(made.why)
        return made


def made_from(source: pathlib.Path, target: pathlib.Path) -> Picture:
    """Make the new picture; runs in the process of its own."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours are lower, and looked at first
    try:
        kind = kind_of(head(source))
        if kind == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
        with Image.open(source, formats=[kind]) as sent:
            if sent.width * sent.height > MOST_DOTS or max(sent.size) > LONGEST:
                return Picture(why="large")
            sent.draft("RGB", (SIZE, SIZE))
            sent.load()
            upright = ImageOps.exif_transpose(sent)
            upright.thumbnail((SIZE, SIZE))
            fresh = Image.new("RGB", upright.size, "white")
            colours = in_srgb(upright, sent.info.get("icc_profile"))
            fresh.paste(colours, mask=colours.getchannel("A") if colours.mode == "RGBA" else None)
            fresh.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError):
        return Picture(why="damaged")
    return Picture(*fresh.size)


def in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    """Its colours as every screen shows them, with what can be seen through it."""
    clear = "A" in picture.mode or "transparency" in picture.info
    plain = picture.convert("RGBA" if clear else "RGB")
    if not profile or clear or picture.mode != "RGB":
        return plain
    from PIL import ImageCms

    try:
        known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(plain, known, ours, outputMode="RGB") or plain
    except (ImageCms.PyCMSError, OSError, ValueError):
        return plain  # a profile that cannot be read: the colours as they are


if __name__ == "__main__":
    restrain(int(LIMIT), nice=10)
    sys.stdout.write(msgspec.json.encode(made_from(*map(pathlib.Path, sys.argv[1:3]))).decode())
