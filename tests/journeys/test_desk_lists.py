"""The desk's lists while the night goes on: rows that change their rank move, the others stay."""

import asyncio

import pytest

from tests.journeys.conftest import LAPTOP, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

WATCH = """() => {
  window.moved = [];
  const note = (changes) => window.moved.push(...changes.flatMap(({ addedNodes }) => [...addedNodes]));
  new MutationObserver(note).observe(document.getElementById("ranked"), { childList: true });
}"""
ROWS = "[...document.querySelectorAll('#ranked > li')].map((row) => row.id)"


def pitched(server: Server, topics: int) -> Evening:
    night = Evening(server)
    night.move("pitch")
    for number in range(1, topics + 1):
        night.host.act("pitches", title=f"Topic {number}", hosted="1")
    return night


async def test_only_the_row_that_has_risen_moves(enter: Enter, server: Server) -> None:
    night = pitched(server, 12)
    ada = night.enter("Ada")
    night.move("vote")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.evaluate(WATCH)
    await asyncio.to_thread(ada.act, "pitches/9/vote")
    await host.page.locator("#ranked > :first-child#row-9").wait_for()
    assert await host.page.evaluate("moved.map((row) => row.id)") == ["row-9"]
    await asyncio.to_thread(ada.act, "pitches/9/unvote")
    await host.page.locator("#ranked > :nth-child(9)#row-9").wait_for()
    assert await host.page.evaluate("moved.map((row) => row.id)") == ["row-9", "row-9"]
    assert await host.page.evaluate(ROWS) == [f"row-{number}" for number in range(1, 13)]


async def test_a_list_in_use_keeps_still(enter: Enter, server: Server) -> None:
    night = pitched(server, 3)
    ada = night.enter("Ada")
    night.move("vote")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.locator("#row-1").get_by_role("button", name="Hide").focus()
    await asyncio.to_thread(ada.act, "pitches/3/vote")
    await host.page.locator("#tally-3[data-count='1']").wait_for()
    assert await host.page.evaluate(ROWS) == ["row-1", "row-2", "row-3"]
    await host.page.evaluate("document.activeElement.blur()")
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await host.page.locator("#ranked > :first-child#row-3").wait_for()


@pytest.mark.long
async def test_the_line_up_can_be_opened_while_people_pitch(enter: Enter, server: Server) -> None:
    """And it goes on to follow the night while it is open."""
    night = pitched(server, 2)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    assert await host.page.locator("#placed-1").count() == 0
    await host.page.locator("#part-lineup > summary").click()
    await host.page.locator(".waiting-list #placed-1").wait_for()
    await host.check_access()
    await asyncio.to_thread(night.host.act, "pitches", title="Bats")
    await host.page.locator(".waiting-list #placed-3").wait_for()
    await host.press("Bring in: Bats")
    await host.page.locator(".cell #placed-3").wait_for()


async def test_the_rest_of_a_long_queue_is_folded(enter: Enter, server: Server) -> None:
    night = pitched(server, 10)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    last = host.page.locator("#queued-10")
    assert not await last.is_visible()
    assert await host.page.locator("#queued-1").get_by_role("button", name="Move up").count() == 0
    await host.page.get_by_text("and 2 more").click()
    await last.get_by_role("button", name="Move up").click()
    await host.page.locator("#queue > :nth-child(9)#queued-10").wait_for()
    assert await last.locator(":focus").get_attribute("aria-label") == "Move up: Topic 10"
    await host.press("Next speaker")
    await host.page.get_by_text("and one more").wait_for()
    await host.press("Next speaker")
    await host.page.locator("#queue-rest").wait_for(state="hidden")
    await host.page.locator("#queue > :last-child#queued-9").wait_for()
    await host.check_access()
