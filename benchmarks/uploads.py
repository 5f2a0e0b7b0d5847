"""Votes while 200 people upload: how long they wait, how much memory it takes, and what kill -9 loses.

    .venv/bin/python -m benchmarks.uploads [--folder FOLDER] [--uploads N] [--megabytes MB] [--rounds N]

300 people vote, each once a second, over links of their own. In turns nobody else is there, or 200 of them
upload 2 MB each at once, at 100 kB/s each through the tests' proxy. In the last round the server is killed
once half of it has arrived; then all of it ends as photos, and the votes are measured while those are made.
"""

import argparse
import contextlib
import io
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import httpx
import msgspec
from PIL import Image

from benchmarks import night, uploaders, voters
from benchmarks.night import CODE, PITCHES, Evening
from benchmarks.servers import LOAD_CORE, SERVERS_CORE, serving
from benchmarks.tools import median, memory, percentile, pin, table, verdict
from tests.server import Server

PEOPLE = 300
PAUSE = 1.0
"""Seconds between two votes of a person."""
RATE = 100_000.0
"""Bytes a second of each upload."""
SECONDS = 20.0
"""Of votes: until the uploads end, which at this rate is after 21."""
SETTLED = 2.0
"""Seconds until all uploads are well under way, or the server has come to rest."""
PATIENCE = 900.0
MOST_RATIO, MOST_MEMORY = 1.5, 60


class Votes(NamedTuple):
    """Of one stretch of votes: percentiles of the answers in ms; and on the average, as the server itself saw
    it, of an answer and of the commit in it."""

    p50: float
    p99: float
    slowest: float
    answer: float
    commit: float


def photo(megabytes: float) -> bytes:
    """A picture of 12 million dots, as a phone takes it, of about this size."""
    coarse = Image.effect_noise((1000, 750), 90).resize((4000, 3000), Image.Resampling.BICUBIC)
    picture = Image.merge("RGB", (coarse, coarse.rotate(180), coarse))
    for quality in range(5, 100):
        made = io.BytesIO()
        picture.save(made, "JPEG", quality=quality)
        if made.tell() >= megabytes * 1_000_000:
            break
    return made.getvalue()


