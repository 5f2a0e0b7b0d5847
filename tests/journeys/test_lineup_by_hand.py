"""Changing the line-up by hand: with keys, by dragging, with buttons, and undone."""

import asyncio

import pytest
from playwright.async_api import Route

from tests.journeys.conftest import LAPTOP, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_whole_night import start_night
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def is_in(host: Person, pitch: int, room: int) -> None:
    """Wait until the pitch's card is in this room's cell of the only slot."""
    await host.page.locator(f"#cell-1-{room} #placed-{pitch}").wait_for()


@pytest.mark.long
async def test_keys_and_the_mouse(enter: Enter, server: Server) -> None:
    host = await enter("Host", LAPTOP)
    code = await start_night(host, server, title="By hand", rooms=[("Hall", 9), ("Attic", 5), ("Yard", 3)])
    await host.page.goto(f"{server.url}/n/{code}/desk")
    for title in ("Bees", "Buses"):
        form: dict[str, str | float | bool] = {"title": title, "hosted": "1"}
        await host.page.context.request.post(f"{server.url}/n/{code}/pitches", form=form)
    await host.page.get_by_role("link", name="Go to: Vote").click()
    await host.press("Go on to: Vote")
    await host.press("Make the line-up")
    await is_in(host, 1, 1)
    await is_in(host, 2, 2)
    await host.press("Form groups")

    # Keys: down swaps with the card below, P pins, Delete drops; the card keeps the focus.
    bees = host.page.locator("#placed-1").get_by_role("button", name="Bees", exact=True)
    await bees.focus()
    await bees.press("ArrowDown")
    await is_in(host, 1, 2)
    await is_in(host, 2, 1)
    await bees.press("p")
    await host.page.locator("#cell-1-2 #placed-1.pinned").wait_for()
    assert await bees.evaluate("(handle) => document.activeElement === handle")
    await bees.press("Delete")
    await host.page.locator(".waiting-list #placed-1").wait_for()
    await host.press("Undo: dropping Bees")
    await is_in(host, 1, 2)

    # The mouse: onto a free place, and onto a taken one, where the two cards swap.
    await host.page.locator("#cell-1-3").scroll_into_view_if_needed()
    await host.page.locator("#placed-2").drag_to(host.page.locator("#cell-1-3"))
    await is_in(host, 2, 3)
    await host.page.locator("#placed-2").drag_to(host.page.locator("#cell-1-2"))
    await is_in(host, 2, 2)
    await is_in(host, 1, 3)

    # Buttons: off the line-up, and back into the first free place.
    await host.press("Drop: Buses")
    await host.page.locator(".waiting-list #placed-2").get_by_role("button", name="Bring in").click()
    await is_in(host, 2, 1)
    await host.check_access()


@pytest.mark.long
async def test_the_desk_stays_as_it_is_under_somebody_s_hands(enter: Enter, server: Server) -> None:
    """Given a card that is held, with keys or the mouse, when another device moves the night on, or the
    answer to the move before comes, then it is still held, over the place where it was; the parts of the desk
    are rearranged only afterwards.
    """
    night = Evening(server)
    night.move("pitch")
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    night.host.act("lineup/make")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.evaluate("document.querySelector('#part-lineup').open = true")
    lifted = asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await lifted.wait()
        await route.fulfill(response=answer)

    await host.page.route("**/lineup/*/place", late)
    bees = host.page.locator("#placed-1").get_by_role("button", name="Bees", exact=True)
    await bees.focus()
    await asyncio.to_thread(night.move, "groups")
    await host.page.locator("body[data-phase=groups]").wait_for()
    assert await bees.evaluate("(handle) => document.activeElement === handle")
    await host.page.keyboard.press("ArrowDown")
    await is_in(host, 1, 2)

    await host.page.evaluate("document.activeElement.blur()")
    await host.page.locator("#placed-1").hover()
    await host.page.mouse.down()
    await host.page.locator("#cell-1-1").hover()
    await host.page.locator("#placed-1.lifted").wait_for()
    place = await host.page.locator("#cell-1-1").bounding_box()
    lifted.set()
    await host.page.locator("html[data-waiting='0']").wait_for()
    assert await host.page.locator("#cell-1-1").bounding_box() == place
    await asyncio.to_thread(night.move, "talk")
    await host.page.locator("body[data-phase=talk]").wait_for()
    await host.page.mouse.up()
    await is_in(host, 1, 1)

    await host.page.evaluate("document.activeElement.blur()")
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await host.page.locator("#parts > :first-child#part-timer").wait_for()


@pytest.mark.long
async def test_a_waiting_card_stays_in_hand_while_votes_come_in(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.evaluate("document.querySelector('#part-lineup').open = true")
    first = host.page.locator(".waiting-list .placed").first
    await host.page.locator("#placed-2").hover()
    await host.page.mouse.down()
    await host.page.locator("#cell-1-1").hover()
    await host.page.locator("#placed-2.lifted").wait_for()
    await asyncio.to_thread(ada.act, "pitches/2/vote")
    await host.page.locator("#tally-2[data-count='1']").wait_for(state="attached")
    assert await first.get_attribute("id") == "placed-1"
    await host.page.mouse.up()
    await is_in(host, 2, 1)
