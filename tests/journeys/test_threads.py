"""A table asks, another one answers and is thanked: on their phones, on one without scripts, for somebody who
has none, and in the record."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_whole_night import join
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOMS: dict[str, list[str]] = {"room_id": ["1", "2"], "room_name": ["Two", "Five"], "room_seats": ["6", "6"]}


@pytest.mark.long
async def test_a_question_is_answered_and_somebody_thanked(enter: Enter, server: Server) -> None:
    night = Evening(server, **ROOMS)
    ada, bo = await enter("Ada", PHONE), await enter("Bo", PHONE)
    cy = await enter("Cy", PHONE, java_script_enabled=False)
    for person in (ada, bo):
        await join(person, server, night.code)
    at_the_tables(night)
    base = f"{server.url}/n/{night.code}"
    await cy.page.context.add_cookies(
        [{"name": f"person_{night.code}", "value": night.cookie(3).partition("=")[2], "url": server.url}]
    )

    for person in (ada, bo, cy):
        await person.page.goto(f"{base}/groups/1")
    await ada.mark()
    await bo.mark()
    # While the groups talk, whoever sits elsewhere gives a heart, and writes nothing.
    await expect(ada.page.locator("#say-note-1")).to_be_visible()
    await expect(bo.page.locator("#say-note-1")).to_be_hidden()
    await expect(cy.page.locator("#say-note-1")).to_be_hidden()
    await bo.press("Appreciate: Where do we find land?")
    await expect(ada.page.locator("#liked-note-1")).to_contain_text("1")
    await ada.check_access("main")

    night.move("share")
    await bo.page.keyboard.press("Shift")  # as in `press`: the place had another button a moment ago
    await bo.page.locator("#say-note-1 summary").click()
    await bo.page.locator("#reply-text-note-1").fill("We have plots, no hands")
    await bo.page.get_by_label("I speak for my group").check()
    await bo.check_access("main")
    await bo.press("Say it")
    await ada.sees("Bo, for “Allotments”")
    await answers_without_scripts(cy, base)
    await ada.sees("Behind the station")
    await ada.press("It answers our question: We have plots, no hands")
    await expect(bo.page.locator("#note-1")).to_contain_text("Question · answered")
    await ada.was_not_reloaded()
    await bo.was_not_reloaded()
    await ada.check_access("main")

    await thanks_in_a_tap(ada, base, "bo")
    await bo.page.goto(f"{base}/thanks")
    await bo.sees("Ada thanks you: you helped.")
    await bo.check_access("main")
    await bo.press("Put it in the record: Ada")
    await bo.sees("It goes in the record once you both agree.")
    await ada.page.goto(f"{base}/thanks")
    await ada.sees("Bo would like it in the record.")
    await ada.press("Put it in the record: Bo")
    await ada.sees("It is in the record.")
    night.move("closed")
    await is_in_the_record(ada, await enter("Board", PROJECTOR), base)


def at_the_tables(night: Evening) -> None:
    """Ada's table asks for land; Bo sits at the other one, and so does Cy."""
    ada, bo, cy = night.known(1), night.known(2), night.enter("Cy")
    night.move("pitch")
    ada.act("pitches", title="Time banks", hosted="1")
    bo.act("pitches", title="Allotments", hosted="1")
    for no in ("1", "2"):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    for device, group in ((ada, 1), (bo, 2), (cy, 2)):
        device.act(f"groups/{group}/join")
    ada.act("groups/1/notes", kind="question", text="Where do we find land?")


async def answers_without_scripts(cy: Person, base: str) -> None:
    """With the keyboard alone."""
    await cy.page.goto(f"{base}/groups/1")
    await cy.page.locator("#say-note-1 summary").focus()
    await cy.page.keyboard.press("Enter")
    await cy.page.locator("#reply-text-note-1").focus()
    await cy.page.keyboard.type("Behind the station")
    for _field in range(2):
        await cy.page.keyboard.press("Tab")
    await cy.page.keyboard.press("Enter")
    await cy.page.wait_for_url("**/groups/1")
    await cy.sees("Behind the station")


async def thanks_in_a_tap(ada: Person, base: str, letters: str) -> None:
    await ada.page.keyboard.press("Shift")  # as in `press`: what was above has just become shorter
    await ada.page.get_by_role("link", name="Thank somebody").click()
    await ada.page.get_by_label("Their name").fill(letters)
    await ada.press("Find them")
    await ada.press("Thank them: Bo")
    await expect(ada.page.locator(".mate", has_text="Bo")).to_contain_text("Thanked")
    await ada.check_access("main")


async def is_in_the_record(ada: Person, board: Person, base: str) -> None:
    await board.page.goto(f"{base}/board")
    await expect(board.page.locator("#thanked")).to_have_text("1 thank-you")
    await board.check_access()
    await ada.page.goto(f"{base}/evening")
    await ada.sees("The night is over")
    await ada.check_access("main")
    await ada.page.goto(f"{base}/record")
    await ada.sees("Ada thanks Bo")
    groups = ada.page.get_by_role("region", name="What the groups say")
    await groups.get_by_role("link").first.click()
    for said in ("Question · answered · Ada · 1 heart", "This answers it · Bo, for “Allotments”"):
        await ada.sees(said)
    await ada.check_access("main")
