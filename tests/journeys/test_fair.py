"""A fair line-up, from the desk to the phones in one evening, with and without JavaScript.

A floor is read of, put in, and looked at without it; a second run is taken and undone, and a new line-up has
second runs by itself; somebody who comes late gets the seat of somebody who did not choose the group.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

SETUP: dict[str, Any] = {
    "room_id": ["1", "2", "3"],
    "room_name": ["Hall", "Attic", "Loft"],
    "room_seats": ["2", "1", "4"],
    "slot_id": ["1", "2", "3", "4"],
    "slot_start": ["18:00", "19:00", "20:00", "21:00"],
    "slot_end": ["18:45", "19:45", "20:45", "21:45"],
    "dots": "0",
}
PLACES = {
    "Bees": "1-1",
    "Attics": "1-2",
    "Bread": "1-3",
    "Books": "2-1",
    "Boats": "2-3",
    "Bikes": "3-1",
    "Birds": "3-3",
    "Bats": "4-3",
}
WISHED = ("Bees", "Books", "Bikes")
IN_THE_ATTIC = 2
"""The group on Attics. Its room has one seat."""


def lined_up(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Ada, Ben and Cleo wish for three topics in a room of two seats, at three times; Dan wishes for nothing.
    Six wishes can be met: two for each of them, or three, two and one. Late, two rooms are free."""
    night = Evening(server, **SETUP)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan")}
    night.move("pitch")
    for title in PLACES:
        assert night.host.act("pitches", title=title, hosted="0").status_code == 200
    night.move("vote")
    titles = list(PLACES)
    for name in ("Ada", "Ben", "Cleo"):
        for title in WISHED:
            assert people[name].act(f"pitches/{titles.index(title) + 1}/vote").status_code == 200
    for no, cell in enumerate(PLACES.values(), 1):
        assert night.host.act(f"lineup/{no}/place", cell=cell).status_code == 200
        assert night.host.act(f"lineup/{no}/pin", pinned="1").status_code == 200
    assert night.host.act("lineup/make").status_code == 200
    assert night.host.act("lineup/proposal/apply", proposal=str(night.version)).status_code == 200
    return night, people


@dataclass
class Scene:
    """Those who look at the evening, and how: with or without JavaScript."""

    night: Evening
    host: Person
    pocket: Person
    scripts: bool

    async def looks(self, *people: Person) -> None:
        """axe, and nothing wider than the screen."""
        if self.scripts:
            await check_both_themes(*people)
            for one in people:
                assert await one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    async def at_desk(self, *sentences: str) -> None:
        await self.host.page.wait_for_url("**/desk*")
        for said in sentences:
            await self.host.sees(said)

    async def weighs(self, *sentences: str) -> None:
        """The host reads what would change the line-up, on a laptop and a phone."""
        for reader in (self.host, self.pocket):
            await reader.page.goto(f"{self.night.server.url}/n/{self.night.code}/lineup/weigh")
            for said in sentences:
                await reader.sees(said)
        await self.looks(self.host, self.pocket)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_from_the_floor_to_the_last_seat(enter: Enter, server: Server, scripts: bool) -> None:
    night, people = lined_up(server)
    options: dict[str, Any] = {} if scripts else {"java_script_enabled": False}
    host = await visits(enter, "Host", LAPTOP, night.host, "/desk", **options)
    pocket = await visits(enter, "Pocket", PHONE, night.host, "/desk", **options)
    scene = Scene(night, host, pocket, scripts)
    await a_floor(scene)
    await a_second_run(scene)
    await by_itself(scene)
    await a_late_seat(scene, enter, people)


async def a_floor(scene: Scene) -> None:
    """It is read of, put in, and looked at without it again."""
    host = scene.host
    await scene.at_desk("6 of 9 choices met", "Nobody is left with nothing.", ", 1 of 3")
    same = "As many choices met as now."
    await scene.weighs(
        f"Made again without it: {same} 1 person with less than half of what they could have.",
        f"Made again with it: {same} Nobody with less than half of what they could have.",
        "The floor costs nothing. Nobody is below half.",
    )
    await host.page.get_by_role("button", name="Propose it with a floor").click()
    await scene.at_desk("With a floor: seats and times go first to whoever got least.")
    assert await before_and_after(host, "People with less than half of what they could have") == "1 → 0"
    await scene.looks(host)
    await host.press("Apply")
    await scene.at_desk(", 2 of 3")
    await scene.weighs("Nobody with less than half of what they could have.")
    await host.page.get_by_role("button", name="Propose it without a floor").click()
    await scene.at_desk("Proposed. Nobody else sees it yet.")
    assert await before_and_after(host, "People with less than half of what they could have") == "0 → 1"
    await host.press("Leave it as it is")
    await scene.at_desk(", 2 of 3")


