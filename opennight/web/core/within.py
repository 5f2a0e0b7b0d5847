"""Asks this server, from inside, for what a stranger would see: no cookie, and no network."""

from typing import NamedTuple

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Message

from opennight.config import Settings


class Got(NamedTuple):
    """`kind` is the media type, without parameters."""

    status: int
    kind: str
    body: bytes


async def ask(app: Starlette, path: str, language: str) -> Got:
    """The answer to a GET of this address, for somebody who reads this language."""
    settings: Settings = app.state.settings
    host = settings.url.partition("://")[2].partition("/")[0] or f"localhost:{settings.port}"
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": settings.url.partition("://")[0] or "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode()), (b"accept-language", language.encode())],
        "client": None,
        "server": (host, settings.port),
        "app": app,
        "state": {"within": True},
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app.router(scope, receive, send)
    kind = Headers(raw=sent[0]["headers"]).get("content-type", "").partition(";")[0]
    return Got(sent[0]["status"], kind, b"".join(message.get("body", b"") for message in sent[1:]))


def is_within(request: Request) -> bool:
    """Whether the page is going into a file."""
    return bool(getattr(request.state, "within", False))
