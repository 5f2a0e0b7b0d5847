"""What venues do to a night: a dead link, a restart, double taps, two tabs, and going back."""

import asyncio

import pytest
from playwright.async_api import Locator

from tests.journeys.conftest import CUT, LAPTOP, PHONE, Enter, Person
from tests.journeys.test_whole_night import join, start_night
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def server(own_server: Server) -> Server:
    """It is killed."""
    return own_server


async def at_the_vote(enter: Enter, server: Server, *titles: str) -> tuple[Person, Person, str]:
    """A host at the desk and Ada on her phone, in the vote, with these pitches on the wall."""
    host, ada = await enter("Host", LAPTOP), await enter("Ada", PHONE)
    code = await start_night(host, server, title="Rough night", rooms=[("Hall", 6)])
    await host.page.goto(f"{server.url}/n/{code}/desk")
    await join(ada, server, code)
    await host.press("Open pitching")
    for title in titles:
        await ada.page.get_by_label("What do you want to talk about?").fill(title)
        await ada.press("Pitch it")
        await ada.page.locator("#pitches").get_by_text(title).wait_for()
    await host.press("Start the vote")
    await ada.page.get_by_role("button", name=f"Give a dot: {titles[0]}").wait_for()
    await ada.page.clock.install()
    return host, ada, code


async def comes(person: Person, what: Locator) -> None:
    """Turn the clock of the person's pages until this is seen, so that nobody waits for them to try again.
    Not faster than some five times, or answers that are under way would come too late.
    """
    async with asyncio.timeout(60):
        while not await what.is_visible():
            await person.page.clock.fast_forward(250)
            await asyncio.sleep(0.05)


async def waiting(person: Person, number: int) -> None:
    """So many acts of theirs wait to be sent."""
    await comes(person, person.page.locator(f"html[data-waiting='{number}']"))


async def test_a_tap_while_the_server_is_down_arrives_by_itself(enter: Enter, server: Server) -> None:
    host, ada, _code = await at_the_vote(enter, server, "Night buses")
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
    host, ada, code = await at_the_vote(enter, server, "Night buses")
    await ada.page.route("**/vote", lambda route: route.abort())
    await ada.press("Give a dot: Night buses")
    await ada.page.locator("html[data-waiting='1']").wait_for()
    await ada.page.unroute("**/vote")
    await ada.page.goto(f"{server.url}/n/{code}")
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await host.page.locator("#tally-1", has_text="1").first.wait_for()
    ada.forgive(*CUT)


async def test_a_double_tap_pitches_once(enter: Enter, server: Server) -> None:
    host, ada = await enter("Host", LAPTOP), await enter("Ada", PHONE)
    code = await start_night(host, server, title="Double tap", rooms=[("Hall", 6)])
    await host.page.goto(f"{server.url}/n/{code}/desk")
    await join(ada, server, code)
    await host.press("Open pitching")
    await ada.page.get_by_label("What do you want to talk about?").fill("Night buses")
    await ada.page.get_by_role("button", name="Pitch it").dblclick()
    await ada.page.locator("#pitch-1").wait_for()
    await ada.page.wait_for_timeout(500)
    assert await ada.page.locator("#pitches > li").count() == 1


async def test_two_tabs_of_one_person_agree(enter: Enter, server: Server) -> None:
    _host, ada, code = await at_the_vote(enter, server, "Night buses")
    tab = await ada.page.context.new_page()
    await tab.goto(f"{server.url}/n/{code}")
    await ada.press("Give a dot: Night buses")
    await tab.get_by_role("button", name="Your dot: Night buses. Take it back").click()
    await ada.page.get_by_role("button", name="Give a dot: Night buses").wait_for()


async def test_the_back_button_and_the_personal_code(enter: Enter, server: Server) -> None:
    """Back from the own page is the night; the personal code brings the same person to another phone."""
    _host, ada, code = await at_the_vote(enter, server, "Night buses")
    await ada.press("Give a dot: Night buses")
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await ada.page.goto(f"{server.url}/n/{code}/me")
    personal = (await ada.page.locator(".personal").inner_text()).strip()
    await ada.page.go_back()
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    other = await enter("Ada's tablet", PHONE)
    await other.page.goto(f"{server.url}/j/{code}")
    await other.page.get_by_text("I was here already").click()
    await other.page.get_by_label("Your personal code").fill(personal)
    await other.press("Come back in")
    await other.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
