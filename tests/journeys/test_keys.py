"""Keys press the buttons of the desk and of the remote; a list shows them, and they can be turned off."""

import pytest
from playwright.async_api import Page

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, Enter
from tests.journeys.test_lineup import check_both_themes, comes
from tests.journeys.test_presses import arrived, at_the_desk, moves, pause, stop_time
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        await page.keyboard.press(key)


@pytest.mark.parametrize("path", ["/desk", at_length("/remote")])
async def test_keys_press_the_page_s_own_buttons(enter: Enter, server: Server, path: str) -> None:
    night = Evening(server)
    night.move("pitch")
    for name in ("Ada", "Ben", "Cleo"):
        night.enter(name).act("pitches", title=f"{name}'s topic", hosted="1")
    host = await comes(enter, "Host", LAPTOP, night.host, path)
    await stop_time(host.page)
    await keys(host.page, "n")
    await host.page.locator(".at-front-title", has_text="Ada's topic").wait_for()
    await keys(host.page, "c")
    await host.page.locator(".at-front-title", has_text="Ben's topic").wait_for()
    await keys(host.page, "t")
    await host.page.locator("#timer[data-ends]").wait_for(state="attached")
    for key in ("+", "+", "-"):
        await keys(host.page, key)
        await arrived(host)
    minutes = [round(event["timer"]["total"] / 60_000) for event in night.events("TimerSet")]
    assert minutes == [5, 6, 7, 7], "the last takes one off what is left"
    await pause(host.page)
    await keys(host.page, "t")
    await host.page.locator("#timer[data-left]").wait_for(state="attached")
    await keys(host.page, "u")
    await host.page.locator("#timer[data-ends]").wait_for(state="attached")
    await keys(host.page, "b")
    await host.sees("The board is blank")
    await pause(host.page)
    await keys(host.page, "b")
    await host.page.get_by_text("The board is blank").first.wait_for(state="detached")
    assert [event["blank"] for event in night.events("BoardBlanked")] == [True, False]
    # In a field they are letters.
    await keys(host.page, "a", "b", "n", "?")
    assert await host.page.locator("#announcement-text").input_value() == "bn?"
    assert len(night.events("BoardBlanked")) == 2


@pytest.mark.parametrize("path", ["/desk", at_length("/remote")])
async def test_the_focus_stays_where_the_next_button_comes(enter: Enter, server: Server, path: str) -> None:
    night = Evening(server)
    host = await comes(enter, "Host", LAPTOP, night.host, path)
    focused = host.page.locator(":focus")
    for name, follows in (
        ("Open pitching", "Start the vote"),
        ("Blank the board", "Show it again"),
        ("Show it again", "Blank the board"),
    ):
        await host.page.get_by_role("button", name=name, exact=True).last.focus()
        await keys(host.page, "Shift", "Enter")
        await host.page.locator(":focus", has_text=follows).wait_for()
    assert await focused.count() == 1


async def test_a_second_press_of_a_key_goes_no_further(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.host.act("pitches", title="Bees")
    host = await at_the_desk(enter, night)
    await keys(host.page, "n")
    await host.page.locator("#desk-next .go", has_text="Start the vote").wait_for()
    await keys(host.page, "n", "n")
    await arrived(host)
    assert moves(night) == ["pitch"]
    await pause(host.page)
    await keys(host.page, "n")
    await host.page.get_by_role("button", name="Make the line-up").wait_for()
    assert moves(night) == ["pitch", "vote"]


async def test_where_nothing_is_due_a_key_only_leads_there(enter: Enter, server: Server) -> None:
    """The talk's time still runs: moving on is a link to a page that asks, and Enter follows it."""
    night = Evening(server)
    night.move("talk")
    night.host.act("timer/start", minutes="5")
    host = await at_the_desk(enter, night)
    await keys(host.page, "n")
    assert await host.page.evaluate("document.activeElement.textContent") == "Share"
    assert moves(night) == ["talk"]
    await keys(host.page, "Enter")
    await host.sees("The timer still runs")
    assert moves(night) == ["talk"]


@pytest.mark.long
async def test_the_keys_are_listed_and_can_be_turned_off(enter: Enter, server: Server) -> None:
    night = Evening(server)
    host = await at_the_desk(enter, night)
    button = host.page.get_by_role("button", name="Keys")
    dialog = host.page.get_by_role("dialog", name="Keys")
    await button.focus()
    await keys(host.page, "?")
    await dialog.wait_for()
    await check_both_themes(host, within="#keys")
    assert await dialog.evaluate("(box) => box.contains(document.activeElement)")
    await keys(host.page, "b", "Escape")
    await dialog.wait_for(state="hidden")
    assert await button.evaluate("(one) => one === document.activeElement"), "the focus is back"
    for held in ("Control+b", "Alt+b", "Meta+b"):
        await keys(host.page, held)
    await button.click()
    await dialog.get_by_label("Use these keys on this device").uncheck()
    await dialog.get_by_role("button", name="Close").click()
    await keys(host.page, "?", "b", "n")
    await host.page.reload()
    await host.page.locator("html[data-link=on]").wait_for()
    await keys(host.page, "?", "b", "n")
    await arrived(host)
    assert not await dialog.is_visible()
    assert night.events("BoardBlanked") == []
    assert moves(night) == []
    await button.click()
    await dialog.get_by_label("Use these keys on this device").check()
    await keys(host.page, "Escape", "b")
    await host.sees("The board is blank")
