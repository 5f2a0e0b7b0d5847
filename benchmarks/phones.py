"""A busy night: 1,000 phones listen while 100 votes a second come in over HTTP. How long until the last phone
knows of a vote, what that costs the server, and how much memory a phone takes there.

The server is `opennight serve` as people run it; its phones offer compression, as browsers do. Taking turns
with it, a raw asyncio server sends the same number of messages of the same size to as many sockets.
"""

import asyncio
import bisect
import contextlib
import pathlib
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.crowd import Arrival, Crowd
from benchmarks.servers import Server, python, serving
from benchmarks.tools import cpu, median, memory, percentile, table, verdict
from opennight.live.hub import TICK
from opennight.live.protocol import hear
from opennight.places import more_sockets
from tests.server import Server as OpenNight

PHONES, MOST_PHONES = 1000, 3000
VOTES_A_SECOND = 100
SECONDS, ROUNDS = 10, 3
ANNOUNCE_EVERY = 1.0
"""Seconds between announcements, which go out at once, in the midst of the votes."""


@dataclass
class Sent:
    """Acts: when each was sent and answered (ns), and the version it led to."""

    acts: list[tuple[int, int, int]] = field(default_factory=list)

    async def act(self, browser: Browser, path: str, **fields: str) -> None:
        began = time.monotonic_ns()
        answer = await browser.post(f"/n/{night.CODE}/{path}", command=secrets.token_hex(8), **fields)
        assert answer.status == 200, answer
        version = msgspec.json.decode(answer.body, type=dict[str, object])["version"]
        assert isinstance(version, int)
        self.acts.append((began, time.monotonic_ns(), version))

    def acknowledged(self) -> list[float]:
        return [(answered - began) / 1e9 for began, answered, _version in self.acts]

    def seen_by_all(self, arrivals: list[Arrival]) -> list[float]:
        """For each act, the seconds until the last phone had a frame that includes it."""
        versions, moments = last_moments(arrivals)
        found = [bisect.bisect_left(versions, version) for _began, _answered, version in self.acts]
        return [
            (moments[place] - began) / 1e9
            for (began, _answered, _version), place in zip(self.acts, found, strict=True)
        ]


def last_moments(arrivals: list[Arrival]) -> tuple[list[int], list[int]]:
    """The versions of all frames, and for each the moment at which the last phone had reached it."""
    texts = {arrival.text: hear(arrival.text).version for arrival in arrivals}
    versions = sorted({version for version in texts.values() if version})
    moments = [0] * len(versions)
    reached: dict[int, int] = {}
    for at, phone, text in arrivals:
        place = bisect.bisect_left(versions, texts[text]) if texts[text] else -1
        for passed in range(reached.get(phone, 0), place + 1):
            moments[passed] = max(moments[passed], at)
        reached[phone] = max(reached.get(phone, 0), place + 1)
    assert set(reached.values()) <= {len(versions)}, "some phones have not come to the end"
    return versions, moments


@contextlib.contextmanager
def listening(crowd: Crowd) -> Iterator[None]:
    """The crowd hears everything while this event loop runs."""
    loop = asyncio.get_running_loop()
    loop.add_reader(crowd.epoll.fileno(), crowd.drain)
    try:
        yield
    finally:
        loop.remove_reader(crowd.epoll.fileno())


@dataclass
class Busy:
    """What was measured in a busy night: shares of a core, and seconds."""

    shares: list[float] = field(default_factory=list)
    raw_shares: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    frames: int = 0
    size: int = 0


async def vote(port: int, cookies: list[str], turns: Iterator[tuple[int, int, bool]], sent: Sent) -> None:
    """Vote at an even pace, each time on a connection that is free."""
    free: list[Browser] = []
    tasks = []

    async def one(person: int, pitch: int, given: bool) -> None:
        browser = free.pop() if free else Browser(port)
        browser.cookie = cookies[person - 1]
        await sent.act(browser, f"pitches/{pitch}/{'vote' if given else 'unvote'}")
        free.append(browser)

    began = time.monotonic()
    for number in range(SECONDS * VOTES_A_SECOND):
        await asyncio.sleep(max(0.0, began + number / VOTES_A_SECOND - time.monotonic()))
        tasks.append(asyncio.create_task(one(*next(turns))))
    await asyncio.gather(*tasks)
    for browser in free:
        await browser.close()


async def announce(port: int, desk: str, sent: Sent) -> None:
    """Now and then, announce something, which goes out at once."""
    browser = Browser(port, desk)
    for number in range(int(SECONDS / ANNOUNCE_EVERY)):
        await asyncio.sleep(ANNOUNCE_EVERY)
        await sent.act(browser, "announcement", text=f"Find your group by number {number + 1}")
    await browser.close()


async def busy_round(
    server: OpenNight,
    crowd: Crowd,
    evening: night.Evening,
    turns: Iterator[tuple[int, int, bool]],
    busy: Busy,
) -> None:
    assert server.process
    pid = server.process.pid
    votes, urgent = Sent(), Sent()
    crowd.arrivals.clear()
    before, began = cpu(pid), time.monotonic()
    await asyncio.gather(
        vote(server.port, evening.cookies(), turns, votes), announce(server.port, evening.desk, urgent)
    )
    await asyncio.sleep(2 * TICK)
    busy.shares.append((cpu(pid) - before) / (time.monotonic() - began))
    await asyncio.sleep(0.5)
    busy.votes += votes.seen_by_all(crowd.arrivals)
    busy.answers += votes.acknowledged()
    busy.urgent += urgent.seen_by_all(crowd.arrivals)
    frames = [arrival.text for arrival in crowd.arrivals if hear(arrival.text).version]
    busy.frames = len(frames) // len(crowd.sockets)
    busy.size = int(median([len(text) for text in frames]))


