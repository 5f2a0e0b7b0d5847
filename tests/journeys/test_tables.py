"""A night with neither vote nor line-up, and a table that is opened in the middle of the talk."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

OPEN: dict[str, str | list[str]] = {
    "seating": "open",
    "room_id": ["1", "2", "3"],
    "room_name": ["Oak", "Elm", "Ash"],
    "room_seats": ["4", "4", "4"],
    "slot_id": ["1"],
    "slot_start": ["19:30"],
    "slot_end": ["20:30"],
}


async def sits_down(person: Person, topic: int, table: str) -> None:
    """They stand at a table and say so."""
    await person.page.locator(f"#topic-{topic}").get_by_role("link", name="We are here").click()
    await person.page.get_by_label(table).check()
    await person.press("We are here")
    await person.page.wait_for_url("**/n/*")
    await person.page.locator(".ticket:visible", has_text=table).wait_for()


@pytest.mark.long
async def test_from_pitch_to_record_without_a_vote_or_a_lineup(enter: Enter, server: Server) -> None:
    night = Evening(server, **OPEN)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo")}
    night.move("pitch")
    people["Ada"].act("pitches", title="Bees", hosted="1")
    people["Ben"].act("pitches", title="Books", hosted="1")
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    ben = await comes(enter, "Ben", PHONE, people["Ben"])
    cleo = await comes(enter, "Cleo", PHONE, people["Cleo"])

    # Straight from the pitches to the groups: nobody waits for a line-up, and nobody counts dots.
    assert not await desk.page.locator(":is(.tally, .wanted):visible").count()
    await desk.page.get_by_role("link", name="Form groups").click()
    await desk.press("Go on to: Groups")
    await desk.page.locator("html[data-link=on]").wait_for()
    await ada.sees("No table is open yet.")
    assert not await desk.page.locator(":is(.tally, .wanted):visible").count()
    await expect(desk.page.get_by_label("Seat somebody without a phone")).to_be_hidden()
    await ada.check_access()
    assert await cleo.page.get_by_role("link", name="We are here").locator("visible=true").count() == 0
    await sits_down(ada, 1, "Oak")
    await cleo.page.locator("#group-1").get_by_role("button", name="Join").click()
    await cleo.page.locator("#ticket-1").get_by_text("Oak").wait_for()
    await board.page.locator("#departures").get_by_text("Oak").wait_for()
    await sits_down(ben, 2, "Elm")
    await board.page.locator("#departures").get_by_text("Elm").wait_for()
    await cleo.page.locator("#group-2").wait_for()
    for person in (desk, board, ada, ben, cleo):
        await person.check_access()

    # In the middle of the talk somebody gets up and opens a table of their own.
    await desk.press("Start talking")
    await cleo.page.locator("main h1", has_text="Talk with your group").wait_for()
    await cleo.page.get_by_text("Open a table with a new topic").click()
    await cleo.page.get_by_label("What do you want to talk about?").fill("Bikes")
    await cleo.press("Pitch it")
    await sits_down(cleo, 3, "Ash")
    await board.page.locator("#talks").get_by_text("Ash").wait_for()
    await ada.page.locator("#group-3").wait_for()
    await cleo.page.locator("#ticket-3").click()
    await cleo.page.wait_for_url("**/groups/3")
    await cleo.check_access()

    # What they found is in the record, with the table where they sat.
    people["Cleo"].act("groups/3/headline", text="Racks at the station")
    night.move("share")
    night.move("closed")
    record = night.host.client.get(f"/n/{night.code}/record.json").json()
    assert {(group["title"], group["room"]) for group in record["groups"]} == {
        ("Bees", "Oak"),
        ("Books", "Elm"),
        ("Bikes", "Ash"),
    }
    assert record["totals"]["votes"] == 0


async def test_the_code_on_a_table_leads_to_who_sits_there(enter: Enter, server: Server) -> None:
    night = Evening(server, **OPEN)
    ada, ben = night.enter("Ada"), night.enter("Ben")
    night.move("pitch")
    ada.act("pitches", title="Bees", hosted="1")
    night.move("groups")
    page = (await comes(enter, "Ben", PHONE, ben, "/tables/1")).page
    assert page.url.endswith(f"/n/{night.code}"), "nobody sits there yet"
    ada.act("pitches/1/table", room="1")
    await page.goto(f"{server.url}/n/{night.code}/tables/1")
    await page.wait_for_url("**/groups/1")
    stranger = await enter("Stranger", PHONE)
    await stranger.page.goto(f"{server.url}/n/{night.code}/tables/1")
    await stranger.page.wait_for_url("**/j/*")


async def test_a_helper_opens_a_table_for_somebody_without_a_phone(enter: Enter, server: Server) -> None:
    """Given Nora, who has pitched through a helper, when the helper opens a table for her, then phones and
    board show it at once, with Nora at it; and so does the helper's page.
    """
    night = Evening(server, **OPEN)
    ada = night.enter("Ada")
    night.host.act("people", name="Nora")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1", for_="2")
    night.move("groups")
    phone = await comes(enter, "Ada", PHONE, ada)
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    helper = await visits(enter, "Helper", PHONE, night.helper(), "/helper")
    await helper.page.get_by_label("Somebody who is here already").select_option(label="Nora")
    await helper.press("Help them")
    await helper.page.get_by_label("What is it about?").select_option(label="Bees")
    await helper.page.get_by_label("Which table?").select_option(label="Elm")
    await helper.check_access()
    await helper.press("Open the table")
    await helper.page.wait_for_url("**/helper?for=2")
    await helper.page.get_by_role("button", name="Leave").wait_for()
    await helper.check_access()
    await phone.page.locator("#group-1", has_text="Elm").get_by_text("Nora").wait_for()
    await board.page.locator("#departures").get_by_text("Elm").wait_for()


@pytest.mark.long
async def test_the_codes_are_printed_four_to_a_sheet(enter: Enter, server: Server) -> None:
    """Given seven tables, when the host prints their codes, then they are on two sheets of A4, with nothing
    but the codes on them.
    """
    names = [*(f"Table {no}" for no in range(1, 7)), "The big hall on the first floor, left"]
    seven = {"room_id": list("1234567"), "room_name": names, "room_seats": ["4"] * 7}
    night = Evening(server, **(OPEN | seven))
    host = await visits(enter, "Host", LAPTOP, night.host, "/links")
    await host.page.get_by_role("link", name="Codes for the tables").click()
    await host.page.wait_for_url("**/tables/print")
    await host.sees("Point your phone here to see who sits at this table")
    await host.page.get_by_role("button", name="Print the codes").wait_for()
    await host.check_access()
    sheets = await host.page.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/MediaBox\s*\[0 0 (\d+)\.?\d* (\d+)\.?\d*\]", sheets) == [(b"594", b"841")] * 2
    await host.page.emulate_media(media="print")
    for words in ("Back to the links", "Print the codes", "These codes work only"):
        await expect(host.page.get_by_text(words)).to_be_hidden()
    for sign in await host.page.locator(".table-sign").all():
        assert await sign.evaluate("sign => sign.scrollHeight <= sign.clientHeight + 1"), "all of it is on it"
