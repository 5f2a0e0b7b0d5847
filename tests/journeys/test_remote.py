"""The remote in the host's hand, with desk and board beside it, and what helpers get of it."""

import asyncio

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, voted
from tests.journeys.test_presses import moves
from tests.server import Server
from tests.web.cast import SETUP, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

SMALL = """[...document.querySelectorAll("main :is(button, a.button)")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 56)
  .map((one) => one.textContent)"""
"""The buttons that are too small for a thumb."""


async def in_hand(enter: Enter, night: Evening, name: str = "Remote") -> Person:
    device = night.host if name == "Remote" else night.helper()
    return await comes(enter, name, PHONE, device, "/remote")


async def side_by_side(enter: Enter, night: Evening) -> tuple[Person, Person, Person]:
    """Remote, desk and board."""
    return (
        await in_hand(enter, night),
        await comes(enter, "Host", LAPTOP, night.host, "/desk"),
        await comes(enter, "Board", PROJECTOR, night.device(), "/board"),
    )


async def scene(board: Person, name: str) -> None:
    await board.page.locator(f"#scene[data-scene={name}]").wait_for(state="attached")


async def tick(night: Evening, *controls: str) -> None:
    await asyncio.to_thread(night.host.act, "remote/helpers", controls=list(controls))


@pytest.mark.long
async def test_an_evening_runs_from_the_hand(enter: Enter, server: Server) -> None:
    night, _people = voted(server)
    night.move("pitch")
    night.host.act("timer/stop")
    remote, desk, board = await side_by_side(enter, night)
    await remote.press("Call the next")
    for person in (remote, desk):
        await person.page.locator(".at-front-title", has_text="Bees").wait_for()
    await board.sees("Bees")
    await remote.press("Thank you")
    await remote.press("Call up: Boats")
    await desk.page.locator(".at-front-title", has_text="Boats").wait_for()
    # Moving on asks, as long as somebody waits; it leads back to the remote.
    await remote.page.get_by_role("link", name="Start the vote").click()
    await remote.press("Go on to: Vote")
    await remote.page.wait_for_url("**/remote")
    await scene(board, "vote")
    await remote.press("Make the line-up")
    await remote.press("Form groups")
    await scene(board, "groups")
    await remote.press("Start round 1")
    await scene(board, "talk")
    await remote.press("Start 5 minutes")
    await remote.press("+1 min, more time")
    await remote.press("Pause")
    for person in (remote, desk, board):
        await person.page.locator("#timer[data-left]").wait_for()
    await remote.press("Undo: pausing the timer")
    await desk.page.locator("#timer[data-ends]").wait_for()
    await remote.page.get_by_label("On every screen").fill("Soup is ready")
    await remote.press("Announce")
    await board.sees("Soup is ready")
    await remote.press("Remove it")
    await board.page.locator("#announcement[hidden]").wait_for(state="attached")
    assert moves(night)[-3:] == ["vote", "groups", "talk"]
    for person in (desk, board):
        await person.was_not_reloaded()


