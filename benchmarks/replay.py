"""A night of 50,000 events, shown again in a minute: how long it takes to make, what it weighs, how smoothly
a browser plays it, and whether it ends as the record does.

    .venv/bin/python -m benchmarks.replay [--folder FOLDER]

Frames are those of Chromium on the second core, with the board's size; a blank page beside them says how many
this machine draws at most.
"""

import asyncio
import pathlib
import time
import zlib
from collections.abc import Iterator

import msgspec
from playwright.async_api import Page, async_playwright

from benchmarks.browser import Browser
from benchmarks.growth import PITCHES, history, night_of, write
from benchmarks.night import CODE, Evening
from benchmarks.servers import serving
from benchmarks.tools import chosen_folder, median, percentile, table, verdict
from opennight.config import Database
from opennight.night import votes
from opennight.night.fold import decide, evolve
from opennight.night.lineup import PlacePitch
from opennight.night.messages import HOST, Command, Recorded
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from tests.browser import FLAGS, chromium_path

EVENTS = 50_000
VOTING = 2 * 3_600_000
SMOOTH, BLINK = 1.5, 100
"""How many times as long as a blank page's a frame may take, and in milliseconds the longest one."""
FRAMES = """() => new Promise((done) => {
  const times = [];
  const frame = (now) => {
    times.push(now);
    if (now - times[0] < 62_000 * share) requestAnimationFrame(frame);
    else done(times.slice(1).map((time, no) => time - times[no]));
  };
  requestAnimationFrame(frame);
})"""

COUNTS = """() => Object.fromEntries(
  [...document.querySelectorAll("span[data-count]")].map((it) => [it.dataset.count, Number(it.textContent)]),
)"""


def ending(began: int) -> Iterator[Command]:
    """Two groups, a talk of half an hour, and the end."""
    for no, room in ((1, 1), (2, 2)):
        yield PlacePitch(id=f"place-{no}", pitch=no, slot=1, room=room, actor=HOST, at=began)
    for phase, minutes in (("groups", 1), ("talk", 5), ("share", 35), ("closed", 60)):
        yield MovePhase(id=f"move-{phase}", to=phase, actor=HOST, at=began + minutes * 60_000)


def log_of(events: int) -> tuple[Night, list[Recorded]]:
    """The whole night, over three hours."""
    rows = list(history(night_of(PITCHES)[1], events))
    began, night = rows[0].at, Night(CODE)
    step = VOTING / events
    log = [msgspec.structs.replace(row, at=began + round(no * step)) for no, row in enumerate(rows)]
    for row in log:
        evolve(night, row)
    for command in ending(began + VOTING):
        for event in decide(night, command):
            row = Recorded(night.version + 1, command.id, command.at, command.actor, event)
            evolve(night, row)
            log.append(row)
    return night, log


async def frames(page: Page, share: float) -> list[float]:
    found: list[float] = await page.evaluate(FRAMES.replace("share", str(share)))
    return found


async def watched(url: str) -> tuple[list[float], list[float], dict[str, int]]:
    """The frames of a blank page, those of the replay, and the counts with which it ends."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        await page.goto("about:blank")
        blank = await frames(page, 0.1)
        await page.goto(url)
        await page.locator("#at").press("Home")
        await page.get_by_role("button", name="Play").click()
        played = await frames(page, 1)
        counts = await page.evaluate(COUNTS)
        await browser.close()
    return blank, played, counts


async def loaded(port: int) -> tuple[float, float, bytes]:
    """Seconds until the page is there for the first and for the next one who asks; and the page."""
    browser, took = Browser(port), []
    for _time in range(2):
        began = time.perf_counter()
        answer = await browser.get(f"/n/{CODE}/record/replay")
        took.append(time.perf_counter() - began)
        assert answer.status == 200, answer.text[:500]
    await browser.close()
    return took[0], took[1], answer.text


def main() -> None:
    with chosen_folder(__doc__) as folder:
        measure(folder)


def measure(folder: pathlib.Path) -> None:
    night, log = log_of(EVENTS)
    file = folder / "replay.db"
    asyncio.run(write(file, iter(log)))
    with serving(folder, Evening(Database(file), night)) as server:
        first, again, page = asyncio.run(loaded(server.port))
        blank, played, counts = asyncio.run(watched(f"http://127.0.0.1:{server.port}/n/{CODE}/record/replay"))
    weight = len(zlib.compress(page, 6)) / 1000
    at_most, usual = median(blank), median(played)
    table(
        f"A night of {len(log):,} events, again in a minute",
        ("", "found", "goal"),
        [
            ("first page, s", f"{first:.2f}", ""),
            ("next page, s", f"{again:.3f}", ""),
            ("page, compressed kB", f"{weight:.1f}", verdict(weight, "≤", 60)),
            ("frame of a blank page, ms", f"{at_most:.1f}", ""),
            ("frame, median ms", f"{usual:.1f}", verdict(usual / at_most, "≤", SMOOTH)),
            ("frame, p99 ms", f"{percentile(played, 0.99):.1f}", ""),
            ("longest frame, ms", f"{max(played):.1f}", verdict(max(played), "≤", BLINK)),
        ],
    )
    tallies = {f"dots-{pitch.no}": votes.tally(night, pitch.no) for pitch in night.pitches.values()}
    wrong = [key for key, value in tallies.items() if counts.get(key) != value]
    people = sum(not person.removed for person in night.people.values())
    print(f"ends as the record does: {not wrong and counts['people'] == people} {wrong[:5]}")


if __name__ == "__main__":
    main()
