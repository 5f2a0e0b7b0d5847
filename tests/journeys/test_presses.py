"""A second press right after a first one never means the button that slid under the finger meanwhile."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, Route

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAUSE = 900
"""Milliseconds after which a press is a new one."""
TABLET = {"width": 820, "height": 1180}
"""On it the button for the next step stays in its place."""
TITLE = "What do you want to talk about?"


async def middle(button: Locator) -> tuple[float, float]:
    """Where a finger comes down on it."""
    await button.scroll_into_view_if_needed()
    box = await button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


STOPPED = """
  Object.defineProperty(Event.prototype, "timeStamp", { get: () => window.pressed ?? 0 });
  Object.defineProperty(performance, "timeOrigin", { value: 0 });
"""
"""Time stands still between two presses, however busy the machine is, also from one page to the next."""


async def stop_time(page: Page) -> None:
    """From now on, presses come at the same moment, until `later` or `pause`."""
    await page.add_init_script(STOPPED)
    await page.evaluate(STOPPED)


async def later(page: Page, ms: int) -> None:
    """The next press comes so much later."""
    await page.evaluate("(ms) => { window.pressed = (window.pressed ?? 0) + ms; }", ms)


async def pause(page: Page) -> None:
    """Let the finger rest."""
    await later(page, PAUSE)


async def at_the_vote(enter: Enter, server: Server, *titles: str, dots: str = "3") -> tuple[Evening, Person]:
    """Ada on her phone, with so many dots."""
    night = Evening(server, dots=dots)
    device = night.enter("Ada")
    for title in titles:
        night.host.act("pitches", title=title)
    night.move("vote")
    ada = await comes(enter, "Ada", PHONE, device)
    await stop_time(ada.page)
    return night, ada


async def at_the_desk(enter: Enter, night: Evening, size: dict[str, int] = LAPTOP) -> Person:
    host = await comes(enter, "Host", size, night.host, "/desk")
    await stop_time(host.page)
    return host


async def arrived(person: Person) -> None:
    """Wait until all that the person did has been answered."""
    await person.page.locator("html[data-waiting='0']").wait_for()


def moves(night: Evening) -> list[str]:
    return [event["to"] for event in night.events("PhaseMoved")]


async def test_a_double_tap_gives_one_dot_and_leaves_it(enter: Enter, server: Server) -> None:
    night, ada = await at_the_vote(enter, server, "Bees")
    given = ada.page.get_by_role("button", name="Your dot: Bees. Take it back")
    finger = await middle(ada.page.get_by_role("button", name="Give a dot: Bees"))
    await ada.page.mouse.click(*finger)
    await given.wait_for()
    for _press in range(2):
        await ada.page.mouse.click(*finger)
        await arrived(ada)
    assert len(night.events("VoteTakenBack")) == 0
    # After a pause it is meant.
    await pause(ada.page)
    await ada.page.mouse.click(*finger)
    await ada.page.get_by_role("button", name="Give a dot: Bees").wait_for()
    assert len(night.events("Voted")) == 1


@pytest.mark.long
async def test_a_double_click_opens_pitching_and_no_more(enter: Enter, server: Server) -> None:
    night = Evening(server)
    host = await at_the_desk(enter, night, TABLET)
    finger = await middle(host.page.get_by_role("button", name="Open pitching"))
    await host.page.mouse.click(*finger)
    await host.page.get_by_role("button", name="Start the vote").wait_for()
    await host.page.mouse.click(*finger)
    await arrived(host)
    assert moves(night) == ["pitch"]
    await pause(host.page)
    await host.page.mouse.click(*finger)
    await host.sees("No topic is on the wall")
    assert moves(night) == ["pitch", "vote"]


@pytest.mark.long
async def test_seven_quick_enters_are_one_step(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.host.act("pitches", title="Bees")
    night.host.act("lineup/make")
    night.move("groups")
    host = await at_the_desk(enter, night)
    await host.page.get_by_role("button", name="Start talking").focus()
    for _press in range(7):
        await host.page.keyboard.press("Enter")
        await arrived(host)
        await host.page.get_by_role("button", name="Start talking").wait_for(state="detached")
        await later(host.page, 300)
    assert moves(night) == ["groups", "talk"]
    night.host.act("timer/stop")
    await host.page.locator("#desk-next").get_by_role("button", name="Share").focus()
    await pause(host.page)
    await host.page.keyboard.press("Enter")
    await host.page.get_by_role("button", name="Close the night").wait_for()
    assert moves(night) == ["groups", "talk", "share"]


@pytest.mark.long
async def test_a_double_enter_moves_to_a_group_and_stays_there(enter: Enter, server: Server) -> None:
    night = Evening(server, seating="free")
    device = night.enter("Ada")
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title)
    night.move("vote")
    night.host.act("lineup/make")
    night.move("groups")
    assert device.act("groups/1/join").status_code == 200
    ada = await comes(enter, "Ada", PHONE, device)
    await stop_time(ada.page)
    await ada.page.locator("#group-2").get_by_role("button", name="Move here").focus()
    await ada.page.keyboard.press("Enter")
    await ada.page.locator("#group-2").get_by_text("Your place").wait_for()
    for key in ("Enter", "Space"):
        await ada.page.keyboard.press(key)
        await arrived(ada)
    assert len(night.events("GroupJoined")) == 2
    # Whoever goes to a button by key means it.
    await ada.page.keyboard.press("Shift+Tab")
    await ada.page.keyboard.press("Tab")
    await ada.page.keyboard.press("Enter")
    await ada.page.locator("#group-2").get_by_role("button", name="Join").wait_for()
    assert [event["group"] for event in night.events("GroupLeft")] == [1, 2]


@pytest.mark.long
async def test_a_double_click_calls_one_speaker(enter: Enter, server: Server) -> None:
    """The button stays where it is, and means somebody else."""
    night = Evening(server)
    night.move("pitch")
    for name in ("Ada", "Ben", "Cleo"):
        assert night.enter(name).act("pitches", title=f"{name}'s topic", hosted="1").status_code == 200
    host = await at_the_desk(enter, night)
    finger = await middle(host.page.get_by_role("button", name="Next speaker"))
    await host.page.mouse.click(*finger)
    await host.page.locator(".at-front-title", has_text="Ada's topic").wait_for()
    await host.page.mouse.click(*finger)
    await arrived(host)
    assert len(night.events("SpeakerCalled")) == 1
    await pause(host.page)
    await host.page.get_by_role("button", name="Next speaker").click()
    await host.page.locator(".at-front-title", has_text="Ben's topic").wait_for()
    assert [event["pitch"] for event in night.events("SpeakerCalled")] == [1, 2]


@pytest.mark.long
@pytest.mark.parametrize("button", ["Next speaker", "Call the next"])
async def test_the_next_one_can_be_called_before_the_last_call_is_answered(
    enter: Enter, server: Server, button: str
) -> None:
    """A push may be faster than the answer. Then the button means somebody else; it is no double press."""
    night = Evening(server)
    night.move("pitch")
    for name in ("Ada", "Ben"):
        assert night.enter(name).act("pitches", title=f"{name}'s topic", hosted="1").status_code == 200
    host = await at_the_desk(enter, night)
    seen = asyncio.Event()

    async def answer_late(route: Route) -> None:
        answer = await route.fetch()
        await seen.wait()
        await route.fulfill(response=answer)

    await host.page.route("**/speaker/call", answer_late)
    await host.page.get_by_role("button", name=button).click()
    await host.page.locator(".at-front-title", has_text="Ada's topic").wait_for()
    await pause(host.page)
    await host.page.get_by_role("button", name=button).click()
    seen.set()
    await host.page.locator(".at-front-title", has_text="Ben's topic").wait_for()
    await arrived(host)
    assert [event["pitch"] for event in night.events("SpeakerCalled")] == [1, 2]


@pytest.mark.long
async def test_what_others_do_slides_no_other_button_under_a_finger_that_is_down(
    enter: Enter, server: Server
) -> None:
    night = Evening(server)
    host = await at_the_desk(enter, night, TABLET)
    await host.page.mouse.move(*await middle(host.page.get_by_role("button", name="Open pitching")))
    await host.page.mouse.down()
    await asyncio.to_thread(night.move, "pitch")
    await host.page.get_by_role("button", name="Start the vote").wait_for()
    await host.page.mouse.up()
    await host.press("Let nobody new in")
    await host.page.get_by_role("button", name="Let people in again").wait_for()
    assert moves(night) == ["pitch"]


async def test_a_double_tap_at_the_door_does_nothing_inside(enter: Enter, server: Server) -> None:
    night = Evening(server)
    for number in range(12):
        night.host.act("pitches", title=f"Topic {number}")
    night.move("vote")
    ada = await enter("Ada", PHONE)
    await ada.page.goto(f"{server.url}/j/{night.code}")
    await stop_time(ada.page)
    await ada.page.get_by_label("Your name").fill("Ada")
    _x, y = await middle(ada.page.get_by_role("button", name="Come in"))
    x = 320  # on this button and on those inside
    await ada.page.mouse.click(x, y)
    give = ada.page.get_by_role("button", name="Give a dot: Topic 5")
    await give.wait_for()
    # As if the page inside began right here.
    await give.evaluate(
        "(button, y) => scrollBy(0, button.getBoundingClientRect().top + button.offsetHeight / 2 - y)", y
    )
    assert await give.evaluate("(button, at) => button.contains(document.elementFromPoint(...at))", [x, y])
    await ada.page.mouse.click(x, y)
    await arrived(ada)
    assert night.events("Voted") == []
    await pause(ada.page)
    await ada.page.mouse.click(x, y)
    await ada.page.get_by_role("button", name="Your dot: Topic 5. Take it back").wait_for()
    assert len(night.events("Voted")) == 1


@pytest.mark.long
async def test_quick_fingers_give_dots_to_one_topic_after_another(enter: Enter, server: Server) -> None:
    titles = ("Bees", "Buses", "Books")
    night, ada = await at_the_vote(enter, server, *titles)
    fingers = [await middle(ada.page.get_by_role("button", name=f"Give a dot: {one}")) for one in titles[:2]]
    for finger in fingers:
        await ada.page.mouse.click(*finger)
    # Whoever scrolls another topic under the thumb means that one.
    books = ada.page.get_by_role("button", name="Give a dot: Books")
    (x, y), (_x, below) = fingers[1], await middle(books)
    await ada.page.mouse.wheel(0, 1)
    await books.evaluate("(button, by) => scrollBy(0, by)", below - y)
    await ada.page.mouse.click(x, (await middle(books))[1])
    await ada.page.get_by_role("button", name="Your dot: Books. Take it back").wait_for()
    assert [event["pitch"] for event in night.events("Voted")] == [1, 2, 3]


async def test_quick_typing_sends_one_text_after_another(enter: Enter, server: Server) -> None:
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    ada = await comes(enter, "Ada", PHONE, device)
    await stop_time(ada.page)
    for number, title in enumerate(("Bees", "Buses"), 1):
        await ada.page.get_by_label(TITLE).fill(title)
        await ada.page.keyboard.press("Enter")
        await ada.page.locator(f"#pitch-{number}").wait_for()
    assert [event["title"] for event in night.events("PitchMade")] == ["Bees", "Buses"]


@pytest.mark.long
async def test_the_same_button_counts_each_time(enter: Enter, server: Server) -> None:
    night = Evening(server)
    night.move("talk")
    night.host.act("timer/start", minutes="20")
    host = await at_the_desk(enter, night)
    more = host.page.locator("#desk-clock").get_by_role("button", name="+1 min, more time")
    for _press in range(3):
        await more.click()
        await arrived(host)
    assert len(night.events("TimerSet")) == 4