class Watch(threading.Thread):
    """Looks at the server's memory five times a second, and at that of the processes that it has begun."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.over = threading.Event()
        self.most = self.most_begun = 0
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.2):
            process = self.server.process
            assert process
            try:
                begun = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                self.most = max(self.most, memory(process.pid))
                self.most_begun = max(self.most_begun, sum(memory(int(pid)) for pid in begun))
            except OSError:
                continue  # one has just ended

    def end(self) -> None:
        self.over.set()
        self.join()


class Bench:
    """The server, who votes at it, and who uploads."""

    def __init__(self, server: Server, evening: Evening, file: pathlib.Path, uploads: int) -> None:
        self.server = server
        self.log = evening.file
        self.cookies = evening.cookies()
        self.file = file
        self.uploads = uploads
        self.stretches = 0

    def vote(self, seconds: float = SECONDS) -> Votes:
        self.stretches += 1
        room = voters.Room(
            self.server.port,
            CODE,
            PITCHES,
            self.cookies,
            "pitches/{no}/{act}",
            seconds,
            f"v{self.stretches}",
            PAUSE,
        )
        before = self.seen()
        done = self.process("voters", room)
        said = msgspec.json.decode(done.communicate(msgspec.json.encode(room))[0], type=voters.Result)
        assert not said.refused, said.refused[:3]
        took = [one * 1000 for one in said.latencies]
        answer, commit = (
            1000 * (later[0] - first[0]) / (later[1] - first[1])
            for first, later in zip(before, self.seen(), strict=True)
        )
        return Votes(percentile(took, 0.5), percentile(took, 0.99), max(took), answer, commit)

    def seen(self) -> list[tuple[float, float]]:
        """Seconds in all, and how many: of POSTs that were answered with 200, and of commits."""
        text = httpx.get(f"{self.server.url}/metrics").text
        known = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        posts = '{method="POST",status="200"}'
        return [
            (float(known.get(f"{name}_sum{of}", 0)), float(known.get(f"{name}_count{of}", 0)))
            for name, of in (("opennight_request_seconds", posts), ("opennight_commit_seconds", ""))
        ]

    def process(self, module: str, order: msgspec.Struct) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"benchmarks.{module}"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def upload(self, *, keep: bool) -> Callable[[], uploaders.Result]:
        """Let them begin; returns what waits until all have ended."""
        self.stretches += 1
        cookies = self.cookies[: self.uploads]
        crowd = uploaders.Crowd(
            self.server.port, CODE, cookies, str(self.file), RATE, keep, f"u{self.stretches}"
        )
        going = self.process("uploaders", crowd)
        assert going.stdin
        going.stdin.write(msgspec.json.encode(crowd))
        going.stdin.close()
        going.stdin = None

        def ended() -> uploaders.Result:
            return msgspec.json.decode(going.communicate(timeout=PATIENCE)[0], type=uploaders.Result)

        return ended

    @property
    def arrived(self) -> int:
        """Bytes of uploads that are there now."""
        parts = pathlib.Path(self.server.folder).glob("*.media/parts/*")
        return sum(path.stat().st_size for path in parts if path.exists())


def measure(folder: pathlib.Path, uploads: int, megabytes: float, rounds: int) -> None:
    evening = night.make(folder, PEOPLE)
    file = folder / "photo.jpg"
    file.write_bytes(photo(megabytes))
    size = file.stat().st_size
    alone, beside, notes = [], [], []
    with serving(folder, evening) as server:
        bench = Bench(server, evening, file, uploads)
        bench.vote()  # what a server that has just begun still has to load
        assert server.process
        idle = memory(server.process.pid)
        watch = Watch(server)
        for _round in range(rounds):
            alone.append(bench.vote())
            ended = bench.upload(keep=False)
            time.sleep(SETTLED)
            beside.append(bench.vote())
            result = ended()
            assert result.ended == uploads, result
            notes.append(result)
            time.sleep(SETTLED)
        most = watch.most
        watch.end()
        report(alone, beside, notes, size)
        last = killed(bench, size)
    report_rest(idle, most, last, uploads)


class Last(NamedTuple):
    """Of the round in which the server is killed: what became of the uploads, the votes while the photos were
    made and afterwards, the most memory then, of the server and of the processes that make them, and how many
    photos there are."""

    result: uploaders.Result
    votes: Votes
    after: Votes
    memory: int
    begun: int
    photos: int
    seconds: float


def killed(bench: Bench, size: int) -> Last:
    server, began = bench.server, time.monotonic()
    ended = bench.upload(keep=True)
    half = bench.uploads * size / 2
    while bench.arrived < half:
        time.sleep(0.1)
    server.kill()
    pin(SERVERS_CORE)
    server.restart()
    pin(LOAD_CORE)
    watch = Watch(server)
    while not photos(bench):
        time.sleep(0.2)
    votes = bench.vote()
    result = ended()
    seconds = time.monotonic() - began
    watch.end()
    time.sleep(SETTLED)
    return Last(result, votes, bench.vote(), watch.most, watch.most_begun, photos(bench), seconds)


def photos(bench: Bench) -> int:
    """How many are in the log."""
    with contextlib.closing(sqlite3.connect(bench.log)) as database:
        (found,) = database.execute("SELECT count(*) FROM events WHERE kind LIKE 'clip-added/%'").fetchone()
    return int(found)


def report(alone: list[Votes], beside: list[Votes], notes: Sequence[uploaders.Result], size: int) -> None:
    rows = [
        (what, *(f"{median(column):,.1f}" for column in zip(*those, strict=True)))
        for what, those in (("nobody else", alone), ("uploads", beside))
    ]
    arrived = median([one.arrived for one in notes])
    table(
        f"{PEOPLE} people vote, each once in {PAUSE:g} s; ms, medians of {len(alone)} rounds. Uploads of "
        f"{size / 1e6:.1f} MB had all arrived after {arrived:.0f} s",
        ("beside them", "p50", "p99", "slowest", "in the server", "of that, the commit"),
        rows,
    )
    ratio = median([one.p99 / other.p99 for one, other in zip(beside, alone, strict=True)])
    table(
        "Against the target",
        ("what", "got", "met"),
        [("votes' p99 to that without", f"{ratio:.2f}", verdict(ratio, "≤", MOST_RATIO))],
    )


def report_rest(idle: int, most: int, last: Last, uploads: int) -> None:
    more, later = (most - idle) / 1e6, (last.memory - idle) / 1e6
    table(
        "Memory, and what kill -9 loses",
        ("what", "got", "met"),
        [
            ("the server's memory at rest, MB", f"{idle / 1e6:.0f}", ""),
            ("more while uploads arrive, MB", f"{more:.0f}", verdict(more, "≤", MOST_MEMORY)),
            ("more while photos are made, MB", f"{later:.0f}", verdict(later, "≤", MOST_MEMORY)),
            ("the processes that make them, MB at most", f"{last.begun / 1e6:.0f}", ""),
            ("photos there after kill -9 half way", f"{last.photos}", verdict(last.photos, "≥", uploads)),
            ("seconds until then", f"{last.seconds:.0f}", ""),
            ("tries that failed and were repeated", f"{last.result.again}", ""),
            ("votes' p99 while photos are made, ms", f"{last.votes.p99:.1f}", ""),
            ("votes' p99 afterwards, ms", f"{last.after.p99:.1f}", ""),
        ],
    )
    print(last.result.whys)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", default=".", help="on the disk to measure; . if not given")
    arguments.add_argument("--uploads", type=int, default=200)
    arguments.add_argument("--megabytes", type=float, default=2.0)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        measure(pathlib.Path(name).resolve(), given.uploads, given.megabytes, given.rounds)


if __name__ == "__main__":
    main()
