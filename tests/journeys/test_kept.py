"""Setups as files: one night's setup, kept, starts the next one."""

import pathlib

import pytest
from playwright.async_api import expect

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

WITH_AND_WITHOUT = pytest.mark.parametrize("script", [at_length(True), False], ids=["", "without JavaScript"])


async def at_the_form(enter: Enter, server: Server, size: dict[str, int], *, script: bool) -> Person:
    """A host with the start link, at the form for a new night."""
    host = await enter("Host", size, java_script_enabled=script)
    await host.page.goto(server.start_link)
    await host.page.get_by_role("link", name="Start a night").click()
    await host.page.locator("h1", has_text="Start a night").wait_for()
    return host


@WITH_AND_WITHOUT
async def test_from_a_night_to_the_next_by_a_file(
    enter: Enter, server: Server, tmp_path: pathlib.Path, script: bool
) -> None:
    """Given a host who has kept a night's setup as a file, when they use it on the start form, where they
    have typed a title, then the new night has that title, and all else is as in the file.
    """
    host = await at_the_form(enter, server, LAPTOP, script=script)
    await host.page.get_by_label("What is the night called?").fill("Hedge school")
    await host.page.get_by_text("More choices").click()
    await host.page.get_by_label("Name of the room or table").first.fill("Orchard")
    await host.page.get_by_label("Dots for each person").fill("3")
    await host.page.get_by_role("button", name="Start the night").click()
    await host.page.get_by_role("link", name="Go to the desk").click()
    await host.page.get_by_role("link", name="Setup", exact=True).click()
    async with host.page.expect_download() as kept:
        await host.page.get_by_role("link", name="Keep this setup as a file").click()
    file = tmp_path / (await kept.value).suggested_filename
    assert file.name == "setup-hedge-school.json"
    await (await kept.value).save_as(file)

    await host.page.goto(f"{server.url}/start")
    await host.page.get_by_label("What is the night called?").fill("Hedge school again")
    await host.page.get_by_text("Start from a setup").click()
    await host.page.get_by_label("Or a file you have kept").set_input_files(file)
    await host.page.get_by_role("button", name="Start the night").click()
    await host.sees("Press “Use this file” first")
    if not script:  # a browser does not pick a file a second time by itself
        await host.page.get_by_label("Or a file you have kept").set_input_files(file)
    await host.page.get_by_role("button", name="Use this file").click()
    await host.sees("Filled in from “Hedge school”")
    await expect(host.page.get_by_label("What is the night called?")).to_have_value("Hedge school again")
    await host.page.get_by_role("button", name="Start the night").click()
    await host.page.get_by_role("heading", name="Hedge school again").wait_for()
    await host.page.goto(host.page.url.replace("/links", "/setup"))
    await expect(host.page.get_by_label("Name of the room or table").first).to_have_value("Orchard")
    await expect(host.page.get_by_label("Dots for each person")).to_have_value("3")


@WITH_AND_WITHOUT
@pytest.mark.long
async def test_a_wrong_file(enter: Enter, server: Server, tmp_path: pathlib.Path, script: bool) -> None:
    """Given a photo picked by mistake, when the host uses it, then the form says so, and keeps the title."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff" * 100_000)
    host = await at_the_form(enter, server, PHONE, script=script)
    await host.page.get_by_label("What is the night called?").fill("Bees")
    await host.page.get_by_text("Start from a setup").click()
    await host.page.get_by_label("Or a file you have kept").set_input_files(photo)
    await host.page.get_by_role("button", name="Use this file").click()
    await host.sees("This file is too large: a setup has at most 64 kB.")
    await expect(host.page.get_by_label("What is the night called?")).to_have_value("Bees")


@pytest.mark.long
@pytest.mark.parametrize("size", [PHONE, at_length(LAPTOP)], ids=["phone", "laptop"])
async def test_from_the_shelf(enter: Enter, server: Server, size: dict[str, int]) -> None:
    """Three setups come with opennight: one press fills the form in, Enter in the title starts the night."""
    host = await at_the_form(enter, server, size, script=True)
    await host.page.get_by_text("Start from a setup").click()
    await host.check_access()
    assert await host.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    await host.page.get_by_role("button", name="A day of three rounds").click()
    await host.sees("Filled in from “A day of three rounds”")
    await host.sees("3 rounds of talk")
    await host.check_access()
    await host.page.get_by_label("What is the night called?").press_sequentially("Our day")
    await host.page.keyboard.press("Enter")
    await host.page.get_by_role("heading", name="Our day").wait_for()
