"""Two groups find each other: what they write while they talk is said in the break, and people walk over."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_dinner import taps
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

BANKS, ALLOTMENTS, BUSES = 1, 2, 3
TABLES: dict[str, str | list[str]] = {
    "room_id": ["1", "2", "3", "4", "5"],
    "room_name": [f"Table {number}" for number in range(1, 6)],
    "room_seats": ["8"] * 5,
    "least": "1",
}
SAID = "Time banks, Table 2: “We need land” · Allotments, Table 5: “We have plots, no hands”"


def at_tables(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Ada talks about time banks at table 2, Bo about allotments at table 5, Cy has no phone."""
    night = Evening(server, **TABLES)
    people = {name: night.enter(name) for name in ("Ada", "Bo")}
    night.host.act("people", name="Cy")
    night.move("pitch")
    for title in ("Time banks", "Allotments", "Night buses"):
        night.host.act("pitches", title=title, hosted="0")
    night.move("vote")
    for pitch, table in ((BANKS, 2), (ALLOTMENTS, 5), (BUSES, 1)):
        night.host.act(f"lineup/{pitch}/place", cell=f"1-{table}")
    night.move("groups")
    people["Ada"].act(f"groups/{BANKS}/join")
    people["Bo"].act(f"groups/{ALLOTMENTS}/join")
    night.move("talk")
    return night, people


async def writes(who: Person, text: str) -> None:
    await who.page.get_by_label("What did your group say?").fill(text)
    await who.press("Add it")
    await who.page.locator("#notes p", has_text=text).wait_for()


async def test_two_groups_find_each_other_in_the_break(enter: Enter, server: Server) -> None:
    night, people = at_tables(server)
    ada = await comes(enter, "Ada", PHONE, people["Ada"], f"/groups/{BANKS}")
    bo = await comes(enter, "Bo", PHONE, people["Bo"], f"/groups/{ALLOTMENTS}")
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    await writes(ada, "We need land")
    await writes(bo, "We have plots, no hands")
    await expect(ada.page.locator("#near")).to_contain_text("Links, questions and runners")

    # Before the break the desk looks, and has it to say; then the board shows it.
    await desk.press("Look again now")
    await expect(desk.page.locator("#say-1-2")).to_contain_text(SAID)
    await desk.check_access("#part-connections")
    await desk.press("Put them on the board")
    pair = board.page.locator("#pair-1-2")
    await expect(pair).to_contain_text("Table 2")
    await expect(pair).to_contain_text("Table 5")
    await expect(pair).to_contain_text("We have plots, no hands")
    await board.check_access()

    # A quiet mark, and nothing that has to be read: then she walks over.
    await expect(ada.page.locator("#near")).to_contain_text("1 group near yours")
    await taps(ada, ada.page.get_by_role("link", name="1 group near yours"))
    await ada.sees("You: “We need land” · They: “We have plots, no hands”")
    await ada.check_access()
    await ada.press("I'm walking over to Allotments")
    await ada.sees("Ada is on the way to them.")
    await expect(bo.page.locator("#near")).to_contain_text("Ada is walking over to you from “Time banks”.")

    # One tap, and one action of both.
    await ada.press("We talked with Allotments")
    await ada.page.get_by_label("What will you do together?").fill("Grow beans for hours")
    await ada.press("Save")
    await ada.page.locator("#joint-1 .joint-text", has_text="Grow beans for hours").wait_for()
    await ada.check_access()
    await taps(ada, ada.page.locator("#promise-joint-1").get_by_role("button", name="I'm in"))
    await expect(bo.page.locator("#joint-1")).to_contain_text("Grow beans for hours")
    await taps(bo, bo.page.locator("#promise-joint-1").get_by_role("button", name="I'm in"))
    await bo.check_access()
    helper = await comes(enter, "Helper", LAPTOP, night.helper(), "/remote")
    await helper.page.goto(f"{server.url}/n/{night.code}/helper?for=3")
    await helper.press("They are in: Grow beans for hours")
    await helper.page.get_by_role("button", name="Take it back: Grow beans for hours").wait_for()
    await expect(ada.page.locator("#promise-joint-1")).to_contain_text("In: Ada, Bo, Cy")
    await expect(desk.page.locator("#joined-1")).to_contain_text("In: Ada, Bo, Cy")
    await expect(board.page.locator("#pair-1-2")).to_have_count(0)

    # The record links both.
    night.move("closed")
    for group, other in ((BANKS, "Allotments"), (ALLOTMENTS, "Time banks")):
        await ada.page.goto(f"{server.url}/n/{night.code}/record/g/{group}")
        told = ada.page.locator(".record-links")
        await expect(told).to_contain_text(f"{other} · They talked.")
        await expect(told).to_contain_text("Grow beans for hours")
        await expect(told).to_contain_text("In: Ada, Bo, Cy")
    await ada.check_access()
