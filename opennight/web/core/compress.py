"""Compresses pages. Answers to scripts are too short for it; frames compress themselves (live/frames.py)."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp


def compressed(app: ASGIApp) -> ASGIApp:
    """The same application, its answers compressed where the browser accepts that and it saves something."""
    return GZipMiddleware(app, minimum_size=1000, compresslevel=4)
