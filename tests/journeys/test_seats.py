"""A line-up read sentence by sentence: what the desk is told of it, what would change it, and a latecomer who
gets the seat of somebody who did not choose the group; on desk and phone, with and without JavaScript."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, no_proposal, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

BEES, BOOKS, BREAD = 1, 2, 3
ROOMS = {"room_id": ["1", "2"], "room_name": ["Hall", "Attic"]}
ONE_SLOT = {"slot_id": ["1"], "slot_start": ["20:00"], "slot_end": ["20:45"]}


def voted(server: Server, seats: list[str]) -> tuple[Evening, dict[str, Device]]:
    """Bees and Books run, Bread waits. Ada and Ben chose Bees, Cleo chose Books, Dan and Eve nothing."""
    night = Evening(server, **ROOMS, **ONE_SLOT, room_seats=seats)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan", "Eve")}
    night.move("pitch")
    for title in ("Bees", "Books", "Bread"):
        assert night.host.act("pitches", title=title, hosted="0").status_code == 200
    night.move("vote")
    for name, pitch in (("Ada", BEES), ("Ben", BEES), ("Cleo", BOOKS)):
        assert people[name].act(f"pitches/{pitch}/vote").status_code == 200
    return night, people


async def opened(person: Person, night: Evening, path: str = "") -> None:
    await person.page.goto(f"{night.server.url}/n/{night.code}{path}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_a_latecomer_gets_a_seat_that_is_given(enter: Enter, server: Server, scripts: bool) -> None:
    """Whoever sits in the full group without having chosen it is asked by one line."""
    night, people = voted(server, ["3", "3"])
    assert night.host.act("lineup/make").status_code == 200
    night.move("groups")
    late = night.enter("Zoe")
    come: Any = comes if scripts else visits
    options: dict[str, Any] = {} if scripts else {"java_script_enabled": False}
    zoe = await come(enter, "Zoe", PHONE, late, "", **options)
    eve = await come(enter, "Eve", PHONE, people["Eve"], "", **options)
    host = await come(enter, "Host", LAPTOP, night.host, "/desk", **options)
    await host.sees("Nobody who voted is left with nothing.")

    full = zoe.page.locator(".cards .group", has_text="full")
    asked = full.get_by_role("button", name="Ask for a seat")
    for button in (asked, full.get_by_role("button", name="Find another")):
        box = await button.first.bounding_box()
        assert box
        assert box["height"] < 60 < box["width"], "its words stand in one line"
    await asked.first.click()
    await zoe.sees("You asked for a seat here. Nobody has to give theirs up.")
    if scripts:
        await zoe.check_access()
    if not scripts:
        await opened(eve, night)
        await opened(host, night, "/desk")
    await eve.sees("Somebody would like to join")
    await eve.sees("You sit there but did not vote for it. Would you move to")
    if scripts:
        await eve.check_access()
    await host.sees("1 person asks for a seat here.")
    await eve.press("Give up my seat")
    await eve.sees("You came here after the line-up was made.")
    assert await eve.page.locator(".plea:visible").count() == 0
    if not scripts:
        await opened(zoe, night)
    await zoe.sees("You came here after the line-up was made.")
    assert await zoe.page.get_by_text("You asked for a seat here.").locator("visible=true").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_what_would_change_it_is_told_when_the_host_asks(
    enter: Enter, server: Server, scripts: bool
) -> None:
    """The floor is weighed with and without, and the desk can propose either; each answer is one sentence."""
    night, people = voted(server, ["3", "4"])
    assert night.host.act("lineup/make").status_code == 200
    night.move("groups")
    for name in ("Zoe", "Yan"):
        night.enter(name)
    options: dict[str, Any] = {} if scripts else {"java_script_enabled": False}
    host = await visits(enter, "Host", LAPTOP, night.host, "/desk", **options)
    await host.page.get_by_role("link", name="What would change it?").click()
    await host.sees("Each answer is the best line-up we found; a better one may exist.")
    await host.sees("Made again with or without it:")
    await host.sees("One more room with 4 seats")
    assert re.search(r"(choices? (more|fewer)|more choices?|As many choices) ", await words(host))
    if scripts:
        await check_both_themes(host)
    await host.page.get_by_role("button", name="Propose it: Adjust with few moves").click()
    await host.page.wait_for_url("**/desk*")
    await host.sees("2 people get a group")
    await host.press("Apply")
    if scripts:
        await no_proposal(host)

    cleo = await visits(enter, "Cleo", PHONE, people["Cleo"], "/why", **options)
    await cleo.sees("You voted for this topic.")
    await cleo.sees("Nobody is left with nothing.")
    if scripts:
        await check_both_themes(cleo)
    await host.page.locator("#why-3 summary").click()
    await host.sees("Number 3 in line. The topics ahead of it in line took all the places.")


async def words(person: Person) -> str:
    return await person.page.locator("main").inner_text()
