"""Readers: 2,500 people open the record of a night of 400 people at once, the morning after; then as many its
public page, and the page on which it was followed.

With `--against COMMIT` the same readers ask a server of that commit, too, in the same run.
"""

import argparse
import asyncio
import pathlib
import tempfile
import time
from collections.abc import Iterator

from benchmarks.busy import as_of
from benchmarks.tools import cpu, median, table
from opennight.store.sqlite import SqliteLog
from tests.archive.nights import crowd
from tests.server import ROOT, Server

AT_A_TIME = 250
PAGES = ("record", "about", "now")
ASK = (
    "GET /n/{code}/{page} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n"
    "X-Forwarded-For: 192.0.2.{crowd}\r\n\r\n"
)
"""Each page has a crowd of its own, at another address: one crowd may load only so many pages at once."""


async def written(file: pathlib.Path) -> str:
    """Write the night's log into this file; the night's code."""
    story = crowd()
    log = await SqliteLog.open(file)
    await log.append([(story.night.code, row) for row in story.log])
    await log.close()
    return story.night.code


async def read(port: int, code: str, page: str) -> float:
    """Seconds until one reader had all of it."""
    began = time.perf_counter()
    source, sink = await asyncio.open_connection("127.0.0.1", port)
    ask = ASK.format(code=code, page=page, host=f"127.0.0.1:{port}", crowd=PAGES.index(page))
    sink.write(ask.encode())
    answer = await source.read()
    sink.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise AssertionError(answer[:200].decode(errors="replace"))
    return time.perf_counter() - began


async def all_read(port: int, code: str, page: str, readers: int) -> list[float]:
    places = asyncio.Semaphore(AT_A_TIME)

    async def one() -> float:
        async with places:
            return await read(port, code, page)

    return await asyncio.gather(*(one() for _reader in range(readers)))


def measured(tree: pathlib.Path, name: str, readers: int) -> Iterator[tuple[str, str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        code = asyncio.run(written(pathlib.Path(folder, "nights.db")))
        server = Server(pathlib.Path(folder), PYTHONPATH=str(tree))
        server.command = [*server.usual[:1], "-P", *server.usual[1:]]  # a process of its own, of that tree
        with server:
            assert server.process
            for page in PAGES:
                before, began = cpu(server.process.pid), time.monotonic()
                took = asyncio.run(all_read(server.port, code, page, readers))
                spent, lasted = cpu(server.process.pid) - before, time.monotonic() - began
                yield name, page, f"{lasted:.1f} s", f"{spent:.1f} s", f"{1000 * median(took):.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=2_500)
    parser.add_argument("--against", metavar="COMMIT")
    asked = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    if asked.against:
        with as_of(asked.against) as tree:
            rows += measured(tree, asked.against, asked.readers)
    rows += measured(ROOT, "now", asked.readers)
    head = ("", "page", "until all have it", "CPU of the server", "median of a reader")
    table(f"{asked.readers} people open pages of a night of 400 at once", head, rows)


if __name__ == "__main__":
    main()
