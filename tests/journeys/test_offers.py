"""An ask in Polish meets an offer in English; both say yes, and what they pass is seen by the two alone. Then
the asks are read out: who can?"""

import itertools

import pytest
from playwright.async_api import WebSocket, expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROWER = "Potrzebuję kogoś, kto naprawi rower"
ADA, BEN = "ada-0700-123", "ben@bicycles.example"


def overheard(person: Person) -> list[str]:
    """Whatever this person's screen is told from now on, as it comes."""
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(str(frame)))

    person.page.on("websocket", listen)
    return heard


async def puts_up(person: Person, text: str, button: str, kind: str) -> None:
    """From the night's own page to the wall: a text, a kind, and one tap."""
    await person.page.get_by_role("link", name="Offers and asks").click()
    await person.page.get_by_label("What is it?").fill(text)
    await person.page.get_by_label("Which kind?").select_option(kind)
    await person.press(button)
    await person.page.locator("#wall").get_by_text(text).wait_for()


@pytest.mark.long
async def test_an_ask_in_polish_meets_an_offer_in_english(enter: Enter, server: Server) -> None:
    night = Evening(server)
    devices = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo")}
    ada, ben, cleo = [await comes(enter, name, PHONE, devices[name], "") for name in devices]
    await puts_up(ada, ROWER, "I need this", "skills")
    await puts_up(ben, "I repair bicycles", "I offer this", "time")
    board = await enter("Board", PROJECTOR)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    frames = [heard for person in (board, host, cleo) for heard in [overheard(person)]]
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    await host.page.reload()
    await cleo.page.goto(f"{server.url}/n/{night.code}/offers")
    await ada.page.locator("#gifts").get_by_text("I repair bicycles").wait_for()
    await ada.check_access()

    # While people pitch, nobody is told; in the break, why.
    night.move("pitch")
    await ada.page.get_by_role("link", name="Yours, and who said yes").click()
    await ada.sees("What matches yours is shown here in the break")
    night.move("groups")
    await ada.sees("Ben offers: I repair bicycles")
    await ada.sees("“rower” and “bicycles” are the same sort of thing.")
    await ada.check_access()

    await ada.page.get_by_role("link", name="See it, and say yes").click()
    await ada.page.get_by_label("How can they reach you?").fill(ADA)
    await ada.check_access()
    await ada.press("Yes, please")
    await ada.sees("They have not answered yet.")
    await ben.page.get_by_role("link", name="Yours, and who said yes").click()
    await ben.sees("Ada says yes, please")
    await expect(ben.page.locator("main")).not_to_contain_text(ADA)
    await ben.page.get_by_label("How can they reach you?").fill(BEN)
    await ben.page.get_by_label("How many hours, if you want to say?").fill("2")
    await ben.check_access()
    await ben.press("Yes, introduce us")
    await expect(ben.page.locator(".contact")).to_have_text(ADA)
    await ada.page.goto(f"{server.url}/n/{night.code}/offers/mine")
    await expect(ada.page.locator(".contact")).to_have_text(BEN)
    await ada.press("They kept it")
    await ada.sees("Kept:")
    await ada.check_access()

    await stands_up(night, host, board, cleo, ada)
    await cleo.page.goto(f"{server.url}/n/{night.code}/offers/mine")
    await board.page.get_by_text("2 hours promised, 2 kept").wait_for()
    seen = [await person.page.content() for person in (board, host, cleo)]
    assert all(frames), "each of them was told something"
    for contact in (ADA, BEN):
        assert not [text for text in (*seen, *itertools.chain(*frames)) if contact in text]


async def stands_up(night: Evening, host: Person, board: Person, cleo: Person, ada: Person) -> None:
    """The ask is read out from the desk; Cleo taps, two more hands are counted, and they go to a table."""
    await host.page.locator("#part-offers > summary").click()
    await host.press("Start with the first ask")
    await expect(board.page.locator("#who-can")).to_have_text(ROWER)
    await expect(host.page.locator("#parts > :first-child")).to_have_id("part-offers")
    await ada.sees("Who can? See what is asked")
    await expect(board.page.locator(".call")).to_have_text("Who can?")
    await cleo.press("I can: my hand is up")
    await expect(board.page.locator(".raised")).to_have_text("1 hand")
    await cleo.check_access()
    await host.press("One more hand")
    await expect(board.page.locator(".raised")).to_have_text("2 hands")
    await host.page.get_by_label("They find each other here").fill("Table 5")
    await host.press("Put it on the board")
    await expect(board.page.locator(".call")).to_have_text("Go and find each other: Table 5")
    await board.check_access()
    await host.check_access("#part-offers")
    await host.press("That was the last one")
    await board.page.get_by_role("heading", name="Now find each other").wait_for()
    await board.check_access()
    await host.press("End it")
    assert night.events("HandRaised") == [{"person": 3, "ask": 1}]
    assert night.host.act("scene", scene="standup").status_code == 200
