"""Many hands at one sheet: two write, answer, order, agree and promise; then the room chooses."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def adds(writer: Person, kind: str, text: str, **more: str) -> None:
    await writer.page.get_by_role("radio", name=kind).check()
    await writer.page.get_by_label("What did your group say?").fill(text)
    for label, words in more.items():
        await writer.page.get_by_label(label.replace("_", " ")).fill(words)
    await writer.press("Add it")
    await writer.page.locator("#notes .note", has_text=text).wait_for()


async def unfolds(person: Person, note: str, what: str) -> None:
    await person.page.keyboard.press("Shift")  # else it may count as the second half of a double click
    await person.page.locator(f"{note} summary", has_text=what).first.click()


@pytest.mark.long
async def test_two_write_one_sheet_and_the_room_chooses(enter: Enter, server: Server) -> None:
    """Given Ada and Ben talk about bees and Cleo about books, when they write, then what others wrote is new
    to each, the order is the same for both, and what Cleo promises is on their page at once; and when the
    host lets the room choose, then phones, board and desk have the dots.
    """
    night = Evening(server, room_seats=["4", "1"])
    devices = [night.enter(name) for name in ("Ada", "Ben", "Cleo")]
    night.move("pitch")
    devices[0].act("pitches", title="Bees", hosted="1")
    devices[2].act("pitches", title="Books", hosted="1")
    for no in ("1", "2"):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    for device, group in zip(devices, (1, 1, 2), strict=True):
        device.act(f"groups/{group}/join")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada, ben = [
        await comes(enter, name, PHONE, one, "/groups/1")
        for name, one in zip(("Ada", "Ben"), devices, strict=False)
    ]
    cleo = await comes(enter, "Cleo", PHONE, devices[2], "/groups/1")

    await adds(ada, "Note", "They nest in the ground")
    await adds(ben, "Concern", "They sting")
    await adds(ada, "Quote", "Three kinds in an hour", Who_said_it="The beekeeper")
    await adds(ada, "Link", "A map", **{"The_link's_address": "https://example.org/map"})
    link = ben.page.get_by_role("link", name="A map")
    await expect(link).to_have_attribute("rel", "noopener nofollow")
    fresh = ada.page.locator("#note-2 .fresh")
    await expect(fresh).to_be_hidden()  # on the first visit nothing is new
    await ada.page.reload()
    await unfolds(ben, "#note-1", "Change it")
    await ben.page.locator("#text-1").fill("They nest in dead wood")
    await ben.page.keyboard.press("Shift")
    await ben.page.locator("#note-1").get_by_role("button", name="Save").click()
    await ada.sees("changed by Ben")
    await expect(ada.page.locator("#note-1 .fresh")).to_be_visible()
    await expect(ben.page.locator("#note-1 .fresh")).to_be_hidden()

    await unfolds(ben, "#note-3", "Change it")
    await ben.press("Move up: Three kinds in an hour")
    for one in (ada, ben, cleo):
        await expect(one.page.locator("#notes > .note").nth(1)).to_contain_text("Three kinds")
    await unfolds(ada, "#note-2", "Answer it")
    await ada.page.get_by_label("What does your group answer?").fill("Hardly ever")
    await ada.press("Add the answer")
    await ben.sees("Concern · answered")
    await ada.press("Star: They nest in dead wood")
    await ben.page.locator("#stars-1", has_text="★ 1").wait_for()

    await unfolds(ada, "#writing", "Write the headline")
    await ada.page.get_by_label("One sentence your group will tell everyone").fill("Leave dead wood")
    await ada.press("Save the headline")
    await ben.sees("A draft by Ada: who else agrees?")
    await expect(ada.page.get_by_role("button", name="I agree with the headline")).to_be_hidden()
    await ben.press("I agree with the headline")
    await ada.sees("Agreed by Ben")
    await unfolds(ada, "#writing", "Add an action")
    await ada.page.get_by_label("What will be done?").first.fill("Pile up wood")
    await ada.press("Add the action")
    await cleo.press("I'm in: Pile up wood")
    await ada.page.locator("#promise-note-6", has_text="Cleo").wait_for()
    for one in (ada, cleo):
        await one.check_access()

    night.move("share")
    await host.page.get_by_label("Dots each").fill("2")
    await host.press("Let the room choose")
    await host.press("Put it on the board")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    await board.sees("What will we take on together?")
    await cleo.page.goto(f"{server.url}/n/{night.code}")
    await cleo.page.get_by_role("link", name="Choose what we take on together").click()
    await cleo.check_access()
    await cleo.press("Give a dot: Pile up wood")
    await cleo.page.get_by_text("Dots left:").wait_for()
    await expect(cleo.page.locator("[data-mine-text=carry]")).to_have_text("1")
    await expect(board.page.locator("#carry-6 .tally")).to_have_text("1")
    await expect(host.page.locator("#desk-choice")).to_contain_text("Pile up wood 1 dot")
    await host.press("Close the choice")
    await cleo.page.get_by_role("heading", name="What we take on together").wait_for()
    for one in (host, cleo, board):
        await one.check_access()
