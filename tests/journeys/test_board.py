"""The board under fire: readable from the back, nothing cut off, even while dots come in and rows move."""

import httpx
import pytest

from opennight.night.kept.parts import PHASES
from tests.examples import at_length
from tests.journeys.access import axe
from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import PROJECTOR, Enter
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "Why does the last bus leave at nine, and who could make it leave at midnight now"
"""80 characters, the longest title allowed."""


async def start(server: Server, desk: httpx.AsyncClient) -> str:
    await desk.get(server.start_link)
    setup = {"title": "A board", "zone": "UTC", "date": "2026-11-22", "dots": "0", "slot_start": "19:30"}
    rows = {"slot_id": "", "slot_end": "20:30", "room_id": "", "room_name": "Hall", "room_seats": "20"}
    response = await desk.post("/nights", data=setup | rows)
    return response.headers["location"].split("/")[2]


@pytest.mark.long
@pytest.mark.parametrize("size", [PROJECTOR, at_length({"width": 1280, "height": 720})], ids=["1080", "720"])
async def test_the_vote_stays_readable_while_rows_change_places(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    board = await enter("Board", size, reduced_motion="no-preference")
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as desk:
        code = await start(server, desk)
        night = f"/n/{code}"
        await desk.post(f"{night}/phase", data={"to": "vote"})
        await board.page.goto(f"{server.url}{night}/board")
        await board.page.keyboard.press(" ")  # holds the first page, however long all this takes
        for number in range(9):
            await desk.post(f"{night}/pitches", data={"title": f"{number} {LONG}"[:80], "hosted": "1"})
        for person in range(1, 9):
            await desk.post(f"{night}/people", data={"name": f"Person {person}"})
            for pitch in range(person, 10):
                await desk.post(f"{night}/pitches/{pitch}/vote", data={"for": str(person)})
            # One more pitch comes in while the rows are still moving.
            await desk.post(f"{night}/pitches", data={"title": f"Late {person}", "hosted": "1"})
    await board.page.locator("#tally-9[data-count='8']").wait_for(state="attached")  # on whichever page it is
    await board.page.wait_for_timeout(1_500)  # the rows glide for less than a second
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    rows = board.page.locator("[data-race] > li")
    assert await rows.count() == 17
    assert await rows.first.get_attribute("data-no") == "8"
    assert await rows.locator("visible=true").count() >= 8, "two pages at most, whichever it shows"


@pytest.mark.long
async def test_a_long_vote_comes_back_to_who_leads(enter: Enter, server: Server) -> None:
    """Every second page is the first, and the others take turns between; arrows turn one by one."""
    night = Evening(server)
    night.move("pitch")
    for number in range(20):
        night.host.act("pitches", title=f"{number} {LONG}"[:80], hosted="0")
    night.move("vote")
    board = await enter("Board", {"width": 800, "height": 600})
    await board.page.clock.install()
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    mark = board.page.locator("#ballot [data-page-mark]")
    await mark.wait_for()
    pages = int((await mark.inner_text()).partition(" / ")[2])
    assert pages > 2
    shown = []
    for _turn in range(2 * pages):
        shown.append(int((await mark.inner_text()).partition(" / ")[0]))
        await board.page.clock.run_for(8_000)
    between = [*range(2, pages + 1), 2]
    assert shown == [page for other in between for page in (1, other)]
    for page in (2, 3):  # it stands at the first again
        await board.page.keyboard.press("ArrowRight")
        assert await mark.inner_text() == f"{page} / {pages}"


PAGE_MARK = "#ballot [data-page-mark]"


@pytest.mark.long
async def test_a_vote_on_many_topics_shows_who_leads_beside_all(enter: Enter, server: Server) -> None:
    """Nobody leads before the first dot. Then those with dots have a race of their own, and the list of all
    stays as it is."""
    night = Evening(server, dots="0")
    night.move("pitch")
    for number in range(120):
        night.host.act("pitches", title=f"{number} {LONG}"[: 80 if number % 4 == 0 else 12], hosted="0")
    night.move("vote")
    board = await enter("Board", PROJECTOR, reduced_motion="no-preference")
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    await board.page.locator("html[data-link=on]").wait_for()
    assert int((await board.page.locator(PAGE_MARK).inner_text()).partition(" / ")[2]) <= 3
    assert not await board.page.locator("#leading").is_visible()
    ada, ben = night.enter("Ada"), night.enter("Ben")
    for pitch in range(100, 111):
        ada.act(f"pitches/{pitch}/vote")
    leading = board.page.locator("#leading li")
    await board.page.locator("#lead-100").wait_for()
    ben.act("pitches/110/vote")
    await leading.first.locator("text=109 Why").wait_for()
    await board.page.wait_for_timeout(1_000)  # until all of them have glided to their places
    assert await leading.evaluate_all("rows => rows.map((row) => Number(row.dataset.no))") == [
        *(110, 100, 101, 102, 103, 104, 105, 106)
    ]
    assert await board.page.locator("#lead-110 .tally").inner_text() == "2"
    assert int((await board.page.locator(PAGE_MARK).inner_text()).partition(" / ")[2]) <= 4
    rows = board.page.locator(".titles > li")
    assert await rows.evaluate_all("rows => rows.map((row) => Number(row.dataset.no))") == list(range(1, 121))
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    for device in (ada, ben):
        device.act("pitches/110/unvote")
    await leading.first.locator("text=99 Why").wait_for()
    assert await board.page.locator("#lead-110").count() == 0


@pytest.mark.long
@pytest.mark.parametrize(
    "size", [PROJECTOR, {"width": 1024, "height": 768}, {"width": 820, "height": 1180}], ids=str
)
async def test_a_secret_vote_on_many_topics_has_them_all(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    night = Evening(server, hidden="1")
    night.move("pitch")
    for number in range(70):
        night.host.act("pitches", title=f"Topic {70 - number}", hosted="0")
    night.move("vote")
    night.enter("Ada").act("pitches/3/vote")
    board = await enter("Board", size)
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    rows = board.page.locator(".titles > li")
    assert await rows.first.inner_text() == "Topic 1"
    assert await board.page.locator("[data-count], #leading").count() == 0
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    night.host.act("votes/reveal", revealed="1")
    await board.page.locator("#lead-3").wait_for()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []


async def test_every_scene_is_read_from_the_back(enter: Enter, server: Server) -> None:
    """Nothing too small, nothing cut off, and a contrast of at least 7:1 (what axe calls enhanced)."""
    board = await enter("Board", PROJECTOR)
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as desk:
        night = f"/n/{await start(server, desk)}"
        await board.page.goto(f"{server.url}{night}/board")
        for number in range(1, 4):
            await desk.post(f"{night}/people", data={"name": f"Person {number}"})
            words = {"title": f"{number} {LONG}"[:80], "hosted": "1", "for": str(number)}
            await desk.post(f"{night}/pitches", data=words)
        await desk.post(f"{night}/announcement", data={"text": "Soup is ready in the kitchen."})
        for phase in PHASES:
            await desk.post(f"{night}/phase", data={"to": phase})
            if phase == "pitch":
                await desk.post(f"{night}/speaker/call")
            if phase == "groups":
                await desk.post(f"{night}/lineup/make")
                await desk.post(f"{night}/timer/start", data={"minutes": "20"})
            await board.page.locator(f"#scene[data-scene={phase}]").wait_for()
            await board.page.wait_for_timeout(700)  # until the last change has settled
            assert faults(await board.page.evaluate(CHECK, LEAST)) == [], phase
            rule = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
            assert await axe(board.page, "html", rule) == [], phase


FITTED = """(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight * 100)"""
"""The sizes of those that are seen, in hundredths of the screen's height."""


@pytest.mark.long
@pytest.mark.parametrize(
    "size", [PROJECTOR, at_length({"width": 1280, "height": 720}), {"width": 1024, "height": 768}], ids=str
)
async def test_a_wall_of_dozens_is_read_from_the_back(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    """In the pitch the newest hang large, with how many there are; in the vote all are in a list."""
    night = Evening(server)
    night.move("pitch")
    for number in range(40):
        night.host.act("pitches", title=f"Topic {number}", hosted="0")
    for number in range(10):
        night.host.act("pitches", title=f"{number} {LONG}"[:80], hosted="0")
    board = await enter("Board", size)
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    cards = "#wall .card-title"
    assert 2 <= await board.page.locator(f"{cards}:visible").count() <= 6
    assert min(await board.page.evaluate(FITTED, cards)) >= 4
    assert "50 topics are on the wall." in await board.page.locator("#wall").inner_text()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    night.move("vote")
    await board.page.locator("#ballot").wait_for()
    assert await board.page.locator("#ballot .title-words:visible").count() >= 17
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []


@pytest.mark.long
async def test_groups_have_the_width_until_there_is_a_time(enter: Enter, server: Server) -> None:
    night = Evening(server, room_id="", room_name="Hall", room_seats="20")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="0")
    night.move("groups")
    night.host.act("lineup/1/place", cell="1-1")
    board = await enter("Board", PROJECTOR)
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    share = "document.querySelector('#departures').getBoundingClientRect().right / innerWidth"
    assert await board.page.evaluate(share) > 0.95
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    night.host.act("timer/start", minutes="20")
    await board.page.locator("#timer:visible").wait_for()
    await board.page.wait_for_function(f"() => {share} < 0.8")
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
