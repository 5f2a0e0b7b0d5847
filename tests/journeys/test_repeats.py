"""A second run: read by the host, taken with one press, seen on phones and the board, undone."""

from typing import Any

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import SLOTS, check_both_themes, comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

TITLE = "Time banks: who keeps the hours, and for whom?"
SAYS = f"A second run of “{TITLE}” would give 2 people a place in something they chose."
ROOMS: dict[str, Any] = {
    "room_id": ["1", "2"],
    "room_name": ["Hall", "Reading room"],
    "room_seats": ["6", "4"],
    "least": "1",
}


def seated(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Ada runs the time banks early, while Ben and Cleo run what they pitched; late, all rooms are free."""
    night = Evening(server, **ROOMS, **SLOTS)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan")}
    night.move("pitch")
    people["Ada"].act("pitches", title=TITLE, hosted="1")
    people["Ben"].act("pitches", title="Books", hosted="1")
    night.move("vote")
    night.host.act("lineup/make")
    night.host.act("lineup/1/place", cell="1-1")
    night.host.act("lineup/2/place", cell="1-2")
    night.move("groups")
    for name in ("Ben", "Cleo", "Dan"):
        people[name].act("groups/2/join")
    night.move("vote")
    for name in ("Ben", "Cleo"):
        people[name].act("pitches/1/vote")
    people["Cleo"].act("pitches/2/vote")
    night.move("groups")
    return night, people


async def fits(person: Person) -> bool:
    """Whether nothing is wider than the screen."""
    return bool(await person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def test_from_the_sentence_to_the_undo(enter: Enter, server: Server) -> None:
    night, people = seated(server)
    host = await visits(enter, "Host", LAPTOP, night.host, "/lineup/weigh")
    small = await visits(enter, "Pocket", PHONE, night.host, "/lineup/weigh")
    ben = await comes(enter, "Ben", PHONE, people["Ben"])
    board = await visits(enter, "Board", PROJECTOR, night.host, "/board")
    for reader in (host, small):
        await reader.sees(SAYS)
        await reader.sees("Round 2, at 21:00, in Reading room.")
        assert await fits(reader)
    await check_both_themes(host, small)

    await host.page.get_by_role("button", name=f"Run it at that time, too: {TITLE}").click()
    await host.page.wait_for_url("**/desk**")
    again = host.page.locator("#part-lineup #placed-1-3")
    await again.get_by_text("Also in round 1.").wait_for()
    await check_both_themes(host)
    await ben.sees("Again in round 2.")
    await ben.page.locator("#tickets-2 .ticket:visible", has_text="Time banks").wait_for()
    assert await fits(ben)
    await check_both_themes(ben)
    await board.page.locator(".departure", has_text="Again in round 2.").wait_for()
    await board.check_access()

    await host.press(f"Undo: running {TITLE} again")
    await again.wait_for(state="detached")
    await ben.page.locator("#tickets-2 .ticket:visible", has_text="Time banks").wait_for(state="detached")


async def test_without_javascript(enter: Enter, server: Server) -> None:
    night, _people = seated(server)
    host = await visits(enter, "Host", LAPTOP, night.host, "/lineup/weigh", java_script_enabled=False)
    await host.page.get_by_role("button", name=f"Run it at that time, too: {TITLE}").click()
    await host.page.wait_for_url("**/desk**")
    await host.page.get_by_text("Also in round 1.").first.wait_for()
