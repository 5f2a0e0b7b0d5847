"""What is said in a clip: written by a machine, mended by the group, with and without JavaScript."""

import os
import pathlib
from collections.abc import Iterator

import pytest
from playwright.async_api import ViewportSize, expect

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import PHONE, PROJECTOR, Enter
from tests.journeys.test_lineup import DRAWN, check_both_themes, visits
from tests.server import Server
from tests.web.cast import Evening
from tests.web.films import FILM, SOUND, ready
from tests.web.sent_clips import by_form
from tests.web.test_captions import written

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAID = "of a bee"
UPRIGHT = {"width": 820, "height": 1180}
HAS_CUE = """(said) => [...document.querySelector("audio").textTracks[0].cues ?? []]
  .some((cue) => cue.text === said)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: pathlib.Path = tmp_path_factory.mktemp("captions")
    waits = {"PARROT_WAITS": str(folder / "go")}
    with Server(folder, OPENNIGHT_CAPTIONS="tests.engine:Parrot", **waits) as made:
        yield made


@pytest.mark.long
async def test_captions_appear_and_the_group_mends_a_word(enter: Enter, server: Server) -> None:
    """Given Ada's recording of the group, when the server has written down what is said, then Ben reads it as
    captions and below, plays it from a moment, and mends a word by keyboard; Ada, without JavaScript, finds
    the clip by that word and quotes it; withdrawn, it takes both along."""
    night = Evening(server)
    ada, ben = (night.enter(name) for name in ("Ada", "Ben"))
    night.move("pitch")
    ada.act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    for device in (ada, ben):
        assert device.act("groups/1/join").status_code == 200
    for no in (1, 2):
        assert by_form(ada, SOUND, group="1", title=f"Hive {no}", who="Dora").status_code == 200
        ready(ada, no)
    reader = await visits(enter, "Ben", PHONE, ben, "/clips/1")
    await reader.sees("What is said is being written down.")
    await reader.mark()
    (server.folder / "go").touch()
    await reader.sees("Written by a machine: it may be wrong.")
    await reader.was_not_reloaded()
    written(night, many=2)
    await reader.page.reload()
    await reader.page.wait_for_function(HAS_CUE, arg=SAID)
    await check_both_themes(reader)
    await reader.mark()
    link = reader.page.get_by_role("link", name="Play from 0:00").last
    moment = int(await link.get_attribute("data-moment") or "0")
    await link.click()
    await reader.page.wait_for_function(
        "(from) => document.querySelector('audio').currentTime >= from", arg=moment / 1000
    )
    await reader.was_not_reloaded()
    await reader.page.get_by_role("link", name="Correct the words: Hive 1").press("Enter")
    field = reader.page.get_by_label("Line 2")
    await expect(field).to_have_value(SAID)
    await reader.check_access()
    await field.focus()
    await reader.page.keyboard.press("ControlOrMeta+A")
    await reader.page.keyboard.type("of a wasp")
    await reader.page.keyboard.press("Tab")
    await reader.page.keyboard.press("Enter")
    await reader.sees("of a wasp")
    assert ada.act("clips/1/release").status_code == 200
    plain = await enter("Ada", PHONE, java_script_enabled=False)
    cookies = [{"name": name, "value": value, "url": server.url} for name, value in ada.cookies.items()]
    await plain.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await plain.page.goto(f"{server.url}/n/{night.code}/groups/1/clips")
    await plain.page.get_by_label("Find a clip by its words").fill("wasp")
    await plain.page.get_by_role("button", name="Find").click()
    await expect(plain.page.locator("article")).to_have_count(1)
    await plain.page.get_by_text("What is said", exact=True).click()
    await plain.page.get_by_text("Quote a line from it").click()
    await plain.page.get_by_label("Which one?").select_option("of a wasp")
    await plain.page.get_by_role("button", name="Quote this").click()
    await plain.page.goto(f"{server.url}/n/{night.code}/groups/1")
    await plain.page.get_by_role("link", name="Play from 0:00").click()
    source = await plain.page.locator("audio").get_attribute("src")
    assert source
    assert source.endswith(f"/clips/1/file#t={moment / 1000:.1f}")
    assert ada.act("clips/1/withdraw").status_code == 200
    for path in ("/groups/1", "/groups/1/clips?q=wasp", "/me/known"):
        await plain.page.goto(f"{server.url}/n/{night.code}{path}")
        assert "of a wasp" not in await plain.page.content(), path


@pytest.mark.long
async def test_the_board_shows_at_once_what_was_mended_and_what_was_typed_whole(
    enter: Enter, server: Server
) -> None:
    """Given the board plays Ada's recording, when she mends a line, then the board says it, without a reload;
    when she types all of it anew, so that nobody knows what is said when, then it stands beside the clip, and
    is folded on the reel's own page."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    (server.folder / "go").touch()
    assert by_form(ada, FILM, title="Hive", who="Dora").status_code == 200
    ready(ada)
    written(night)
    for act in ("clips/1/release", "reel/pick", "reel/play", "reel/hold"):
        assert (ada if "clips" in act else night.host).act(act, clip="1").status_code == 200
    board = await visits(enter, "Board", PROJECTOR, night.device(), "/board")
    said = board.page.locator("#reel-captions")
    await expect(said).to_have_text("I hear 1 seconds")
    await board.mark()
    mended = {"edition": "1", "line-1": "We have holes to spare", "line-2": SAID}
    assert ada.act("clips/1/words", **mended).status_code == 200
    await expect(said).to_have_text("We have holes to spare")
    assert ada.act("clips/1/words/whole", edition="2", text="Swifts need holes. " * 60).status_code == 200
    await expect(board.page.locator("#reel-1 .reel-said p").first).to_contain_text("Swifts need holes.")
    await expect(said).to_be_hidden()
    for size in (UPRIGHT, PROJECTOR):
        await board.page.set_viewport_size(ViewportSize(**size))  # type: ignore[typeddict-item]
        await board.page.evaluate(DRAWN)
        assert faults(await board.page.evaluate(CHECK, LEAST)) == [], size
    await board.check_access()
    await board.was_not_reloaded()
    if folder := os.environ.get("SHOTS"):
        await board.page.screenshot(path=f"{folder}/reel-said.png")
    zoe = await enter("Zoe", PHONE, java_script_enabled=False)
    await zoe.page.goto(f"{server.url}/n/{night.code}/reel")
    await expect(zoe.page.get_by_text("Swifts need holes.")).to_be_hidden()
    await zoe.page.get_by_text("What is said").click()
    await expect(zoe.page.get_by_text("Swifts need holes.")).to_be_visible()
