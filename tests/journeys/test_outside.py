"""Somebody who is not there reads about the night, follows it from the sofa, and reads what came of it."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_from_the_announcement_to_what_came_of_it(enter: Enter, server: Server) -> None:
    """Given a host who has written the public page, when Zoe opens it, then one key leads to where she
    follows the night without reloading: a pitch, the groups, and the end; nobody has a name who wants none.
    The next morning Ada adds her post, and Zoe reads it.
    """
    night = Evening(server)
    ada = night.enter("Ada")
    ada.act("me/byline", byline="participant")
    host = await visits(enter, "Host", LAPTOP, night.host, "/setup")
    await host.page.get_by_role("link", name="Write the public page").click()
    await host.page.get_by_label("What is it?").fill("An evening of topics")
    await host.page.get_by_label("What does it cost?").fill("Pay what you can, from £20")
    await host.page.get_by_label("Others may follow the night").check()
    await host.check_access()
    await host.press("Save the page")
    await host.sees("Only you see this line.")

    zoe = await enter("Zoe", PHONE)
    await zoe.page.goto(f"{server.url}/n/{night.code}/about")
    await zoe.sees("from £20")
    await zoe.check_access()
    night.move("pitch")
    await zoe.page.reload()
    way = zoe.page.get_by_role("link", name="Follow it from here").first
    await way.focus()
    await zoe.page.keyboard.press("Enter")
    await zoe.page.locator("html[data-link=on]").wait_for()
    await zoe.mark()
    await asyncio.to_thread(ada.act, "pitches", title="Bees", more="Who needs them?", hosted="1")
    heard = zoe.page.locator("#pitch-1")
    await expect(heard).to_contain_text("a participant")
    await expect(heard).to_contain_text("Bees")
    await asyncio.to_thread(night.talk_about_bees, ada)
    await expect(zoe.page.locator("#talking")).to_contain_text("Bees")
    await expect(zoe.page.locator("#happening h1")).to_have_text("The groups talk.")
    await zoe.check_access()
    assert "Ada" not in await zoe.page.content()
    await asyncio.to_thread(night.move, "closed")
    await expect(zoe.page.locator("#happening h1")).to_have_text("The night is over")
    await zoe.was_not_reloaded()

    morning = await visits(enter, "Ada", PHONE, ada, "/afterwards")
    await morning.page.get_by_label("What is it?").fill("What I took home")
    await morning.page.get_by_label("Where to read it").fill("https://blog.example/bees")
    await morning.check_access()
    await morning.press("Add it")
    await morning.sees("Added so far")
    await zoe.page.get_by_role("link", name="See what came of it").click()
    await expect(zoe.page.get_by_role("link", name="What I took home")).to_have_attribute(
        "href", "https://blog.example/bees"
    )