@pytest.mark.long
async def test_a_blank_board(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("pitch")
    night.host.act("pitches", title="Boats")
    remote, desk, board = await side_by_side(enter, night)
    await board.sees("Boats")
    await remote.press("Blank the board")
    await scene(board, "blank")
    assert "Boats" not in await board.page.content()
    await check_both_themes(remote, desk)
    await board.check_access()
    for person in (remote, desk):
        await person.sees("The board is blank")
    # Whatever is done meanwhile, it shows once the board is shown again.
    await remote.press("Start the vote")
    await desk.page.locator("[data-step=vote]").wait_for()
    await scene(board, "blank")
    await desk.press("Show it again")  # the loud one
    await scene(board, "vote")
    await remote.page.get_by_role("button", name="Blank the board").wait_for()
    await board.was_not_reloaded()


@pytest.mark.long
async def test_every_part_of_the_night_fits_a_thumb(enter: Enter, server: Server) -> None:
    """Buttons are big, nothing is wider than the phone, what comes next is in sight, axe finds nothing."""
    night, _people = voted(server)
    long = "How do we heat old houses without gas, and who shares a pump on this very street?"[:80]
    night.host.act("setup", **(SETUP | {"title": long, "least": "1"}))
    night.host.act("pitches/1/edit", title=long, hosted="1")
    remote = await in_hand(enter, night)
    for phase in ("welcome", "pitch", "vote", "groups", "talk", "share", "closed"):
        await asyncio.to_thread(night.move, phase)
        if phase == "vote":
            await asyncio.to_thread(night.host.act, "lineup/make")
        await remote.page.locator(f"body[data-phase={phase}]").wait_for()
        assert await remote.page.evaluate(SMALL) == [], phase
        assert await remote.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], phase
        bottom = await remote.page.evaluate(
            "document.querySelector('#desk-next').getBoundingClientRect().bottom"
        )
        assert bottom <= PHONE["height"], phase
        await remote.check_access()
        if phase == "share":
            await remote.sees("At the front: 1 of")
    await remote.was_not_reloaded()


async def test_a_helper_gets_what_the_host_ticks_at_once(enter: Enter, server: Server) -> None:
    night = Evening(server)
    helper = await in_hand(enter, night, "Helper")
    board = await comes(enter, "Board", PROJECTOR, night.device(), "/board")
    await helper.sees("has not given helpers any control")
    await helper.check_access()
    await tick(night, "timer", "board")
    await helper.press("Start 5 minutes")
    await helper.page.locator("#timer[data-ends]").wait_for()
    await helper.press("Blank the board")
    await scene(board, "blank")
    assert night.actors("BoardBlanked") == ["helper:481516"]
    assert await helper.page.get_by_role("button", name="Undo").count() == 0
    # Taken away on the open page; what is on its way by then is refused.
    await tick(night, "next")
    await helper.page.get_by_role("button", name="Open pitching").wait_for()
    for name in ("Start 5 minutes", "Show it again", "Pause"):
        assert await helper.page.get_by_role("button", name=name).count() == 0
    await helper.press("Open pitching")
    await helper.page.locator("body[data-phase=pitch]").wait_for()
    await asyncio.to_thread(night.move, "share")
    await helper.sees("The host closes the night.")
    await helper.was_not_reloaded()


@pytest.mark.long
async def test_the_host_ticks_on_the_page_of_the_links(enter: Enter, server: Server) -> None:
    night = Evening(server)
    host = await comes_to_links(enter, night)
    for_all = host.page.get_by_role("region", name="Helpers: for people you trust")
    await for_all.get_by_text("What helpers may do", exact=True).click()
    await for_all.get_by_label("run the timer").check()
    async with host.page.expect_navigation():
        await host.press("Save what helpers may do")
    assert await for_all.get_by_label("run the timer").is_checked()
    await host.check_access()
    await host.page.get_by_role("link", name="Open it on this device").click()
    await host.page.get_by_role("button", name="Ring the bell").wait_for()


async def comes_to_links(enter: Enter, night: Evening) -> Person:
    host = await enter("Host", LAPTOP)
    url = str(night.host.client.base_url)
    cookies = [{"name": key, "value": value, "url": url} for key, value in night.host.cookies.items()]
    await host.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await host.page.goto(f"{url}/n/{night.code}/links")
    return host


async def test_without_javascript(enter: Enter, server: Server) -> None:
    night = Evening(server)
    host = await enter("Host", PHONE, java_script_enabled=False)
    url = str(night.host.client.base_url)
    cookies = [{"name": key, "value": value, "url": url} for key, value in night.host.cookies.items()]
    await host.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await host.page.goto(f"{url}/n/{night.code}/remote")
    assert not await host.page.locator("[data-keys]").is_visible(), "keys need a script"
    await host.press("Blank the board")
    await host.sees("The board is blank")
    await host.press("Show it again")
    await host.press("Open pitching")
    assert moves(night) == ["pitch"]
