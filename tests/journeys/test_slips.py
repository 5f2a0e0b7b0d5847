"""One slip, one vote, in real browsers: the sheet, two phones, a dead phone; also without JavaScript."""

import re

import pytest
from playwright.async_api import expect

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import KEYS, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("scripts", [True, at_length(False)])
async def test_a_slip_a_thief_and_a_dead_phone(enter: Enter, server: Server, scripts: bool) -> None:
    """Given printed slips, Ada comes with hers, a photograph of it is refused, and her new phone is hers."""
    night = Evening(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.goto(f"{server.url}/n/{night.code}/slips")
    await host.page.get_by_label("How many").fill("40")
    await host.press("Make slips")
    await host.sees("One slip, one vote: 40 printed, 0 used, 0 void.")
    await host.check_access()
    slip = [KEYS.slip(night.code, no) for no in range(41)]
    ada = await enter("Ada", PHONE, java_script_enabled=scripts)
    await ada.page.goto(f"{server.url}/j/{night.code}?slip={slip[1]}")
    if scripts:
        await ada.check_access()
    await ada.page.get_by_label("Your name").fill("Ada")
    await ada.press("Come in")
    await ada.page.wait_for_url(f"{server.url}/n/{night.code}")
    thief = await enter("Eve", PHONE, java_script_enabled=scripts)
    await thief.page.goto(f"{server.url}/j/{night.code}?slip={slip[1]}")
    await thief.sees("This slip has been used. Ask the host.")
    await host.page.reload()
    await host.page.get_by_label("To whom").select_option("1")
    await host.page.get_by_label("Number of the new slip").fill("40")
    await host.press("Give this slip")
    await host.sees("40 printed, 1 used, 1 void")
    if scripts:  # the phone before is out at once
        await expect(ada.page.get_by_label("The code on your slip")).to_be_visible()
    new = await enter("Ada's new phone", PHONE, java_script_enabled=scripts)
    await new.page.goto(f"{server.url}/j/{night.code}?slip={slip[40]}")
    await new.sees("This slip is for Ada")
    if scripts:
        await new.check_access()
    await new.press("Come in as Ada")
    await new.page.wait_for_url(f"{server.url}/n/{night.code}")
    await ada.page.goto(f"{server.url}/n/{night.code}")
    await expect(ada.page.get_by_label("The code on your slip")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("paper", ["A4", at_length("Letter")])
async def test_the_sheet_fits_the_paper(enter: Enter, server: Server, paper: str) -> None:
    """Twenty slips are two sheets, of A4 and of Letter, with no slip across two."""
    night = Evening(server, title="An assembly with quite a long name, for everybody in the town")
    night.host.act("slips/print", count="20")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.goto(f"{server.url}/n/{night.code}/slips")
    await host.page.get_by_role("link", name="Slips 1 to 20").click()
    await host.check_access()
    printed = await host.page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
