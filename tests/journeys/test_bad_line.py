"""Real browsers on a connection that loses, doubles and delays pushes, with a server that restarts."""

import asyncio
import pathlib
import random
from typing import Any

import pytest

from tests.frames import Weather
from tests.journeys.conftest import CUT, PHONE, PROJECTOR, Enter, Person
from tests.lost.test_history import LOST, copy, pitch, put_back
from tests.lost.test_weather import phase_in_bad_weather
from tests.proxy import Proxy
from tests.server import Server, free_port
from tests.web.cast import Device
from tests.web.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def server(own_server: Server) -> Server:
    """One of its own for each test, since it is killed."""
    return own_server


SHOWN = """(id) => {
  // A heading that once had the focus keeps its tabindex.
  const own = ["style", "open", "tabindex", "data-pending", "data-htmx-powered"];
  const ranked = "#pitches, #notes, #actions, #ranked, #pitch-options, [data-race]";
  function lines(element, depth) {
    if (element.nodeType === Node.TEXT_NODE) return element.data.trim() ? [depth + element.data.trim()] : [];
    if (element.nodeType !== Node.ELEMENT_NODE || element.matches("[name=command]")) return [];
    const told = [...element.attributes].filter(({ name, value }) => name !== "class" || value);
    const kept = told.filter(({ name }) => !own.includes(name)).map(({ name, value }) => ` ${name}=${value}`);
    const head = depth + element.tagName + kept.sort().join("");
    if (element.matches("[data-clock], [data-count-of]")) return [head];
    const inside = [...element.childNodes].map((child) => lines(child, depth + " "));
    return [head, ...(element.matches(ranked) ? inside.sort() : inside).flat()];
  }
  return lines(document.getElementById(id), "");
}"""
"""What a screen shows, as lines, without what differs from page to page: sizes, clocks, form ids, ranks."""


async def sit_down(enter: Enter, name: str, size: dict[str, int], device: Device, url: str) -> Person:
    """Open a browser with this device's cookies at this address."""
    person = await enter(name, size)
    await person.page.context.add_cookies(
        [{"name": key, "value": value, "url": url} for key, value in device.cookies.items()]
    )
    await person.page.goto(url)
    await person.page.locator("html[data-link=on]").wait_for()
    await person.mark()
    return person


async def ends_as_a_fresh_load(person: Person, element: str) -> None:
    fresh = await person.page.context.new_page()
    await fresh.goto(person.page.url)
    await fresh.locator("html[data-link=on]").wait_for()
    for _look in range(100):
        held, new = [await page.evaluate(SHOWN, element) for page in (person.page, fresh)]
        if held == new:
            break
        await asyncio.sleep(0.1)
    assert held == new, f"{person.name}, after ten seconds"
    await fresh.close()


async def test_phone_and_board_end_as_a_fresh_load(enter: Enter, server: Server) -> None:
    chance = random.Random(10)
    weather = Weather(chance, lost=0.15, doubled=0.15, delayed=0.2, longest=0.3)
    stage = Stage(server, "welcome")
    async with Proxy(server.port) as proxy:
        at = f"{proxy.url}/n/{stage.night.code}"
        ada = await sit_down(enter, "Ada", PHONE, stage.cast["attendee"], at)
        board = await sit_down(enter, "Board", PROJECTOR, stage.cast["outsider"], f"{at}/board")
        for phase in ("pitch", "vote", "share"):
            proxy.weather = weather
            await phase_in_bad_weather(stage, phase, proxy, chance)
            proxy.weather = None
            proxy.release()
            await asyncio.sleep(weather.longest)
            for person in (ada, board):
                await person.page.evaluate("dispatchEvent(new Event('online'))")
                await person.page.locator("html[data-link=on]").wait_for(timeout=20_000)
            await asyncio.to_thread(stage.night.host.act, "board/blank", blank="0")  # it may be blank by now
            await asyncio.to_thread(stage.night.host.act, "announcement", text=f"End of {phase}")
            for person, region in ((ada, "top"), (board, "announcement")):
                await person.page.locator(f"#{region}", has_text=f"End of {phase}").wait_for()
            await ends_as_a_fresh_load(board, "scene")
            proxy.cut()  # own marks have no version to be missed; a real connection loses all or nothing
            await ends_as_a_fresh_load(ada, "main")
        for person in (ada, board):
            person.forgive(*CUT)
            assert await person.page.locator(".problem:visible").count() == 0, "no error was shown"
            await person.was_not_reloaded()


