"""The record in a folder: somebody without a network opens it, and reads all of it."""

import io
import pathlib
import zipfile

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, Enter
from tests.journeys.test_my_evening import talked
from tests.server import Server
from tests.web.sent_clips import by_form

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_it_opens_from_a_folder_without_a_network(
    enter: Enter, server: Server, tmp_path: pathlib.Path
) -> None:
    """Given a closed night with a photo, when Cleo opens the unpacked zip, then she sees all of it, finds her
    way, and nothing asks anybody for anything."""
    night, people = talked(server)
    by_form(people["Ada"], group="1", title="Five bees")
    people["Ada"].act("clips/1/release")
    night.move("closed")
    with zipfile.ZipFile(io.BytesIO(night.device().get("record.zip").content)) as made:
        made.extractall(tmp_path)
    folder = tmp_path / f"opennight-{night.code}"

    cleo = await enter("Cleo", LAPTOP)
    cleo.forgive("XMLHttpRequest", "ERR_FAILED")  # so axe asks for style sheets, which a folder does not give
    asked: list[str] = []
    cleo.page.on("request", lambda request: asked.append(request.url))
    for page in sorted(folder.rglob("*.html")):
        if page.name == "record.html":
            continue  # the page to keep, which has its own test
        await cleo.page.goto(page.as_uri())
        await expect(cleo.page.locator("h1").first).to_be_visible()
        await cleo.check_access()
        widths = await cleo.page.evaluate("[...document.images].map((one) => one.naturalWidth)")
        assert all(widths), page.name
    await cleo.page.goto((folder / "index.html").as_uri())
    face = "document.fonts.load('1rem \"Atkinson Hyperlegible Next\"').then((those) => those.length)"
    assert await cleo.page.evaluate(face) > 0
    assert await cleo.page.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    await cleo.page.get_by_role("link", name="Bees").first.click()
    assert cleo.page.url.startswith(folder.as_uri())
    here = folder.as_uri()
    assert [url for url in asked if not url.startswith((here, "data:"))] == []
