"""A night that was prepared elsewhere: from a spreadsheet onto the wall; and a key for who reads along."""

import pathlib

import httpx
import pytest

from tests.journeys.conftest import PHONE, Enter
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLE = (
    "Topic;Who;Room;Start;Votes\nBees on roofs;Ann Lee;Hall;19:30;3\nMoths;;Attic;19:30;\nbees on roofs;;;;\n"
)


async def test_from_a_spreadsheet_to_the_wall(enter: Enter, server: Server, tmp_path: pathlib.Path) -> None:
    """Given a host with a table of topics, when they look what would come of it and bring it, then the wall
    has it; one press takes it back. A program with their key reads what is not public yet."""
    host = await enter("Host", PHONE)
    await host.page.goto(server.start_link)
    await host.page.goto(f"{server.url}/start")
    await host.page.get_by_label("What is the night called?").fill("Hedge school")
    await host.press("Start the night")
    await host.page.wait_for_url("**/links")
    night = host.page.url.removesuffix("/links")

    await host.page.goto(f"{night}/setup")
    await host.page.get_by_role("link", name="Bring topics from a file").click()
    await host.page.wait_for_url("**/bring")
    await host.check_access()
    (file := tmp_path / "wall.csv").write_text(TABLE)
    await host.page.get_by_label("A file").set_input_files(file)
    await host.press("See what it would bring")
    await host.sees("2 new topics")
    await host.sees("The column “Votes”: topics have nothing like that.")
    await host.sees("“bees on roofs” is on the wall already.")
    await host.check_access()
    await host.press("Bring it into the night")
    await host.page.wait_for_url("**/setup")

    await host.page.goto(f"{night}/api")
    await host.check_access()
    await host.page.get_by_label("Who gets it?").fill("Dr. Roe")
    await host.press("Make a key")
    key = await host.page.locator(".secret", has_text="on-").text_content() or ""
    await host.check_access()
    there = night.replace("/n/", "/api/n/")
    assert titles(f"{there}/pitches", key.strip()) == ["Bees on roofs", "Moths"]
    await host.page.reload()
    await host.sees("Last used on")
    assert await host.page.locator(".secret").count() == 0

    await host.page.goto(f"{night}/desk")
    await host.press("Undo: making a key")
    await host.press("Undo: bringing in 2 topics from a file")
    undo = host.page.get_by_role("button", name="Undo: bringing in 2 topics from a file")
    await undo.wait_for(state="detached")
    assert read(f"{there}/pitches", key.strip()).status_code == 401


def read(address: str, key: str) -> httpx.Response:
    return httpx.get(address, headers={"Authorization": f"Bearer {key}"})


def titles(address: str, key: str) -> list[str]:
    return [pitch["title"] for pitch in read(address, key).json()["pitches"]]
