"""Phones sleep, and links die without a word: a page is fresh soon after it wakes, and a dead link shows."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator

import pytest

from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.proxy import Proxy
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

STEP = 250
"""Milliseconds of the page's own clock. Between steps the page receives what its timers have asked for."""


async def sits(enter: Enter, night: Evening, device: Device, url: str, *, clock: bool = True) -> Person:
    """Ada opens the night at this address; with `clock`, time passes on her page only when a test says so."""
    ada = await enter("Ada", PHONE)
    cookies = [{"name": name, "value": value, "url": url} for name, value in device.cookies.items()]
    await ada.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    if clock:
        await ada.page.clock.install()
    await ada.page.goto(f"{url}/n/{night.code}")
    await ada.page.locator("html[data-link=on]").wait_for()
    await ada.mark()
    if clock:
        await ada.page.clock.pause_at(await ada.page.evaluate("Date.now() + 1000"))
    return ada


async def passes(ada: Person, milliseconds: int, until: str = "") -> bool:
    """Let this much time pass on Ada's page, or stop when the selector finds something. Whether it did."""
    for _step in range(0, milliseconds, STEP):
        await ada.page.clock.run_for(STEP)
        await asyncio.sleep(0.03)  # the network does not follow the page's clock
        if until and await ada.page.locator(until).count():
            return True
    return False


@contextlib.asynccontextmanager
async def black_hole() -> AsyncIterator[tuple[int, list[asyncio.StreamWriter]]]:
    """A port that accepts every connection and never answers, and those connections."""
    taken: list[asyncio.StreamWriter] = []

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    listener = await asyncio.start_server(take, "127.0.0.1")
    yield listener.sockets[0].getsockname()[1], taken
    listener.close()
    for writer in taken:
        writer.transport.abort()


async def test_a_dead_link_shows_within_ten_seconds(enter: Enter, server: Server) -> None:
    night = Evening(server)
    async with Proxy(server.port) as proxy:
        ada = await sits(enter, night, night.enter("Ada"), proxy.url)
        proxy.stall()
        assert await passes(ada, 10_000, "html[data-link=off]")
        assert await ada.page.get_by_text("No connection.").is_visible()
        assert await passes(ada, 2_000, "html[data-link=on]"), "new connections work"
        ada.forgive(*CUT)


@pytest.mark.long
async def test_an_attempt_that_hangs_is_given_up_and_made_again(enter: Enter, server: Server) -> None:
    night = Evening(server)
    async with Proxy(server.port) as proxy, black_hole() as (hole, taken):
        ada = await sits(enter, night, night.enter("Ada"), proxy.url)
        proxy.to = hole
        proxy.cut()
        assert await passes(ada, 1_000, "html[data-link=off]")
        await passes(ada, 30_000)
        assert len(taken) >= 2
        proxy.to = server.port
        assert await passes(ada, 20_000, "html[data-link=on]")
        await ada.was_not_reloaded()
        ada.forgive(*CUT)


@pytest.mark.parametrize(
    "wakes",
    [
        "document.dispatchEvent(new Event('visibilitychange'))",
        "document.dispatchEvent(new Event('resume'))",
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
        "dispatchEvent(new Event('online'))",
    ],
    ids=["visible", "resumed", "from the cache", "online"],
)
async def test_a_page_that_wakes_is_fresh_within_five_seconds(
    enter: Enter, server: Server, wakes: str
) -> None:
    """Its link died while it slept, and it has not noticed."""
    night = Evening(server)
    async with Proxy(server.port) as proxy:
        ada = await sits(enter, night, night.enter("Ada"), proxy.url)
        proxy.stall()
        await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
        await ada.page.evaluate(wakes)
        await passes(ada, 5_000, "#top .announced:not([hidden])")
        await ada.sees("Soup is ready")
        await ada.was_not_reloaded()
        ada.forgive(*CUT)


@pytest.mark.long
async def test_a_laptop_whose_lid_was_shut_knows_it_by_its_clock(enter: Enter, server: Server) -> None:
    """No event announces it: the page was visible all the time."""
    night = Evening(server)
    async with Proxy(server.port) as proxy:
        ada = await sits(enter, night, night.enter("Ada"), proxy.url)
        proxy.stall()
        await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
        await ada.page.clock.fast_forward(3_600_000)
        await passes(ada, 5_000, "#top .announced:not([hidden])")
        await ada.sees("Soup is ready")
        ada.forgive(*CUT)


async def test_a_frozen_page_and_one_that_was_offline(enter: Enter, server: Server) -> None:
    """Both as the browser itself does them."""
    night = Evening(server)
    ada = await sits(enter, night, night.enter("Ada"), server.url, clock=False)
    browser = await ada.page.context.new_cdp_session(ada.page)
    await browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await browser.send("Page.setWebLifecycleState", {"state": "active"})
    await ada.sees("Soup is ready")
    await ada.page.context.set_offline(True)
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is cold")
    await ada.page.locator("html[data-link=off]").wait_for(timeout=20_000)
    await ada.page.context.set_offline(False)
    await ada.sees("Soup is cold")
    await ada.was_not_reloaded()
    ada.forgive(*CUT)


@pytest.mark.long
async def test_back_from_another_page_it_is_fresh(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = await sits(enter, night, night.enter("Ada"), server.url, clock=False)
    await ada.page.goto(f"{server.url}/n/{night.code}/me")
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await ada.page.go_back()
    await ada.sees("Soup is ready")


@pytest.mark.long
async def test_a_page_says_which_history_it_holds(enter: Enter, server: Server) -> None:
    night = Evening(server)
    async with Proxy(server.port) as proxy:
        device = night.enter("Ada")
        ada = await sits(enter, night, device, proxy.url, clock=False)
        asked: list[str] = []
        ada.page.on("websocket", lambda socket: asked.append(socket.url))
        await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
        mark = re.search(r'data-mark="(\w+)"', (await asyncio.to_thread(device.get)).text)
        await ada.sees("Soup is ready")
        proxy.cut()
        await ada.page.locator("html[data-link=off]").wait_for()
        await ada.page.locator("html[data-link=on]").wait_for()
        assert mark
        assert f"since={night.version}&c={mark[1]}" in asked[0]
        await ada.was_not_reloaded()
        ada.forgive(*CUT)


OF_ANOTHER_LOG = """
sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;
new MutationObserver((_changes, observer) => {
  if (!document.body) return;
  observer.disconnect();
  if (sessionStorage.loads === "1") document.body.dataset.mark = "of-another-log";
}).observe(document, {childList: true, subtree: true});
"""
"""On its first load, the page holds a mark that this server's log does not know."""


async def test_a_page_with_another_history_loads_anew(enter: Enter, server: Server) -> None:
    """A backup was put back: the version exists, but a different history led to it."""
    night = Evening(server)
    ada = await sits(enter, night, night.enter("Ada"), server.url, clock=False)
    await ada.page.add_init_script(OF_ANOTHER_LOG)
    await ada.page.goto(f"{server.url}/n/{night.code}")
    await ada.page.locator("body:not([data-mark=of-another-log])").wait_for()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await ada.page.evaluate("sessionStorage.loads") == "2"
