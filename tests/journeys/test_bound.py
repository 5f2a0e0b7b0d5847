"""From the desk to how close the line-up is to the best there can be, and back, with scripts and without."""

from typing import Any

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import check_both_themes, visits
from tests.journeys.test_repeats import fits, seated
from tests.server import Server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_how_close_it_is_to_the_best_there_can_be(enter: Enter, server: Server, scripts: bool) -> None:
    night, _people = seated(server)
    options: dict[str, Any] = {} if scripts else {"java_script_enabled": False}
    for screen in (LAPTOP, PHONE):
        host = await visits(enter, f"Host {screen['width']}", screen, night.host, "/desk", **options)
        await host.page.get_by_role("link", name="What would change it?").click()
        await host.page.get_by_role("link", name="How close is it to the best possible?").click()
        await host.sees("It meets")
        await host.sees("No line-up of these topics could meet more")
        assert await fits(host)
        if scripts:
            await check_both_themes(host)
        await host.page.get_by_role("link", name="Back to what would change it").click()
        await host.sees("Another rule")
