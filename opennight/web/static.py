"""Static files. Their address holds a hash of them all, so a browser may keep them for ever."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from opennight.places import STATIC


class Static(StaticFiles):
    """The files below static/, at HASH/name (kept for ever) or at an outdated hash (asked for again)."""

    def __init__(self, digest: str) -> None:
        super().__init__(directory=STATIC)
        self.digest = digest

    async def get_response(self, path: str, scope: Scope) -> Response:
        given, _slash, name = path.partition("/")
        response = await super().get_response(name, scope)
        kept = given == self.digest and response.status_code in (200, 304)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        return response
