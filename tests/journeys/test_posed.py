"""What is put to everybody, in real browsers: a question to the room, and a round of propositions."""

import pytest
from playwright.async_api import expect

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")
SENTENCES = "Cars out of the centre.\nBuses should be free.\nWe meet again in May."
SAID = ({1: "agree", 2: "agree", 3: "disagree"}, {1: "agree", 2: "disagree", 3: "pass"})
"""What the others say of each, in turn."""


async def fits(board: Person) -> None:
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []


def others(night: Evening) -> list[Device]:
    return [night.enter(name) for name in ("Cleo", "Dan", "Eve", "Fay", "Gil")]


@pytest.mark.long
async def test_a_question_to_everybody_and_a_round_of_propositions(enter: Enter, server: Server) -> None:
    """Given a room with phones, of which Ben's has no scripts, and Nora, who has none, when the host asks
    everybody, then each has a line on the board, and the host puts them together by their words. When the
    host lets them agree and disagree, then Ada goes through the sentences by herself, and the board says
    what the room shares only once the host ends it; Ada sees what she said, and nobody else does.
    """
    night = Evening(server)
    device, bens = night.enter("Ada"), night.enter("Ben")
    night.move("talk")
    night.helper().act("people", name="Nora")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk?part=everybody")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    ada = await comes(enter, "Ada", PHONE, device)

    await host.page.get_by_role("link", name="Questions to everybody").click()
    await host.page.get_by_label("Ask the whole room").fill("What's your metaphor?")
    await host.press("Ask it")
    await board.sees("Your line here")
    await ada.page.get_by_role("link", name="What's your metaphor?").click()
    await ada.page.get_by_label("Your line").fill("A beehive")
    await check_both_themes(ada, within="main")
    await ada.press("Put it on the board")
    await ada.sees("Now look up: the lines are on the board.")
    await board.sees("A beehive")
    ben = await enter("Ben", PHONE, java_script_enabled=False)
    cookies = [{"name": key, "value": value, "url": server.url} for key, value in bens.cookies.items()]
    await ben.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await ben.page.goto(f"{server.url}/n/{night.code}")
    await ben.page.get_by_role("link", name="What's your metaphor?").click()
    await ben.page.get_by_label("Your line").fill("The beehives in my garden")
    await ben.press("Put it on the board")
    await ben.sees("Now look up")
    helper = await visits(enter, "Helper", LAPTOP, night.helper(), "/helper?for=3")
    await helper.page.get_by_label("Their line").fill("A loom")
    await helper.press("Put it on the board")
    await helper.sees("They have used up their lines.")
    for text in ("The beehives in my garden", "A loom"):
        await board.sees(text)
        await host.sees(text)
    await host.press("Put them together by their words")
    await expect(board.page.locator("#line-sheets h2").first).to_have_text("beehive 2")
    await fits(board)
    await board.check_access()
    await check_both_themes(host)

    await host.page.goto(f"{server.url}/n/{night.code}/propositions/all")
    await host.page.get_by_label("Your sentences, one per line").fill(SENTENCES)
    await host.press("Add them")
    await host.sees("We meet again in May.")
    await host.press("Let everybody answer")
    await board.sees("Who goes first?")
    for place, one in enumerate(others(night)):
        for no, view in SAID[place % 2].items():
            assert one.act(f"propositions/{no}/view", view=view).status_code == 200
    await ada.page.get_by_role("link", name="Back to the night").click()
    await ada.page.get_by_role("link", name="Agree or disagree? Say what you think.").click()
    views = zip(SENTENCES.splitlines(), ("Agree", "Disagree", "Pass"), strict=True)
    for place, (text, view) in enumerate(views, 1):
        await ada.sees(f"{place} of 3")
        await ada.sees(text)
        if place == 1:
            await check_both_themes(ada, within="main")
        await ada.press(view)
    await ada.sees("Thank you, that was all.")
    await ada.sees("Only you see this.")
    await expect(board.page.locator("#voices")).to_have_text("6 have answered")
    await fits(board)
    await board.check_access()
    await helper.page.reload()
    await helper.press("Disagree")
    await helper.sees("2 sentences left")
    await helper.check_access()

    await host.sees("7 people have answered.")
    await host.press("End it, and show what we share")
    await host.sees("Where we differ")
    await board.sees("What we share")
    await expect(board.page.locator("#shared .card").first).to_contain_text("6 of 6 agree, 0 disagree")
    await fits(board)
    await board.check_access()
    await check_both_themes(host)
    await expect(ada.page.get_by_role("heading", name="What we share", exact=True)).to_be_visible()
    await expect(ada.page.locator("li", has_text="Buses should be free.")).to_contain_text("You: Disagree")
    await ada.check_access("main")
    night.move("closed")
    await ada.page.goto(f"{server.url}/n/{night.code}/record")
    for text in ("beehive", "A loom", "What we share", "Cars out of the centre."):
        await ada.sees(text)
    await ada.check_access()
