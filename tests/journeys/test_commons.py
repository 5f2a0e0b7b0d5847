"""A host lists the record; a stranger finds what was said, and reads on in the record and at the place."""

import asyncio

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import check_both_themes, visits
from tests.journeys.test_my_evening import talked
from tests.listed import catch_up
from tests.server import Server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


@pytest.mark.parametrize("script", [True, False], ids=["", "without JavaScript"])
async def test_from_the_host_to_a_stranger(enter: Enter, server: Server, script: bool) -> None:
    night, people = talked(server)
    people["Ben"].act(
        "groups/1/notes", kind="note", text=f"Medlars would grow in the old station of {night.code}"
    )
    night.move("closed")
    host = await visits(enter, "Host", LAPTOP, night.host, "/record/draft", java_script_enabled=script)
    await host.sees("It is not listed.")
    await host.page.get_by_label("What people there call the place").fill(f"Easton {night.code}")
    await host.page.get_by_label("A point on the map").fill("here")
    await host.page.get_by_role("button", name="List this record").click()
    await host.sees("Write a latitude and a longitude")
    await host.page.get_by_label("A point on the map").fill("51.46, -2.56")
    await host.page.get_by_role("button", name="List this record").click()
    await host.sees("It is listed in the commons.")
    if script:
        await check_both_themes(host)
    await server_has_read(server)

    stranger = await visits(enter, "Stranger", PHONE, night.device(), "/record", java_script_enabled=script)
    await stranger.page.get_by_role("link", name="commons of this server").click()
    await stranger.page.get_by_label("What are you looking for?").fill(f"medlar STATION {night.code.lower()}")
    await stranger.page.keyboard.press("Enter")
    await stranger.sees("1 thing")
    if script:
        await check_both_themes(stranger)
    await stranger.page.get_by_role("link", name="Medlars would grow").click()
    await stranger.page.wait_for_url(f"**/n/{night.code}/record/g/1#note-*")
    await stranger.page.goto(f"{server.url}/commons/places/easton-{night.code}")
    await stranger.page.get_by_role("heading", name=f"Easton {night.code}").wait_for()
    if script:
        await check_both_themes(stranger)
        await stranger.page.goto(f"{server.url}/commons")
        await check_both_themes(stranger)
        await stranger.page.goto(f"{server.url}/commons/places/atlantis")
        await check_both_themes(stranger)


async def server_has_read(server: Server) -> None:

    await asyncio.to_thread(catch_up, server)
