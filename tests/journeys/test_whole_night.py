"""A whole night in real browsers, up to the record: two phones, the board and the desk, without a reload."""

import csv
import io
import json
import pathlib

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def start_night(
    host: Person, server: Server, *, title: str, rooms: list[tuple[str, int]], dots: int = 3
) -> str:
    """Start a night for a few people from the start link. Returns its code."""
    page = host.page
    await page.goto(server.start_link)
    await page.get_by_role("link", name="Start a night").click()
    await page.locator("[name=title]").fill(title)
    to_vote_with = page.locator(".of-the-vote")
    await expect(to_vote_with).to_be_hidden()  # an open night has no vote
    await page.locator("input[name=seating][value=wishes]").check()
    await expect(to_vote_with).to_be_visible()
    await page.get_by_text("More choices").click()
    for row, (name, seats) in enumerate(rooms):
        await page.locator("[name=room_name]").nth(row).fill(name)
        await page.locator("[name=room_seats]").nth(row).fill(str(seats))
    for row in range(len(rooms), await page.locator("[name=room_name]").count()):
        await page.locator("[name=room_name]").nth(row).fill("")
        await page.locator("[name=room_seats]").nth(row).fill("")
    await page.locator("[name=dots]").fill(str(dots))
    await page.locator("[name=least]").fill("1")
    await page.locator("form[action='/nights'] button:not([type=button])").last.click()
    await page.wait_for_url("**/links")
    return page.url.split("/")[4]


async def join(person: Person, server: Server, code: str) -> None:
    await person.page.goto(f"{server.url}/j/{code}")
    await person.page.get_by_label("Your name").fill(person.name)
    await person.press("Come in")
    await person.page.wait_for_url(f"**/n/{code}")
    await person.mark()


async def test_from_the_qr_code_to_the_record(enter: Enter, server: Server, tmp_path: pathlib.Path) -> None:
    host = await enter("Host", LAPTOP)
    code = await start_night(
        host, server, title="What next for our town?", rooms=[("Hall", 1), ("Kitchen", 5)]
    )
    await host.check_access()
    await host.page.get_by_role("link", name="Go to the desk").click()
    await host.page.get_by_role("link", name="Put the board up").wait_for()
    flood = host.page.get_by_role("link", name="Undo a flood")
    await expect(flood).to_be_hidden()
    await host.mark()

    board = await enter("Board", PROJECTOR)
    await board.page.goto(f"{server.url}/n/{code}/board")
    await board.mark()
    await board.sees("What next for our town?")
    await board.check_access()

    ada, bob = await enter("Ada", PHONE), await enter("Bob", PHONE)
    await join(ada, server, code)
    await expect(flood).to_be_visible()
    await join(bob, server, code)
    await board.page.locator("#people").get_by_text("2").wait_for()
    everyone = (host, board, ada, bob)

    # Pitching: a pitch arrives on every screen, and the desk calls its pitcher to the front.
    await host.press("Open pitching")
    await ada.page.get_by_label("What do you want to talk about?").fill("A garden behind the library")
    await ada.press("Pitch it")
    await bob.sees("A garden behind the library")
    await board.sees("A garden behind the library")
    await bob.page.get_by_label("What do you want to talk about?").fill("A library garden")
    await bob.page.locator("#similar").get_by_text("A garden behind the library").wait_for()
    await bob.page.get_by_label("What do you want to talk about?").fill("Night buses")
    await bob.press("Pitch it")
    await board.sees("Night buses")
    await ada.sees("You are next")
    for person in everyone:
        await person.check_access()
    await host.press("Next speaker")
    await board.page.locator("[data-ends]").first.wait_for()
    await board.sees("A garden behind the library")

    # Nobody is cut short: the loud button calls the next speaker, until nobody waits any more.
    await host.press("Call the next")
    await board.page.locator("#speaker-title", has_text="Night buses").wait_for()

    # The vote: the counts move on every screen; a dot can be taken back.
    await host.press("Start the vote")
    await ada.press("Give a dot: Night buses")
    await ada.press("Give a dot: A garden behind the library")
    await bob.press("Give a dot: Night buses")
    await board.page.locator("#tally-2[data-count='2']").wait_for()
    await host.page.locator("#tally-2", has_text="2").first.wait_for()
    await ada.page.locator("[data-mine-text=dots]", has_text="1").first.wait_for()
    await ada.press("Your dot: A garden behind the library. Take it back")
    await board.page.locator("#tally-1[data-count='0']").wait_for()
    for person in everyone:
        await person.check_access()

    # The line-up and the groups: one press gives everyone a place; the most wanted topic gets the most seats.
    await host.press("Make the line-up")
    await host.page.locator("#cell-1-2 #placed-2").wait_for()
    await host.press("Form groups")
    await ada.page.locator("#group-1").get_by_text("Your place").wait_for()
    await bob.page.locator("#group-2").get_by_text("Your place").wait_for()
    await ada.page.locator("#group-2").get_by_role("button", name="Move here").click()
    await ada.page.locator("#group-2").get_by_text("Your place").wait_for()
    await ada.page.locator("#group-1").get_by_role("button", name="Move here").click()
    await ada.page.locator("#group-1").get_by_text("Your place").wait_for()
    await board.sees("Kitchen")
    for person in everyone:
        await person.check_access()

    # Talking: the timer on all screens, notes and actions from the group's page.
    await host.press("Start talking")
    await host.page.locator("#part-timer").get_by_role("button", name="Start 20 minutes").click()
    await ada.page.locator("#timer [data-clock]").wait_for()
    await board.page.locator("#timer [data-clock]").wait_for()
    await bob.page.locator("#group-2").get_by_role("link", name="Open").click()
    await bob.page.wait_for_url("**/groups/2")
    await bob.mark()
    await write_note(bob, "The last bus leaves at nine")
    await write_action(bob, "Ask the bus company", who="Bob", due="Friday")
    await write_headline(bob, "Buses until midnight, from May")
    await host.sees("Buses until midnight, from May")
    for person in everyone:
        await person.check_access()

    # Sharing: a group is shown to the room, and gets a heart and a comment.
    await host.page.locator("#part-timer").get_by_role("button", name="Stop").click()
    await host.press("Share")
    await host.press("Show: Night buses")
    await board.sees("Buses until midnight, from May")
    await board.sees("Ask the bus company")
    await ada.page.locator("#share").get_by_role("button", name="Appreciate: Night buses").click()
    await board.page.locator("#hearts-2").get_by_text("1").wait_for()
    await ada.page.locator("#share").get_by_label("Say something to this group").first.fill("I will join you")
    await ada.page.locator("#share").get_by_role("button", name="Send").first.click()
    await ada.sees("I will join you")
    for person in everyone:
        await person.check_access()

    # Closing: everyone can get the record, as a page and as files that hold all of it.
    await host.press("Close the night")
    await ada.page.get_by_role("link", name="record", exact=False).first.wait_for()
    await board.page.locator("#scene[data-scene=closed]").wait_for()
    for person in everyone:
        await person.was_not_reloaded()
        await person.check_access()
    await check_record(ada, server, code, tmp_path)


