"""A form with a large file in it: written to the disk as it arrives, and taken apart there, so that memory
stays as it is however many are sent at once."""

import mmap
import pathlib
from collections import defaultdict
from collections.abc import Callable

from starlette.requests import Request

from opennight.night.messages import Refused, _
from opennight.web.core.forms import MOST_BYTES, Form, Lists
from opennight.web.core.multipart import Part, parts, wrong

MOST_PARTS = 100
PIECE = 1024 * 1024


async def spool(request: Request, target: pathlib.Path, most: int, room: Callable[[int], None]) -> None:
    """Write the body to `target`. Raises `Refused` if it is more than that, or if `room` raises it for the
    bytes that come next."""
    size = 0
    with target.open("wb") as file:
        async for piece in request.stream():
            size += len(piece)
            if size > most:
                raise Refused(_("That is too much to send at once."), "too much", field="file")
            room(len(piece))
            file.write(piece)


def taken_apart(spooled: pathlib.Path, boundary: bytes, into: pathlib.Path) -> tuple[Form, Lists, int]:
    """The fields of the form, and the size of the file in it, which is copied into the file `into`; 0 if
    none was picked."""
    lists: dict[str, list[str]] = defaultdict(list)
    size = 0
    if not spooled.stat().st_size:
        raise wrong()
    with spooled.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
        for part in parts(body, boundary, MOST_PARTS):
            if part.file:
                size = part.end - part.start
                copy(body, part, into)
            elif part.end - part.start > MOST_BYTES:
                raise Refused(_("That is too much to send at once."), "too much")
            else:
                lists[part.name].append(body[part.start : part.end].decode(errors="replace"))
    return {name: values[-1] for name, values in lists.items()}, lists, size


def copy(body: mmap.mmap, part: Part, into: pathlib.Path) -> None:
    with into.open("wb") as target:
        for at in range(part.start, part.end, PIECE):
            target.write(body[at : min(at + PIECE, part.end)])
