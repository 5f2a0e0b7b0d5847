"""A tablet that people hand on: what the one before typed, or had not sent yet, is never the next one's."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.examples import at_length
from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "What do you want to talk about?"


async def come_in(tablet: Person, night: Evening, name: str) -> None:
    await tablet.page.get_by_label("Your name").fill(name)
    await tablet.press("Come in")
    await tablet.page.wait_for_url(f"**/n/{night.code}")


async def fay_on_a_tablet(enter: Enter, server: Server, **options: bool) -> tuple[Evening, Person]:
    """Fay has joined on it, and is at the pitching."""
    night = Evening(server)
    night.move("pitch")
    tablet = await enter("The tablet", PHONE, **options)
    await tablet.page.goto(f"{server.url}/j/{night.code}")
    await come_in(tablet, night, "Fay")
    return night, tablet


async def leave(page: Page) -> None:
    await page.get_by_text("Leave this night").click()
    await page.get_by_role("button", name="Yes, leave").click()
    await page.get_by_role("heading", name="You have left").wait_for()


@pytest.mark.parametrize("scripts", [True, at_length(False)], ids=["with JavaScript", "without"])
async def test_from_fay_to_sid_and_back(enter: Enter, server: Server, scripts: bool) -> None:
    """Given Fay has typed a title and leaves, when Sid joins, then he finds nothing of hers, and she comes
    back by her code."""
    night, tablet = await fay_on_a_tablet(enter, server, java_script_enabled=scripts)
    page = tablet.page
    await page.get_by_label(TITLE).fill("Wasps")
    await page.goto(f"{server.url}/n/{night.code}/me")
    await leave(page)
    code = await page.locator(".personal").inner_text()
    assert code == await asyncio.to_thread(night.personal, 1)
    if scripts:
        await tablet.check_access()
        kept = "Object.keys(sessionStorage).filter((key) => key.startsWith('opennight.draft')).length"
        assert await page.evaluate(kept) == 0
    await page.get_by_role("link", name="Done").click()
    await expect(page.get_by_label("Your name")).to_have_value("")
    await page.go_back()
    assert code not in await page.content(), "nor by going back"
    await page.goto(f"{server.url}/j/{night.code}")
    await come_in(tablet, night, "Sid")
    await expect(page.get_by_label(TITLE)).to_have_value("")
    await page.goto(f"{server.url}/n/{night.code}/me")
    await leave(page)
    await page.get_by_role("link", name="Done").click()
    await page.get_by_text("I've already joined").click()
    await page.get_by_label("Your personal code").fill(code)
    await tablet.press("Come back in")
    await page.wait_for_url(f"**/n/{night.code}")
    await expect(page.locator(".top-name")).to_have_text("Fay")
    assert [event["name"] for event in night.events("PersonJoined")] == ["Fay", "Sid"]
    assert night.events("PersonRenamed") == []


@pytest.mark.long
@pytest.mark.parametrize("scripts", [True, at_length(False)], ids=["with JavaScript", "without"])
async def test_the_door_asks(enter: Enter, server: Server, scripts: bool) -> None:
    """Given Fay has left on another device, when Sid opens the door here, then it asks."""
    night, tablet = await fay_on_a_tablet(enter, server, java_script_enabled=scripts)
    page = tablet.page
    night.helper().act("me/leave", for_="1")
    await page.goto(f"{server.url}/n/{night.code}")
    await page.get_by_role("heading", name="Are you Fay?").wait_for()
    if scripts:
        await tablet.check_access()
    await page.get_by_text("No, I'm somebody else").click()
    await come_in(tablet, night, "Sid")
    await expect(page.locator(".top-name")).to_have_text("Sid")
    night.helper().act("me/leave", for_="2")
    await page.goto(f"{server.url}/n/{night.code}")
    await page.get_by_role("button", name="Yes, I'm Sid").click()
    await page.wait_for_url(f"**/n/{night.code}")
    assert len(night.events("PersonJoined")) == 2


@pytest.mark.long
async def test_another_tab_of_hers_becomes_the_door(enter: Enter, server: Server) -> None:
    """Given Fay's page in two tabs, when she leaves in one and Sid joins, then the other is his as well."""
    night, tablet = await fay_on_a_tablet(enter, server)
    other = await tablet.page.context.new_page()
    await other.goto(f"{server.url}/n/{night.code}")
    await other.get_by_label(TITLE).fill("Wasps")
    await tablet.page.goto(f"{server.url}/n/{night.code}/me")
    await leave(tablet.page)
    await other.get_by_label("Your name").wait_for()
    await tablet.page.get_by_role("link", name="Done").click()
    await come_in(tablet, night, "Sid")
    await expect(other.locator(".top-name")).to_have_text("Sid")
    await expect(other.get_by_label(TITLE)).to_have_value("")


@pytest.mark.long
async def test_a_page_that_does_not_know_disturbs_no_other_tab(enter: Enter, server: Server) -> None:
    """Given Fay's page in one tab, when another has a refusal or a door that asks, then it stays."""
    night, tablet = await fay_on_a_tablet(enter, server)
    other = await tablet.page.context.new_page()
    await tablet.mark()
    for path in ("groups/99", "board", "desk"):
        await other.goto(f"{server.url}/n/{night.code}/{path}")
    await tablet.was_not_reloaded()
    await other.goto(f"{server.url}/j/{night.code}?ask=1")
    await other.get_by_role("heading", name="Are you Fay?").wait_for()
    await tablet.was_not_reloaded()
    await other.get_by_role("button", name="Yes, I'm Fay").click()
    await expect(other.locator(".top-name")).to_have_text("Fay")
    await tablet.was_not_reloaded()


@pytest.mark.long
async def test_what_she_could_not_send_is_not_his(enter: Enter, server: Server) -> None:
    """Given Fay's pitch waits for a link and the tablet forgets her, when Sid is on it, then he neither sends
    nor sees it; once she is back, it goes."""
    night, tablet = await fay_on_a_tablet(enter, server)
    page = tablet.page
    await page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); }")
    await page.get_by_label(TITLE).fill("Wasps")
    await tablet.press("Pitch it")
    await page.locator("html[data-waiting='1']").wait_for()
    night.helper().act("me/leave", for_="1")
    await page.goto(f"{server.url}/j/{night.code}")
    assert "Wasps" not in await page.locator("body").inner_text()
    await page.get_by_text("No, I'm somebody else").click()
    await come_in(tablet, night, "Sid")
    await page.locator("html[data-waiting='0']").wait_for()
    assert "Wasps" not in await page.locator("main").inner_text()
    assert night.events("PitchMade") == []
    night.helper().act("me/leave", for_="2")
    await page.goto(f"{server.url}/j/{night.code}")
    await page.get_by_text("I've already joined").click()
    await page.get_by_label("Your personal code").fill(await asyncio.to_thread(night.personal, 1))
    await tablet.press("Come back in")
    await page.locator("#pitches", has_text="Wasps").wait_for()
    (made,) = night.events("PitchMade")
    assert made["person"] == 1
    tablet.forgive(*CUT)