async def before_and_after(host: Person, what: str) -> str:
    row = host.page.locator(".before-after div", has_text=what)
    return re.sub(r"\s+", " ", await row.locator("dd").inner_text()).strip()


async def a_second_run(scene: Scene) -> None:
    """The desk names one; it is taken where it is told of, and undone."""
    host = scene.host
    said = "A second run of “Bees” would give 1 person a place in something they chose."
    await scene.at_desk(said)
    await scene.weighs(said, "Round 4, at 21:00, in Attic.")
    await host.page.get_by_role("button", name="Run it at that time, too: Bees").click()
    await scene.at_desk("Also in round 1.", "7 of 9 choices met")
    await scene.looks(host)
    await host.press("Undo: running Bees again")
    await scene.at_desk("6 of 9 choices met", said)


async def by_itself(scene: Scene) -> None:
    """Topics may meet twice: a new line-up has second runs, and says for whom; it is applied."""
    host, url = scene.host, f"{scene.night.server.url}/n/{scene.night.code}"
    await host.page.goto(f"{url}/setup")
    await host.page.get_by_label("They may meet twice, if a room is free").check()
    await scene.looks(host)
    await host.press("Save the setup")
    await host.page.wait_for_url("**/desk*")
    await host.page.goto(f"{url}/desk?part=lineup")
    await host.press("Make it again")
    await scene.at_desk(
        "3 topics run again", "Topics that run once more give 2 people a place in something they chose."
    )
    assert await before_and_after(host, "Choices met") == "6 of 9 → 8 of 9"
    await host.sees("runs once more: 21:00 Attic, for 1 person who chose it")
    await scene.looks(host)
    await host.press("Apply")
    await scene.at_desk("8 of 9 choices met")
    again = host.page.locator(".placed", has_text="Also in round 1.")
    await again.locator("summary").click()
    await again.get_by_text(
        "A room was free, so it runs once more here, for 1 person who chose it."
    ).wait_for()


async def a_late_seat(scene: Scene, enter: Enter, people: dict[str, Device]) -> None:
    """Zoe comes late; in the first round a seat that she would like is of somebody who did not choose it."""
    night, host = scene.night, scene.host
    night.move("groups")
    its = night.events("LineupMade")[-1]["proposal"]["groups"]
    (holder,) = its[str(IN_THE_ATTIC)]
    name = list(people)[holder - 1]
    come: Any = comes if scene.scripts else visits
    options: dict[str, Any] = {} if scene.scripts else {"java_script_enabled": False}
    zoe = await come(enter, "Zoe", PHONE, night.enter("Zoe"), "", **options)
    holds = await come(enter, name, PHONE, people[name], "", **options)
    await holds.sees("You voted for none of the topics at this time.")
    await holds.sees("Again in round 4.")
    await scene.looks(holds, zoe)

    attic = zoe.page.locator(".cards .group", has_text="Attics").first
    await attic.get_by_role("button", name="Ask for a seat").click()
    await zoe.sees("You asked for a seat here. Nobody has to give theirs up.")
    await anew(scene, holds, host)
    await holds.sees("Somebody would like to join")
    await holds.sees("You sit there but did not vote for it. Would you move to")
    await scene.looks(holds)
    await host.sees("1 person asks for a seat here.")
    await holds.press("Give up my seat")
    await holds.sees("You came here after the line-up was made.")
    await anew(scene, zoe)
    await zoe.sees("You came here after the line-up was made.")
    await scene.looks(zoe)
    await holds.page.get_by_role("link", name="Why these places?").click()
    await holds.sees("You came here after the line-up was made.")
    await holds.sees("Nobody who voted is left with nothing.")
    await scene.looks(holds)


async def anew(scene: Scene, *people: Person) -> None:
    """Without JavaScript, whoever waits loads the page again."""
    for one in people:
        if not scene.scripts or "/desk" in one.page.url:
            await one.page.goto(one.page.url.partition("?")[0])
