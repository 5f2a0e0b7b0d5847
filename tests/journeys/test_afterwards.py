"""After the close: people say how it was, and find when their group meets again."""

import pytest
from playwright.async_api import Route, expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.long
async def test_from_the_last_minute_to_the_next_morning(enter: Enter, server: Server) -> None:
    """Given Ada, whose group fixes its next meeting, when the host closes the night, then nobody is asked
    anything while people say goodbye; when she comes back, she is asked first, answers by keyboard over a
    line that is cut once, and is counted once at the desk. Ben's phone runs no scripts, and he is heard, too.
    """
    night, people = talked(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada = await comes(enter, "Ada", PHONE, people["Ada"], "/groups/1")
    await ada.page.get_by_text("Set a meeting").click()
    new = ada.page.locator("form[action$='/meetings']")
    await new.get_by_label("Day").fill("2026-12-01")
    await new.get_by_label("Time").fill("19:30")
    await new.get_by_label("Where?").fill("Library")
    await ada.press("Set this meeting")
    fixed = ada.page.locator("#meeting-1")
    await expect(fixed).to_contain_text("1 December 2026, 19:30 · Library")
    await ada.check_access()
    await fixed.get_by_role("button", name="I'm in").click()
    await expect(fixed).to_contain_text("In: Ada")

    await ada.page.goto(f"{server.url}/n/{night.code}")
    await ada.page.evaluate("Math.random = () => 0")
    night.move("closed")
    sections = ada.page.locator("#evening section h2")
    await expect(sections.first).to_have_text("You meet again")
    await expect(sections.last).to_have_text("How was it for you?")
    async with ada.page.expect_download() as file:
        await ada.page.get_by_role("link", name="Add it to your calendar").click()
    assert (await file.value).suggested_filename.endswith("meeting-1.ics")

    await ada.page.reload()
    await expect(sections.first).to_have_text("How was it for you?")
    await ada.page.get_by_role("link", name="Say how it was").click()
    await ada.check_access()
    cut: list[str] = []

    async def once(route: Route) -> None:
        """The server has the answer; the phone does not learn it at first."""
        if cut:
            return await route.continue_()
        cut.append(route.request.post_data or "")
        await route.fetch()
        await route.abort()

    ada.forgive("ERR_FAILED")
    await ada.page.route(f"**/n/{night.code}/feedback", once)
    form = ada.page.locator(f"form[action='/n/{night.code}/feedback']")
    await form.get_by_label("Not for me").focus()
    await ada.page.keyboard.press("ArrowDown")
    await ada.page.keyboard.press("Tab")
    await ada.page.keyboard.type("The soup")
    await form.get_by_role("button", name="Send it").press("Enter")
    await expect(ada.page.get_by_text("You have answered.")).to_be_visible()
    assert "scale=2" in cut[0]
    assert night.events("FeedbackSealed") == [{"person": 1, "about": "night", "sealed": ""}]
    summary = host.page.locator("#desk-feedback")
    await expect(summary).to_contain_text("1 person has answered.")
    await expect(summary).not_to_contain_text("The soup")
    await ada.check_access()

    ben = await enter("Ben", PHONE, java_script_enabled=False)
    cookies = [
        {"name": key, "value": value, "url": server.url} for key, value in people["Ben"].cookies.items()
    ]
    await ben.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await ben.page.goto(f"{server.url}/n/{night.code}/feedback")
    send = ben.page.locator(f"form[action='/n/{night.code}/feedback']")
    await send.get_by_role("button", name="Send it").click()
    await ben.sees("Pick a step, or write something.")
    await send.get_by_label("Wonderful").check()
    await send.get_by_label("Put my name to it").check()
    await send.get_by_role("button", name="Send it").click()
    await ben.sees("You have answered.")
    await expect(summary).to_contain_text("2 people have answered.")
    await expect(summary.get_by_role("row", name="Wonderful")).to_contain_text("1")
    await host.check_access("#part-record")
    await host.was_not_reloaded()
