"""The night to watch again: on the board before everybody goes home, and next morning on a phone."""

import pytest
from playwright.async_api import expect

from tests.journeys.board_checks import CHECK, faults
from tests.journeys.conftest import PHONE, PROJECTOR, Enter
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
MINUTE = 61_000


@pytest.mark.long
async def test_a_night_in_a_minute(enter: Enter, server: Server) -> None:
    """Given a night in which people talked, when the host puts it on the board, then it passes there once and
    ends as it stands; next morning Cleo plays it, stops it, and goes to a moment with keys."""
    night, _people = talked(server)
    board = await enter("Board", PROJECTOR, reduced_motion="no-preference")
    await board.page.clock.install()
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    night.host.act("scene", scene="replay")
    stage = board.page.locator("#replay")
    await expect(stage).to_be_visible()
    await board.page.clock.run_for(MINUTE)
    bees = stage.locator(".replay-card", has_text="Bees")
    await expect(bees).to_be_visible()
    await expect(bees.locator("[data-count^=group]").first).not_to_have_text("0")
    await board.check_access()

    night.move("closed")
    cleo = await enter("Cleo", PHONE)
    await cleo.page.goto(f"{server.url}/n/{night.code}/record")
    await cleo.page.get_by_role("link", name="Watch the night again").click()
    slider = cleo.page.get_by_label("The moment of the night")
    end = await slider.input_value()
    await cleo.page.get_by_role("button", name="Play").click()
    await expect(cleo.page.get_by_role("button", name="Pause")).to_be_visible()
    await cleo.page.get_by_role("button", name="Pause").click()
    assert int(await slider.input_value()) < int(end)
    await slider.press("Home")
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_hidden()
    await slider.press("End")
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_visible()
    await cleo.page.get_by_role("link", name="Welcome").click()
    await expect(cleo.page.locator(".replay-card", has_text="Bees")).to_be_hidden()
    await cleo.check_access()


# The stage at some moment: how many of its cards are there, and of which of them the groups talk.
STAGE = """([there, lit]) => document.querySelectorAll(".replay-card").forEach((card, place) => {
  card.hidden = place >= there;
  for (const talk of card.querySelectorAll(".replay-talk")) talk.toggleAttribute("data-on", place < lit);
})"""


@pytest.mark.long
async def test_of_many_topics_nothing_is_cut(enter: Enter, server: Server) -> None:
    """Given twenty long topics, of which two said something, when the night passes on the board, then no text
    is cut off before the groups talk, while they do and after, and a topic stays where it is and as large."""
    night, people = talked(server)
    night.host.act("phase", to="pitch", confirmed="1")
    for number in range(20):
        name = ("Ben", "Dora")[number % 2]
        people[name].act("pitches", title=f"What to do with artificial intelligence in trade {number}")
    night.host.act("pitches/1/edit", title="A language table where mistakes are welcome")
    for group, said in (
        (1, "We disagreed for forty minutes and left with one thing we all want."),
        (2, "No."),
    ):
        people["Ada"].act(f"groups/{group}/headline", text=said)
    night.move("share")
    board = await enter("Board", PROJECTOR, reduced_motion="no-preference")
    await board.page.clock.install()
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    night.host.act("scene", scene="replay")
    await expect(board.page.locator("#replay")).to_be_visible()
    await board.page.clock.run_for(MINUTE)
    first = board.page.locator(".replay-card").first
    assert await board.page.locator(".replay-card").count() > 16
    boxes = []
    for there, lit in ((0, 0), (1, 0), (30, 0), (30, 2)):
        await board.page.evaluate(STAGE, [there, lit])
        assert faults(await board.page.evaluate(CHECK, 0)) == [], (there, lit)
        boxes.append(await first.bounding_box())
    assert boxes[0] is None
    assert boxes[1] == boxes[2] == boxes[3]
