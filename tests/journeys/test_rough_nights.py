"""What venues do to a night: a dead link, a restart, double taps, two tabs, and going back."""

import asyncio

import pytest
from playwright.async_api import Locator

from tests.journeys.conftest import CUT, LAPTOP, PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def server(own_server: Server) -> Server:
    """One of its own for each test, since it is killed."""
    return own_server


async def at_the_vote(enter: Enter, server: Server, *titles: str) -> tuple[Evening, Person]:
    """Ada on her phone during the vote, after pitching these titles."""
    night = Evening(server, dots="3")
    device = night.enter("Ada")
    night.move("pitch")
    for title in titles:
        assert device.act("pitches", title=title, hosted="1").status_code == 200
    night.move("vote")
    ada = await comes(enter, "Ada", PHONE, device)
    await ada.page.get_by_role("button", name=f"Give a dot: {titles[0]}").wait_for()
    await ada.page.clock.install()
    return night, ada


async def turned_until(person: Person, what: Locator) -> None:
    """Turn the clock of the person's pages until this is visible, so that the test need not wait for retries.
    No faster than about five times, or responses on their way would come too late.
    """
    async with asyncio.timeout(60):
        while not await what.is_visible():
            await person.page.clock.fast_forward(250)
            await asyncio.sleep(0.05)


async def waiting(person: Person, number: int) -> None:
    """Wait until this many of the person's acts are waiting to be sent."""
    await turned_until(person, person.page.locator(f"html[data-waiting='{number}']"))


async def test_a_tap_while_the_server_is_down_arrives_by_itself(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    server.kill()
    await ada.page.locator("html[data-link=off]").wait_for()
    await ada.press("Give a dot: Night buses")
    await waiting(ada, 1)
    await asyncio.to_thread(server.restart)
    await waiting(ada, 0)
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await host.page.locator("#tally-1", has_text="1").first.wait_for(timeout=30_000)
    await ada.was_not_reloaded()
    for person in (host, ada):
        person.forgive(*CUT)


async def test_a_tap_offline_survives_a_reload(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    await ada.page.route("**/vote", lambda route: route.abort())
    await ada.press("Give a dot: Night buses")
    await ada.page.locator("html[data-waiting='1']").wait_for()
    await ada.page.unroute("**/vote")
    await ada.page.goto(f"{server.url}/n/{night.code}")
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    assert len(night.events("Voted")) == 1
    ada.forgive(*CUT)


async def test_a_double_tap_pitches_once(enter: Enter, server: Server) -> None:
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    ada = await comes(enter, "Ada", PHONE, device)
    await ada.page.get_by_label("What do you want to talk about?").fill("Night buses")
    await ada.page.get_by_role("button", name="Pitch it").dblclick()
    await ada.page.locator("#pitch-1").wait_for()
    await ada.page.wait_for_timeout(500)
    assert await ada.page.locator("#pitches > li").count() == 1


@pytest.mark.long
async def test_two_tabs_of_one_person_agree(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Night buses")
    tab = await ada.page.context.new_page()
    await tab.goto(f"{server.url}/n/{night.code}")
    await ada.press("Give a dot: Night buses")
    await tab.get_by_role("button", name="Your dot: Night buses. Take it back").click()
    await ada.page.get_by_role("button", name="Give a dot: Night buses").wait_for()


async def test_the_back_button_and_the_personal_code(enter: Enter, server: Server) -> None:
    """Going back from one's own page leads to the night; the personal code brings one to another phone."""
    night, ada = await at_the_vote(enter, server, "Night buses")
    await ada.press("Give a dot: Night buses")
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await ada.page.goto(f"{server.url}/n/{night.code}/me")
    personal = (await ada.page.locator(".personal").inner_text()).strip()
    await ada.page.go_back()
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    other = await enter("Ada's tablet", PHONE)
    await other.page.goto(f"{server.url}/j/{night.code}")
    await other.page.get_by_text("I've already joined").click()
    await other.page.get_by_label("Your personal code").fill(personal)
    await other.press("Come back in")
    await other.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
