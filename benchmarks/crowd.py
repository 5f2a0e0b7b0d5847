"""A crowd of phones that only listen: thousands of WebSockets in one loop around epoll, without asyncio.

Receiving a push costs a phone a fraction of what sending it costs any server, so the server is what is
measured. All phones of an audience get the same bytes, which are parsed once and only compared after that.
"""

import os
import select
import socket
import struct
import time
import zlib
from collections.abc import Callable
from typing import NamedTuple

TEXT, CLOSE, PING = 1, 8, 9
SECOND = 1_000_000_000
PLENTY = 256 * 1024
DEFLATE = "permessage-deflate; client_max_window_bits"
"""What a browser offers."""


class Arrival(NamedTuple):
    """A message at a phone: when (CLOCK_MONOTONIC, in ns), at which socket, and what it said."""

    at: int
    phone: int
    text: bytes


class Broken(Exception):
    """A server did not let a phone in, or cut it off."""


class Crowd:
    """Phones of one server. `arrivals` holds what they received since it was last cleared.

    `answers` maps texts to what each phone answers at once: some servers ping in messages.
    """

    def __init__(self, port: int, answers: dict[bytes, bytes] | None = None) -> None:
        self.port = port
        self.answers = answers or {}
        self.epoll = select.epoll()
        self.sockets: dict[int, socket.socket] = {}
        self.rest: dict[int, bytes] = {}
        self.arrivals: list[Arrival] = []
        self.bytes = 0
        self.lost = 0
        self.on_leave: Callable[[int], None] = lambda phone: None
        self.last = b""
        self.said = b""

    def enter(self, path: str, *, cookie: str = "", deflate: bool = False, say: bytes = b"") -> int:
        """Let one more phone enter. Returns its number. `say` is what it sends first, as a text message."""
        phone = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        phone.sendall(handshake(path, self.port, cookie, deflate))
        answer = b""
        while b"\r\n\r\n" not in answer:
            if not (more := phone.recv(65536)):
                raise Broken(f"the server hung up: {answer!r}")
            answer += more
        number = self.admit(phone, answer)
        if say:
            self.send(number, masked(TEXT, say))
        return number

    def admit(self, phone: socket.socket, answer: bytes) -> int:
        """Take over a socket, given the server's answer to its handshake. Returns the phone's number."""
        head, _blank, rest = answer.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise Broken(head.decode("latin-1"))
        if b"permessage-deflate" in head and b"server_no_context_takeover" not in head:
            raise Broken("these phones inflate each message by itself")
        phone.setblocking(False)
        number = phone.fileno()
        self.sockets[number] = phone
        self.epoll.register(number, select.EPOLLIN)
        if rest:
            self.take(number, rest)
        return number

    def drain(self, seconds: float = 0.0) -> None:
        """Receive what is there; if there is nothing, wait up to this long."""
        clock, arrivals, known, read = time.monotonic_ns, self.arrivals, self.rest, os.read
        for number, _event in self.epoll.poll(seconds, 4096):
            try:
                data = read(number, PLENTY)
            except OSError:
                data = b""
            if data and data == self.last and number not in known:
                self.bytes += len(data)
                arrivals.append(Arrival(clock(), number, self.said))
            elif data:
                self.take(number, data)
            else:
                self.leave(number)

    def take(self, number: int, data: bytes) -> None:
        """Take any bytes: parts of messages, several at once, and frames that are not messages."""
        at = time.monotonic_ns()
        self.bytes += len(data)
        buffer = self.rest.pop(number, b"") + data
        whole = len(data) == len(buffer)
        count = 0
        while frame := first_frame(buffer):
            opcode, packed, payload, end = frame
            if opcode == TEXT and payload in self.answers:
                self.say(number, self.answers[payload])
            elif opcode == TEXT:
                said = inflate(payload) if packed else payload
                self.arrivals.append(Arrival(at, number, said))
                if whole and count == 0 and end == len(buffer):
                    self.last, self.said = data, said
            elif opcode == PING:
                self.send(number, masked(10, payload))
            elif opcode == CLOSE:
                self.leave(number)
                return
            buffer, count = buffer[end:], count + 1
        if buffer:
            self.rest[number] = buffer

    def say(self, number: int, text: bytes) -> None:
        self.send(number, masked(TEXT, text))

    def send(self, number: int, data: bytes) -> None:
        try:
            self.sockets[number].send(data)
        except OSError:
            self.leave(number)

    def leave(self, number: int) -> None:
        """The server has cut this phone off."""
        self.lost += 1
        self.epoll.unregister(number)
        self.sockets.pop(number).close()
        self.rest.pop(number, None)
        self.on_leave(number)

    def close(self) -> None:
        for phone in self.sockets.values():
            phone.close()
        self.sockets.clear()
        self.epoll.close()


def handshake(path: str, port: int, cookie: str = "", deflate: bool = False) -> bytes:
    """A phone's request for its socket, as a browser sends it."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        f"Origin: http://127.0.0.1:{port}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0.0.0",
        "Accept-Language: en-GB,en;q=0.9",
        *([f"Sec-WebSocket-Extensions: {DEFLATE}"] if deflate else []),
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def masked(opcode: int, payload: bytes) -> bytes:
    """A frame from a client. Its mask is all zeros, which is allowed and costs nothing."""
    assert len(payload) < 126
    return struct.pack("!BBI", 0x80 | opcode, 0x80 | len(payload), 0) + payload


def first_frame(buffer: bytes) -> tuple[int, bool, bytes, int] | None:
    """(opcode, whether it is compressed, payload, where the next one begins); None if it is incomplete."""
    if len(buffer) < 2:
        return None
    size, begin = buffer[1] & 0x7F, 2
    if size >= 126:
        begin = 4 if size == 126 else 10
        if len(buffer) < begin:
            return None
        size = int.from_bytes(buffer[2:begin])
    if len(buffer) < begin + size:
        return None
    return buffer[0] & 0x0F, bool(buffer[0] & 0x40), buffer[begin : begin + size], begin + size


def inflate(payload: bytes) -> bytes:
    return zlib.decompressobj(-15).decompress(payload + b"\0\0\xff\xff")
