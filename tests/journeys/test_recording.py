"""Recording in place, with the camera and the microphone that Chromium makes up."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.journeys.test_lineup import comes, visits
from tests.proxy import Proxy
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")
TITLE = "Two voices"
SLOW = 30_000.0
"""Bytes a second of a link that takes a second or two for a short film."""
PICKED = "[...document.getElementById('file').files].map((file) => file.type)"


CROWDED = """() => {
  const parts = "#recorder :is(button, video, meter, audio, span)";
  const seen = [...document.querySelectorAll(parts)]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width)
    .filter((one) => !one.querySelector("span"))
    .map((one) => [one.textContent.trim() || one.localName, one.getBoundingClientRect()]);
  const out = seen.filter(([, r]) => r.left < 0 || r.right > innerWidth).map(([text]) => `${text} is cut`);
  for (const [at, [text, one]] of seen.entries())
    for (const [other, two] of seen.slice(at + 1))
      if (Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
        && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1)
        out.push(`${text} lies on ${other}`);
  if (document.documentElement.scrollWidth > innerWidth) out.push("the page scrolls sideways");
  return seen.length ? out : ["nothing is seen"];
}"""
"""What of the recorder is cut, or lies on something else of it."""
SIZES = (PHONE, {"width": 1366, "height": 768})


async def is_laid_out(person: Person) -> None:
    """On a phone and on a laptop."""
    for size in reversed(SIZES):
        await person.page.set_viewport_size(size)  # type: ignore[arg-type]
        assert await person.page.evaluate(CROWDED) == [], size


async def record(person: Person, what: str) -> None:
    """Record a second of it, and look at it."""
    page = person.page
    await is_laid_out(person)
    await person.press(what)
    await person.sees("Start recording")
    await is_laid_out(person)
    await person.press("Start recording")
    await page.get_by_role("timer").filter(has_text=re.compile(r"1:2\d")).wait_for()
    await is_laid_out(person)
    await person.press("Stop")
    await person.sees("Nothing is sent yet.")
    await is_laid_out(person)


@pytest.mark.long
async def test_a_recording_is_heard_and_seen_before_it_is_sent(enter: Enter, server: Server) -> None:
    """Given Ada records sound, sees how loud it is, and throws it away, when she records a film, then she can
    look at it, and the form has it."""
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    await ada.press("Record sound")
    await ada.page.wait_for_function("() => document.querySelector('meter').value > 0")
    await ada.check_access()
    await ada.press("Cancel recording")
    await record(ada, "Record a film")
    await ada.check_access()
    await ada.page.evaluate("document.querySelector('video.heard').play()")
    await ada.page.wait_for_function("() => document.querySelector('video.heard').currentTime > 0.2")
    assert await ada.page.evaluate(PICKED) == ["video/webm"]
    await expect(ada.page.get_by_role("button", name="Record it again")).to_be_focused()
    await ada.page.get_by_label("What is it about?").fill("Two voices")
    await ada.page.reload()
    await ada.sees("Nothing is sent yet.")
    assert await ada.page.evaluate(PICKED) == ["video/webm"]
    await expect(ada.page.get_by_label("What is it about?")).to_have_value("Two voices")
    await ada.press("Throw it away")
    assert await ada.page.evaluate(PICKED) == []
    await expect(ada.page.get_by_role("button", name="Record sound")).to_be_focused()
    await ada.page.reload()
    await ada.page.get_by_role("button", name="Record sound").wait_for()
    assert await ada.page.evaluate(PICKED) == []


@pytest.mark.long
async def test_a_film_arrives_over_a_link_that_dies_and_plays(
    enter: Enter, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given Ada films, and the link dies while her film is on its way, when she loads the page anew, then the
    rest of it goes up, and the film plays, also for the room once it is released."""
    monkeypatch.setattr("tests.proxy.PIECE", 4096)  # a short film has more than one
    night = Evening(server)
    device = night.enter("Ada")
    async with Proxy(server.port) as proxy:
        ada = await enter("Ada", PHONE)
        ada.forgive(*CUT)
        cookies = [{"name": key, "value": value, "url": proxy.url} for key, value in device.cookies.items()]
        await ada.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        await ada.page.goto(f"{proxy.url}/n/{night.code}/clips")
        await record(ada, "Record a film")
        await sent_over_a_link_that_dies(ada, night, proxy)
        await ada.check_access()
        await ada.page.evaluate("document.querySelector('#shown video').play()")
        await ada.page.wait_for_function("() => document.querySelector('#shown video').currentTime > 0.2")
        assert await ada.page.evaluate("document.querySelector('#shown video').duration") < 10


async def sent_over_a_link_that_dies(ada: Person, night: Evening, proxy: Proxy) -> None:
    """Send what was recorded. The link dies half way; once it is back, the rest goes up by itself."""
    await ada.page.get_by_label("What is it about?").fill(TITLE)
    await ada.page.get_by_label("Who can be seen or heard?").fill("Dora")
    await ada.page.get_by_role("checkbox", name="Everyone who").check()
    proxy.rate = SLOW
    await ada.press("Send it")
    half = await some_of(night)
    await ada.page.route("**/uploads/**", lambda route: route.abort())
    proxy.cut(reset=True)
    proxy.rate = 0
    await ada.page.reload()
    await ada.sees("No connection. It will continue by itself.")
    begun: list[int] = []
    ada.page.on("request", lambda request: begun.append(int(request.headers.get("upload-offset", -1))))
    await ada.page.unroute_all()
    await expect(ada.page.locator("#shown video")).to_have_count(1, timeout=60_000)
    assert max(begun) >= half, "only what was missing was sent"


async def some_of(night: Evening) -> int:
    """How many bytes of this night's uploads are there, once there are any."""
    for _try in range(1000):
        parts = night.server.folder.glob(f"*.media/parts/{night.code}.*")
        if there := sum(path.stat().st_size for path in parts):
            return there
        await asyncio.sleep(0.02)
    raise AssertionError("nothing has arrived")


async def test_where_the_page_may_not_record_it_asks_for_the_phones_own(enter: Enter, server: Server) -> None:
    """Given a page on plain http, as browsers see one, when Ada wants to film, then it says why it cannot,
    and her phone's camera is asked for."""
    night = Evening(server)
    ada = await visits(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    await ada.page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    await ada.page.reload()
    await ada.sees("because its address does not begin with https")
    async with ada.page.expect_file_chooser() as choosing:
        await ada.press("Record a film")
    chooser = await choosing.value
    assert await chooser.element.get_attribute("accept") == "video/*"
    film = server.folder / "film.mp4"
    film.write_bytes(b"a film")
    await chooser.set_files(film)
    assert await ada.page.evaluate(PICKED) == ["video/mp4"]


async def test_who_does_not_allow_it_is_told_what_else_to_do(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"), "/clips")
    await ada.page.evaluate(
        """() => {
            const no = new DOMException("", "NotAllowedError");
            navigator.mediaDevices.getUserMedia = () => Promise.reject(no);
        }"""
    )
    await ada.press("Record sound")
    await ada.sees("The browser does not let this page record.")
    await ada.check_access()
