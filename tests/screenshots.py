"""Takes pictures of every page in four states and all phases: python -m tests.screenshots --help

Single pictures go to docs/screenshots/each/; one contact sheet for each kind of page and size, and the
README's pictures, to docs/screenshots/. Faults in how a board is drawn are printed.
"""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests import sheets
from tests.browser import FLAGS, chromium_path
from tests.evenings import EVENINGS
from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.server import ROOT, Server
from tests.shots import HEROES, SHOTS, SIZES, Shot
from tests.states import MOMENTS, Night

TARGET = ROOT / "docs" / "screenshots"
PICTURES = TARGET / "each"
QUALITY = 70
MOST_SCREENS = 3
"""Maximum height of the picture of a page that scrolls, in screens."""

READY = """() => document.fonts.status === "loaded"
  && (!document.body.dataset.live || document.documentElement.dataset.link)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def viewport(size: str) -> ViewportSize:
    width, height = map(int, size.split("x"))
    return {"width": width, "height": height}


class Photographer:
    """Walks through one night with its own browser, and notes what looks wrong."""

    def __init__(self, browser: Browser, server: Server, state: str, wanted: argparse.Namespace) -> None:
        self.browser = browser
        self.state = state
        self.wanted = wanted
        self.night = Night(server.url, server.start_key, EVENINGS[state]())
        self.taken = 0
        self.findings: list[str] = []
        self.failures: list[str] = []

    def walk(self) -> None:
        for moment, go in MOMENTS.items():
            go(self.night)
            for shot in SHOTS:
                if shot.moment == moment and shot.kind in self.wanted.only:
                    self.take(shot)
            print(f"{self.state}: {moment}, {self.taken} pictures", flush=True)

    def take(self, shot: Shot) -> None:
        """Take one page in all its sizes."""
        sizes = [size for size in SIZES[shot.kind] if size in self.wanted.size]
        path = shot.path_in(self.night)
        if not sizes or path is None:
            return
        with self.context(shot) as context:
            page = context.new_page()
            page.on("pageerror", lambda error: self.failures.append(f"{self.state}: {path}: {error}"))
            shot.before(page)
            page.set_viewport_size(viewport(sizes[0]))
            response = page.goto(self.night.url + path)
            if not response or response.status != shot.status:
                answer = response.status if response else "nothing"
                self.failures.append(f"{self.state}, {shot.kind} {shot.name}: {path} answered {answer}")
                return
            page.wait_for_function(READY)
            shot.after(page)
            for size in sizes:
                self.picture(shot, size, page)

    @contextmanager
    def context(self, shot: Shot) -> Iterator[BrowserContext]:
        """The browser of whoever is looking: with their cookies, and nothing left from the last picture."""
        context = self.browser.new_context(
            reduced_motion="reduce", color_scheme="dark" if shot.dark else "light"
        )
        context.set_default_timeout(30_000)
        if shot.who != "anyone":
            device = self.night.host if shot.who == "host" else self.night.viewer
            cookies = device.cookies.items()
            context.add_cookies([{"name": n, "value": v, "url": self.night.url} for n, v in cookies])
        yield context
        context.close()

    def picture(self, shot: Shot, size: str, page: Page) -> None:
        name = sheets.file_name(shot.kind, size, self.state, shot.name)
        page.set_viewport_size(viewport(size))
        page.wait_for_timeout(250)  # let what measures itself settle
        if shot.kind == "board":
            self.findings += [f"{name}: {fault}" for fault in faults(page.evaluate(CHECK, LEAST))]
        self.shoot(page, PICTURES / name, whole=shot.whole)
        if self.state == "typical" and (hero := HEROES.get((shot.kind, shot.name, size))):
            self.shoot(page, TARGET / f"{hero}.jpg", whole=False)
        self.taken += 1

    def shoot(self, page: Page, path: pathlib.Path, *, whole: bool) -> None:
        """`whole`: the page from its top, as on a screen that is high enough (up to MOST_SCREENS)."""
        screen = page.viewport_size or viewport("1280x720")
        if whole:
            high = min(
                page.evaluate("document.documentElement.scrollHeight"), MOST_SCREENS * screen["height"]
            )
            page.set_viewport_size({"width": screen["width"], "height": high})
        page.screenshot(path=path, type="jpeg", quality=QUALITY)
        page.set_viewport_size(screen)


def photograph(server: Server, state: str, wanted: argparse.Namespace) -> Photographer:
    """Take the pictures of one state, in its own thread, with its own copy of what threads must not share."""
    with chromium() as browser:
        photographer = Photographer(browser, server, state, wanted)
        photographer.walk()
        return photographer


def read_arguments() -> argparse.Namespace:
    sizes = sorted({size for some in SIZES.values() for size in some})
    parser = argparse.ArgumentParser(
        prog="python -m tests.screenshots", description=__doc__.partition(":")[0]
    )
    parser.add_argument("--only", nargs="+", choices=SIZES, default=list(SIZES), help="these kinds of pages")
    parser.add_argument("--size", nargs="+", choices=sizes, default=sizes, help="these sizes")
    parser.add_argument("--state", nargs="+", choices=EVENINGS, default=list(EVENINGS), help="these states")
    return parser.parse_args()


def main() -> int:
    wanted = read_arguments()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        public = {"OPENNIGHT_URL": "https://night.example.org"}
        with (
            Server(pathlib.Path(folder), **public) as server,
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool,
        ):
            walks = [pool.submit(photograph, server, state, wanted) for state in reversed(wanted.state)]
            done = [walk.result() for walk in walks]
    with chromium() as browser:
        for kind in wanted.only:
            for size in SIZES[kind]:
                if size in wanted.size:
                    print(sheets.make(browser, PICTURES, TARGET, kind, size).relative_to(ROOT))
    for finding in sorted(finding for one in done for finding in one.findings):
        print(f"look at {finding}")
    failures = sorted({failure for one in done for failure in one.failures})
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
