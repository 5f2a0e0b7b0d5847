"""Waiting at the door, and what the host does about it: let in, turn away, undo a flood."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
async def test_the_door_opens_by_itself(enter: Enter, server: Server, scripts: bool) -> None:
    """Given a night that has as many as it expects, when somebody comes, then they wait; once the host lets
    them in, their page opens: by itself, or when they look.
    """
    night = Evening(server, expected="1")
    night.enter("Ada")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    zed = await enter("Zed", PHONE, java_script_enabled=scripts)
    await zed.page.goto(f"{server.url}/j/{night.code}")
    await zed.page.get_by_label("Your name").fill("Zed")
    await zed.press("Come in")
    await zed.sees("The host will let you in")
    if scripts:
        await zed.check_access()
        await zed.page.get_by_label("Your name").fill("Zeddy")
        await zed.press("Save your name")
        await expect(host.page.locator("#desk-door")).to_contain_text("Zeddy")
    await host.page.get_by_role("link", name="1 at the door").click()
    await host.check_access()
    await host.page.get_by_role("button", name="Let in: Zed").click()
    await expect(host.page.locator("#desk-door")).to_be_empty()
    if not scripts:
        await zed.page.get_by_role("link", name="Check for anything new").click()
    await zed.page.wait_for_url(f"{server.url}/n/{night.code}")
    await expect(host.page.locator("#persons")).to_contain_text("Zed")


async def test_two_taps_undo_a_flood(enter: Enter, server: Server) -> None:
    """Given scripts among people, the host sees who would go and who stays; the second tap removes them, and
    one press brings them back. The board shows the new code.
    """
    night = Evening(server)
    for no in range(3):
        night.enter(f"Person {no}")
    for no in range(8):
        night.device().act(f"/j/{night.code}", name=f"Bot {no}")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = await comes(enter, "Board", LAPTOP, night.device(), "/board")
    await host.page.get_by_role("link", name="Some may not be people").click()
    await host.sees("6 people would go")
    await expect(host.page.get_by_label("Person 1")).to_be_checked()
    await host.check_access()
    await host.press("Remove everybody without a tick")
    await expect(host.page.locator("#people")).to_contain_text("3")
    entrance = night.events("EntranceRenewed")[0]["entrance"]
    await expect(board.page.locator(".invitation-code")).to_contain_text(f"{night.code}-{entrance}")
    await expect(host.page.locator("#desk-code")).to_contain_text(entrance)
    await host.press("Undo: removing 6 people")
    await expect(host.page.locator("#people")).to_contain_text("9")
    await expect(board.page.locator(".invitation-code")).not_to_contain_text(entrance)
