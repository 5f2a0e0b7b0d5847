"""What is close to a topic: said to whoever types it, with the words that both mention, and to the desk."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLES = (
    "Night buses for nurses on shift",
    "Swifts nest under our roofs",
    "A choir for people who cannot sing",
)


async def test_what_is_close_is_shown_with_the_reason(enter: Enter, server: Server) -> None:
    """Given three topics, when Ada types what is close to one of them, then her phone names it and says why;
    once it is pitched, the desk has the two side by side. Each of them keeps its card.
    """
    night = Evening(server)
    night.move("pitch")
    for title in TITLES:
        night.host.act("pitches", title=title)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await expect(host.page.locator("#desk-doubles")).to_be_hidden()

    field = ada.page.get_by_label("What do you want to talk about?")
    await field.press_sequentially("A map of night buses that stop too early")
    close = ada.page.locator("#similar")
    await expect(close).to_contain_text("This one is close to yours:")
    await expect(close).to_contain_text("Both mention “night buses”")
    await expect(close.get_by_role("listitem")).to_have_count(1)
    await ada.check_access()
    await ada.press("Pitch it")
    await expect(field).to_have_value("")
    await expect(close).to_be_empty()

    await expect(host.page.locator("#desk-doubles")).to_contain_text("Both mention “Night buses”")
    await expect(host.page.locator("#desk-doubles").get_by_role("button")).to_have_count(0)
    await host.check_access("#desk-doubles")
