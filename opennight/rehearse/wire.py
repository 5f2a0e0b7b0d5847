"""The wire: every request of every simulated phone, through one shared client.

A client per phone would cost gigabytes. One client, to which each phone hands its cookies, costs little.
"""

import asyncio
import http.cookiejar
import http.cookies
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from opennight.rehearse.seen import Seen

Cookies = dict[str, str]
Fields = Mapping[str, str | list[str]]
File = tuple[str, bytes, str]
"""Its name, what is in it, and its type."""

AT_ONCE = 100
"""Requests under way at the same time. Waiting for a turn is timed, too: the person waits."""

KEPT_OPEN = 2.0
"""Seconds a connection may idle. Less than servers allow, so that none closes just as it is used again."""

CONFLICT = 409
TOO_MANY = 429
TRY_AGAIN = (502, 503, 504)


class Unreachable(Exception):
    """The server gave no answer for as long as the crowd's patience lasted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; `body` is its JSON, empty for a page."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    page: str = ""

    @property
    def ok(self) -> bool:
        return self.status < 400

    @property
    def refused(self) -> str:
        return str(self.body.get("refused", ""))

    @property
    def offer(self) -> int | None:
        """The number of the group that is the next best choice."""
        offer = self.body.get("offer")
        return int(offer["group"]) if offer else None


class Lanes(httpx.AsyncBaseTransport):
    """Transports of one connection each: httpx's own pool goes through all connections twice per request."""

    def __init__(self) -> None:
        self.context = httpx.create_ssl_context()
        self.all = [self.lane() for _lane in range(AT_ONCE)]
        self.free = self.all.copy()

    def lane(self) -> httpx.AsyncHTTPTransport:
        limits = httpx.Limits(max_connections=1, keepalive_expiry=KEPT_OPEN)
        return httpx.AsyncHTTPTransport(verify=self.context, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        lane = self.free.pop()  # the one used last: its connection is most likely still open
        try:
            return await lane.handle_async_request(request)
        except httpx.PoolTimeout:  # a request that was cancelled never gave its connection back
            lane = self.lane()
            self.all.append(lane)
            raise
        finally:
            self.free.append(lane)

    async def aclose(self) -> None:
        for lane in self.all:
            await lane.aclose()


class Wire:
    """Sends requests until they are answered, for at most `patience` seconds each."""

    def __init__(self, url: str, seen: Seen, patience: float = 60.0) -> None:
        self.url = url.rstrip("/")
        self.seen = seen
        self.patience = patience
        self.turn = asyncio.Semaphore(AT_ONCE)
        self.client = httpx.AsyncClient(
            base_url=self.url,
            headers={"Accept-Language": "en"},  # so that refusals can be counted by their sentences
            cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            transport=Lanes(),
            timeout=httpx.Timeout(20.0, pool=5.0),
        )

    async def post(
        self, path: str, fields: Fields, cookies: Cookies, patient: bool = False, file: File | None = None
    ) -> Answer:
        """Do something, and have it acknowledged or refused. The `command` in it makes a repeat harmless.

        `patient`: when told that it was too fast, wait and send it again, for a while.
        """
        headers = {"Accept": "application/json", "Origin": self.url}
        until = time.perf_counter() + self.patience
        while True:
            started = time.perf_counter()
            response = await self.send("POST", path, cookies, headers, fields, file)
            self.seen.acknowledged(time.perf_counter() - started)
            if response.status_code != TOO_MANY or not patient or started > until:
                return self.read(response)
            await asyncio.sleep(0.5)

    async def get(self, path: str, cookies: Cookies, accept: str = "text/html") -> Answer:
        return self.read(await self.send("GET", path, cookies, {"Accept": accept}))

    async def send(
        self,
        method: str,
        path: str,
        cookies: Cookies,
        headers: dict[str, str],
        fields: Fields | None = None,
        file: File | None = None,
    ) -> httpx.Response:
        files = {"file": file} if file else None
        until = time.perf_counter() + self.patience
        pause = 0.05
        while True:
            try:
                async with self.turn:
                    sent = headers | ({"Cookie": cookie_header(cookies)} if cookies else {})
                    response = await self.client.request(method, path, headers=sent, data=fields, files=files)
                if response.status_code not in TRY_AGAIN:
                    break
                problem = f"it answers {response.status_code}"
            except httpx.TransportError as error:
                problem = str(error) or type(error).__name__
            if time.perf_counter() + pause > until:
                raise Unreachable(f"{self.url} did not answer for {self.patience:.0f} seconds: {problem}")
            self.seen.retries += 1
            # Each waits a little differently: all at once they would knock the server over again.
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 2, 2.0)
        take_cookies(response, cookies)
        if response.status_code >= 500:
            self.seen.errors[f"{method} {path.partition('?')[0]} answered {response.status_code}"] += 1
        return response

    def read(self, response: httpx.Response) -> Answer:
        if response.headers.get("content-type", "").startswith("application/json"):
            return Answer(response.status_code, msgspec.json.decode(response.content, type=dict[str, Any]))
        go = response.headers.get("location", "")
        return Answer(response.status_code, {"go": go} if go else {}, response.text)

    async def close(self) -> None:
        await self.client.aclose()


def cookie_header(cookies: Cookies) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def take_cookies(response: httpx.Response, cookies: Cookies) -> None:
    """Keep the cookies that the answer sets, and drop those that it lets expire."""
    for line in response.headers.get_list("set-cookie"):
        for name, morsel in http.cookies.SimpleCookie(line).items():
            if morsel["max-age"] == "0" or not morsel.value:
                cookies.pop(name, None)
            else:
                cookies[name] = morsel.coded_value
