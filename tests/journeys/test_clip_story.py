"""A clip from the camera to its end: recorded, cut off on its way, captioned, mended, played, taken back."""

import pathlib
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import CUT, PHONE, PROJECTOR, Enter
from tests.journeys.test_lineup import comes, visits
from tests.journeys.test_recording import TITLE, record, sent_over_a_link_that_dies
from tests.proxy import Proxy
from tests.server import Server
from tests.web.cast import Device, Evening
from tests.web.sent_clips import in_store

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

HEARD, MENDED = "of a bee", "of a wasp"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What is said is written down by a parrot."""
    with Server(tmp_path_factory.mktemp("story"), OPENNIGHT_CAPTIONS="tests.engine:Parrot") as made:
        yield made


def talking(server: Server) -> tuple[Evening, Device, Device]:
    """Ada and Ben talk about bees."""
    night = Evening(server)
    ada, ben = (night.enter(name) for name in ("Ada", "Ben"))
    night.move("pitch")
    ada.act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    for device in (ada, ben):
        assert device.act("groups/1/join").status_code == 200
    return night, ada, ben


async def test_from_the_camera_to_where_it_is_no_more(
    enter: Enter, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given Ada films at the table over a link that dies half way, when she loads the page anew, then the
    rest goes up; captions appear, Ben mends a word, she releases it, and the board plays it. When it is
    withdrawn, it is on no page, in no file and not in the store.
    """
    monkeypatch.setattr("tests.proxy.PIECE", 4096)  # a short film has more than one
    night, ada, ben = talking(server)
    async with Proxy(server.port) as proxy:
        maker = await enter("Ada", PHONE)
        maker.forgive(*CUT)
        cookies = [{"name": key, "value": value, "url": proxy.url} for key, value in ada.cookies.items()]
        await maker.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        await maker.page.goto(f"{proxy.url}/n/{night.code}/groups/1/clips")
        await record(maker, "Record a film")
        await sent_over_a_link_that_dies(maker, night, proxy)

        reader = await visits(enter, "Ben", PHONE, ben, "/clips/1")
        await reader.sees("Written by a machine: it may be wrong.")
        await reader.page.get_by_role("link", name=f"Correct the words: {TITLE}").click()
        field = reader.page.get_by_label("Line 2")
        await expect(field).to_have_value(HEARD)
        await field.fill(MENDED)
        await field.press("Tab")
        await reader.page.keyboard.press("Enter")
        await reader.sees(MENDED)

        await maker.page.get_by_text("Release or withdraw it").click()
        await maker.press(f"Release it: {TITLE}")
        await maker.sees("Everybody can see it.")
        for step in ("pick", "play"):
            assert night.host.act(f"reel/{step}", clip="1").status_code == 200
        board = await comes(enter, "Board", PROJECTOR, night.device(), "/board")
        film = board.page.locator("#reel-1")
        await expect(film).to_contain_text(TITLE)
        await expect(film).to_contain_text("Dora")
        night.host.act("reel/hold")
        assert MENDED in night.device().get("clips/1").text
        kept = night.device().get("clips/1/file").content
        assert kept in in_store(night)

        await maker.page.get_by_text("Release or withdraw it").click()
        await maker.press(f"Withdraw it for good: {TITLE}")
        await expect(board.page.locator("body")).not_to_contain_text(TITLE)
    gone_everywhere(night, ada, kept)


def gone_everywhere(night: Evening, ada: Device, kept: bytes) -> None:
    assert kept not in in_store(night)
    left = [path for path in pathlib.Path(night.server.folder).rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if kept in path.read_bytes()]
    night.move("closed")
    for who, path in (
        *((ada, path) for path in ("groups/1", "groups/1/clips", "clips", "clips/1", "me/known")),
        *((night.host, path) for path in ("desk", "board", "reel")),
        *((night.device(), path) for path in ("record", "record.json", "record.md", "record/g/1", "reel")),
    ):
        text = who.get(path).text
        assert not [words for words in (TITLE, HEARD, MENDED) if words in text], path
