"""Somebody reads at the door what becomes public, chooses otherwise, and sees it in the record."""

import pytest
from playwright.async_api import expect

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scripts", [True, at_length(False)], ids=["with scripts", "without scripts"])
async def test_from_the_door_to_the_record(enter: Enter, server: Server, scripts: bool) -> None:
    """With the keyboard alone, with and without JavaScript."""
    night = Evening(server, byline="initials")
    ada = await enter("Ada", PHONE, java_script_enabled=scripts)
    reader = await enter("Reader", LAPTOP, java_script_enabled=scripts)
    await ada.page.goto(f"{server.url}/j/{night.code}")
    await ada.sees("with your initials instead of your name")
    if scripts:
        await ada.check_access()
    await ada.page.get_by_label("Your name").fill("Ada Lovelace")
    await ada.press("Come in")
    await ada.page.wait_for_url(f"{server.url}/n/{night.code}")
    night.move("pitch")
    night.move("closed")
    record = f"{server.url}/n/{night.code}/record.html"

    await ada.page.goto(f"{server.url}/n/{night.code}")
    await ada.sees("You are in it as “AL”.")
    await ada.page.get_by_role("link", name="Change that on your page").click()
    choice = ada.page.get_by_role("group", name="How you appear in the open record")
    await expect(choice.get_by_role("radio", checked=True)).to_have_accessible_name("by initials: AL")
    if scripts:
        await ada.check_access()
    await choice.get_by_role("radio", checked=True).focus()
    await ada.page.keyboard.press("ArrowDown")
    await ada.page.keyboard.press("Tab")
    await ada.page.keyboard.press("Enter")
    await expect(choice.get_by_role("radio", checked=True)).to_have_accessible_name("as “a participant”")
    await reader.page.goto(record.removesuffix(".html"))
    await expect(reader.page.locator("section[aria-labelledby=people] p")).to_have_text("a participant")
    if scripts:
        await reader.check_access()

    await ada.page.get_by_role("link", name="What this night knows about you").click()
    await ada.sees("In the open record you are “a participant”.")
    if scripts:
        await ada.check_access()
    async with ada.page.expect_download() as kept:
        await ada.page.get_by_role("link", name="Keep all of it as a file").click()
    assert (await kept.value).suggested_filename == f"opennight-{night.code}-me.json"


@pytest.mark.long
@pytest.mark.parametrize("scripts", [True, at_length(False)], ids=["with scripts", "without scripts"])
async def test_somebody_leaves_with_their_name(enter: Enter, server: Server, scripts: bool) -> None:
    night = Evening(server)
    ada = await enter("Ada", PHONE, java_script_enabled=scripts)
    await ada.page.goto(f"{server.url}/j/{night.code}")
    await ada.page.get_by_label("Your name").fill("Ada Lovelace")
    await ada.press("Come in")
    await ada.page.wait_for_url(f"{server.url}/n/{night.code}")
    await ada.page.goto(f"{server.url}/n/{night.code}/me")
    await ada.page.get_by_text("Leave this night").click()
    await ada.page.get_by_label("Take my name with me").check()
    if scripts:
        await ada.check_access()
    await ada.press("Yes, leave")
    await ada.page.wait_for_url(f"{server.url}/n/{night.code}/left")
    assert "Lovelace" not in night.host.get("desk").text
