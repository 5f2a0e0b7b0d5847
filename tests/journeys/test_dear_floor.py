"""A floor that may cost a full per cent: read of where it helps more, put in, and taken back, from the desk.

Half a hundred people have equal rooms with seats to spare; one of them stays below three fifths of what they
could have, unless others give up a choice.
"""

from typing import Any

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_fair import Scene, before_and_after
from tests.journeys.test_lineup import visits
from tests.lineup.nights import Size, night
from tests.server import Server
from tests.web.cast import Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

LOWER = "People with less than three fifths of what they could have"
HELD_BY_A_FULL_PER_CENT = night(Size(50, 16, 4, 4), 25, venue="even", approvals=True)


def lined_up(server: Server) -> Evening:
    """Everybody of that made-up night comes in, pitches and votes; a line-up is made without a floor."""
    problem = HELD_BY_A_FULL_PER_CENT
    rooms = [str(no + 1) for no in range(len(problem.seats))]
    setup: dict[str, Any] = {
        "room_id": rooms,
        "room_name": [f"Room {no}" for no in rooms],
        "room_seats": [str(seats) for seats in problem.seats],
        "slot_id": ["1", "2", "3", "4"],
        "slot_start": ["18:00", "19:00", "20:00", "21:00"],
        "slot_end": ["18:45", "19:45", "20:45", "21:45"],
        "dots": "0",
    }
    its = Evening(server, **setup)
    people = [its.enter(f"Person {no}") for no in range(1, problem.people + 1)]
    its.move("pitch")
    for topic, (pitcher,) in enumerate(problem.pitchers, 1):
        assert people[pitcher].act("pitches", title=f"Topic {topic}", hosted="1").status_code == 200
    its.move("vote")
    for person, topic, _strength in problem.wishes:
        if person not in problem.pitchers[topic]:
            assert people[person].act(f"pitches/{topic + 1}/vote").status_code == 200
    assert its.host.act("lineup/make").status_code == 200
    return its


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_a_floor_for_a_full_per_cent(enter: Enter, server: Server, scripts: bool) -> None:
    its = lined_up(server)
    options: dict[str, Any] = {} if scripts else {"java_script_enabled": False}
    host = await visits(enter, "Host", LAPTOP, its.host, "/desk", **options)
    pocket = await visits(enter, "Pocket", PHONE, its.host, "/desk", **options)
    scene = Scene(its, host, pocket, scripts)
    await scene.weighs("A floor that may cost a full per cent", "Nobody is below three fifths.")
    dear = section(host, "A floor that may cost a full per cent")
    assert "The floor costs 0.7 % of the choices met." in await dear.inner_text()
    await dear.get_by_role("button", name="Propose it with this floor").click()
    await scene.at_desk("With a floor that may cost a full per cent: seats and times go first")
    assert (await before_and_after(host, LOWER)).endswith("→ 0")
    await scene.looks(host)
    await host.press("Apply")
    await scene.at_desk("choices met")
    assert its.events("LineupMade")[-1]["proposal"]["why"]["floor"] == "dear"

    await scene.weighs("A floor that may cost a full per cent")
    assert await dear.get_by_role("button").count() == 0
    await host.page.get_by_role("button", name="Propose it with a floor").click()
    await scene.at_desk("With a floor: seats and times go first to whoever got least.")
    assert (await before_and_after(host, LOWER)).startswith("0 →")
    await host.press("Leave it as it is")
    await scene.at_desk("choices met")


def section(person: Person, heading: str) -> Any:
    return person.page.get_by_role("region", name=heading, exact=True)
