"""A host rehearses their own night: people come, pitch, and are gone again."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

SOON = 40_000
"""Milliseconds within which the first of a fast crowd come in, and pitch."""


async def host_of(night: Evening, enter: Enter, **options: bool) -> Person:
    """The host, at the page from which the night is rehearsed."""
    host = await enter("Host", LAPTOP, **options)
    for name, value in night.host.cookies.items():
        await host.page.context.add_cookies([{"name": name, "value": value, "url": night.server.url}])
    await host.page.goto(f"{night.server.url}/n/{night.code}/desk")
    await host.page.get_by_role("link", name="Rehearse", exact=True).click()
    await host.sees("Rehearse this night")
    return host


@pytest.mark.long
async def test_from_a_crowd_to_nothing_left(own_server: Server, enter: Enter) -> None:
    """Given a host who rehearses with eight people, then they see them come in, move on to pitching and see
    what is pitched; and once they throw it away it is gone, and they are back at their own night's desk.
    """
    night = Evening(own_server)
    host = await host_of(night, enter)
    await host.check_access()
    await host.page.get_by_label("8 people").check()
    await host.page.get_by_label("Fast").check()
    await host.press("Rehearse")
    await host.page.get_by_role("link", name="Throw this rehearsal away …").wait_for()
    copy = host.page.url.split("/")[4]
    assert copy != night.code
    await expect(host.page.locator(".tag", has_text="Rehearsal")).to_be_visible()
    await expect(host.page.locator("#people")).to_have_text(re.compile("[2-8] people are here"), timeout=SOON)
    await host.press("Open pitching")
    await expect(host.page.locator("[id^=row-]:not(#row-order)").first).to_be_attached(timeout=SOON)

    await host.page.get_by_role("link", name="Throw this rehearsal away …").click()
    await host.sees("Nothing you do here affects your night.")
    await host.check_access()
    await host.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await host.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await host.press("Throw it away")
    await host.page.wait_for_url(f"**/n/{night.code}/desk")
    gone = await host.page.request.get(f"{own_server.url}/n/{copy}/board")
    assert gone.status == 404
    assert night.version == 1


@pytest.mark.long
async def test_without_javascript(own_server: Server, enter: Enter) -> None:
    night = Evening(own_server)
    host = await host_of(night, enter, java_script_enabled=False)
    await host.page.get_by_label("8 people").check()
    await host.page.get_by_role("button", name="Rehearse").click()
    await host.page.get_by_role("link", name="Throw this rehearsal away …").click()
    await host.page.get_by_role("button", name="Throw it away").click()
    await host.page.wait_for_url(f"**/n/{night.code}/desk")