async def write_note(person: Person, text: str) -> None:
    await person.page.get_by_label("What did your group say?").fill(text)
    await person.press("Add it")
    await person.page.locator("#notes p", has_text=text).wait_for()


async def write_action(person: Person, what: str, who: str, due: str) -> None:
    await person.page.keyboard.press("Shift")  # this is no second half of the press before
    await person.page.get_by_text("Add an action").click()
    await person.page.get_by_label("What will be done?").fill(what)
    await person.page.get_by_label("Who will do it, if nobody here will?").fill(who)
    await person.page.get_by_label("By when?").fill(due)
    await person.press("Add the action")
    await person.page.locator("#actions p", has_text=what).wait_for()


async def write_headline(person: Person, text: str) -> None:
    await person.page.get_by_text("Write the headline").click()
    await person.page.get_by_label("One sentence your group will tell everyone").fill(text)
    await person.press("Save the headline")
    await person.page.locator("#headline").get_by_text(text).wait_for()


async def check_record(person: Person, server: Server, code: str, folder: pathlib.Path) -> None:
    page = person.page
    await page.goto(f"{server.url}/n/{code}/record")
    await person.sees("Buses until midnight, from May")
    await person.check_access()
    await page.locator(".record-files summary").click()
    texts = {}
    for ending in ("md", "html", "csv", "json"):
        async with page.expect_download() as coming:
            await page.locator(f"a[href$='record.{ending}']").first.click()
        await (await coming.value).save_as(folder / ending)
        texts[ending] = (folder / ending).read_text(encoding="utf-8-sig")
        for words in ("Night buses", "A garden behind the library", "Ask the bus company", "I will join you"):
            assert words in texts[ending], f"{words!r} is missing in the record as {ending}"
    assert json.loads(texts["json"])["totals"]["votes"] == 2
    assert any("Ask the bus company" in row for line in csv.reader(io.StringIO(texts["csv"])) for row in line)
