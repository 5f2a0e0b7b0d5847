"""The evening in pictures, from the record and from one's own evening, on a phone."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_lineup import comes
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_ada_sees_her_own_way_among_all_the_others(enter: Enter, server: Server) -> None:
    """Given a closed night, when Ada follows the link from her evening, then the line of hers is marked, her
    name is bold, and the pictures say the same in words and tables; none but who met whom is wider than her
    phone.
    """
    night, people = talked(server)
    night.move("closed")
    ada = await comes(enter, "Ada", PHONE, people["Ada"], "/evening")
    page = ada.page
    assert night.personal(1) in await page.locator(".come-back").inner_text()
    await page.get_by_role("link", name="See how all of you met").click()
    await expect(page.get_by_role("heading", name="Who met whom")).to_be_attached()
    hers = page.locator(".thread:target")
    await expect(hers.locator("text").first).to_have_text("Ada")
    plain, marked = page.locator(".thread:not(:target) path").first, hers.locator("path")
    width = "line => parseFloat(getComputedStyle(line).strokeWidth)"
    assert await marked.evaluate(width) > 2 * await plain.evaluate(width)
    met = page.locator("section", has=page.get_by_role("heading", name="Who met whom"))
    await met.get_by_text("The same as a table").click()
    await expect(met.get_by_role("row").nth(1)).to_have_text("AdaBeesBooks")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("The evening over time", "How the line-up came about"):
        picture = page.get_by_role("group", name=name, exact=True)
        assert await picture.evaluate("figure => figure.scrollWidth <= figure.clientWidth"), name
    await ada.check_access()
    await page.get_by_role("link", name="← ").first.click()
    await expect(page.locator(".record-plot [role=img]")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
