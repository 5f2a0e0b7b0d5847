"""A photo over a line that breaks, released and withdrawn on the phone of whoever is in it."""

import asyncio
import os

import pytest
from PIL import Image
from playwright.async_api import Route, expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIDE = 700


@pytest.mark.long
async def test_a_photo_arrives_over_a_line_that_breaks(enter: Enter, server: Server) -> None:
    """Given Ada sends a photo and the line dies in the middle, when the rest of it arrives, and the one in it
    lets it out on their own phone and takes it back, then everybody could see it in between.
    """
    night = Evening(server)
    device = night.enter("Ada")
    night.talk_about_bees(device)
    noise = server.folder / "photo.png"  # about 1.4 MB: three pieces
    Image.frombytes("RGB", (SIDE, SIDE), os.urandom(3 * SIDE * SIDE)).save(noise)
    ada = await comes(enter, "Ada", PHONE, device, "/groups/1/clips")
    ada.forgive("Failed to load resource", "net::ERR")
    begun: list[str] = []
    watched = asyncio.Event()

    async def dies(route: Route) -> None:
        if route.request.method == "POST":
            begun.append("POST")
        if (
            route.request.method == "PATCH"
            and route.request.headers["upload-offset"] != "0"
            and len(begun) < 2
        ):
            begun.append("cut")
            await watched.wait()
            await route.abort()
        else:
            await route.continue_()

    await ada.page.route("**/uploads**", dies)
    await ada.page.set_input_files("#file", str(noise))
    await ada.page.get_by_label("What is it about?").fill("Five bees")
    await ada.page.get_by_role("checkbox", name="Everyone who").check()
    await ada.press("Send it")
    await expect(ada.page.locator("progress")).to_be_visible()
    watched.set()
    await expect(ada.page.locator("#shown")).to_contain_text("Five bees")
    assert begun == ["POST", "cut"], "what had arrived was not sent again"
    await ada.check_access()
    await ada.page.get_by_text("Release or withdraw it").click()
    link = await ada.page.get_by_role("link", name="Link for the people in it").get_attribute("href")
    assert link
    cleo = await visits(enter, "Cleo", PHONE, night.device(), link.partition(night.code)[2])
    await cleo.check_access()
    await cleo.press("Release it: Five bees")
    await cleo.sees("Everybody can see it.")
    zoe = await visits(enter, "Zoe", PHONE, night.device(), "/clips/1")
    await zoe.page.wait_for_function("(side) => document.images[0].naturalWidth === side", arg=SIDE)
    await cleo.press("Withdraw it for good: Five bees")
    zoe.forgive("Failed to load resource")
    cleo.forgive("Failed to load resource")
    await zoe.page.reload()
    await zoe.sees("This clip was withdrawn.")
