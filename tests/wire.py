"""The connections of many devices to a server: HTTP as far as our own servers speak it, read in C.

The one that comes with httpx can do all that HTTP can, and takes as long over a request as the server does.
"""

import contextlib
import functools
import select
import socket
import time
import urllib.request
from collections import deque
from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar

import httptools
import httpx


class Answer:
    """What is read of an answer so far."""

    def __init__(self, *, head: bool) -> None:
        self.head = head
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: list[bytes] = []
        self.whole = self.stays = False
        self.parser = httptools.HttpResponseParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        self.stays = self.parser.should_keep_alive()  # the parser knows no more once the answer is whole
        self.whole = self.head

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        self.whole = True


class Wire(httpx.BaseTransport):
    """Open connections, by server. Threads may share it: each takes one for the time of a request."""

    def __init__(self) -> None:
        self.free: dict[tuple[str, int], deque[socket.socket]] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        there = (request.url.host, request.url.port or 80)
        patience = request.extensions["timeout"]["read"]
        answer = Answer(head=request.method == "HEAD")
        line = self.line(there, patience)
        try:
            ask(line, request, answer)
        except OSError as error:
            line.close()
            raise httpx.ReadError(str(error)) from error
        if answer.whole and answer.stays:
            self.free[there].append(line)
        else:
            line.close()
        if not answer.headers:
            raise httpx.RemoteProtocolError("the server hung up")
        stream = httpx.ByteStream(b"".join(answer.body))
        return httpx.Response(answer.parser.get_status_code(), headers=answer.headers, stream=stream)

    def line(self, there: tuple[str, int], patience: float | None) -> socket.socket:
        """A connection on which the server has not hung up."""
        free = self.free.setdefault(there, deque())
        with contextlib.suppress(IndexError):
            while True:
                line = free.pop()
                if not select.select([line], [], [], 0)[0]:
                    return line
                line.close()
        try:
            line = socket.create_connection(there, patience)
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def close(self) -> None:
        for free in self.free.values():
            while free:
                free.pop().close()


def ask(line: socket.socket, request: httpx.Request, answer: Answer) -> None:
    """Send the request, and read the answer as far as it comes."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read all
        for piece in spoken(request):
            line.sendall(piece)
    while not answer.whole and (read := line.recv(1 << 16)):
        answer.parser.feed_data(read)


def spoken(request: httpx.Request) -> Iterator[bytes]:
    """The request as it goes over the wire."""
    lines = [b"%s %s HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    lines += [b"%s: %s" % header for header in request.headers.raw]
    head = b"\r\n".join([*lines, b"", b""])
    if "transfer-encoding" not in request.headers:
        yield head + request.read()
        return
    yield head
    assert isinstance(request.stream, httpx.SyncByteStream)
    yield from (b"%x\r\n%s\r\n" % (len(piece), piece) for piece in request.stream)
    yield b"0\r\n\r\n"


class Jar(CookieJar):
    """The cookies of one browser. It asks of each whether it is for this path, and no more: our servers are
    all on one machine, and none of them has another's cookies."""

    def add_cookie_header(self, request: urllib.request.Request) -> None:
        now, path = int(time.time()), request.selector.partition("?")[0]
        ours = [one for one in self if not one.is_expired(now) and not one.secure and reaches(one, path)]
        if ours:
            ours.sort(key=lambda one: -len(one.path))  # the nearest first
            request.add_unredirected_header("Cookie", "; ".join(f"{one.name}={one.value}" for one in ours))


def reaches(cookie: Cookie, path: str) -> bool:
    return path == cookie.path or path.startswith(cookie.path.rstrip("/") + "/")


class Kept(httpx.Cookies):
    """Most answers set no cookie."""

    def extract_cookies(self, response: httpx.Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)


class Browser(httpx.Client):
    """A client of httpx, which would read each address three times and copy all cookies twice."""

    def __init__(self, url: str, wire: Wire) -> None:
        super().__init__(base_url=url, transport=wire, timeout=20)
        self._cookies = Kept()
        self._cookies.jar = Jar()

    def _merge_cookies(self, cookies: object = None) -> CookieJar:
        assert cookies is None, "set them before"
        return self.cookies.jar

    def _merge_url(self, url: httpx.URL | str) -> httpx.URL:
        return whole(self.base_url, url)


@functools.lru_cache(4096)
def whole(base: httpx.URL, url: httpx.URL | str) -> httpx.URL:
    """The address that `url` is on the server at `base`."""
    its = httpx.URL(url)
    return base.copy_with(raw_path=base.raw_path + its.raw_path.lstrip(b"/")) if its.is_relative_url else its
