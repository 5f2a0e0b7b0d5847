"""Compresses answers, except those to scripts."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from opennight.web.core.answers import wants_json


class Compress(GZipMiddleware):
    """Leaves what a script gets for a form as it is: a few bytes, for which even looking takes too long."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and wants_json(Request(scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
