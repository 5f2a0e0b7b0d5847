"""Fan-out: what it costs the server to tell everybody something, and how long the last ones wait for it.

The app pushes real votes of a real night: fold, publish, render, encode, and a write to each phone. The
references write a ready-made message of the same size. All run at once and take turns, round by round; each
push waits until the one before it has arrived everywhere, so nothing queues.
"""

import contextlib
import dataclasses
import pathlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks import night
from benchmarks.crowd import Broken, Crowd
from benchmarks.servers import Server, free_port, node, node_modules, python
from benchmarks.tools import median, percentile, table, verdict
from opennight.places import more_sockets

SIZES = (200, 1000, 3000)
ROUNDS = 5
DELIVERIES = 30_000
"""Per round and server."""
MANY = 15
"""Votes that a tick gathers at 100 a second. A single vote's message is too small to be compressed."""


@dataclass
class Contestant:
    """A server with its crowd, and what is pushed. `is_push` tells its pushes from other messages."""

    name: str
    server: Server
    crowd: Crowd
    is_push: Callable[[bytes], bool]
    path: str = "/live"
    cookies: list[str] = field(default_factory=list)
    deflate: bool = False
    greeting: bytes = b""
    votes: int = 1
    rates: list[float] = field(default_factory=list)
    p50s: list[float] = field(default_factory=list)
    p99s: list[float] = field(default_factory=list)

    def with_votes(self, votes: int) -> "Contestant":
        """The same server and crowd, with this many votes in a push."""
        name = f"{self.name}, {votes} votes"
        return dataclasses.replace(self, name=name, votes=votes, rates=[], p50s=[], p99s=[])

    def enter(self, phone: int) -> None:
        cookie = self.cookies[phone] if self.cookies else ""
        self.crowd.enter(self.path, cookie=cookie, deflate=self.deflate, say=self.greeting)

    def push(self) -> list[float]:
        """Push once. Returns the seconds after which each phone had it."""
        crowd, want = self.crowd, len(self.crowd.sockets)
        crowd.arrivals.clear()
        began = time.monotonic_ns()
        self.server.order(f"push {self.votes}")
        give_up = time.monotonic() + 20
        came = 0
        while came < want or crowd.lost:
            seen = len(crowd.arrivals)
            crowd.drain(1.0)
            came += sum(self.is_push(arrival.text) for arrival in crowd.arrivals[seen:])
            if crowd.lost or time.monotonic() > give_up:
                raise Broken(f"{self.name}: {came} of {want} phones got a push, {crowd.lost} were cut off")
        return [(one.at - began) / 1e9 for one in crowd.arrivals if self.is_push(one.text)]

    def round(self, pushes: int) -> None:
        self.push()
        before = self.server.cpu()
        delays = [delay for _push in range(pushes) for delay in self.push()]
        self.rates.append(len(delays) / (self.server.cpu() - before))
        self.p50s.append(percentile(delays, 0.5))
        self.p99s.append(percentile(delays, 0.99))

    def frame(self) -> bytes:
        """The text of a push, as a phone sees it."""
        self.push()
        return next(one.text for one in self.crowd.arrivals if self.is_push(one.text))


def is_night_push(text: bytes) -> bool:
    return text.startswith(b'{"v":')


def any_text(text: bytes) -> bool:
    return True


def is_event(text: bytes) -> bool:
    return text.startswith(b"42")