@pytest.mark.long
async def test_an_older_copy_of_the_night_wins(enter: Enter, server: Server, tmp_path: pathlib.Path) -> None:
    """Given screens that know more than the database copy that was put back, when the night has gone on
    beyond what they know, then they show this night and nothing of the lost one.
    """
    stage, database = Stage(server, "pitch"), server.folder / "nights.db"
    async with Proxy(server.port) as proxy:
        at = f"{proxy.url}/n/{stage.night.code}"
        ada = await sit_down(enter, "Ada", PHONE, stage.cast["attendee"], at)
        board = await sit_down(enter, "Board", PROJECTOR, stage.cast["outsider"], f"{at}/board")
        copy(database, tmp_path / "older.db")
        await asyncio.to_thread(pitch, stage, "Lost", LOST)
        for person in (ada, board):
            await person.page.get_by_text(f"Lost {LOST - 1}").first.wait_for(state="attached")
        proxy.to, there = free_port(), proxy.to
        proxy.cut()
        server.kill()
        put_back(tmp_path / "older.db", database)
        await asyncio.to_thread(server.restart)
        await asyncio.to_thread(pitch, stage, "Found", LOST + 1)
        proxy.to = there
        for person, element in ((ada, "main"), (board, "scene")):
            await person.page.get_by_text(f"Found {LOST}").first.wait_for(state="attached", timeout=20_000)
            await ends_as_a_fresh_load(person, element)
            assert await person.page.get_by_text("Lost").count() == 0
            person.forgive(*CUT)


TRIES = 400
WAITS = """(tries) => new Promise((done) => {
  const waits = [];
  const drawn = [];
  const setLater = window.setTimeout;
  const random = Math.random;
  let losing = false;
  Math.random = () => { const drew = random(); if (losing) drawn.push(drew); return drew; };
  window.setTimeout = (run, wait, ...more) => {
    if (!losing) return setLater(run, wait, ...more);
    waits.push(wait);
    if (waits.length < tries) return setLater(run, 0, ...more);
    done(waits.map((wait, n) => [wait, drawn[n]]));
  };
  window.WebSocket = class {
    constructor() {
      setLater(() => { losing = true; try { this.onclose(); } finally { losing = false; } }, 0);
    }
    send() {}
    close() {}
  };
})"""
"""Make every connection fail from now on and skip the waits: [milliseconds, random number drawn] of each."""


@pytest.mark.long
async def test_phones_come_back_with_full_jitter(enter: Enter, server: Server) -> None:
    """After a restart each phone waits a random time, drawn evenly up to a limit that doubles up to a cap."""
    stage = Stage(server, "welcome")
    async with Proxy(server.port) as proxy:
        ada = await sit_down(enter, "Ada", PHONE, stage.cast["attendee"], f"{proxy.url}/n/{stage.night.code}")
        counting = asyncio.create_task(ada.page.evaluate(WAITS, TRIES))
        await ada.page.evaluate("window.WebSocket.name")  # returns once the above has begun
        proxy.cut()
        waits: list[Any] = await asyncio.wait_for(counting, 60)
        ada.forgive(*CUT)
    limits = [min(8_000, 500 * 2**n) for n in range(TRIES)]
    # The first wait, after the real socket was lost, was not recorded.
    for (wait, drawn), limit in zip(waits, limits[1:], strict=False):
        assert wait == pytest.approx(drawn * limit)
    capped = [wait / 8_000 for wait, _drawn in waits[10:]]
    for tenth in range(10):
        share = sum(tenth <= wait * 10 < tenth + 1 for wait in capped) / len(capped)
        assert 0.03 < share < 0.2, f"{share:.0%} of the waits in tenth {tenth}: not even"
