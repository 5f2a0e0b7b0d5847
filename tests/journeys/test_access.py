"""Axe looks at each shape once, and misses no fault for that."""

import pytest

from tests.journeys.access import axe
from tests.journeys.conftest import PHONE, Enter

pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = "<article class='card'><h2>Bees</h2><p>{text}</p><button>Give</button></article>"
PALE = "<b style='color: #ccc; background: #fff'>Pale</b>"
PAGE = "<html lang=en><title>Cards</title><main><h1>Cards</h1>{cards}</main></html>"


@pytest.mark.long
async def test_a_fault_among_what_is_known_is_found(enter: Enter) -> None:
    page = (await enter("Ada", PHONE)).page
    cards = [CARD.format(text=f"Number {number}") for number in range(6)]
    await page.set_content(PAGE.format(cards="".join(cards)))
    assert await axe(page, "body", {}) == []
    await page.evaluate("delete window.axe")
    assert await axe(page, "body", {}) == []
    assert not await page.evaluate("'axe' in window"), "nothing was left to look at"

    for wrong, rule in ((PALE, "color-contrast"), ("<img src='data:,'>", "image-alt")):
        cards[4] = CARD.format(text=wrong)
        await page.set_content(PAGE.format(cards="".join(cards)))
        for _time in range(2):  # what is wrong is not known after
            assert [fault["id"] for fault in await axe(page, "body", {})] == [rule]
    cards[4] = CARD.format(text="Number").replace("Give", "")
    await page.set_content(PAGE.format(cards="".join(cards)))
    assert [fault["id"] for fault in await axe(page, "body", {})] == ["button-name"]
