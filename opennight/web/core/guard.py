"""Around every request: no other site may act for our people, a page runs only what is ours, and whatever
goes wrong is answered."""

import functools
import logging
import re
import time
import urllib.parse

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opennight import metrics
from opennight.night.messages import _
from opennight.web.core import errors
from opennight.web.core.access_log import AccessLog
from opennight.web.core.languages import language_of, translate

logger = logging.getLogger("opennight")

HOST = re.compile(r"([\w.-]{1,255}|\[[0-9a-fA-F:.]+\])(:\d{1,5})?", re.ASCII)

SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST")
"""Counted by name; whatever else a stranger makes up is counted as "other"."""
MOST_COOKIES = 180
"""As many as browsers keep of one server."""
MOST_LANGUAGES = 20
LONGEST_QUERY = 8_000
MOST_ASKED = 100
"""Bytes of a query, and fields of it."""
GONE = 499
"""In the log, for a request whose sender hung up before it was all there."""


RECORDS = {"Permissions-Policy": "camera=(self), microphone=(self), geolocation=()"}
"""Headers of the pages on which people record. What they record they see there before it is sent."""


def policy(host: str, *, records: bool = False) -> str:
    """Only what this server sends; sockets are named since older Safaris do not count them as 'self'."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"media-src 'self'{' blob:' if records else ''}; font-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; frame-src 'self'; form-action 'self'; "
        "frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'"
    )


def from_here(headers: Headers) -> bool:
    """Whether a request comes from a page of ours, or from no page at all.

    Browsers say so themselves (Sec-Fetch-Site); older ones send the Origin with every POST and socket. A
    request with neither is not from a browser, so it carries nobody's cookies but its sender's own.
    """
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    if origin := headers.get("origin"):
        return host_of(origin) == headers.get("host")
    return True


def host_of(origin: str) -> str:
    try:
        return urllib.parse.urlsplit(origin).netloc
    except ValueError:
        return ""


def socket_from_here(headers: Headers) -> bool:
    """The same for a socket, where the Origin decides: not all browsers add Sec-Fetch-Site to it."""
    origin = headers.get("origin")
    return origin is None or host_of(origin) == headers.get("host")


def sentence(scope: Scope, text: str, status: int) -> ASGIApp:
    """An answer in plain text, for requests whose links and forms on a page could not be trusted."""
    language = language_of(HTTPConnection(scope))
    return PlainTextResponse(f"{translate(language)(text)}\n", status)


def trim(scope: Scope) -> None:
    """Drop of a request's headers what no browser sends, and what would take long to read."""
    left = MOST_COOKIES
    for place, (name, value) in enumerate(scope["headers"]):
        if name == b"cookie":
            many = value.count(b";") + 1
            if b"\\" in value or many > left:
                scope["headers"][place] = (name, cookies_in(value, left))
            left = max(0, left - many)
        elif name == b"accept-language" and value.count(b",") >= MOST_LANGUAGES:
            scope["headers"][place] = (name, b",".join(value.split(b",", MOST_LANGUAGES)[:MOST_LANGUAGES]))


def cookies_in(header: bytes, most: int) -> bytes:
    """Its first cookies, so many at most, but those with a backslash. None of ours has one, and parsing them
    takes time that grows with the square of their number: ten seconds for those of one request."""
    those = header.split(b";", most)[:most]
    return b";".join(one for one in those if b"\\" not in one)


def is_long(scope: Scope) -> bool:
    """Whether an address asks for more than any page of ours does: taking it apart would last."""
    asked: bytes = scope.get("query_string", b"")
    return len(asked) > LONGEST_QUERY or asked.count(b"&") >= MOST_ASKED


class Guard:
    """The one layer around the table of addresses: refuses other sites, sets the headers of every answer,
    answers where no endpoint does, and logs a line per request.
    """

    def __init__(self, app: ASGIApp, log: AccessLog) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            trim(scope)
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            named = HOST.fullmatch(headers.get("host", "")) and not is_long(scope)
            if not (named and socket_from_here(headers)):
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": "another site"})
                return
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self.http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        began, status = time.perf_counter(), 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                dress(MutableHeaders(scope=message), scope["method"], host)
            await send(message)

        app = self.app
        if not HOST.fullmatch(host):
            app = sentence(scope, _("This is not a valid server name."), 400)
        elif is_long(scope):
            app = sentence(scope, _("This address is too long."), 414)
        elif scope["method"] not in SAFE and not from_here(headers):
            app = sentence(scope, _("This form came from another site. Open the night's own page."), 403)
        try:
            await app(scope, receive, send_guarded)
        except ClientDisconnect:
            status = GONE
        except Exception as error:
            if not isinstance(error, HTTPException):
                logger.exception("not answered")
            if status:
                raise  # the answer has begun: the server breaks it off
            await errors.answer(Request(scope), error)(scope, receive, send_guarded)
        finally:
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in METHODS else "other"
            took(method, status).observe(seconds)
            self.log.add(scope["method"], scope["path"], status, seconds)


took = functools.lru_cache(maxsize=500)(metrics.REQUESTS.labels)
NOSNIFF = (b"x-content-type-options", b"nosniff")
COMMON = (
    NOSNIFF,
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
NOTHING = (b"permissions-policy", b"camera=(), microphone=(), geolocation=()")
"""What all other pages may ask for."""
PARTS = ("text/css", "text/javascript", "font/")
"""Parts of a page: the page's own headers govern them, so phones need no copies."""


def dress(headers: MutableHeaders, method: str, host: str) -> None:
    """Add the headers that every answer has. A Host header that is no host is not copied into one of them."""
    kind = headers.get("content-type", "")
    for_script = method == "POST" and kind == "application/json"
    if for_script or kind.startswith(PARTS):
        headers.raw.append(NOSNIFF)
    else:
        records = "permissions-policy" in headers
        headers.raw.extend(dressing(host if HOST.fullmatch(host) else "localhost", records))


@functools.lru_cache(maxsize=1_000)
def dressing(host: str, records: bool) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of an answer that is not a part of a page; `records`: it has `RECORDS` itself."""
    allowed = policy(host, records=records).encode()
    return (*COMMON, *(() if records else (NOTHING,)), (b"content-security-policy", allowed))
