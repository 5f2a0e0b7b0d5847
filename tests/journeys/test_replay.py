"""The night to watch again: on the board before everybody goes home, and next morning on a phone."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, PROJECTOR, Enter
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
MINUTE = 61_000


@pytest.mark.long
async def test_a_night_in_a_minute(enter: Enter, server: Server) -> None:
    """Given a night in which people talked, when the host puts it on the board, then it passes there once and
    ends as it stands; next morning Cleo plays it, stops it, and goes to a moment with keys."""
    night, _people = talked(server)
    board = await enter("Board", PROJECTOR, reduced_motion="no-preference")
    await board.page.clock.install()
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    night.host.act("scene", scene="replay")
    stage = board.page.locator("#replay")
    await expect(stage).to_be_visible()
    await board.page.clock.run_for(MINUTE)
    bees = stage.locator(".replay-card", has_text="Bees")
    await expect(bees).to_be_visible()
    await expect(bees.locator("[data-count^=group]").first).not_to_have_text("0")
    await board.check_access()

    night.move("closed")
    cleo = await enter("Cleo", PHONE)
    await cleo.page.goto(f"{server.url}/n/{night.code}/record")
    await cleo.page.get_by_role("link", name="Watch the night again").click()
    slider = cleo.page.get_by_label("The moment of the night")
    end = await slider.input_value()
    await cleo.page.get_by_role("button", name="Play").click()
    await expect(cleo.page.get_by_role("button", name="Pause")).to_be_visible()
    await cleo.page.get_by_role("button", name="Pause").click()
    assert int(await slider.input_value()) < int(end)
    await slider.press("Home")
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_hidden()
    await slider.press("End")
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_visible()
    await cleo.page.get_by_role("link", name="Welcome").click()
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_hidden()
    await cleo.check_access()
