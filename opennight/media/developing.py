"""Makes a new picture of a photo, with the same dots. It has no place, no time and no name of a phone in it,
since nothing is copied into it but colours.

Runs in a process of its own, `python -m opennight.media.developing FROM TO`, which starts for each photo: so
it loads as little as it can.
"""

import io
import pathlib
import sys
from typing import TYPE_CHECKING

import msgspec

from opennight.media.kinds import head, photo_of
from opennight.media.restraint import restrain

if TYPE_CHECKING:  # the server never loads it
    from PIL.Image import Image

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


def made_from(source: pathlib.Path, target: pathlib.Path) -> Picture:
    """Make the new picture; runs in the process of its own."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours are lower, and looked at first
    try:
        kind = photo_of(head(source))
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
