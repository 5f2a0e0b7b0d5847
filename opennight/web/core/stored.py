"""Serves what is in the media store: whole, or the range that was asked for, so that people can skip through
a film. It is sent in pieces as it is read."""

import asyncio
import re
from collections.abc import Callable, Iterator

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from opennight.media.kinds import HEAD
from opennight.media.store import Media
from opennight.night.messages import Refused, _
from opennight.web.core.ready import has

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def part_of(size: int, asked: str) -> tuple[int, int] | None:
    """From which byte up to which the header Range asks for; None for all of it, as for what it asks that we
    do not give, such as several parts. Raises `ValueError` if there is no such part."""
    found = RANGE.fullmatch(asked.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start, end = (int(first), int(last) + 1 if last else size) if first else (size - int(last), size)
    start, end = max(start, 0), min(end, size)
    if start >= end:
        raise ValueError("no such part")
    return start, end


def not_there() -> Refused:
    return Refused(_("This clip is not in the store."), "missing")


class Stored(Response):
    """The answer to a GET of this content. `told` makes its headers of its first bytes, `refuse` the answer
    if it is not there."""

    def __init__(
        self,
        media: Media,
        named: tuple[str, str],
        told: Callable[[bytes], dict[str, str]],
        refuse: Callable[[Refused], Response],
    ) -> None:
        super().__init__()
        self.media, self.named, self.told, self.refuse = media, named, told, refuse
        self.tag = f'"{named[1][:32]}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.answer(Request(scope, receive))
        try:
            await response(scope, receive, send)
        except ClientDisconnect:
            return  # whoever winds a film forward hangs up

    async def answer(self, request: Request) -> Response:
        try:
            size, start = await asyncio.to_thread(self.look)
        except FileNotFoundError:
            return self.refuse(not_there())
        except OSError:
            return self.refuse(
                Refused(_("The server cannot reach its clips just now. Try again in a moment."), "busy")
            )
        headers = {"Accept-Ranges": "bytes", "ETag": self.tag} | self.told(start)
        if has(request.headers, self.tag):
            return Response(status_code=304, headers=headers)
        return self.part(request, size, headers)

    def look(self) -> tuple[int, bytes]:
        """Its size and its first bytes. Raises `OSError`."""
        size = self.media.size(*self.named)
        if size is None:
            raise FileNotFoundError
        return size, b"".join(self.media.read(*self.named, 0, min(HEAD, size)))

    def part(self, request: Request, size: int, headers: dict[str, str]) -> Response:
        asked = request.headers.get("range", "")
        if request.headers.get("if-range", self.tag) != self.tag:
            asked = ""
        try:
            found = part_of(size, asked)
        except ValueError:
            return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
        start, end = found or (0, size)
        headers["Content-Length"] = str(end - start)
        if found:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        pieces: Iterator[bytes] = self.media.read(*self.named, start, end)
        return StreamingResponse(iterate_in_threadpool(pieces), 206 if found else 200, headers)
