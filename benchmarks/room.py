"""A room of phones that hear everything, and reconnect by the client's own rule when they are cut off."""

import asyncio
import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.crowd import Broken, Crowd, handshake
from opennight.live import protocol

PATIENCE = 60.0
"""Seconds after which a benchmark gives up."""
LONGEST_WAIT, FIRST_WAIT = 8.0, 0.5
"""The client's rule for how long to wait, in seconds: random × min(longest, first × 2^tries)."""


@dataclass
class Phone:
    """One phone: the version it has, and the socket it listens on (0: none). Moments are in seconds."""

    path: str
    cookie: str = ""
    version: int = 0
    number: int = 0
    tries: int = 0
    entered: float = 0.0
    first: float = 0.0
    """When its first frame arrived."""
    heard: float = 0.0
    """When its latest frame did."""


@dataclass
class Room:
    """All phones of one server, following what it sends."""

    crowd: Crowd
    deflate: bool
    phones: dict[int, Phone] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    handshakes: int = 0
    lost: Callable[[Phone], object] = lambda phone: None
    moved: Callable[[Phone, int], object] = lambda phone, before: None

    def __post_init__(self) -> None:
        self.crowd.on_leave = self.left
        asyncio.get_running_loop().add_reader(self.crowd.epoll.fileno(), self.hear)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self.crowd.epoll.fileno())
        self.crowd.close()

    async def enter(self, phone: Phone) -> None:
        """Shake hands, and listen from then on. Raises OSError if nobody answers."""
        loop = asyncio.get_running_loop()
        line = socket.socket()
        line.setblocking(False)
        self.handshakes += 1
        try:
            await loop.sock_connect(line, ("127.0.0.1", self.crowd.port))
            path = f"{phone.path}&since={phone.version}"
            await loop.sock_sendall(line, handshake(path, self.crowd.port, phone.cookie, self.deflate))
            answer = b""
            while b"\r\n\r\n" not in answer:
                if not (more := await loop.sock_recv(line, 65536)):
                    raise ConnectionResetError("hung up in the handshake")
                answer += more
            phone.number, phone.entered = line.fileno(), time.monotonic()
            self.phones[phone.number] = phone
            self.crowd.admit(line, answer)
            self.hear()
        except BaseException:
            line.close()
            raise

    def hear(self) -> None:
        """Take what has arrived: a frame brings its phone to the frame's version."""
        self.crowd.drain()
        for at, number, text in self.crowd.arrivals:
            phone = self.phones.get(number)
            said = protocol.hear(text)
            version = said.version
            if said.reload:
                self.wrong["told to reload"] += 1
            if phone and version:
                before, phone.version = phone.version, max(phone.version, version)
                phone.heard = at / 1e9
                phone.first = phone.first or phone.heard
                self.moved(phone, before)
        self.crowd.arrivals.clear()

    def left(self, number: int) -> None:
        phone = self.phones.pop(number)
        phone.number = 0
        self.lost(phone)

    async def come_back(self, phone: Phone) -> None:
        """Follow the client's rule until the phone has a socket again."""
        while not phone.number:
            await asyncio.sleep(random.random() * min(LONGEST_WAIT, FIRST_WAIT * 2**phone.tries))
            phone.tries += 1
            try:
                await self.enter(phone)
            except OSError:
                continue  # the server is away
            except Broken as broken:
                self.wrong[f"not let in: {broken}"] += 1
        phone.tries = 0


async def until(done: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > give_up:
            raise TimeoutError("not all have come as far as they should")
        await asyncio.sleep(0.02)
