"""No tap is lost silently: it is stored once the link is back, or says that it failed and keeps its words."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Page, Request, Route, expect

from tests.examples import at_length
from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_rough_nights import at_the_vote, turned_until, waiting
from tests.proxy import Proxy
from tests.server import Server
from tests.turned import Turned
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "What do you want to talk about?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its signs of life keep up with the pages' clocks, which are turned fast."""
    with Turned(tmp_path_factory.mktemp("outbox"), {"opennight.live.ws_protocol.HEARTBEAT": 1.0}) as made:
        yield made


async def at_the_pitching(enter: Enter, server: Server) -> tuple[Person, str]:
    """Ada on her phone while people pitch, and the night's code."""
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    ada = await comes(enter, "Ada", PHONE, device)
    await ada.page.get_by_label(TITLE).wait_for()
    await ada.page.clock.install()
    return ada, night.code


@contextlib.asynccontextmanager
async def without_posts(page: Page) -> AsyncIterator[None]:
    """Let no POST from this page through."""

    async def drop(route: Route) -> None:
        await (route.abort() if route.request.method == "POST" else route.fallback())

    await page.route("**", drop)
    yield
    await page.unroute("**", drop)


async def at_home(enter: Enter, night: Evening, device: Device) -> Person:
    """Ada on her phone, on the page of a night that she joined with this device."""
    ada = await enter("Ada", PHONE)
    url = night.server.url
    cookies = [{"name": name, "value": value, "url": url} for name, value in device.cookies.items()]
    await ada.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await ada.page.clock.install()
    await ada.page.goto(f"{url}/n/{night.code}")
    return ada


def votes(server: Server, code: str) -> int:
    """How many votes are in this night's log."""
    database = sqlite3.connect(f"file:{server.folder / 'nights.db'}?mode=ro", uri=True)
    query = "SELECT count(*) FROM events WHERE night = ? AND kind = 'vote-cast/1'"
    (number,) = database.execute(query, (code,)).fetchone()
    database.close()
    return int(number)


