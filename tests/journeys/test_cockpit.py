"""What a host has in hand stays in sight: what comes next, undo, the time, what waits, the board in small."""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_desk_lists import pitched
from tests.journeys.test_lineup import comes
from tests.journeys.windows import Windows
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLET = {"width": 1024, "height": 768}
UPRIGHT = {"width": 834, "height": 1112}
IN_HAND = ("#desk-next .go", "#desk-undo button", "#desk-clock")
TO_THE_END = "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })"

# What is drawn just inside its corners and in its middle is the element, or what it stands in.
UNCOVERED = """(element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [west, east, north, south] = [left + 4, right - 4, top + 4, bottom - 4];
  const middle = [(west + east) / 2, (north + south) / 2];
  return [[west, north], [east, north], [west, south], [east, south], middle].every(([x, y]) => {
    const drawn = document.elementFromPoint(x, y);
    const its = drawn && (element.contains(drawn) || drawn.contains(element));
    return its && !drawn.matches("main, .desk, body");
  });
}"""
HIDDEN_FOCUS = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const drawn = document.elementFromPoint((box.left + box.right) / 2, box.top + Math.min(box.height / 2, 20));
  return drawn && (element.contains(drawn) || drawn.contains(element)) ? "" : element.outerHTML.slice(0, 200);
}"""


CUT_OFF = """[...document.querySelectorAll("#cockpit *:not(.thumbnail-frame, iframe)")]
  .filter((one) => getComputedStyle(one).overflow === "hidden")
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.textContent)"""
COUNT_RINGS = """const Context = window.AudioContext;
window.AudioContext = class extends Context {
  constructor() {
    super();
    top.rings = (top.rings ?? 0) + 1;
  }
};"""


@pytest.fixture(autouse=True)
def small_board(windows: Windows) -> Iterator[None]:
    windows.small_board = True
    yield
    windows.small_board = False


async def in_sight(page: Page, *selectors: str) -> None:
    for selector in selectors:
        element = page.locator(selector).filter(visible=True).first
        await expect(element).to_be_in_viewport(ratio=1)
        assert await element.evaluate(UNCOVERED), f"{selector} is covered"


async def speaking(enter: Enter, server: Server, size: dict[str, int], topics: int = 20) -> Person:
    """The desk of a night with many pitches, one of them at the front; nobody runs the last one."""
    night = pitched(server, topics)
    night.host.act("pitches", title="Somebody else's", hosted="0")
    night.host.act("speaker/call", seconds="60")
    return await comes(enter, "Host", size, night.host, "/desk")


@pytest.mark.parametrize(
    "size",
    [at_length(LAPTOP), TABLET, at_length(UPRIGHT)],
    ids=lambda size: f"{size['width']}x{size['height']}",
)
async def test_the_cockpit_stays_in_sight(enter: Enter, server: Server, size: dict[str, int]) -> None:
    host = await speaking(enter, server, size)
    await host.page.evaluate(TO_THE_END)
    await in_sight(host.page, *IN_HAND, "#desk-waiting .badge", "#thumbnail")
    cockpit = await host.page.locator("#cockpit").bounding_box()
    assert cockpit
    assert cockpit["height"] <= size["height"] / 3
    await host.check_access()
    await host.press("+30 s, more time")
    await host.page.locator("#desk-undo").get_by_text("Undo: 30 seconds more").wait_for()
    await host.press("Undo:", exact=False)
    await host.page.locator("#desk-undo").get_by_text("Undo: calling").wait_for()


async def test_on_a_phone_what_is_in_hand_stays(enter: Enter, server: Server) -> None:
    night = pitched(server, 20)
    night.host.act("speaker/call", seconds="60")
    host = await comes(enter, "Host", PHONE, night.host, "/desk")
    asked: list[str] = []
    host.page.on("request", lambda request: asked.append(request.url))
    await host.page.reload()
    await host.page.locator("html[data-link=on]").wait_for()
    await host.page.evaluate(TO_THE_END)
    await in_sight(host.page, *IN_HAND)
    assert not [url for url in asked if "/board" in url], "a phone does not draw the board"
    await host.check_access()


@pytest.mark.long
@pytest.mark.parametrize(
    "size",
    [at_length(LAPTOP), at_length(TABLET), PHONE],
    ids=lambda size: f"{size['width']}x{size['height']}",
)
async def test_nothing_with_the_focus_hides_under_it(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    host = await speaking(enter, server, size)
    await host.page.evaluate(TO_THE_END)
    await host.page.locator("#part-people > summary").focus()
    for _key in range(60):  # upwards, where what stays is in the way
        await host.page.keyboard.press("Shift+Tab")
        assert not await host.page.evaluate(HIDDEN_FOCUS)


@pytest.mark.long
async def test_a_card_and_the_score_are_seen_together(enter: Enter, server: Server) -> None:
    """Wherever in the line-up a card is moved, by the mouse or by keys."""
    rooms = {"room_id": [str(no) for no in range(1, 9)], "room_name": [f"Room {no}" for no in range(1, 9)]}
    night = Evening(server, **rooms, room_seats=["5"] * 8)
    ada = night.enter("Ada")
    night.move("pitch")
    for no in range(1, 21):
        night.host.act("pitches", title=f"Topic {no}", hosted="1")
    night.move("vote")
    ada.act("pitches/7/vote")
    for no in range(1, 8):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    page = host.page
    score, free = page.locator(".totals"), page.locator("[data-cell='1-8']")

    await page.locator("#placed-7").scroll_into_view_if_needed()
    await page.locator("#placed-7").hover()
    await page.mouse.down()
    await free.hover()
    await free.hover()  # the first one only lifts the card
    await page.locator(".cell.over").wait_for()
    for selector in (".totals", ".cell.over", "#placed-7", "#cockpit"):
        await in_sight(page, selector)
    await page.mouse.up()
    await page.locator("[data-cell='1-8'] #placed-7 .handle:focus").wait_for()
    await in_sight(page, ".totals", "#placed-7")

    await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    await page.locator("#placed-3 .handle").focus()
    await page.keyboard.press("ArrowUp")
    await page.locator("[data-cell='1-2'] #placed-3 .handle:focus").wait_for()
    await in_sight(page, ".totals", "#placed-3 .handle")
    bottom = await score.evaluate("(totals) => totals.getBoundingClientRect().bottom")
    top = await page.locator("#placed-3").evaluate("(card) => card.getBoundingClientRect().top")
    assert bottom <= top


@pytest.mark.long
async def test_the_board_in_small_is_live(enter: Enter, server: Server) -> None:
    night = pitched(server, 3)
    ada = night.enter("Ada")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = host.page.frame_locator("#thumbnail iframe")
    says = host.page.locator("#thumbnail summary")
    await board.get_by_role("heading", name="Topic 2").wait_for()
    await expect(says).to_have_text("Board now: Pitch Board next: Vote")
    await asyncio.to_thread(night.move, "vote")
    await board.locator("body[data-phase=vote]").wait_for()
    await expect(says).to_have_text("Board now: Vote Board next: Groups")
    await asyncio.to_thread(ada.act, "pitches/2/vote")
    await board.locator("#tally-2[data-count='1']").wait_for()
    await asyncio.to_thread(night.host.act, "scene", scene="welcome")
    await expect(says).to_have_text("Board now: Welcome until you change it")

    await says.click()
    await expect(host.page.locator("#thumbnail iframe")).to_be_hidden()
    await host.was_not_reloaded()
    for _key in range(25):  # by keys, nobody gets into it
        await host.page.keyboard.press("Tab")
        assert await host.page.evaluate("document.activeElement.tagName") != "IFRAME"


@pytest.mark.long
async def test_the_board_in_small_does_not_ring(enter: Enter, server: Server) -> None:
    night = pitched(server, 1)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.add_init_script(COUNT_RINGS)
    await host.page.reload()
    board = host.page.frame_locator("#thumbnail iframe")
    await board.locator("html[data-link=on]").wait_for()
    await asyncio.to_thread(night.host.act, "scene", scene="timer")
    await board.locator("[data-bell]").wait_for(state="attached")
    await host.page.locator("#part-timer > summary").click()
    await host.press("Ring the bell")
    await host.page.locator("#timer[data-ringing]").wait_for(state="attached")
    await board.locator("[data-ringing]").wait_for(state="attached")
    assert await host.page.evaluate("window.rings") == 1, "the desk rings, and only the desk"


@pytest.mark.long
async def test_a_login_page_of_the_wifi_takes_no_part_of_the_desk(enter: Enter, server: Server) -> None:
    host = await comes(enter, "Host", LAPTOP, pitched(server, 3).host, "/desk")
    part = host.page.locator("#part-lineup")
    await host.page.route("**/desk?part=*", lambda route: route.fulfill(body="<html><p>Sign in"))
    async with host.page.expect_response("**/desk?part=*"):
        await part.locator("> summary").click()
    await expect(part.locator("[data-part]")).to_be_visible()
    await expect(host.page.get_by_text("Sign in")).to_have_count(0)
    await host.page.unroute("**/desk?part=*")
    await part.locator("> summary").click()
    await part.locator("> summary").click()
    await expect(part.locator(".aside [data-part]")).to_have_count(0)


async def test_what_the_cockpit_leads_to_is_unfolded(enter: Enter, server: Server) -> None:
    host = await comes(enter, "Host", LAPTOP, pitched(server, 3).host, "/desk")
    start = host.page.locator("#part-timer").get_by_role("button", name="Start 5 minutes")
    await expect(start).to_be_hidden()
    await host.page.get_by_role("link", name="Set a timer").click()
    await start.click()
    await host.press("+1 min, more time")
    await host.press("Pause")
    await expect(host.page.locator("#clock-lamp")).to_contain_text("paused")


@pytest.mark.parametrize(
    "phase", [*map(at_length, ("welcome", "pitch", "groups", "closed")), "vote", "talk", "share"]
)
async def test_the_first_part_begins_in_sight(enter: Enter, server: Server, phase: str) -> None:
    night = pitched(server, 6)
    for no in (1, 2):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move(phase)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    for part in (".part[open] > summary", ".part[open] > .part-body"):
        top = await host.page.locator(part).first.evaluate("(part) => part.getBoundingClientRect().top")
        assert top < LAPTOP["height"] - 150
    assert await host.page.evaluate(CUT_OFF) == []
