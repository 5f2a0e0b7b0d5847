"""How heavy the pages are that outsiders read of a night of 150 people, on a phone with an empty cache: the
page before, the page to follow it, and the record. Bytes as they came over the wire, headers included,
without clips: their pictures load as one scrolls, and are as large as people made them."""

import pathlib
import sys
import tempfile

from playwright.sync_api import Browser, sync_playwright

from benchmarks.tools import table, verdict
from benchmarks.weight import AFTERWARDS, SHOWN, Wire
from tests.browser import FLAGS, chromium_path
from tests.evenings import EVENINGS
from tests.server import Server
from tests.states import MOMENTS, Night

PAGE_KB, COVER_KB = 42.0, 80.0
BEFORE, DURING = ("about", "now"), "share"


def weigh(browser: Browser, url: str) -> dict[str, float]:
    """Bytes of one visit, by kind of file, but for pictures, sound and film."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    wire = Wire(session)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(AFTERWARDS)
    page.close()
    return {kind: size for kind, size in wire.bytes.items() if kind not in ("Image", "Media")}


def row(browser: Browser, night: Night, path: str, most: float = PAGE_KB) -> list[object]:
    found = weigh(browser, f"{night.url}/n/{night.code}/{path}")
    kinds = [found.get(kind, 0) / 1000 for kind in SHOWN]
    all_kb = sum(found.values()) / 1000
    return [path, *(f"{kb:.1f}" for kb in (*kinds, all_kb)), verdict(all_kb, "≤", most)]


def main() -> int:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Server(pathlib.Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        night = Night(server.url, server.start_key, EVENINGS["crowded"]())
        rows = []
        for moment, go in MOMENTS.items():
            go(night)
            if moment == DURING:
                rows += [row(browser, night, path) for path in BEFORE]
        busiest = max(night.members, key=lambda no: len(night.members[no]))
        rows.append(row(browser, night, "record", COVER_KB))
        rows.append(row(browser, night, f"record/g/{busiest}"))
        rows += [row(browser, night, path) for path in ("record/pictures", "record/quote/headline-1")]
        browser.close()
    head = ("page", "HTML kB", "CSS", "JS", "all kB", "weight")
    table("What outsiders read of a night of 150 people, empty cache, without clips", head, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
