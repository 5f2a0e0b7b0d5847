"""How heavy the phone's page is and how soon it is usable on a slow link; how heavy a vote and a night are.

Each page is loaded in Chromium with an empty cache over an emulated slow 3G link (400 kbit/s both ways,
400 ms round trip). The reference is a bare HTML page with the same first title and no more, over the same
link in the same rounds. Weights are bytes as they came over the wire, headers included.
"""

import concurrent.futures
import contextlib
import functools
import http.server
import pathlib
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks import nightlong
from benchmarks.tools import median, table, verdict
from opennight.rehearse import made_up, replay
from tests.browser import FLAGS, chromium_path
from tests.server import Server

ROUNDS = 3
KBIT = 400
ROUND_TRIP = 400.0
"""Milliseconds."""
AFTERWARDS = 1500
"""Milliseconds to wait for whatever a page still asks for."""
MOST_KB, MOST_SECONDS, MOST_PUSH = 42.0, 3.0, 400
FIRST = "Night buses until midnight"

# A page is usable once its first title is painted and its scripts answer taps, which the outbox shows.
WATCH = """
(() => {
  const seen = (window.seen = {});
  const look = () => {
    const title = document.querySelector("#pitches h3, [data-bare] h3, .wall .nothing");
    if (title?.checkVisibility()) seen.title ??= performance.now();
    const ready = document.documentElement.dataset.waiting || document.body?.dataset.bare;
    if (seen.title && ready) seen.usable ??= performance.now();
    if (!seen.usable) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()
"""


@dataclass
class Load:
    """One visit to a page: bytes on the wire by kind of file; milliseconds until `title` and `usable`."""

    bytes: dict[str, float]
    requests: int
    title: float
    usable: float

    @property
    def kb(self) -> float:
        return sum(self.bytes.values()) / 1000


class Wire:
    """Counts what comes over the wire of one page."""

    def __init__(self, session: CDPSession) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, float] = {}
        self.pushes: list[str] = []
        session.on("Network.responseReceived", self.answered)
        session.on("Network.loadingFinished", self.finished)
        session.on(
            "Network.webSocketFrameReceived", lambda got: self.pushes.append(got["response"]["payloadData"])
        )

    def answered(self, event: dict[str, Any]) -> None:
        # What is in the browser's own cache does not come over the wire, though its size is reported.
        if not event["response"].get("fromDiskCache") and not event["response"]["url"].startswith("data:"):
            self.kinds[event["requestId"]] = event["type"]

    def finished(self, event: dict[str, Any]) -> None:
        if kind := self.kinds.get(event["requestId"]):
            self.bytes[kind] = self.bytes.get(kind, 0) + event["encodedDataLength"]


def visit(page: Page, session: CDPSession, wire: Wire, url: str) -> Load:
    """Load a page, and wait until it is usable and quiet."""
    wire.kinds.clear()
    wire.bytes.clear()
    page.goto(url, wait_until="load")
    give_up = time.monotonic() + 60
    while "usable" not in (seen := page.evaluate("window.seen")):
        assert time.monotonic() < give_up, f"{url} did not become usable"
        page.wait_for_timeout(20)
    page.wait_for_timeout(AFTERWARDS)
    return Load(dict(wire.bytes), len(wire.kinds), seen["title"], seen["usable"])


@contextlib.contextmanager
def phone(
    browser: Browser, cookies: httpx.Cookies, url: str, slower: int
) -> Iterator[tuple[Page, CDPSession, Wire]]:
    """A phone with an empty cache on a slow link; `slower` divides the speed of its processor."""
    context: BrowserContext = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = KBIT * 1000 / 8
    link = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": speed, "uploadThroughput": speed}
    session.send("Network.emulateNetworkConditions", link)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page, session, Wire(session)
    context.close()


def topics() -> list[tuple[str, str]]:
    """Titles and more, all different: those of an evening in London, then made-up ones."""
    with_path = pathlib.Path(str(made_up.DATA)) / "london-youth-policing.jsonl"
    london = [
        replay.title_of(line.text)
        for line in replay.read(with_path).lines
        if isinstance(line, replay.Pitched)
    ]
    notes = [(note[:80], "") for note in made_up.lines("notes")]
    return [(FIRST, ""), *london, *made_up.pairs("pitches"), *notes]


class Evening:
    """A night on the server with twenty people and this many pitches."""

    def __init__(self, server: Server, pitches: int) -> None:
        self.url = server.url
        self.desk = httpx.Client(base_url=server.url, timeout=30)
        self.guest = httpx.Client(base_url=server.url, timeout=30)
        self.desk.get(server.start_link)
        setup = {"title": "What next for our town?", "zone": "UTC", "date": "2026-11-22", "dots": "5"}
        rows = {
            "slot_id": "",
            "slot_start": "19:30",
            "slot_end": "20:30",
            "room_id": "",
            "room_name": "Hall",
            "room_seats": "20",
        }
        answer = self.desk.post("/nights", data=setup | rows)
        self.code = answer.headers["location"].split("/")[2]
        self.guest.post(f"/j/{self.code}", data={"name": "Ada"})
        for name in made_up.lines("names")[:19]:
            self.act("people", name=name)
        self.act("phase", to="pitch")
        for number, (title, more) in enumerate(topics()[:pitches]):
            self.act("pitches", title=title, more=more, hosted="1", **{"for": str(2 + number % 19)})

    @property
    def page(self) -> str:
        return f"{self.url}/n/{self.code}"

    def act(self, path: str, **fields: str) -> None:
        answer = self.desk.post(f"/n/{self.code}/{path}", data=fields)
        assert answer.status_code == 303, f"{path}: {answer.status_code} {answer.text[-300:]}"


