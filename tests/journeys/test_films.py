"""A film of a phone through the file field: made ready while its maker waits, then it plays for everybody."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes, visits
from tests.media.films import film, placed, tone
from tests.server import Server
from tests.web.cast import Evening
from tests.web.films import ready
from tests.web.sent_clips import by_form

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOV: FilePayload = {
    "name": "IMG_0001.MOV",
    "mimeType": "video/quicktime",
    "buffer": placed(film(2, kind="mov")),
}
READY = 60_000


@pytest.mark.long
async def test_a_film_is_made_ready_plays_and_can_be_gone_through_by_keyboard(
    enter: Enter, server: Server
) -> None:
    """Given Ada picks a film of her phone, then she sees that it is being prepared, and its player comes by
    itself; released, Zoe plays it and goes through it with the keys, there and in the record."""
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    ada = await comes(enter, "Ada", PHONE, device, "/clips")
    await ada.page.set_input_files("#file", MOV)
    await ada.page.get_by_label("What is it about?").fill("Five minutes")
    await ada.page.get_by_role("checkbox", name="Everyone who").check()
    await ada.press("Send it")
    await ada.sees("It is being prepared")
    await ada.check_access()
    await expect(ada.page.locator("#shown video")).to_be_visible(timeout=READY)
    await ada.page.get_by_text("Release or withdraw it").click()
    await ada.press("Release it: Five minutes")
    await ada.sees("Everybody can see it.")
    await ada.check_access()
    by_form(device, tone(1), title="What we said")
    ready(device, 2)
    device.act("clips/2/release")
    zoe = await visits(enter, "Zoe", LAPTOP, night.device(), "/clips/1")
    player = zoe.page.locator("video")
    await player.focus()
    await zoe.page.keyboard.press("Space")
    await zoe.page.keyboard.press("ArrowRight")
    await expect(player).to_have_js_property("ended", value=True)
    assert 1.9 < await player.evaluate("film => film.duration") < 2.2
    await zoe.check_access()
    night.move("closed")
    await zoe.page.goto(f"{server.url}/n/{night.code}/record")
    heard = zoe.page.locator("audio")
    await heard.evaluate("sound => sound.play()")
    await expect(heard).to_have_js_property("error", value=None)
    assert 0.9 < await heard.evaluate("sound => sound.duration") < 1.2
    await zoe.check_access()
