"""Six weeks on: a promise is ticked off, the record shows it, and the second night opens with it."""

import datetime as dt

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

SIX_WEEKS = 42
ACTIONS = (
    ("Start a time bank in the library", "end of January 2031"),
    ("Ask the council for a room", "12 May 2031"),
    ("Print forty cards", ""),
    ("Find a treasurer", ""),
    ("Write to the paper", "1 March 2031"),
    ("Cook for the next meeting", ""),
    ("Count the hours", ""),
)


def promised(server: Server) -> Evening:
    """A night six weeks ago: Ada promises all of what her group will do. Two things are done since, one was
    let go."""
    day = (dt.date.today() - dt.timedelta(days=SIX_WEEKS)).isoformat()
    night = Evening(server, title="Time banks", place="Library", date=day)
    ada = night.enter("Ada")
    night.move("pitch")
    ada.act("pitches", title="Time banks", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    ada.act("groups/1/join")
    for no, (text, due) in enumerate(ACTIONS, 1):
        ada.act("groups/1/notes", kind="action", text=text, due=due)
        ada.act(f"promises/note/{no}/in")
    night.move("closed")
    then = night.again(SIX_WEEKS)
    for no, state in ((3, "done"), (6, "done"), (4, "let-go")):
        assert then.known(1).act(f"promises/note/{no}/{state}").status_code == 200
    return then


async def test_a_promise_is_kept_and_the_next_night_opens_with_it(enter: Enter, server: Server) -> None:
    night = promised(server)
    phone: Device = night.device()
    phone.act(f"/j/{night.code}/return", personal=night.personal(1))  # another phone, six weeks on
    ada = await comes(enter, "Ada", PHONE, phone, "/evening")
    await ada.page.get_by_role("link", name="Tick one off, move it, or let it go").click()
    await expect(ada.page.locator(".kept-lamp")).to_contain_text("2 of 7 kept")
    await ada.check_access()
    await ada.press("It is done: Start a time bank in the library")
    await expect(ada.page.locator(".kept-lamp")).to_contain_text("3 of 7 kept")
    night.host.carry("start", f"start {server.start_key}")
    host = await visits(enter, "host", LAPTOP, night.host, "/record")
    await expect(host.page.locator(".kept-lamp")).to_contain_text("3 of 7 kept")
    await expect(host.page.locator("#note-1")).to_contain_text("Done")
    await expect(host.page.locator("#note-4")).to_contain_text("Let go")
    await host.check_access()
    await host.page.goto(f"{server.url}/start?from={night.code}")
    await expect(host.page.get_by_label("Open with what became of last time's promises")).to_be_checked()
    await host.page.get_by_label("What is the night called?").fill("Time banks II")
    await host.press("Start the night")
    await host.page.wait_for_url("**/links")
    code = host.page.url.split("/")[4]
    await host.page.goto(f"{server.url}/n/{code}/promises")
    await expect(host.page.locator("#main")).to_contain_text("Last time we promised 7 things. 3 are done.")
    await host.check_access()
    await host.press("Put it on the board")
    board = await comes(enter, "board", PROJECTOR, Device(server.url, code), "/board")
    await expect(board.page.locator("#scene")).to_contain_text("3 of 7 kept")
    await expect(board.page.locator("#still-open")).to_contain_text("Ask the council for a room")
    await expect(board.page.locator("#scene")).not_to_contain_text("Ada")
    await board.check_access()
    second = Device(server.url, code)
    for cookie in await host.page.context.cookies():
        second.client.cookies.set(str(cookie["name"]), str(cookie["value"]))
    second.act("phase", to="closed")
    await ada.press("It is done: Write to the paper")
    reader = await enter("reader", PHONE)
    await reader.page.goto(f"{server.url}/n/{code}/record")
    last = reader.page.locator("#last-time")
    await expect(last).to_contain_text("It opened with what became of Time banks: 3 of 7 kept")
    await expect(last).to_contain_text("Now: 4 of 7 kept")
    await expect(last).not_to_contain_text("Ada")
    await reader.check_access()
    for one in (ada, host, board, reader):
        assert not one.troubles