class Bare(http.server.BaseHTTPRequestHandler):
    """The reference: the first title and nothing else."""

    HEAD = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"
    BODY = f"{HEAD}<body data-bare=yes><h3>{FIRST}</h3>".encode()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(self.BODY)))
        self.end_headers()
        self.wfile.write(self.BODY)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def bare_server() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def cold(browser: Browser, url: str, cookies: httpx.Cookies, slower: int = 1) -> Load:
    with phone(browser, cookies, url, slower) as (page, session, wire):
        return visit(page, session, wire, url)


def warm(browser: Browser, url: str, cookies: httpx.Cookies) -> Load:
    """The same phone's second visit."""
    with phone(browser, cookies, url, 1) as (page, session, wire):
        visit(page, session, wire, url)
        page.goto("about:blank")
        return visit(page, session, wire, url)


SHOWN = ("Document", "Stylesheet", "Script")


def row(name: str, loads: list[Load]) -> list[object]:
    load = loads[0]
    seconds = [median([getattr(one, what) for one in loads]) / 1000 for what in ("title", "usable")]
    kinds = [load.bytes.get(kind, 0) / 1000 for kind in SHOWN]
    met = ["", ""]
    if "60" in name:
        met = [verdict(load.kb, "≤", MOST_KB), verdict(seconds[1], "≤", MOST_SECONDS)]
    weights = (f"{kb:.1f}" for kb in (*kinds, load.kb - sum(kinds), load.kb))
    return [name, load.requests, *weights, met[0], *(f"{one:.2f}" for one in seconds), met[1]]


def weigh(browser: Browser, server: Server, phase: str, bare: str) -> dict[str, list[Load]]:
    """All loads in this phase, by what was loaded; those that are judged and the reference take turns."""
    evenings = {number: Evening(server, number) for number in (0, 60, 120)}
    for evening in evenings.values():
        evening.act("phase", to=phase)
    pages = {number: (evening.page, evening.guest.cookies) for number, evening in evenings.items()}
    judged: dict[str, Callable[[], Load]] = {
        "a bare page (reference)": functools.partial(cold, browser, bare, httpx.Cookies()),
        f"{phase}, 60 pitches": functools.partial(cold, browser, *pages[60]),
        f"{phase}, 60, processor 4× slower": functools.partial(cold, browser, *pages[60], 4),
        f"{phase}, 60, second visit": functools.partial(warm, browser, *pages[60]),
    }
    found: dict[str, list[Load]] = {name: [] for name in judged}
    for _round in range(ROUNDS):
        for name, load in judged.items():
            found[name].append(load())
    for number in (0, 120):
        found[f"{phase}, {number} pitches"] = [cold(browser, *pages[number])]
    return found


def votes(browser: Browser, server: Server) -> None:
    """What Chromium receives when somebody else votes, and when its own user votes."""
    evening = Evening(server, 60)
    evening.act("phase", to="vote")
    evening.act("votes/reveal", revealed="1")
    with phone(browser, evening.guest.cookies, evening.url, 1) as (page, session, wire):
        visit(page, session, wire, evening.page)
        rows: list[list[object]] = []
        for name, act in (
            ("somebody else's vote", functools.partial(evening.act, "pitches/17/vote", **{"for": "2"})),
            ("one's own vote", page.locator("#give-60 button.give").click),
        ):
            wire.pushes.clear()
            act()
            page.wait_for_timeout(AFTERWARDS)
            pushes = [len(push.encode()) for push in wire.pushes if push != "{}"]
            others = verdict(pushes[0], "≤", MOST_PUSH) if len(rows) == 0 else "with one's own marks"
            rows.append([name, len(pushes), sum(pushes), others])
    table("What a vote pushes to a phone, bytes of payload", ("vote", "frames", "bytes", "target"), rows)


def main() -> int:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Server(pathlib.Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            with bare_server() as bare:
                loads = {phase: weigh(browser, server, phase, bare) for phase in ("pitch", "vote")}
            head = ("page", "requests", "HTML kB", "CSS", "JS", "other", "all kB", "weight")
            table(
                f"The phone's page, empty cache, {KBIT} kbit/s, {ROUND_TRIP:g} ms (medians of {ROUNDS})",
                (*head, "title s", "usable s", "time"),
                [row(name, those) for found in loads.values() for name, those in found.items()],
            )
            votes(browser, server)
        finally:
            browser.close()
        first, again = (loads["vote"][f"vote, 60{which}"][0].kb for which in (" pitches", ", second visit"))
        with concurrent.futures.ThreadPoolExecutor(1) as aside:  # Playwright runs this thread's event loop
            aside.submit(nightlong.run, server, first, again).result()
    return 0


if __name__ == "__main__":
    sys.exit(main())
