"""The loud button is what comes next; moving on early, and jumping, ask first."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.examples import at_length
from tests.journeys.conftest import CUT, LAPTOP, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

GOLD = "rgb(255, 197, 61)"
BUTTONS = """(gold) => [...document.querySelectorAll("button, .button, .chip")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === gold)
  .map((one) => one.textContent)"""


async def gold(page: Page, *names: str) -> None:
    """Soon these are the gold buttons on the page: all that are in sight, and what looks like one."""
    same = f"([gold, names]) => ({BUTTONS})(gold).join() === names.join()"
    await page.wait_for_function(same, arg=[GOLD, list(names)])


async def comes_next(host: Person, name: str) -> None:
    """The one gold button is soon this one."""
    await host.page.locator("#desk-next .go").get_by_text(name, exact=True).locator("visible=true").wait_for()
    await gold(host.page, name)
    await expect(host.page.locator(".go").filter(visible=True)).to_have_count(1)


async def lined_up(night: Evening) -> None:
    """Two pitches, each with a group of its own."""
    night.move("pitch")
    for no, title in enumerate(("Bees", "Books"), 1):
        night.host.act("pitches", title=title, hosted="1")
        night.host.act(f"lineup/{no}/place", cell=f"1-{no}")


async def test_the_gold_button_leads_through_the_night(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    await comes_next(host, "Open pitching")
    await host.press("Open pitching")
    await host.page.locator("body[data-phase=pitch]").wait_for()
    await gold(host.page)  # nobody has pitched yet, and nobody is rushed on

    ada.act("pitches", title="Bees", hosted="1")
    ada.act("pitches", title="Books", hosted="1")
    await comes_next(host, "Call the next")
    await host.sees("2 people still wait to speak.")
    await host.check_access()
    await host.page.locator("#call-seconds").select_option("90")
    await host.press("Call the next")
    await host.sees("One person still waits to speak.")
    assert night.events("SpeakerCalled")[-1]["seconds"] == 90, "as long as the desk says beside it"
    await host.press("Call the next")
    await comes_next(host, "Thank you")
    await host.page.keyboard.press("Shift")  # they take their time
    await host.page.locator("#desk-next .go").press("Enter")
    await comes_next(host, "Start the vote")
    await expect(host.page.locator("#desk-next .go")).to_be_focused()  # as the last button was
    await host.press("Start the vote")
    await comes_next(host, "Make the line-up")
    night.host.act("lineup/1/place", cell="1-1")
    night.host.act("lineup/2/place", cell="1-2")
    await comes_next(host, "Form groups")
    await host.press("Form groups")
    await comes_next(host, "Start talking")
    await host.press("Start talking")
    await host.page.locator("body[data-phase=talk]").wait_for()
    await gold(host.page)  # the talk has its own time
    night.host.act("timer/stop")
    await host.press("Share")
    await comes_next(host, "Next group")
    await host.sees("One group has not been shown yet.")
    await host.press("Next group")
    await comes_next(host, "Close the night")
    await host.check_access()
    await host.press("Close the night")
    await comes_next(host, "See the record")
    await host.was_not_reloaded()


async def test_moving_on_from_the_talk_waits_for_the_lamp(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("talk")
    night.host.act("timer/start", minutes="1")
    host = await enter("Host", LAPTOP)
    await host.page.clock.install()
    cookies = [{"name": key, "value": value, "url": server.url} for key, value in night.host.cookies.items()]
    await host.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await host.page.goto(f"{server.url}/n/{night.code}/desk")
    await host.sees("The timer still runs.")
    await gold(host.page)
    host.forgive(*CUT)
    await host.page.context.set_offline(True)  # or the server would set the page's clock right
    await host.page.clock.fast_forward(61_000)
    await comes_next(host, "Share")
    await host.page.context.set_offline(False)
    night.host.act("timer/add", minutes="5")
    await host.sees("The timer still runs.")
    await gold(host.page)


@pytest.mark.parametrize("script", [True, at_length(False)], ids=["with a script", "without"])
async def test_jumping_by_the_bulbs_asks_first(enter: Enter, server: Server, script: bool) -> None:
    night = Evening(server)
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    host = await at_desk(enter, night, script=script)
    await host.page.get_by_role("link", name="Go to: Talk").click()
    await host.sees("Go on to “Talk”?")
    await host.sees("One person still waits to speak.")
    if script:  # axe is one
        await host.check_access()
    await host.page.get_by_role("link", name="Stay").click()
    await host.page.get_by_role("link", name="Go to: Talk").click()
    assert night.events("PhaseMoved")[-1] == {"to": "pitch"}, "not yet"
    await host.press("Go on to: Talk")
    await host.page.wait_for_url("**/desk")
    await host.page.locator(".bulb[aria-current]", has_text="Talk").wait_for()
    await host.page.get_by_role("link", name="Go to: Welcome").click()
    await host.press("Go back to: Welcome")
    await host.page.locator(".bulb[aria-current]", has_text="Welcome").wait_for()


@pytest.mark.long
async def test_a_closed_night_asks_twice(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("closed")
    host = await at_desk(enter, night)
    await host.page.get_by_role("link", name="Go to: Share").click()
    await host.sees("Open this night again?")
    await expect(host.page.get_by_role("button")).to_have_count(0)
    await host.check_access()
    await host.page.get_by_role("link", name=re.compile("Open it again")).click()
    await host.sees("Are you sure you want to open it again?")
    await host.check_access()
    assert night.events("PhaseMoved")[-1] == {"to": "closed"}
    await host.press("Go back to: Share")
    await host.page.wait_for_url("**/desk")
    assert night.events("PhaseMoved")[-1] == {"to": "share"}
    assert night.device().get("record").status_code == 200


@pytest.mark.long
async def test_undoing_the_close_asks_twice_as_well(enter: Enter, server: Server) -> None:
    """Given a night that was closed by mistake in the middle of the talk, when the host undoes that, then
    they are asked as by the bulbs, and everything is as it was before the close.
    """
    night = Evening(server)
    night.host.act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    talking = night.host.get("record.json").json()["lineup"]
    night.move("closed")
    host = await at_desk(enter, night)
    await host.page.get_by_role("link", name="Undo: closing the night").click()
    await host.sees("Open this night again?")
    await expect(host.page.get_by_role("button")).to_have_count(0)
    await host.page.get_by_role("link", name=re.compile("Open it again")).click()
    await host.sees("Are you sure you want to open it again?")
    await host.check_access()
    assert night.events("PhaseMoved")[-1] == {"to": "closed"}
    await host.press("Go back to: Talk")
    await host.page.wait_for_url("**/desk")
    await host.page.locator(".bulb[aria-current]", has_text="Talk").wait_for()
    assert len(night.events("StepUndone")) == 1
    assert night.host.get("record.json").json()["lineup"] == talking
    await expect(host.page.get_by_role("button", name="Undo:")).to_have_text("Undo: starting to talk")


async def test_a_proposal_is_the_one_loud_thing(enter: Enter, server: Server) -> None:
    night = Evening(server)
    for name in ("Ada", "Ben", "Cleo"):
        night.enter(name)
    await lined_up(night)
    night.move("vote")
    host = await at_desk(enter, night)
    await comes_next(host, "Form groups")
    night.host.act("lineup/adjust")
    await host.page.locator("#desk-proposal").get_by_role("button", name="Apply").wait_for()
    await expect(host.page.locator("#desk-next .go").filter(visible=True)).to_have_count(0)
    await expect(host.page.locator(".go").filter(visible=True)).to_have_count(1)


async def at_desk(enter: Enter, night: Evening, *, script: bool = True) -> Person:
    host = await enter("Host", LAPTOP, java_script_enabled=script)
    url = night.server.url
    cookies = [{"name": key, "value": value, "url": url} for key, value in night.host.cookies.items()]
    await host.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await host.page.goto(f"{url}/n/{night.code}/desk")
    return host
