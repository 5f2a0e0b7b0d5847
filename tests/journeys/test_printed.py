"""What is printed has nothing on it that only a screen is for, and no line lies on another."""

import itertools

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import visits
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

PRESSED = "main :is(button, summary):visible, main a:visible:not(.address)"


async def test_the_sheet_for_the_door_and_ones_evening(enter: Enter, server: Server) -> None:
    night, people = talked(server)
    door = (await visits(enter, "Host", LAPTOP, night.host, "/links")).page
    await door.emulate_media(media="print")
    await expect(door.locator(".code")).to_be_visible()
    await expect(door.locator(PRESSED)).to_have_count(0)

    night.move("closed")
    own = (await visits(enter, "Ada", PHONE, people["Ada"], "/evening")).page
    await own.emulate_media(media="print")
    measure = "all => all.map(one => one.getBoundingClientRect().toJSON())"  # at once: the page may move
    shown = [box for box in await own.locator("#evening > p").evaluate_all(measure) if box["height"]]
    assert len(shown) > 1
    for above, below in itertools.pairwise(shown):
        assert above["y"] + above["height"] <= below["y"] + 1
