"""A file ready to be sent to many: compressed once, and with an ETag, so that nobody gets it twice."""

import gzip
import hashlib
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

ZIP = b"PK\x03\x04"


class Ready(NamedTuple):
    """`packed`: the same, gzipped; empty where that gains nothing."""

    body: bytes
    packed: bytes
    tag: str

    @property
    def weight(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + len(self.packed)


def ready(content: str | bytes) -> Ready:
    """Takes a while: not for the event loop, if it is large."""
    body = content.encode() if isinstance(content, str) else content
    packed = body if body.startswith(ZIP) else gzip.compress(body, 5, mtime=0)
    small = packed if len(packed) < 0.9 * len(body) else b""
    return Ready(body, small, hashlib.sha256(body).hexdigest()[:32])


def has(asked: Headers, tag: str) -> bool:
    """Whether whoever asks has what has this tag, among others perhaps. What packs an answer on its way to
    them makes its tag a weak one."""
    theirs = (one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(","))
    return tag.removeprefix("W/") in theirs


def answer(request: Request, file: Ready, kind: str, headers: dict[str, str]) -> Response:
    """The answer with this file; whoever has it already is told only so."""
    tag = f'"{file.tag}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"} | headers
    if has(request.headers, tag):
        return Response(status_code=304, headers=headers)
    if file.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(file.body, media_type=kind, headers=headers)
