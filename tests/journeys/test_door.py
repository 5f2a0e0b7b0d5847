"""The door: it says so where it would forget somebody, and lets in those who were here after the end."""

import asyncio

import pytest

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_whole_night import join
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
async def test_without_cookies_it_says_so(enter: Enter, server: Server, scripts: bool) -> None:
    night = Evening(server)
    ada = await enter("Ada", PHONE, java_script_enabled=scripts)
    await ada.page.goto(f"{server.url}/j/{night.code}")
    for _try in range(2):
        await ada.page.context.clear_cookies()  # as a browser that has kept none
        await ada.page.get_by_label("Your name").fill("Ada")
        await ada.press("Come in")
        await ada.sees("Your browser keeps no cookies here")
    if scripts:
        await ada.check_access()
    assert night.events("PersonJoined") == []
    # Once they are allowed.
    await join(ada, server, night.code)
    assert len(night.events("PersonJoined")) == 1


async def test_who_was_here_comes_back_in_after_the_end(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    assert ada.act("pitches", title="Bees").status_code == 409
    night.move("pitch")
    assert ada.act("pitches", title="Bees", hosted="1").status_code == 200
    night.move("closed")
    tablet = await enter("Ada's tablet", PHONE)
    await tablet.page.goto(f"{server.url}/j/{night.code}")
    await tablet.page.get_by_text("I've already joined").click()
    await tablet.page.get_by_label("Your personal code").fill(await asyncio.to_thread(night.personal, 1))
    await tablet.press("Come back in")
    await tablet.page.locator(".own-pitch", has_text="Bees").wait_for()
