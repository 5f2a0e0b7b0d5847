"""What is said in a clip: written by a machine, mended by the group, with and without JavaScript."""

import pathlib
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_lineup import check_both_themes, visits
from tests.server import Server
from tests.web.cast import Evening
from tests.web.films import SOUND, ready
from tests.web.sent_clips import by_form
from tests.web.test_captions import written

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAID = "of a bee"
HAS_CUE = """(said) => [...document.querySelector("audio").textTracks[0].cues ?? []]
  .some((cue) => cue.text === said)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: pathlib.Path = tmp_path_factory.mktemp("captions")
    waits = {"PARROT_WAITS": str(folder / "go")}
    with Server(folder, OPENNIGHT_CAPTIONS="tests.engine:Parrot", **waits) as made:
        yield made


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
    await reader.page.get_by_role("link", name="Mend the words: Hive 1").press("Enter")
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
    await plain.page.get_by_text("Quote a line of it").click()
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
