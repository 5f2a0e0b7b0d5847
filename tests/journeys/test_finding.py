"""A vote on more topics than anybody reads through: their words find them, with and without JavaScript."""

import pytest
from playwright.async_api import expect

from opennight.night.searching import MANY
from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_lineup import visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


def long_night(server: Server) -> Evening:
    """So many pitches that the vote has a field; two are about bees."""
    night = Evening(server, dots="5")
    night.move("pitch")
    for no in range(1, MANY):
        night.host.act("pitches", title=f"Topic {no}", hosted="0")
    night.host.act("pitches", title="Bees on the roof", hosted="0")
    night.host.act("pitches", title="Gardens", more="Also for wild bees", hosted="0")
    return night


async def shows(person: Person, *titles: str) -> None:
    await expect(person.page.locator("#pitches > li:not([hidden]) h3")).to_have_text(list(titles))


async def test_while_typing(enter: Enter, server: Server) -> None:
    """Also on a phone that was there before the vote; what is pushed does not bring the others back."""
    night = long_night(server)
    ada = await visits(enter, "Ada", PHONE, night.enter("Ada"), "")
    night.move("vote")
    field = ada.page.get_by_role("searchbox", name="Find a topic")
    await field.fill("Bées")
    await shows(ada, "Bees on the roof", "Gardens")
    await expect(ada.page.get_by_role("status").get_by_text("Topics found: 2")).to_be_visible()
    await ada.check_access()
    await ada.press("Give a dot: Gardens")
    await expect(ada.page.locator("b.sticker[data-mine-text=dots]")).to_have_text("4")
    night.host.act("pitches/1/edit", title="Topic one", hosted="0")
    night.host.act("pitches/2/edit", title="More bees", hosted="0")
    await shows(ada, "More bees", "Bees on the roof", "Gardens")
    assert await field.input_value() == "Bées"
    await field.press("Enter")
    await expect(ada.page.locator("#found")).to_have_text("Topics found: 3")
    await field.fill("")
    await expect(ada.page.locator("#pitches > li:not([hidden])")).to_have_count(MANY + 1)
    await expect(ada.page.locator("#found")).to_be_empty()


async def test_without_javascript(enter: Enter, server: Server) -> None:
    """A page with those alone, and a dot leads back to it."""
    night = long_night(server)
    night.move("vote")
    ben = await enter("Ben", LAPTOP, java_script_enabled=False)
    await ben.page.goto(f"{server.url}/j/{night.code}")
    await ben.page.get_by_label("Your name").fill("Ben")
    await ben.press("Come in")
    await ben.page.get_by_role("searchbox", name="Find a topic").fill("bees")
    await ben.press("Find")
    await shows(ben, "Bees on the roof", "Gardens")
    await ben.press("Give a dot: Gardens")
    await ben.page.get_by_role("button", name="Your dot: Gardens. Take it back").wait_for()
    await shows(ben, "Bees on the roof", "Gardens")
    await ben.page.get_by_role("link", name="Show all topics").click()
    await expect(ben.page.locator("#pitches > li")).to_have_count(MANY + 1)
