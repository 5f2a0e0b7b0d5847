"""A facilitator keeps order in the house, and an attendee sees what becomes of what they do."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.long
async def test_out_and_back_in_read_first_and_answered(enter: Enter, server: Server) -> None:
    """Given Zed waits at the door, when the host lets him in, removes him with his words and lets him back
    in, then his phone is in, out and in again with them. When the host reads first and turns his pitch away,
    his own page says so by itself and why; what he answers is on the host's page of it, which follows, too.
    """
    night = Evening(server, expected="1", rules="Listen.")
    night.enter("Ada")
    night.move("pitch")
    device = night.enter("Zed")
    zed = await visits(enter, "Zed", PHONE, device, "")
    await zed.sees("The host will let you in")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.get_by_role("link", name="1 at the door").click()
    await host.press("Let in: Zed")
    await zed.page.wait_for_url(f"{server.url}/n/{night.code}")
    await zed.sees("Listen.")
    await zed.page.get_by_label("What do you want to talk about?").fill("Wasps")
    await zed.press("Pitch it")

    row = host.page.locator("#person-2")
    await row.get_by_label("with what they wrote").check()
    await host.press("Remove: Zed")
    await zed.sees("The host has removed you from this night.")
    await expect(host.page.locator("#row-1")).to_have_count(0)
    await host.press("Let back in: Zed")
    await expect(host.page.locator("#row-1")).to_contain_text("Wasps")
    await zed.page.reload()
    await zed.sees("Pitch your topic")

    night.host.act("reading", nouns=["pitch"])
    await zed.page.get_by_label("What do you want to talk about?").fill("Hornets")
    await zed.press("Pitch it")
    await zed.sees("The host reads what you wrote.")
    await zed.check_access()
    await zed.page.get_by_role("link", name="See your pitches").click()
    await zed.sees("The host reads it first")
    await zed.page.locator("html[data-link=on]").wait_for()
    await zed.mark()
    await host.page.get_by_label("Why turn it away: Hornets").fill("Not about tonight")
    await host.press("Turn away: Hornets")
    await zed.sees("The host did not let it in.")
    await zed.sees("Not about tonight")
    await zed.was_not_reloaded()
    await zed.check_access()

    await host.page.goto(f"{server.url}/n/{night.code}/moderated")
    await host.page.locator("html[data-link=on]").wait_for()
    await host.mark()
    await zed.page.get_by_text("Answer the host, once").first.click()
    await zed.page.get_by_label("Your answer").first.fill("They sting")
    await zed.press("Send your answer")
    await host.sees("They sting")
    await host.was_not_reloaded()
    await host.check_access()
    await zed.page.get_by_role("link", name="What this night knows about you").click()
    await zed.sees("Your pitches")
    await zed.check_access()
