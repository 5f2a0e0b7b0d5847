"""A login page of the Wi-Fi that answers in the server's stead is never put into a page of ours."""

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

LOGIN = (
    '<html><title>Hotel</title><main id="main"><p>Sign in</p><form action="//hotel.example"></form></main>'
)


async def portal(page: Page, address: str) -> None:
    await page.route(address, lambda route: route.fulfill(body=LOGIN, content_type="text/html"))


async def test_under_the_field_of_a_pitch(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("pitch")
    night.host.act("pitches", title="Night buses")
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "")
    field, similar = ada.page.get_by_label("What do you want to talk about?"), ada.page.locator("#similar")
    await field.fill("Night buses")
    await expect(similar).to_contain_text("Night buses")
    await portal(ada.page, "**/pitches/similar*")
    async with ada.page.expect_response("**/pitches/similar*"):
        await field.fill("Night buses, late")
    await expect(similar).to_be_empty()
    await expect(ada.page.get_by_text("Sign in")).to_have_count(0)
    await ada.page.unroute("**/pitches/similar*")
    await field.fill("Night buses")
    await expect(similar).to_contain_text("Night buses")


async def test_on_a_page_of_ones_own(enter: Enter, server: Server) -> None:
    """It loads itself anew while its socket still works, as on a Wi-Fi that begins to ask: it stays as it is,
    and follows again once the Wi-Fi lets it."""
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/me")
    own = f"**/n/{night.code}/me"
    await portal(ada.page, own)
    async with ada.page.expect_response(own):
        night.known(1).act("me/name", name="Grace")
    await expect(ada.page.get_by_text("Sign in")).to_have_count(0)
    await ada.page.unroute(own)
    night.known(1).act("me/name", name="Hedy")
    await expect(ada.page.locator("#main")).to_contain_text("Hedy")
