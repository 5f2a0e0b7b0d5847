"""The reporter in the foyer, over plain http: a line that dies twice, two people, one of whom says yes."""

import pytest
from playwright.async_api import FilePayload, Route, expect

from opennight.night.fold import fold
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes, visits
from tests.media.films import atom, film
from tests.server import Server
from tests.web.cast import KEYS, Evening
from tests.web.sent_clips import in_store

pytestmark = pytest.mark.asyncio(loop_scope="session")
CREDIT = "Rita, reporter (interest: paid by the Network)"
TABLES = ("Bees", "Books", "Bread", "Buses")
READY = 60_000


def filmed(wide: int) -> FilePayload:
    """A film of a second, as large as three pieces."""
    padded = film(size=(wide, 120)) + atom(b"free", bytes(1_400_000))
    return {"name": "film.mp4", "mimeType": "video/mp4", "buffer": padded}


def talking(server: Server) -> Evening:
    """Four tables talk; Ada sits at the fourth."""
    rooms = {"room_name": [f"Table {no}" for no in range(1, 5)], "room_seats": list("9999")}
    night = Evening(server, room_id=list("1234"), **rooms)
    ada = night.enter("Ada")
    night.move("pitch")
    for title in TABLES:
        night.host.act("pitches", title=title, hosted="1")
    for no in range(1, 5):
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    ada.act("groups/4/join")
    return night


async def sends(rita: Person, wide: int, title: str, who: str) -> None:
    await rita.page.set_input_files("#file", filmed(wide))
    await rita.page.get_by_label("What is it about?").fill(title)
    await rita.page.get_by_label("Who can be seen or heard?").fill(who)
    await rita.page.get_by_role("checkbox", name="Everyone who").check()
    await rita.press("Send it")
    await rita.page.locator("#shown").get_by_text(title).wait_for()


async def link_of(rita: Person, title: str) -> str:
    """What the code on the reporter's phone leads to."""
    shown = rita.page.locator("article").filter(has_text=title)
    await shown.get_by_role("link", name="Show it to").click(timeout=READY)
    link = await rita.page.get_by_role("link", name="Link for the people in it").get_attribute("href")
    assert link
    return link


@pytest.mark.long
async def test_the_reporter_in_the_foyer(enter: Enter, server: Server) -> None:
    """Given Rita, in no group and paid by the Network, films two people over a line that dies twice, and
    types a quote at table 4, when one of the two presses release and the next morning takes it back, then
    her clip was public in between, while groups talked and on the board, and the other one's never was."""
    night = talking(server)
    host = await visits(enter, "host", LAPTOP, night.host, "/links")
    await host.page.get_by_text("For some nights").click()
    await host.page.get_by_text("Make a link for a reporter").click()
    await host.page.get_by_label("Who goes round?").fill("Rita")
    await host.page.get_by_label("Who pays them").fill("paid by the Network")
    form = host.page.locator("form").filter(has=host.page.get_by_label("Who goes round?"))
    await form.get_by_role("button", name="Make the link").click()
    await host.page.get_by_text("Show the link: Rita").click()
    await host.check_access()
    key = KEYS.reporter(fold(night.code, night.recorded), 1)
    await host.page.locator(".address").filter(has_text=key).wait_for()
    rita = await visits(enter, "Rita", PHONE, night.device(), f"/reporter?key={key}")
    await rita.sees(CREDIT)
    assert key not in rita.page.url
    await rita.check_access()

    cuts: list[str] = []

    async def dies(route: Route) -> None:
        """The line dies at the second piece, and again at the third."""
        offset = route.request.headers.get("upload-offset", "0")
        if route.request.method == "PATCH" and offset not in ("0", *cuts) and len(cuts) < 2:
            cuts.append(offset)
            await route.abort()
        else:
            await route.continue_()

    await rita.page.route("**/uploads**", dies)
    rita.forgive("Failed to load resource", "net::ERR")
    await rita.page.get_by_role("link", name="The foyer: interviews").click()
    await sends(rita, 160, "On hedges", "Dora")
    assert len(cuts) == 2
    await sends(rita, 200, "On wasps", "Emil")
    await rita.check_access()
    link = await link_of(rita, "On hedges")
    await rita.check_access()
    await expect(rita.page.get_by_role("button", name="Release it: On hedges")).to_have_count(0)
    dora = await visits(enter, "Dora", PHONE, night.device(), link.partition(night.code)[2])
    await dora.press("Release it: On hedges")
    await dora.sees("Everybody can see it.")
    await rita.sees("Everybody can see it.")  # nobody has touched her phone
    await rita.check_access()

    zoe = await visits(enter, "Zoe", PHONE, night.device(), "/clips")
    await zoe.sees(CREDIT)
    await expect(zoe.page.get_by_text("On wasps")).to_have_count(0)
    await zoe.page.get_by_role("link", name="Open it on its own page: On hedges").click()
    await zoe.page.locator("video").evaluate("film => film.play()")
    await expect(zoe.page.locator("video")).to_have_js_property("videoWidth", 160)
    for dark in ("", "/file"):
        assert night.device().get(f"clips/2{dark}").status_code == 404

    await rita.page.goto(f"{server.url}/n/{night.code}/reporter")
    ada = await comes(enter, "Ada", PHONE, night.known(1), "/groups/4")
    await rita.page.get_by_role("link", name="Buses").click()
    await rita.page.get_by_label("The words").fill("Put them on at night.")
    await rita.page.get_by_label("Who said it?").fill("Ada")
    await rita.press("Add it")
    await rita.page.locator("#words blockquote").wait_for()
    await ada.sees("Put them on at night.")
    await ada.sees(CREDIT)
    await rita.check_access()
    await rita.page.get_by_role("link", name="Next: Bees").click()
    await rita.sees("Clips of “Bees”")
    await rita.page.get_by_role("link", name="Where to go").click()
    stops = rita.page.locator(".stop b")
    await expect(stops).to_have_text(["Bees", "Books", "Bread", "Buses"])
    night.host.act("groups/1/notes", text="We buzz.", kind="note")
    await expect(stops).to_have_text(["Books", "Bread", "Bees", "Buses"])

    assert night.host.act("reel/pick", clip="1").status_code == 200
    assert night.host.act("reel/pick", clip="2").status_code == 409
    assert night.host.act("reel/play").status_code == night.host.act("reel/hold").status_code == 200
    board = await comes(enter, "board", PROJECTOR, night.device(), "/board")
    for words in ("On hedges", "Dora", CREDIT):
        await expect(board.page.locator("#reel-1")).to_contain_text(words)
    await expect(board.page.locator("#reel-1")).to_be_visible()
    await expect(board.page.locator("body")).not_to_contain_text("On wasps")

    night.move("closed")
    kept = night.device().get("clips/1/file").content
    assert kept in in_store(night)
    await dora.press("Withdraw it for good: On hedges")
    zoe.forgive("Failed to load resource")
    dora.forgive("Failed to load resource")
    await dora.sees("This clip was withdrawn.")
    await zoe.page.reload()
    await zoe.sees("This clip was withdrawn.")
    await rita.page.reload()
    await expect(rita.page.get_by_text("On hedges")).to_have_count(0)
    assert kept not in in_store(night)
    assert len(in_store(night)) == 2, "the other film and its still"