def contestants(
    stack: contextlib.ExitStack, folder: pathlib.Path, phones: int, modules: pathlib.Path | None
) -> list[Contestant]:
    """All servers for a crowd of this size, running."""

    def started(
        name: str, command: list[str], is_push: Callable[[bytes], bool] = any_text, **more: Any
    ) -> Contestant:
        server = stack.enter_context(Server(command, folder, more.pop("environ", None)))
        crowd = Crowd(server.port, more.pop("answers", None))
        stack.callback(crowd.close)
        return Contestant(name, server, crowd, is_push, **more)

    def ours(name: str, deflate: bool) -> Contestant:
        place = folder / name.replace(", ", "-")
        place.mkdir(exist_ok=True)
        evening = night.make(place, phones)
        environ = evening.environ | {"PORT": str(free_port()), "OPENNIGHT_HOST": "127.0.0.1"}
        phone = {"path": evening.live, "cookies": evening.cookies(), "deflate": deflate}
        return started(name, python("night_server"), is_night_push, environ=environ, **phone)

    all_of_them = [
        started("raw asyncio", python("reference.raw_asyncio")),
        ours("opennight", False),
        ours("opennight, deflate", True),
    ]
    if modules:
        path = "/socket.io/?EIO=4&transport=websocket"
        engine = {"greeting": b"40", "answers": {b"2": b"3"}}
        all_of_them += [
            started("Node ws", node("node_ws.js", modules)),
            started("Socket.IO", node("socket_io.js", modules), is_event, path=path, **engine),
        ]
    if phones < max(SIZES):  # with the most phones, all servers would need too many sockets
        all_of_them += [
            started("Starlette, await in a loop", python("reference.starlette_loop")),
            started("websockets broadcast()", python("reference.broadcast")),
        ]
    return all_of_them


def settle(several: list[Contestant], seconds: float) -> None:
    """Receive what is still on its way to all of them, and answer pings."""
    until = time.monotonic() + seconds
    while True:
        for one in several:
            one.crowd.drain()
            one.crowd.arrivals.clear()
        if time.monotonic() >= until:
            return
        time.sleep(0.02)


def measure(folder: pathlib.Path, phones: int, modules: pathlib.Path | None) -> None:
    with contextlib.ExitStack() as stack:
        several = contestants(stack, folder, phones, modules)
        for one in several:
            for phone in range(phones):
                one.enter(phone)
                if phone % 200 == 0:
                    settle(several, 0)
        settle(several, 0.5)
        frame = named(several)["opennight"].frame()
        for one in several:
            if one.is_push is not is_night_push:
                one.server.order(f"frame {frame.decode()}")
        several.append(named(several)["opennight, deflate"].with_votes(MANY))
        for turn in range(ROUNDS):
            for one in several[turn % len(several) :] + several[: turn % len(several)]:
                settle(several, 0.2)
                one.round(DELIVERIES // phones)
        report(several, phones, len(frame))


def named(several: list[Contestant]) -> dict[str, Contestant]:
    return {one.name: one for one in several}


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median, over the rounds, of ours to theirs in the same round."""
    return median([one / other for one, other in zip(ours, theirs, strict=True)])


def report(several: list[Contestant], phones: int, size: int) -> None:
    known = named(several)
    raw = known["raw asyncio"]
    rows = [
        (
            one.name,
            f"{median(one.rates):,.0f}",
            f"{ratio(one.rates, raw.rates):.2f}",
            f"{median(one.p50s) * 1000:.1f}",
            f"{median(one.p99s) * 1000:.1f}",
            f"{ratio(one.p99s, raw.p99s):.2f}",
        )
        for one in several
    ]
    head = ("server", "deliveries/CPU s", "of raw", "p50 ms", "p99 ms", "p99 of raw")
    table(f"{phones:,} phones, {size} bytes a push", head, rows)
    verdicts = []
    for name in ("opennight", "opennight, deflate"):
        app = known[name]
        cells = [
            name,
            verdict(round(ratio(app.rates, raw.rates), 2), "≥", 0.9),
            verdict(round(ratio(app.p99s, raw.p99s), 2), "≤", 1.2),
        ]
        for rival, target in (("Node ws", 1.15), ("Socket.IO", 1.4)):
            if rival in known:
                got = ratio(app.rates, known[rival].rates)
                cells.append(f"{got:.2f} {verdict(round(got, 2), '≥', target)}")
            else:
                cells.append("left out")
        verdicts.append(cells)
    table("Against the targets", ("", "of raw", "p99 of raw", "to Node ws", "to Socket.IO"), verdicts)


def main() -> None:
    more_sockets()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        modules = node_modules(folder)
        for phones in SIZES:
            measure(folder, phones, modules)


if __name__ == "__main__":
    main()