async def raw_round(server: Server, busy: Busy) -> None:
    """Send as many messages of about the same size, spread over the same time."""
    server.order("frame " + "x" * busy.size)
    before, began = server.cpu(), time.monotonic()
    for number in range(busy.frames):
        await asyncio.sleep(max(0.0, began + number * SECONDS / busy.frames - time.monotonic()))
        server.order("push 1")
    await asyncio.sleep(2 * TICK)
    busy.raw_shares.append((server.cpu() - before) / (time.monotonic() - began))


async def fill(crowd: Crowd, evening: night.Evening | None, first: int, last: int) -> None:
    """Let phones `first` to `last` enter: those of the night's people, or of nobody."""
    cookies = evening.cookies() if evening else []
    for phone in range(first, last):
        path, cookie = (evening.live, cookies[phone]) if evening else ("/live", "")
        crowd.enter(path, cookie=cookie, deflate=bool(evening))
        if phone % 50 == 0:
            await asyncio.sleep(0)  # let the others answer pings
    await asyncio.sleep(3)


@dataclass
class Weights:
    """Bytes of the server's memory: alone, with PHONES and with MOST_PHONES."""

    server: list[int] = field(default_factory=list)
    raw: list[int] = field(default_factory=list)


async def measure(evening: night.Evening, server: OpenNight, raw: Server) -> tuple[Busy, Weights]:
    assert server.process
    busy, weights = Busy(), Weights()
    ours, theirs = Crowd(server.port), Crowd(raw.port)
    warm = Browser(server.port, evening.cookies()[0])
    assert (await warm.get(f"/n/{night.CODE}")).status == 200
    await warm.close()

    def weigh() -> None:
        assert server.process
        weights.server.append(memory(server.process.pid))
        weights.raw.append(memory(raw.pid))

    turns = night.dots(len(evening.night.people))
    with listening(ours), listening(theirs):
        weigh()
        await fill(ours, evening, 0, PHONES)
        await fill(theirs, None, 0, PHONES)
        weigh()
        for _round in range(ROUNDS):
            await busy_round(server, ours, evening, turns, busy)
            await raw_round(raw, busy)
        await fill(ours, evening, PHONES, MOST_PHONES)
        await fill(theirs, None, PHONES, MOST_PHONES)
        weigh()
    assert not ours.lost, f"{ours.lost} phones were cut off"
    for crowd in (ours, theirs):
        crowd.close()
    return busy, weights


def report(busy: Busy, weights: Weights) -> None:
    rows = [
        (what, f"{len(times):,}", *(f"{percentile(times, share) * 1000:.0f}" for share in (0.5, 0.99, 1.0)))
        for what, times in [
            ("a vote is acknowledged", busy.answers),
            ("a vote is on the last phone", busy.votes),
            ("an announcement is on the last phone", busy.urgent),
        ]
    ]
    title = (
        f"{PHONES:,} phones, {VOTES_A_SECOND} votes a second; counts are gathered for {TICK * 1000:.0f} ms"
    )
    table(title, ("from the POST until", "times", "p50 ms", "p99 ms", "most"), rows)
    share = median(busy.shares) * 100
    raw_share = median(busy.raw_shares) * 100
    same = f"the same {busy.frames} messages of {busy.size} bytes to each"
    table(
        "The server's share of one core",
        ("", "percent", "target"),
        [
            ("opennight", f"{share:.1f}", verdict(round(share, 1), "≤", 30)),
            (f"raw asyncio, {same}", f"{raw_share:.1f}", ""),
        ],
    )
    alone, some, most = weights.server
    raw_alone, _raw_some, raw_most = weights.raw
    each, raw_each = (some - alone) / PHONES / 1024, (raw_most - raw_alone) / MOST_PHONES / 1024
    every = (most - alone) / MOST_PHONES / 1024
    table(
        "Memory",
        ("", "opennight", "raw asyncio", "target"),
        [
            ("alone, MB", f"{alone / 1e6:.0f}", f"{raw_alone / 1e6:.0f}", ""),
            (f"a phone of {PHONES:,}, kB", f"{each:.1f}", "", verdict(round(each, 1), "≤", 32)),
            (
                f"a phone of {MOST_PHONES:,} after the busy night, kB",
                f"{every:.1f}",
                f"{raw_each:.1f}",
                verdict(round(every, 1), "≤", 32),
            ),
            (
                f"{MOST_PHONES:,} phones in all, MB",
                f"{most / 1e6:.0f}",
                f"{raw_most / 1e6:.0f}",
                verdict(round(most / 1e6), "≤", 250),
            ),
        ],
    )


def main() -> None:
    more_sockets()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        evening = night.make(folder, MOST_PHONES)
        with serving(folder, evening) as server, Server(python("reference.raw_asyncio"), folder) as raw:
            busy, weights = asyncio.run(measure(evening, server, raw))
    report(busy, weights)


if __name__ == "__main__":
    main()
