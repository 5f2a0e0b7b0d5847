"""A dinner with a deck of cards in real browsers: two phones at one table; and the deck on paper."""

import pathlib
import re

import pytest
from playwright.async_api import expect

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

ARABIC = pathlib.Path(__file__).parents[1] / "arabic.toml"
INSIDE = """() => [...document.querySelectorAll('.print-card')]
  .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
  .map((it) => it.innerText)"""
"""The printed cards that have more on them than fits."""


@pytest.mark.long
async def test_a_dinner_spends_its_points(enter: Enter, server: Server) -> None:
    """The host lays the deck on a table; two phones take cards; short of points, they swap one."""
    night = Evening(server, title="Dinner")
    ada, ben = night.enter("Ada"), night.enter("Ben")
    host = await visits(enter, "Host", LAPTOP, night.host, "/deck")
    await host.check_access()
    await host.press("Use this deck: What we could do here")
    await host.page.get_by_label("What is it about?").fill("Our street")
    await host.press("Open the table")
    await host.sees("Our street")
    await host.check_access()
    night.move("talk")
    phone = await comes(enter, "Ada", PHONE, ada, "/groups/1/cards")
    other = await comes(enter, "Ben", PHONE, ben, "/groups/1/cards")
    for kind, card in (
        ("situation", "The empty shop"),
        ("idea", "Ten trees and who waters them"),
        ("idea", "A kitchen for the quarter"),
        ("idea", "Draw our own plan"),
        ("idea", "Ring at every door"),
    ):
        section = phone.page.locator(f"#cards-{kind}")
        if await section.locator(f"#take-{kind}").get_attribute("open") is None:
            await section.locator(f"#take-{kind} summary").click()
        await phone.page.keyboard.press("Shift")  # this is no second half of a double tap: see presses.js
        await section.get_by_label(card, exact=False).check()
        await section.get_by_role("button", name="Take this card").click()
        await expect(other.page.locator(f"#cards-{kind} .laid")).to_contain_text(card)
        await phone.page.locator(f"#cards-{kind} .laid h3", has_text=card).wait_for()
    await other.sees("Swap an idea, or find another resource.")
    await phone.press("Our story is finished")
    await phone.sees("Points missing: 1")
    trees = other.page.locator(".pick", has_text="Ten trees")
    await trees.get_by_text("Swap, move, put back").click()
    await trees.get_by_label("Another card in its place").select_option("long-table")
    await trees.get_by_role("button", name="Swap").click()
    await expect(phone.page.locator("#points")).to_contain_text("1 point left")
    shop = phone.page.locator(".pick", has_text="The empty shop")
    await shop.get_by_text("Say what it means for you").click()
    await shop.get_by_label("What it means for us").fill("The bakery in Mill Lane")
    await shop.get_by_role("button", name="Save").click()
    await other.sees("The bakery in Mill Lane")
    await phone.check_access()
    await phone.press("Our story is finished")
    await other.sees("Your story is finished.")
    await phone.page.get_by_role("link", name="Read your story").click()
    await phone.sees("The bakery in Mill Lane")
    await phone.check_access()
    await other.was_not_reloaded()
    night.move("share")
    board = await visits(enter, "Board", PROJECTOR, night.device(), "/board")
    await expect(board.page.locator("#tale")).to_contain_text("The bakery in Mill Lane")
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    await board.check_access()


async def test_the_code_on_a_card_leads_to_it(enter: Enter, server: Server) -> None:
    """Whoever sits at a table takes it from its page, also without JavaScript."""
    night = Evening(server, title="Dinner")
    ada = night.enter("Ada")
    night.host.act("deck", shelf="1-neighbourhood")
    night.host.act("cards/table", title="Our street", room="1", all="1")
    night.move("talk")
    phone = await enter("Ada", PHONE, java_script_enabled=False)
    url = str(ada.client.base_url)
    await phone.page.context.add_cookies(
        [{"name": key, "value": value, "url": url} for key, value in ada.cookies.items()]
    )
    await phone.page.goto(f"{server.url}/n/{night.code}/deck/long-table")
    await phone.sees("From other nights")
    await phone.page.get_by_role("button", name="Take this card for “Our street”").click()
    await phone.page.wait_for_url(f"{server.url}/n/{night.code}/groups/1/cards")
    await expect(phone.page.locator("#cards-idea .laid")).to_contain_text("A long table in the street")


@pytest.mark.long
@pytest.mark.parametrize(("deck", "sheets"), [("ours", 5), ("Arabic", 2)])
async def test_a_deck_on_paper(enter: Enter, server: Server, deck: str, sheets: int) -> None:
    """Nine cards a sheet, fronts and backs, on A4 and on Letter; nothing runs over the edge of a card; Arabic
    is written from the right."""
    night = Evening(server)
    named = {"shelf": "1-neighbourhood"} if deck == "ours" else {"pasted": ARABIC.read_text(encoding="utf-8")}
    assert night.host.act("deck", **named).status_code == 200
    host = await visits(enter, "Host", LAPTOP, night.host, "/cards/print")
    await host.check_access()
    for paper in ("A4", "Letter"):
        printed = await host.page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2 * sheets
    await host.page.emulate_media(media="print")
    assert not await host.page.evaluate(INSIDE)
    title = host.page.locator(".face-title").first
    assert await title.evaluate("it => getComputedStyle(it).direction") == (
        "rtl" if deck == "Arabic" else "ltr"
    )
    await host.page.goto(f"{server.url}/n/{night.code}/cards/print?blank=1")
    printed = await host.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
