"""The desk's lists while the night goes on: rows that change their rank move, the others stay."""

import asyncio

import pytest
from playwright.async_api import expect

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


@pytest.mark.long
async def test_what_a_group_writes_comes_as_it_is_opened(enter: Enter, server: Server) -> None:
    """Given a group with notes, then the desk says how many, and has them once the host opens them; there
    they follow, stay open, and can be hidden. Without a script the same button leads to a page of them.
    """
    night = pitched(server, 2)
    ada = night.enter("Ada")
    for no in ("1", "2"):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    ada.act("groups/1/join")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    group = host.page.locator("#gathering-1")
    await expect(group.locator("summary")).to_be_hidden()
    await asyncio.to_thread(ada.act, "groups/1/notes", text="Sow clover", kind="action")
    await expect(group.locator("summary")).to_have_text("One note")
    await expect(host.page.locator("#gathering-2 summary")).to_be_hidden()
    await group.locator("summary").click()
    await expect(group.get_by_text("Sow clover")).to_be_visible()
    await host.check_access()
    await asyncio.to_thread(ada.act, "groups/1/notes", text="Ask the school", kind="question")
    await expect(group.get_by_text("Ask the school")).to_be_visible()
    await expect(group.locator("summary")).to_have_text("2 notes")
    await asyncio.to_thread(ada.act, "notes/1/edit", text="Sow poppies")
    await expect(group.get_by_text("Sow poppies")).to_be_visible()
    await group.get_by_role("button", name="Hide: Sow poppies").click()
    await expect(group.get_by_role("button", name="Show again: Sow poppies")).to_be_visible()
    await expect(group.get_by_text("Ask the school")).to_be_visible()

    await host.page.goto(f"{night.server.url}/n/{night.code}/desk?part=written&group=1")
    await expect(host.page.get_by_role("heading", name="Topic 1")).to_be_visible()
    await host.check_access()
    await asyncio.to_thread(ada.act, "groups/1/notes", text="Paint a hive", kind="note")
    await expect(host.page.get_by_text("Paint a hive")).to_be_visible()
