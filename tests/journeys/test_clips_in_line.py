"""Clips that wait in line in a browser: over a link that dies, a reload, and a tablet that people hand on."""

import os
import pathlib

import pytest
from PIL import Image
from playwright.async_api import Page, Route, expect

from opennight.night.fold import fold
from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_shared_device import come_in, leave
from tests.server import Server
from tests.web.cast import KEYS, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIDE = 500
EMPTY = """(code) => new Promise((done) => {
    indexedDB.open(`opennight.clips ${code}`).onsuccess = ({ target }) => {
        const counted = target.result.transaction("files").objectStore("files").count();
        counted.onsuccess = () => done(counted.result === 0);
    };
})"""


def noise(folder: pathlib.Path) -> str:
    """A photo of about 750 kB: a few pieces."""
    path = folder / "noise.png"
    Image.frombytes("RGB", (SIDE, SIDE), os.urandom(3 * SIDE * SIDE)).save(path)
    return str(path)


async def send(page: Page, photo: str, title: str) -> None:
    await page.set_input_files("#file", photo)
    await page.get_by_label("What is it about?").fill(title)
    await page.get_by_role("checkbox", name="Everyone who").check()
    await page.keyboard.press("Shift")
    await page.get_by_role("button", name="Send it").click()
    await page.locator(".waiting-clip", has_text=title).wait_for()


class Link:
    """The uploads of a page, until the link dies in the middle of one; and where pieces began since."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        self.dead = False
        self.begun: list[str] = []
        person.forgive(*CUT)

    async def passes(self, route: Route) -> None:
        at = route.request.headers.get("upload-offset")
        if self.dead or (at not in (None, "0") and not self.begun):
            self.dead = True
            await route.abort()
            return
        if at and self.begun:
            self.begun.append(at)
        await route.continue_()

    def back(self) -> None:
        self.dead = False
        self.begun.append("back")


@pytest.mark.long
async def test_what_waits_goes_on_after_a_reload(enter: Enter, server: Server) -> None:
    """Given Ada sends three photos and the link dies in the middle of the first, when she takes one back and
    loads the page anew, then the others arrive, and of the first only what was missing."""
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    link, photo = Link(ada), noise(server.folder)
    await ada.page.route("**/uploads**", link.passes)
    for title in ("Bees", "Wasps", "Ants"):
        await send(ada.page, photo, title)
    await ada.sees("No connection. It will continue by itself.")
    await ada.check_access()
    await ada.press("Cancel sending: Wasps")
    await expect(ada.page.locator(".waiting-clip")).to_have_count(2)
    await ada.page.reload()
    await expect(ada.page.locator(".waiting-clip b")).to_have_text(["Bees", "Ants"])
    link.back()
    await ada.page.reload()
    await expect(ada.page.locator("#shown b")).to_have_text(["Bees", "Ants"])
    await expect(ada.page.locator("#waiting-clips")).to_be_hidden()
    assert int(link.begun[1]) > 0, "what had arrived was not sent again"
    assert [event["title"] for event in night.events("ClipAdded")] == ["Bees", "Ants"]


@pytest.mark.long
async def test_a_proxy_that_takes_only_small_pieces(enter: Enter, server: Server) -> None:
    """Given a proxy that refuses what is above 200 kB, when Ada sends a photo of 750, then it arrives."""
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    refused: list[int] = []

    async def proxy(route: Route) -> None:
        if (size := len(route.request.post_data_buffer or b"")) > 200_000:
            refused.append(size)
            await route.fulfill(status=413, content_type="text/html", body="Too large")
        else:
            await route.continue_()

    await ada.page.route("**/uploads/**", proxy)
    await send(ada.page, noise(server.folder), "Bees")
    await expect(ada.page.locator("#shown b")).to_have_text(["Bees"])
    assert len(refused) == 1, "it learns what passes"


@pytest.mark.long
async def test_what_is_refused_stays_until_it_is_taken_back(enter: Enter, server: Server) -> None:
    """Given something that is no photo waits before one that is, when it is refused, then it says why, and
    the other one arrives."""
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    script = server.folder / "script.jpg"
    script.write_text("<script>alert(1)</script>")
    await send(ada.page, str(script), "A script")
    await send(ada.page, noise(server.folder), "Bees")
    await expect(ada.page.locator("#shown b")).to_have_text(["Bees"])
    await ada.sees("Try again")
    await ada.press("Cancel sending: A script")
    await expect(ada.page.locator("#waiting-clips")).to_be_hidden()


@pytest.mark.long
async def test_what_fay_could_not_send_is_not_sids(enter: Enter, server: Server) -> None:
    """Given Fay's photo waits on a tablet that forgets her, when Sid is on it, then he neither sees nor sends
    it; and once he has left for good, nothing is on the tablet any more."""
    night = Evening(server)
    tablet = await enter("The tablet", PHONE)
    page, clips = tablet.page, f"{server.url}/n/{night.code}/clips"
    link = Link(tablet)
    link.dead = True
    await page.route("**/uploads**", link.passes)
    await page.goto(f"{server.url}/j/{night.code}")
    await come_in(tablet, night, "Fay")
    await page.goto(clips)
    await send(page, noise(server.folder), "Bees")
    night.helper().act("me/leave", for_="1")
    await page.goto(f"{server.url}/j/{night.code}")
    await page.get_by_text("No, I'm somebody else").click()
    await come_in(tablet, night, "Sid")
    link.back()
    await page.goto(clips)
    await page.locator("html[data-link=on]").wait_for()
    await expect(page.locator("#waiting-clips")).to_be_hidden()
    await page.goto(f"{server.url}/n/{night.code}/me")
    await leave(page)
    await page.wait_for_function(EMPTY, arg=night.code)
    assert night.events("ClipAdded") == []


@pytest.mark.long
async def test_a_reporter_is_told_what_is_not_sent_before_they_forget_their_link(
    enter: Enter, server: Server
) -> None:
    """Given Rita's photo waits on a phone whose link has died, then her page shows it, and says that it waits
    for her link once she has forgotten that; with the link she finds it again, and throws it away."""
    night = Evening(server)
    night.host.act("reporters", name="Rita", interest="none")
    way_in = f"{server.url}/n/{night.code}/reporter?key={KEYS.reporter(fold(night.code, night.recorded), 1)}"
    rita = await enter("Rita", PHONE)
    link = Link(rita)
    link.dead = True
    await rita.page.route("**/uploads**", link.passes)
    await rita.page.goto(way_in)
    told = rita.page.get_by_text("Not everything has been sent yet.")
    await expect(told).to_be_hidden()
    await rita.page.goto(f"{server.url}/n/{night.code}/clips")
    await send(rita.page, noise(server.folder), "Bees")
    await rita.page.get_by_role("link", name="Where to go").click()
    await expect(rita.page.locator(".waiting-clip b")).to_have_text(["Bees"])
    await expect(told).to_be_visible()
    await rita.check_access()
    if folder := os.environ.get("SHOTS"):
        await rita.page.screenshot(path=f"{folder}/reporter-waits.png", full_page=True)
    await rita.press("I am done: forget the link on this phone")
    await rita.page.goto(way_in)
    await rita.press("Cancel sending: Bees")
    await expect(told).to_be_hidden()
    await expect(rita.page.locator("#waiting-clips")).to_be_hidden()
