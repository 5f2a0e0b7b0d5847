"""Compression of pages. What a script gets for a form, and sockets, go without: a few bytes at a time."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp


def compressed(app: ASGIApp) -> ASGIApp:
    """The same, with its answers compressed where that gains something and the browser accepts it."""
    return GZipMiddleware(app, minimum_size=1000, compresslevel=4)
