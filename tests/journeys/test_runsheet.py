"""A day of three rounds from the run sheet, 20 minutes behind, mended with one press."""

import datetime as dt
import re

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_rounds import ROOMS, all_say
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEHIND = 20
LATE = re.compile("2[01] minutes behind")  # a minute may turn while we look


def begun(server: Server) -> Evening:
    """A night whose welcome was to end 20 minutes ago. It has no run sheet yet."""
    start = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=15 + BEHIND)
    return Evening(server, **(ROOMS | {"zone": "UTC", "date": f"{start:%Y-%m-%d}"}))


async def plan(desk: Person) -> None:
    """The host plans a day of three rounds that started 35 minutes ago."""
    start = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=15 + BEHIND)
    await desk.page.locator("#part-runsheet").get_by_role("link", name="Plan the night").click()
    await desk.page.get_by_role("link", name="A day of three rounds").click()
    await desk.page.locator("#starts").fill(f"{start:%H:%M}")
    await desk.check_access()
    await desk.press("Save the run sheet")
    await desk.page.locator("#desk-pace").wait_for()
    await desk.mark()


async def left(person: Person, minutes: int) -> None:
    """The lamp has that many minutes left, or a little less."""
    clock = person.page.locator(".lamp-clock", has_text=re.compile(f"{minutes}:00|{minutes - 1}:[0-5]"))
    await clock.first.wait_for()


@pytest.mark.long
async def test_three_rounds_twenty_minutes_behind_are_mended_with_one_press(
    enter: Enter, server: Server
) -> None:
    night = begun(server)
    people = {name: night.enter(name) for name in ("Ada", "Ben")}
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await plan(desk)
    await desk.page.locator("#desk-pace", has_text=LATE).wait_for()
    await desk.check_access()

    await desk.press("Make each remaining round 7 minutes shorter")
    await desk.page.locator("#desk-pace", has_text="as planned").wait_for()
    assert await desk.page.locator(".runsheet td", has_text=re.compile("53\\s*60")).count() == 3

    await desk.press("Open pitching")
    await desk.page.locator("[data-step=pitch]").wait_for()
    for title in ("Bees", "Bats", "Boats"):
        people["Ada"].act("pitches", title=title, hosted="1")
    night.move("vote")
    for pitch in (1, 2, 3):
        night.host.act(f"lineup/{pitch}/place", cell=f"{pitch}-1")

    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    ben = await comes(enter, "Ben", PHONE, people["Ben"])
    phones = (ada, ben)
    await left(ada, 15)  # the vote has its timer, too
    await desk.press("Form groups")
    await all_say(1, board, phones)
    await left(board, 10)
    await desk.press("Start round 1")
    await all_say(1, board, phones)
    await left(board, 53)
    for number, seating in ((2, 60), (3, 20)):
        await desk.press(f"Change places: round {number}")
        await all_say(number, board, phones)
        await left(board, seating)
        await desk.press(f"Start round {number}")
        await all_say(number, board, phones)
        await left(board, 53)
    for person in (desk, board, ada, ben):
        await person.check_access()
        await person.was_not_reloaded()

    night.move("share")
    record = night.host.client.get(f"/n/{night.code}/record.json").json()
    assert [slot["groups"] for slot in record["lineup"]] == [[1], [2], [3]]
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    for slot in record["lineup"]:
        started = dt.datetime.strptime(slot["start"], "%H:%M")
        assert (now - started).seconds % 86_400 < 300, "when it was, not as planned"


@pytest.mark.long
async def test_words_of_the_hosts_own_and_a_shortening_undone(enter: Enter, server: Server) -> None:
    night = begun(server)
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await plan(desk)
    other = await comes(enter, "Second", LAPTOP, night.host, "/desk")
    await desk.page.get_by_text("Say it in your own words").click()
    await desk.page.locator("#script-text").fill("Welcome to the soup")
    await desk.page.locator(".script").get_by_role("button", name="Save").click()
    await other.page.locator(".say", has_text="Welcome to the soup").first.wait_for()
    await desk.press("Make each remaining round 7 minutes shorter")
    await other.page.locator("#desk-pace", has_text="as planned").wait_for()
    await other.press("Undo: shortening the rounds")
    await desk.page.locator("#desk-pace", has_text=LATE).wait_for()
    await desk.press("Undo: changing what to say")
    await desk.page.locator(".say", has_text="Point your phone at the code").first.wait_for()
