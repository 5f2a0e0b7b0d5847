"""Time that has run out is the lamp's clearest moment: on the board, at the desk and on phones."""

import asyncio

import pytest
from playwright.async_api import Locator

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

OVER = "Time's up"
LIT = "(lamp) => getComputedStyle(lamp).getPropertyValue('--gone')"
"""How much of it has burnt down, from 0 to 1."""


async def says_that_time_is_up(lamp: Locator) -> None:
    await lamp.get_by_text(OVER).locator("visible=true").wait_for()
    assert float(await lamp.evaluate(LIT)) == 1, "burnt down, whatever it was cut to"


async def all_screens(enter: Enter, night: Evening) -> tuple[Person, Person, Person]:
    """The board, the desk and Ada's phone, in a night of which Ada is the first person."""
    phone = night.enter("Ada")
    ada = await comes(enter, "Ada", PHONE, phone)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = await comes(enter, "Board", PROJECTOR, night.device(), "/board")
    return board, host, ada


@pytest.mark.long
async def test_a_speaker_whose_time_is_cut_to_nothing(enter: Enter, server: Server) -> None:
    night = Evening(server)
    board, host, ada = await all_screens(enter, night)
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.host.act("speaker/call", pitch="1", seconds="30")
    await host.press("−15 s, less time")
    await host.page.locator("#desk-undo").get_by_text("Undo: 15 seconds less").wait_for()
    await host.press("−15 s, less time")
    lamps = [
        board.page.locator("#speaker-lamp"),
        host.page.locator("#front-lamp"),
        ada.page.locator(".front"),
    ]
    for lamp in lamps:
        await says_that_time_is_up(lamp)
    for person in (board, host, ada):
        await person.check_access()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []

    # One undo gives the speaker the last 15 seconds back; the lamps burn again.
    await host.press("Undo: 15 seconds less")
    for lamp in lamps:
        await lamp.get_by_text(OVER).locator("visible=true").wait_for(state="detached")


async def test_the_talks_time_runs_out(enter: Enter, server: Server) -> None:
    night = Evening(server)
    board, host, ada = await all_screens(enter, night)
    night.move("talk")
    night.host.act("timer/start", minutes="1")
    night.host.act("timer/add", minutes="-1")
    for person in (board, host, ada):
        await says_that_time_is_up(person.page.locator("#timer"))
        await person.check_access()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []


async def test_a_page_loaded_after_the_end_says_so_without_a_script(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("talk")
    night.host.act("timer/start", minutes="1")
    night.host.act("timer/add", minutes="-1")
    board = await enter("Board", PROJECTOR, java_script_enabled=False)
    await board.page.goto(f"{night.server.url}/n/{night.code}/board")
    await board.page.locator("#timer").get_by_text(OVER).locator("visible=true").wait_for()


@pytest.mark.long
async def test_a_bell_that_rang_behind_a_blank_board_rings_no_more(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("talk")
    board = await comes(enter, "Board", PROJECTOR, night.device(), "/board")
    ringing = board.page.locator("#timer[data-ringing]")
    await asyncio.to_thread(night.host.act, "board/blank", blank="1")
    await board.page.locator("#scene[data-scene=blank]").wait_for(state="attached")
    await asyncio.to_thread(night.host.act, "timer/bell")
    await asyncio.to_thread(night.host.act, "board/blank", blank="0")
    await board.page.locator("#scene[data-scene=talk]").wait_for()
    assert await ringing.count() == 0
    await asyncio.to_thread(night.host.act, "timer/bell")
    await ringing.wait_for(state="attached")
