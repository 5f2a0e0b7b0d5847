"""The reel at the break: the desk puts it together, the board plays it, and anybody watches it later."""

import pytest
from playwright.async_api import expect

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening
from tests.web.films import FILM, SOUND, ready
from tests.web.sent_clips import PHOTO, by_form

pytestmark = pytest.mark.asyncio(loop_scope="session")
CHART, INTERVIEW, VOICE, SECRET = 1, 2, 3, 4
TALL = {"width": 820, "height": 1180}


def captured(server: Server) -> tuple[Evening, Device]:
    """Ada has sent a photo, a film and a recording, which are released; and a photo, which is not."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.talk_about_bees(ada)
    for content, title in (
        (PHOTO, "Flip chart"),
        (FILM, "In the foyer"),
        (SOUND, "A voice"),
        (PHOTO, "Not for all"),
    ):
        assert by_form(ada, content, title=title, who="Cleo", group="1").status_code == 200
    for no in (CHART, INTERVIEW, VOICE):
        ready(ada, no)
        assert ada.act(f"clips/{no}/release").status_code == 200
    return night, ada


async def plays(board: Person, no: int) -> None:
    """Wait until this clip has the board, alone."""
    await expect(board.page.locator(f"#reel-{no}")).to_be_visible()
    await expect(board.page.locator("#reel > article:visible")).to_have_count(1)


@pytest.mark.long
async def test_the_board_plays_the_reel_and_what_is_withdrawn_is_gone(enter: Enter, server: Server) -> None:
    """Given three clips that were released and one that was not, when the host puts them in order and plays
    them, then the board plays one after the other, also one that is opened late; the sound comes with a
    press; what is withdrawn meanwhile is gone; and at the end the board shows the night again.
    """
    night, ada = captured(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk?part=reel")
    await host.sees("3 released clips not in the reel")
    await host.press("Add all of them")
    await host.press("Move up: In the foyer")
    await expect(host.page.locator("#reeled .slip-title").first).to_have_text("In the foyer")
    await host.press("Play the reel on the board")
    await host.press("Pause the reel")
    await host.page.get_by_role("button", name="Resume the reel").wait_for()

    # A browser plays no sound until somebody touches the page; that Playwright looks at it is a touch, too.
    board = await enter("Board", PROJECTOR)
    async with board.page.expect_request(f"**/clips/{INTERVIEW}/file"):
        await board.page.goto(f"{server.url}/n/{night.code}/board")
        night.host.act("reel/play")
    await plays(board, CHART)  # the film is over
    night.host.act("reel/hold")
    await board.sees("This browser keeps the sound off until somebody presses here.")
    await board.check_access()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    await board.page.get_by_role("button", name="Turn the sound on").click()
    await expect(board.page.locator("#reel-silent")).to_be_hidden()

    late = await comes(enter, "Late board", TALL, night.device(), "/board")
    await plays(late, CHART)
    assert faults(await late.page.evaluate(CHECK, LEAST)) == [], "a tablet that stands"
    await expect(host.page.locator("[data-reel-title]")).to_have_text("Flip chart")
    await host.check_access()
    assert ada.act(f"clips/{CHART}/withdraw").status_code == 200
    for one in (board, late):
        await plays(one, VOICE)
        assert faults(await one.page.evaluate(CHECK, LEAST)) == []
        assert not await one.page.locator(f"#reel-media-{VOICE}").evaluate("media => media.muted")
        assert "Flip chart" not in await one.page.content()
    await host.press("Resume the reel")
    await board.sees("That was the reel.")
    await host.sees("The reel is over.")
    await host.press("End the reel")
    await board.page.locator("#scene[data-scene=talk]").wait_for()

    zoe = await enter("Zoe", PHONE, java_script_enabled=False)
    await zoe.page.goto(f"{server.url}/n/{night.code}/reel")
    assert await zoe.page.locator("video[controls], audio[controls]").count() == 2
    page = await zoe.page.content()
    assert [title for title in ("Flip chart", "Not for all") if title in page] == []
    assert await zoe.page.context.cookies() == []
    await (await visits(enter, "Yan", PHONE, night.device(), "/reel")).check_access()
