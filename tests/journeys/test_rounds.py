"""Rounds belong to the host: board, phones, group pages and record name the same one, late and early."""

import datetime as dt

import pytest

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOMS: dict[str, str | list[str]] = {
    "room_id": ["1", "2"],
    "room_name": ["Hall", "Attic"],
    "room_seats": ["4", "4"],
    "least": "1",
}
BEES, BATS, BOATS = 1, 2, 3


def planned(hours: float) -> dict[str, str | list[str]]:
    """Three slots of 20 minutes; the first one starts so many hours from now."""
    now = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    starts = [now + dt.timedelta(minutes=25 * number) for number in range(3)]
    return {
        "slot_id": ["1", "2", "3"],
        "slot_start": [f"{start:%H:%M}" for start in starts],
        "slot_end": [f"{start + dt.timedelta(minutes=20):%H:%M}" for start in starts],
    }


def lined_up(server: Server, hours: float) -> tuple[Evening, dict[str, Device]]:
    """A topic in each of three rounds; Ada and Ben are in all of them."""
    night = Evening(server, **(ROOMS | planned(hours) | {"zone": "UTC"}))
    people = {name: night.enter(name) for name in ("Ada", "Ben")}
    night.move("pitch")
    for title in ("Bees", "Bats", "Boats"):
        people["Ada"].act("pitches", title=title, hosted="1")
    night.move("vote")
    for pitch in (BEES, BATS, BOATS):
        night.host.act(f"lineup/{pitch}/place", cell=f"{pitch}-1")
    return night, people


async def all_say(number: int, board: Person, phones: tuple[Person, ...]) -> None:
    """Everybody's screen names this round."""
    await board.page.locator("#scene h1", has_text=f"Round {number}").wait_for()
    for phone in phones:
        await phone.page.locator("main h1", has_text=f"Round {number}:").wait_for()


@pytest.mark.long
@pytest.mark.parametrize("hours", [-1.5, at_length(1.5)], ids=["late", "early"])
async def test_everybody_is_in_the_round_that_the_host_started(
    enter: Enter, server: Server, hours: float
) -> None:
    began = dt.datetime.now(dt.UTC)
    night, people = lined_up(server, hours)
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    ben = await comes(enter, "Ben", PHONE, people["Ben"])

    await desk.press("Form groups")
    await all_say(1, board, (ada, ben))
    await ada.page.locator("#group-1").get_by_role("button", name="Join").click()
    await ada.page.locator("#ticket-1").get_by_text("Hall").wait_for()
    assert await board.page.locator("#departures").get_by_text("Bats").count() == 0, "the others come later"
    await board.page.locator("#seekers", has_text="1").wait_for()
    await desk.press("Start round 1")
    await all_say(1, board, (ada, ben))

    # Ben reads his group's page meanwhile: it tells him where to go on to.
    await ben.page.goto(f"{server.url}/n/{night.code}/groups/1")
    await ben.page.locator("html[data-link=on]").wait_for()
    for number in (2, 3):
        await desk.press(f"Change places: round {number}")
        await all_say(number, board, (ada,))
        await board.page.locator("#scene h1", has_text="Be seated by").wait_for()
        await board.page.locator(".lamp[data-ends]").wait_for()
        await ben.page.get_by_role("link", name=f"Round {number}: go to your next group").wait_for()
        await desk.press(f"Start round {number}")
        await all_say(number, board, (ada,))
        for person in (board, desk, ada):
            await person.was_not_reloaded()
    if hours < 0:  # a plan that lies behind says more than one that lies ahead
        for person in (board, desk, ada, ben):
            await person.check_access()

    # After the last one there is no further: the talk ends, and the record has the times that were.
    night.move("share")
    record = night.host.client.get(f"/n/{night.code}/record.json").json()
    started = [dt.datetime.strptime(slot["start"], "%H:%M") for slot in record["lineup"]]
    now = dt.datetime.now(dt.UTC)
    took = (now - began).seconds + 60  # to the minute, however long a busy machine takes for it
    assert all((now.replace(tzinfo=None) - start).seconds < took for start in started), "not as planned"


@pytest.mark.long
async def test_a_mistake_is_undone_by_name(enter: Enter, server: Server) -> None:
    night, people = lined_up(server, 0)
    for phase in ("groups", "talk"):
        night.move(phase)
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    await all_say(1, board, (ada,))
    await desk.press("Change places: round 2")
    await all_say(2, board, (ada,))
    await desk.page.get_by_role("button", name="Undo:").click()
    await all_say(1, board, (ada,))
    await desk.page.get_by_role("button", name="Change places: round 2").wait_for()


@pytest.mark.long
async def test_the_host_calls_another_round_than_planned(enter: Enter, server: Server) -> None:
    night, people = lined_up(server, 0)
    night.move("groups")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    await desk.page.locator("#minutes-3").fill("0")
    await desk.press("Call round 3")
    await all_say(3, board, (ada,))
    await board.page.locator("#scene h1", has_text="Find your group").wait_for()