async def test_a_tap_on_a_half_open_link_looks_pending_and_arrives(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    async with Proxy(server.port) as proxy:
        await ada.page.goto(f"{proxy.url}/n/{night.code}")
        await ada.page.locator("html[data-link=on]").wait_for()
        proxy.stall()
        await ada.press("Give a dot: Night buses")
        await ada.page.locator("#give-1[data-pending]").wait_for()
        await turned_until(ada, ada.page.get_by_role("button", name="Your dot: Night buses. Take it back"))
        await expect(ada.page.locator("[data-pending]")).to_have_count(0)  # the push may overtake the answer
        assert votes(server, night.code) == 1
        ada.forgive(*CUT)


@pytest.mark.long
async def test_an_answer_that_never_comes_is_asked_for_again_with_the_same_id(
    enter: Enter, server: Server
) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    sent: list[Request] = []
    arrived = asyncio.Event()

    async def swallow_the_first_answer(route: Route) -> None:
        sent.append(route.request)
        if len(sent) > 1:
            await route.continue_()
        else:
            await route.fetch()  # it arrives, but the page gets no response
            arrived.set()

    await ada.page.route("**/vote", swallow_the_first_answer)
    await ada.press("Give a dot: Night buses")
    await arrived.wait()
    await ada.page.clock.fast_forward(11_000)  # by then the page has given up on the first try
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await waiting(ada, 0)
    assert len({parse_qs(request.post_data or "")["command"][0] for request in sent}) == 1
    assert len(sent) == 2
    assert votes(server, night.code) == 1


async def test_what_was_sent_just_before_a_reload_arrives_once(enter: Enter, server: Server) -> None:
    ada, _code = await at_the_pitching(enter, server)
    async with without_posts(ada.page):
        await ada.page.get_by_label(TITLE).fill("Night buses")
        await ada.press("Pitch it")
        await ada.page.locator(".on-its-way", has_text="Night buses").wait_for()
        await ada.page.reload()
        await ada.page.locator(".on-its-way", has_text="Night buses").wait_for()
        assert await ada.page.get_by_label(TITLE).input_value() == "Night buses"
    await waiting(ada, 0)
    await ada.page.locator("#pitch-1").wait_for()
    assert await ada.page.get_by_label(TITLE).input_value() == ""
    await ada.page.reload()
    assert await ada.page.locator("#pitches > li").count() == 1
    assert await ada.page.get_by_label(TITLE).input_value() == ""
    ada.forgive(*CUT)


async def test_what_was_only_typed_is_there_after_a_reload(enter: Enter, server: Server) -> None:
    ada, _code = await at_the_pitching(enter, server)
    await ada.page.get_by_label(TITLE).fill("Half of a thought")
    await ada.page.get_by_text("Say more about it").click()
    await ada.page.get_by_label("A few more words").fill("And the other half")
    await ada.page.reload()
    await waiting(ada, 0)
    assert await ada.page.get_by_label(TITLE).input_value() == "Half of a thought"
    await ada.page.get_by_label("A few more words").wait_for()
    assert await ada.page.get_by_label("A few more words").input_value() == "And the other half"


async def test_two_tabs_send_all_that_either_has(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses", "Bees", "A garden")
    other = await ada.page.context.new_page()
    await other.goto(f"{server.url}/n/{night.code}")
    async with without_posts(ada.page), without_posts(other):
        await ada.press("Give a dot: Night buses")
        await other.get_by_role("button", name="Give a dot: Bees").click()
        await ada.press("Give a dot: A garden")
        await waiting(ada, 3)
        await other.locator("html[data-waiting='3']").wait_for()
    await waiting(ada, 0)
    await other.locator("html[data-waiting='0']").wait_for()
    assert votes(server, night.code) == 3
    ada.forgive(*CUT)


@pytest.mark.long
async def test_what_a_closed_tab_has_left_is_sent_by_another(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    other = await ada.page.context.new_page()
    await other.goto(f"{server.url}/n/{night.code}")
    # A route of Playwright's would let a try through that is under way while the tab closes.
    await other.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('cut')); }")
    await other.get_by_role("button", name="Give a dot: Night buses").click()
    await waiting(ada, 1)
    await other.close()
    assert votes(server, night.code) == 0
    # As if it had been waiting for a while.
    await ada.page.evaluate("""() => {
      const [name, text] = Object.entries(localStorage).find(([name]) => name.startsWith("opennight.act"));
      localStorage.setItem(name, JSON.stringify({...JSON.parse(text), at: Date.now() - 60_000}));
      dispatchEvent(new Event("online"));
    }""")
    await waiting(ada, 0)
    assert votes(server, night.code) == 1


FULL = """() => {
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
    try { for (let n = 0; ; n++) localStorage.setItem(`fill ${size} ${n}`, "x".repeat(size)); } catch {}
  }
}"""
CLOSED = """() => {
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("closed", "SecurityError"); } });
}"""


@pytest.mark.parametrize("storage", [FULL, at_length(CLOSED)], ids=["full", "closed"])
async def test_without_storage_a_tap_waits_in_the_page(enter: Enter, server: Server, storage: str) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    await ada.page.add_init_script(f"({storage})()")
    await ada.page.reload()
    server.kill()
    await ada.press("Give a dot: Night buses")
    await waiting(ada, 1)
    leave = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert await ada.page.evaluate(leave) is False, "a browser asks before it leaves"
    server.restart()
    await waiting(ada, 0)
    assert await ada.page.evaluate(leave) is True
    assert votes(server, night.code) == 1
    ada.forgive(*CUT)


@pytest.mark.long
async def test_what_comes_too_late_says_so_and_keeps_its_words(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    async with without_posts(ada.page):
        await ada.page.get_by_text("Pitch a missing topic").click()
        await ada.page.get_by_label(TITLE).fill("A garden behind the library")
        await ada.press("Pitch it")
        await waiting(ada, 1)
        await asyncio.to_thread(night.host.act, "lineup/make")
        await asyncio.to_thread(night.move, "groups")
        await ada.page.locator("[data-phase=groups]").first.wait_for()
    note = ada.page.locator(".unsent", has_text="A garden behind the library")
    await turned_until(ada, note)
    await ada.check_access()
    await ada.page.reload()
    await note.wait_for()
    await note.get_by_role("button", name="Dismiss").click()
    await ada.page.reload()
    await waiting(ada, 0)
    assert await note.count() == 0
    ada.forgive(*CUT)


async def test_one_pitch_too_many_says_so_at_once(enter: Enter, server: Server) -> None:
    """Given ten pitches, when Ada sends one more, then she is told, and her phone does not try again."""
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    for number in range(10):
        assert device.act("pitches", title=f"Idea {number}", hosted="1").status_code == 200
    ada = await at_home(enter, night, device)
    sent: list[Request] = []
    ada.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    await ada.page.get_by_label(TITLE).fill("Idea 10")
    await ada.press("Pitch it")
    problem = ada.page.locator(
        ".problem", has_text="You have reached the limit of pitches for one person (10). Withdraw one first."
    )
    await problem.wait_for(timeout=5_000)
    await waiting(ada, 0)
    assert await ada.page.get_by_label(TITLE).input_value() == "Idea 10"
    assert len(sent) == 1


LOGIN = [
    {"status": 200, "json": {"login": "https://hotel.example"}},
    {"status": 403, "json": {"error": "Sign in to this Wi-Fi"}},
    {"status": 410, "body": "Sign in to this Wi-Fi"},
]
"""What a captive portal may answer in the server's stead."""


@pytest.mark.long
async def test_what_a_login_page_of_the_wifi_takes_is_not_taken(enter: Enter, server: Server) -> None:
    """Given a Wi-Fi that answers in the server's stead, when it lets Ada through, then her pitch is there."""
    ada, _code = await at_the_pitching(enter, server)
    answers = iter(LOGIN)
    told: list[int] = []

    async def portal(route: Route) -> None:
        if route.request.method != "POST":
            await route.fallback()
        elif answer := next(answers, None):
            told.append(1)
            await route.fulfill(**answer)  # type: ignore[arg-type]
        else:
            await route.continue_()

    await ada.page.route("**", portal)
    await ada.page.get_by_label(TITLE).fill("Night buses")
    await ada.press("Pitch it")
    await turned_until(ada, ada.page.locator("#pitch-1", has_text="Night buses"))
    await waiting(ada, 0)
    assert len(told) == len(LOGIN)
    await ada.was_not_reloaded()
    ada.forgive(*CUT, "status of 4")


@pytest.mark.long
async def test_an_act_that_the_server_stumbles_over_does_not_hold_up_the_others(
    enter: Enter, server: Server
) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses", "Bees")
    told = {"refused": "Something broke.", "field": "", "offer": None}
    await ada.page.route("**/pitches/1/vote", lambda route: route.fulfill(status=500, json=told))
    await ada.press("Give a dot: Night buses")
    await ada.press("Give a dot: Bees")
    problem = ada.page.locator("#pitch-1 .problem", has_text="Something broke.")
    await turned_until(ada, problem)  # it is retried for 15 seconds first
    await ada.page.get_by_role("button", name="Your dot: Bees. Take it back").wait_for()
    await waiting(ada, 0)
    assert votes(server, night.code) == 1
    ada.forgive("status of 500")


async def test_typing_goes_on_while_the_note_before_is_on_its_way(enter: Enter, server: Server) -> None:
    ada, _code = await at_the_pitching(enter, server)
    async with without_posts(ada.page):
        await ada.page.get_by_label(TITLE).fill("Night buses")
        await ada.press("Pitch it")
        await waiting(ada, 1)
        await ada.page.get_by_label(TITLE).fill("Bees on the roof")
    await waiting(ada, 0)
    await ada.page.locator("#pitch-1", has_text="Night buses").wait_for()
    assert await ada.page.get_by_label(TITLE).input_value() == "Bees on the roof"
    await asyncio.gather(ada.press("Pitch it"), ada.page.locator("#pitch-2").wait_for())
    ada.forgive(*CUT)


@pytest.mark.long
async def test_whoever_changes_their_mind_offline_ends_where_they_last_tapped(
    enter: Enter, server: Server
) -> None:
    night = Evening(server, seating="free")
    device = night.enter("Ada")
    night.move("pitch")
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    night.host.act("lineup/make")
    night.move("groups")
    ada = await at_home(enter, night, device)
    async with without_posts(ada.page):
        # The second tap in a row on the same group is a double tap; coming back to the first one is not.
        for group, number in ((1, 1), (2, 2), (2, 2), (1, 3)):
            await ada.page.locator(f"#group-{group} form[action$='/join'] button").click()
            await waiting(ada, number)
    await waiting(ada, 0)
    await ada.page.locator("#group-1").get_by_text("Your place").wait_for()
    assert [event["group"] for event in night.events("GroupJoined")][-1] == 1
    ada.forgive(*CUT)


@pytest.mark.long
async def test_what_waits_for_one_night_is_sent_from_another_and_marks_nothing_there(
    enter: Enter, server: Server
) -> None:
    nights = [Evening(server), Evening(server)]
    ada = await enter("Ada", PHONE)
    for night in nights:
        device = night.enter("Ada")
        night.move("pitch")
        night.host.act("pitches", title="Bees", hosted="1")
        night.move("vote")
        cookies = [
            {"name": name, "value": value, "url": server.url} for name, value in device.cookies.items()
        ]
        await ada.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await ada.page.clock.install()
    first, second = (f"{server.url}/n/{night.code}" for night in nights)
    await ada.page.goto(first)
    async with without_posts(ada.page):
        await ada.press("Give a dot: Bees")
        await waiting(ada, 1)
        await ada.page.goto(second)
        await ada.page.get_by_role("button", name="Give a dot: Bees").wait_for()
    await waiting(ada, 0)
    assert [votes(server, night.code) for night in nights] == [1, 0]
    await ada.page.get_by_role("button", name="Give a dot: Bees").wait_for()
    await ada.page.goto(first)
    await ada.page.get_by_role("button", name="Your dot: Bees. Take it back").wait_for()
    ada.forgive(*CUT)


@pytest.mark.long
async def test_a_tap_without_a_link_outlives_the_sleep_of_its_phone(enter: Enter, server: Server) -> None:
    """Given a tap just as the Wi-Fi went, and a phone in a pocket for ten minutes, then what was tapped still
    waits when it wakes before its Wi-Fi does."""
    night, ada = await at_the_vote(enter, server, "Night buses")
    ada.forgive(*CUT)
    await ada.page.context.set_offline(True)
    await ada.press("Give a dot: Night buses")
    await ada.page.locator("html[data-waiting='1']").wait_for()
    async with ada.page.expect_request("**/vote"):
        await ada.page.clock.fast_forward(600_000)
    await ada.page.locator("html[data-link=off]").wait_for()
    assert await ada.page.locator("html[data-waiting='1']").count() == 1
    await ada.page.context.set_offline(False)
    await turned_until(ada, ada.page.get_by_role("button", name="Your dot: Night buses. Take it back"))
    await waiting(ada, 0)
    assert votes(server, night.code) == 1
