"""An assembly: the room chooses what it asks for, a guest answers, people promise; and the roll is called."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEDS, GATE = "Give us the beds behind the library", "Open the gate at dusk"


def shared(server: Server) -> Evening:
    """Ada and Ben talked about bees; their group has two actions, and the groups share."""
    night = Evening(server, room_seats=["4", "1"])
    devices = [night.enter(name) for name in ("Ada", "Ben", "Cleo")]
    night.talk_about_bees(devices[0])
    devices[1].act("groups/1/join")
    for text in (BEDS, GATE):
        devices[0].act("groups/1/notes", text=text, kind="action")
    night.move("share")
    return night


async def gives_a_dot(person: Person, text: str) -> None:
    await person.page.get_by_role("link", name="Choose what we ask for").click()
    await person.press(f"Give a dot: {text}")
    await person.page.get_by_role("button", name=f"Your dot: {text}").wait_for()


@pytest.mark.long
async def test_an_ask_is_chosen_put_and_answered_and_the_roll_is_called(enter: Enter, server: Server) -> None:
    """Given two actions of a group and a sentence of the host's, when the room chooses, then nobody sees a
    count until it is closed; when the ask is read out, spoken for and answered partly, then the board shows
    who speaks with a lamp, the answer, and as large what we do ourselves; when Ada is in on that, it is in
    the record. When the roll is called, the board counts who stands.
    """
    night = shared(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/assembly/desk")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    ada, ben, cleo = [
        await comes(enter, name, PHONE, night.known(no), "")
        for no, name in enumerate(("Ada", "Ben", "Cleo"), 1)
    ]
    desk = host.page

    # What can be asked for, and by whom it is answered
    for text in (BEDS, GATE):
        await host.press(f"Take up: {text}")
        await desk.get_by_role("button", name=f"Drop: {text}").wait_for()
    await desk.get_by_label("An ask in your own words").fill("Pay for the soup")
    await host.press("Add it")
    await desk.get_by_label("Name of a guest").fill("Jo Reed")
    await desk.locator("#guest-for").fill("City council")
    await host.press("Add the guest")
    await desk.locator("#guests").get_by_text("Jo Reed").first.wait_for()

    # The room chooses
    await desk.get_by_label("Asks to choose").fill("1")
    await host.press("Let the room choose")
    for person, text in ((ada, BEDS), (ben, BEDS), (cleo, GATE)):
        await gives_a_dot(person, text)
    await expect(desk.locator("#turnout")).to_contain_text("3 people have chosen")
    await expect(board.page.locator("#chosen-by")).to_contain_text("3 people have chosen")
    await board.check_access()
    await expect(desk.locator("#backed-1")).to_have_text("2 dots")
    await expect(ada.page.locator("#asks")).not_to_contain_text("2 dots")
    await desk.get_by_role("link", name="Back to the desk").wait_for()
    await check_both_themes(host, ada)
    await host.press("Close it and see what was chosen")
    await ada.sees("It speaks for 2 people.")
    await cleo.sees("3 people gave dots. 2 of them have at least one of their choices here.")

    # It is put
    await board.page.get_by_role("heading", name="What we ask for").wait_for()
    await board.check_access()
    await desk.get_by_label("To whom").select_option(label="Jo Reed, City council")
    await desk.get_by_label("Who speaks for it").fill("Ada")
    await desk.locator("#put").get_by_role("button", name="Save", exact=True).click()
    await host.press(f"Read out: {BEDS}")
    await board.page.get_by_role("heading", name=BEDS).wait_for()
    await board.sees("To Jo Reed, City council")
    await board.check_access()
    await host.press("Ada speaks, one minute")
    await board.page.get_by_role("heading", name="Ada").wait_for()
    await expect(board.page.locator("#timer")).to_contain_text("0:5")
    await board.check_access()
    await host.press("Jo Reed, City council answers")
    await board.sees("Yes, partly, or no? By when?")
    await desk.get_by_role("radio", name="Partly").check()
    await desk.get_by_label("What exactly?").fill("Ten of the twenty beds")
    await desk.get_by_label("By when? A date, or words").fill("1 March")
    await desk.get_by_label("What we will do ourselves").fill("We dig and water them")
    await desk.get_by_label("By when will we?").fill("every Saturday")
    await host.press("Save the answer")
    for told in ("Partly", "Ten of the twenty beds", "When: 1 March", "We dig and water them"):
        await board.sees(told)
    await board.check_access()
    await ada.press("I'm in: We dig and water them")
    await board.sees("1 person is in")
    await check_both_themes(host, ada)

    # Who is here
    await desk.get_by_label("Organisations, one per line").fill("Allotment society")
    await host.press("List them")
    await host.press("Ask people where they are from")
    await ben.page.get_by_label("Where are you from?").fill("Scouts")
    await ben.press("Say it")
    await ben.sees("You are from: Scouts")
    assert "Scouts" not in await ada.page.content(), "the host reads it first"
    await host.press("Read out: Scouts")
    await board.page.get_by_role("heading", name="Scouts").wait_for()
    await cleo.press("I'm from there: Scouts")
    await expect(board.page.locator(".risen")).to_have_text("2")
    await board.check_access()
    await check_both_themes(cleo)
    await desk.get_by_label("How many stand?").fill("7")
    await desk.locator("#calling").get_by_role("button", name="Save", exact=True).click()
    await expect(board.page.locator(".risen")).to_have_text("7")
    await host.press("End it and show the total")
    await board.sees("We are here from")
    await board.sees("people stood up")
    await board.check_access()
    for person in (host, board):
        await person.was_not_reloaded()

    # What remains
    night.move("closed")
    record = await visits(enter, "Reader", LAPTOP, night.device(), "/record")
    its = record.page.get_by_role("region", name="Assembly")
    for told in (BEDS, "Jo Reed, City council", "Partly", "When: 1 March", "Ten of the twenty beds"):
        await expect(its).to_contain_text(told)
    for told in ("We dig and water them", "When: every Saturday", "In: Ada"):
        await expect(its).to_contain_text(told)
    await expect(its).to_contain_text("1 organisation was here, 7 people stood up.")
    await check_both_themes(record)
