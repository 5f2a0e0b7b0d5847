"""The house rules on a phone: above the form until its person has pitched."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_whole_night import join
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
async def test_one_reads_them_before_one_pitches_first(enter: Enter, server: Server, scripts: bool) -> None:
    night = Evening(server, rules="Everybody gets a turn.\nSpeak for yourself.")
    night.move("pitch")
    ada = await enter("Ada", PHONE, java_script_enabled=scripts)
    if scripts:
        await join(ada, server, night.code)
    else:
        await ada.page.goto(f"{server.url}/j/{night.code}")
        await ada.page.get_by_label("Your name").fill("Ada")
        await ada.press("Come in")
    await ada.sees("Speak for yourself.")
    if scripts:
        await ada.check_access()
    await ada.page.get_by_label("What do you want to talk about?").fill("Moths")
    await ada.press("Pitch it")
    await ada.page.locator("#pitches", has_text="Moths").wait_for()
    await expect(ada.page.get_by_text("Speak for yourself.")).to_be_hidden()
    if scripts:
        await ada.was_not_reloaded()
