"""The same night with JavaScript off: every form is a plain form, every page is right once loaded."""

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_whole_night import join, start_night
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def reload(*people: Person) -> None:
    for person in people:
        await person.page.reload()


async def test_a_night_on_paper_thin_browsers(enter: Enter, server: Server) -> None:
    host = await enter("Host", LAPTOP, java_script_enabled=False)
    ada = await enter("Ada", PHONE, java_script_enabled=False)
    code = await start_night(host, server, title="Plain forms", rooms=[("Hall", 6)], dots=1)
    desk, phone = f"{server.url}/n/{code}/desk", f"{server.url}/n/{code}"
    await host.page.goto(desk)
    await join(ada, server, code)

    # A refusal appears beside its field, which keeps what was typed.
    await host.press("Open pitching")
    await host.page.wait_for_url(desk)
    await ada.page.reload()
    title = ada.page.get_by_label("What do you want to talk about?")
    await title.evaluate("(field) => { field.removeAttribute('maxlength') }")
    await title.fill("x" * 90)
    await ada.press("Pitch it")
    await ada.sees("Too long by 10")
    assert await title.input_value() == "x" * 90
    await title.fill("Night buses")
    await ada.press("Pitch it")
    await ada.page.wait_for_url(phone)
    await ada.sees("Night buses")

    await host.page.goto(desk)
    await host.page.get_by_role("link", name="Start the vote").click()
    await host.sees("One person still waits to speak.")
    await host.press("Go on to: Vote")
    await host.page.wait_for_url(desk)
    await ada.page.reload()
    await ada.press("Give a dot: Night buses")
    await ada.page.get_by_role("button", name="Your dot: Night buses. Take it back").wait_for()
    await ada.press("Your dot: Night buses. Take it back")
    await ada.press("Give a dot: Night buses")

    # The line-up: made with one press; a change is proposed, says what it would do, and waits to be applied.
    await host.page.goto(desk)
    await host.page.get_by_text("Enter a pitch for somebody").click()
    await host.page.get_by_label("Topic", exact=True).fill("Bees")
    await host.page.locator("#new-pitch").get_by_label("quiet").check()
    await host.press("Put it on the wall")
    await host.press("Make the line-up")
    await host.press("Form groups")
    await host.press("Adjust with few moves")
    await host.sees("Nothing would change")
    await host.page.goto(desk)
    await host.page.get_by_text("A room is lost or gained").click()
    await host.page.get_by_label("A new room").fill("Attic")
    await host.page.locator("#losing").get_by_label("Seats").fill("5")
    await host.page.locator("#losing").get_by_label("It has").select_option("quiet")
    await host.press("Add and propose")
    await host.sees("New room: Attic, 5 seats.")
    await host.press("Apply")
    await host.page.locator("#cell-1-2 .cell-room", has_text="5 seats · quiet").wait_for()

    await ada.page.reload()
    await ada.page.locator("#group-1").get_by_text("Your place").wait_for()
    await ada.page.get_by_role("link", name="Why these places?").click()
    await ada.sees("You pitched this topic, so you are in its group.")
    await ada.page.get_by_role("link", name="Back to the night").click()

    await host.press("Start talking")
    await ada.page.locator("#group-1").get_by_role("link", name="Open").click()
    await ada.page.get_by_label("What did your group say?").fill("Nine is too early")
    await ada.press("Add it")
    await ada.page.locator("#notes p", has_text="Nine is too early").wait_for()

    await host.page.get_by_role("link", name="Share", exact=True).click()  # the timer still runs
    await host.press("Go on to: Share")
    await ada.page.goto(phone)
    await ada.press("Appreciate: Night buses")
    await ada.page.locator("#hearts-1").get_by_text("1").wait_for()

    await host.press("Close the night")
    await ada.page.goto(phone)
    await ada.page.get_by_role("link", name="record", exact=False).first.click()
    groups = ada.page.get_by_role("region", name="What the groups say")
    await groups.get_by_role("link").first.click()
    await ada.sees("Nine is too early")
