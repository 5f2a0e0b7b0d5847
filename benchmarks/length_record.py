"""How long the pages are that people read of nights of 12, 35 and 150: on a phone, a laptop and A4.

Each night is played by `opennight rehearse`. The page before is measured while people come in, the page to
follow while they share, all others once the night is closed. With --pictures FOLDER it also leaves pictures
of what it measured, and one sheet of them for docs/design.md.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import NamedTuple

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.sheet_record import sheet
from benchmarks.tools import table, verdict
from benchmarks.weight_record import weigh
from opennight.web.core.keys import Keys
from tests.browser import FLAGS, chromium_path
from tests.server import ROOT, SECRET, Server
from tests.web.cast import rows as rows_of

PEOPLE = (12, 35, 150)
SECONDS, SEED = 40, 7
SCREENS = {"phone": (390, 844), "laptop": (1366, 768)}
PAPER = (794, 1123)
"""A4 in CSS pixels."""
MARGIN = "18mm 16mm"
COVER_PX = {12: 8_000, 35: 8_450, 150: 12_000}
"""How long a cover may be on a phone: of 35 people half of what it was."""
LEAF = re.compile(rb"/Type\s*/Page\b")
SOMEBODY = 2
"""Whose evening is looked at."""


class Pages(NamedTuple):
    """Where the pages of a night are looked at, and where pictures of them go, if anywhere."""

    browser: Browser
    server: Server
    people: int
    code: str
    pictures: pathlib.Path | None

    def row(self, name: str, path: str, cookie: str = "") -> list[object]:
        """Its heights in pixels, sheets of A4, and kB on a phone with an empty cache."""
        url = f"{self.server.url}/n/{self.code}/{path}"
        high = {}
        for screen, (wide, tall) in SCREENS.items():
            page = self.open(url, (wide, tall), cookie)
            high[screen] = page.evaluate("document.documentElement.scrollHeight")
            self.shoot(page, f"{name}-{self.people}-{screen}")
            page.context.close()
        page = self.open(url, PAPER, cookie)
        sheets = len(LEAF.findall(page.pdf(format="A4")))
        page.emulate_media(media="print")
        page.evaluate("margin => { document.body.style.padding = margin }", MARGIN)
        self.shoot(page, f"{name}-{self.people}-paper")
        page.context.close()
        kb = "" if cookie else f"{sum(weigh(self.browser, url).values()) / 1000:.1f}"
        told = verdict(high["phone"], "≤", COVER_PX[self.people]) if name == "cover" else ""
        return [self.people, name, *(f"{px:,}" for px in high.values()), sheets, kb, told]

    def open(self, url: str, size: tuple[int, int], cookie: str) -> Page:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        if cookie:
            name, _equals, value = cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        page = context.new_page()
        page.goto(url, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    def shoot(self, page: Page, name: str) -> None:
        if self.pictures:
            page.screenshot(path=self.pictures / f"{name}.png")

    def somebody(self) -> str:
        """The cookie of one of its people."""
        log = rows_of(self.server, self.code)
        mark = Keys(SECRET).digest
        joined = [row for row in log if row.kind == "person-joined/1"]
        row = joined[SOMEBODY - 1]
        seal = mark("mark", self.code, row.version, row.command)[:8].hex()
        return f"person_{self.code}={Keys(SECRET).sign(f'person {self.code} {SOMEBODY} {seal}')}"


def played(
    browser: Browser, server: Server, people: int, pictures: pathlib.Path | None
) -> Iterator[list[object]]:
    """The rows of a night of so many people."""
    command = [sys.executable, "-m", "opennight", "rehearse", "--url", server.url, "--print-code"]
    command += ["--start-key", server.start_key, "--people", str(people)]
    command += ["--seconds", str(SECONDS), "--seed", str(SEED)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as rehearsal:
        assert rehearsal.stdout
        assert rehearsal.stderr
        pages = Pages(browser, server, people, rehearsal.stdout.readline().strip(), pictures)
        yield pages.row("before", "about")
        for line in rehearsal.stderr:
            if " talk " in line:
                yield pages.row("now", "now")
                break
        threading.Thread(target=rehearsal.stderr.read).start()
        assert rehearsal.wait() == 0
    record = httpx.get(f"{server.url}/n/{pages.code}/record.json").json()
    busiest = max(record["groups"], key=lambda group: len(group["notes"]) + len(group["actions"]))
    yield pages.row("cover", "record")
    yield pages.row("group", f"record/g/{busiest['no']}")
    yield pages.row("pictures", "record/pictures")
    yield pages.row("evening", "evening", pages.somebody())


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of the pages")
    pictures = arguments.parse_args().pictures
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Server(pathlib.Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        found = [row for people in PEOPLE for row in played(browser, server, people, pictures)]
        if pictures:
            sheet(browser, pictures, PEOPLE)
        browser.close()
    head = ("people", "page", "phone px", "laptop px", "A4 sheets", "kB", "length")
    table("How long the pages of a night are, and how heavy without clips", head, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
