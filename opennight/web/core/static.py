"""Static files, read and packed once. Their address holds a hash of them all, so that a browser may
keep them for ever.

The style sheets are one file per component, the scripts one per module; a page gets those it needs as one
file each, `sheets/NAME.css` and `scripts/NAME.js`.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from opennight.places import STATIC
from opennight.web.core.bundles import SCRIPTS, SHEETS
from opennight.web.core.ready import has
from opennight.web.core.scripts import joined

COMMENTS = {
    ".css": re.compile(rb"\s*/\*.*?\*/", re.DOTALL),
    ".js": re.compile(rb"^\s*//.*\n|[ \t]+// .*$", re.MULTILINE),
}
"""Comments, which phones need not load; in our scripts no string looks like one."""
BLANKS = re.compile(rb"^\s+", re.MULTILINE)
"""Indents and empty lines, which they need not load either: no text in them goes over two lines."""

KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""Content types by suffix, since a system's own table may have strange ideas. All else is text."""


@dataclass(frozen=True)
class File:
    """A static file as it is sent."""

    body: bytes
    kind: str

    @cached_property
    def packed(self) -> bytes | None:
        """The same, gzipped; None where that gains nothing."""
        packed = gzip.compress(self.body, 9, mtime=0)
        return packed if len(packed) < 0.9 * len(self.body) else None


@cache
def files() -> dict[str, File]:
    """All of them by their names: what is below static/, and the sheets."""
    found = {}
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        name, body = path.relative_to(STATIC).as_posix(), path.read_bytes()
        if path.suffix in COMMENTS and not name.startswith("vendor/"):
            body = BLANKS.sub(b"", COMMENTS[path.suffix].sub(b"", body)).strip() + b"\n"
        found[name] = File(body, KINDS.get(path.suffix, "text/plain"))
    for name, parts in SHEETS.items():
        body = b"".join(found[f"css/{part}.css"].body for part in parts.split())
        found[f"sheets/{name}.css"] = File(body, KINDS[".css"])
    modules = {
        name.removeprefix("js/").removesuffix(".js"): file.body.decode()
        for name, file in found.items()
        if name.startswith("js/")
    }
    for name, entries in SCRIPTS.items():
        found[f"scripts/{name}.js"] = File(joined(entries.split(), modules).encode(), KINDS[".js"])
    return found


@cache
def digest() -> str:
    """A hash of all static files: any change makes a new one, so what belongs together stays together."""
    found = hashlib.sha256()
    for name, file in files().items():
        found.update(name.encode() + file.body)
    return found.hexdigest()[:12]


def address(name: str) -> str:
    """The address of a static file, which browsers may keep for ever. Raises KeyError if there is none."""
    if name not in files():
        raise KeyError(name)
    return f"/static/{digest()}/{name}"


@cache
def ready(name: str, *, packed: bool, current: bool, known: bool) -> Response:
    """The answer with this file. `current`: asked for under the hash of today's files; `known`: the browser
    has it already."""
    file = files()[name]
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if current else "no-cache",
        "ETag": f'"{digest()}"',
        "Vary": "Accept-Encoding",
    }
    if known:
        return Response(status_code=304, headers=headers)
    if packed and file.packed is not None:
        return Response(file.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=file.kind)
    return Response(file.body, headers=headers, media_type=file.kind)


class Files:
    """The endpoint of all static files.

    A page that is older than this server asks with an older hash: it gets the file as it is now, and does
    not keep it.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given, _slash, name = scope["path_params"]["path"].partition("/")
        if name not in files():
            raise HTTPException(404)
        asked = Headers(scope=scope)
        response = ready(
            name,
            packed="gzip" in asked.get("accept-encoding", ""),
            current=given == digest(),
            known=has(asked, f'"{digest()}"'),
        )
        head = {"status": response.status_code, "headers": [*response.raw_headers]}
        await send({"type": "http.response.start", **head})
        await send({"type": "http.response.body", "body": response.body})
