"""The line-up with one press: looked at, explained, proposed again, applied, undone; the phones follow."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEES, BATS, BOATS, BOOKS, BIRDS = 1, 2, 3, 4, 5
ROOMS = {"room_id": ["1", "2"], "room_name": ["Hall", "Attic"], "room_seats": ["4", "3"]}
SLOTS = {"slot_id": ["1", "2"], "slot_start": ["20:00", "21:00"], "slot_end": ["20:45", "21:45"]}

DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
"""Resolves once the page is drawn in its new colours."""


def voted(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Five topics for four places, during the vote; nobody votes for Birds."""
    night = Evening(server, **ROOMS, **SLOTS)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan", "Eve")}
    night.move("pitch")
    for title, name in (
        ("Bees", "Ada"),
        ("Bats", "Ben"),
        ("Boats", "Cleo"),
        ("Books", "Ada"),
        ("Birds", "Dan"),
    ):
        assert people[name].act("pitches", title=title, hosted="1").status_code == 200
    night.move("vote")
    wishes = {
        "Ada": (BEES, BATS),
        "Ben": (BATS, BOOKS),
        "Cleo": (BOATS, BEES),
        "Dan": (BEES, BOOKS),
        "Eve": (BATS, BOATS),
    }
    for name, wanted in wishes.items():
        for pitch in wanted:
            assert people[name].act(f"pitches/{pitch}/vote").status_code == 200
    return night, people


async def comes(enter: Enter, name: str, size: dict[str, int], device: Device, path: str = "") -> Person:
    """Open this page of the night, which is a live one, in a browser with this device's cookies."""
    person = await visits(enter, name, size, device, path)
    await person.page.locator("html[data-link=on]").wait_for()
    await person.mark()
    return person


async def visits(
    enter: Enter, name: str, size: dict[str, int], device: Device, path: str, **options: Any
) -> Person:
    """The same for any page; `options` of the browser, as Playwright names them."""
    person = await enter(name, size, **options)
    url = str(device.client.base_url)
    cookies = [{"name": key, "value": value, "url": url} for key, value in device.cookies.items()]
    await person.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await person.page.goto(f"{url}/n/{device.code}{path}")
    return person


async def check_both_themes(*people: Person, within: str = "body") -> None:
    for person in people:
        await person.page.emulate_media(color_scheme="dark")
        await person.page.evaluate(DRAWN)
        await person.check_access(within)
        await person.page.emulate_media(color_scheme="light")
        await person.page.evaluate(DRAWN)
        await person.check_access(within, "color-contrast")  # all that a theme changes


async def tickets(person: Person) -> dict[str, str]:
    """What the phone says about each of the person's places: round → the topic and why."""
    rows = person.page.locator(".tickets li")
    texts = [(await row.inner_text()).split("\n") for row in await rows.all()]
    return {
        lines[0]: " / ".join(lines[1:])
        for lines in ([line for line in text if line.strip()] for text in texts)
    }


async def proposed(host: Person) -> str:
    """The proposal's heading, which has the focus right after asking for the proposal."""
    says = host.page.locator("#proposal-says")
    await says.wait_for()
    assert await says.evaluate("(heading) => document.activeElement === heading")
    return await says.inner_text()


async def no_proposal(host: Person) -> None:
    await host.page.locator("#desk-proposal[hidden]").wait_for(state="attached")


@pytest.mark.long
@pytest.mark.parametrize(
    "title",
    ["Who decides what is built where the old bus depot stood, and who is to be asked?", "Wa" + "ter" * 26],
    ids=["many words", "one long word"],
)
async def test_a_ticket_shows_its_whole_title(enter: Enter, server: Server, title: str) -> None:
    night = Evening(server, room_name=["The reading room upstairs", "Corner"])
    device = night.enter("Ada")
    night.move("pitch")
    assert device.act("pitches", title=title, hosted="1").status_code == 200
    night.host.act("lineup/make")
    night.move("groups")
    ada = await comes(enter, "Ada", {"width": 320, "height": 640}, device)
    shown = ada.page.locator(".ticket:visible .ticket-title")
    assert await shown.inner_text() == title
    assert await shown.evaluate(
        "({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>"
        " scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth + 1"
    )
    assert await shown.evaluate(
        "(title) => {"
        " const [words, paper] = [title, title.parentElement].map((part) => part.getBoundingClientRect());"
        " return paper.top < words.top && words.bottom < paper.bottom && paper.right <= innerWidth;"
        "}"
    )
    await ada.check_access()


async def test_from_the_press_to_the_undo(enter: Enter, server: Server) -> None:
    night, people = voted(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    dan = await comes(enter, "Dan", PHONE, people["Dan"])
    lineup = host.page.locator("#part-lineup")

    # One press makes a line-up, and the desk shows how good it is and why it is as it is.
    await host.press("Make the line-up")
    await lineup.locator(f"#placed-{BEES}").wait_for()
    await lineup.locator("#desk-totals", has_text="of 10 choices met").wait_for()
    await lineup.locator("#desk-totals", has_text="Nobody is left with nothing.").wait_for()
    await lineup.locator(f"#why-{BEES} summary").click()
    await lineup.locator(
        f"#why-{BEES}",
        has_text="in line: of the topics left then, its voters had, taken together, waited longest",
    ).wait_for()
    await lineup.locator(f".waiting-list #why-{BIRDS} summary").click()
    await lineup.locator(
        f"#why-{BIRDS}", has_text="Number 5 in line. The topics ahead of it in line took all the places."
    ).wait_for()
    await lineup.get_by_text("How topics are chosen").click()
    await lineup.locator("#desk-choosing", has_text="Ties go to the earlier pitch.").wait_for()
    await check_both_themes(host)

    # The phones say where their people sit, and why.
    await host.press("Form groups")
    await ada.sees("You pitched it.")
    await dan.sees("You voted for it.")
    before = await tickets(ada)
    assert before.keys() == {"Round 1 find your seat", "Round 2 planned for 21:00"}
    assert all("You pitched it." in words for words in before.values())

    # A topic is dropped and another pinned: the next press brings a proposal that nobody else sees.
    await host.press("Drop: Bats")
    await ada.page.locator(f"#group-{BATS}").wait_for(state="detached")
    await host.press("Pin: Bees")
    await lineup.locator(f"#placed-{BEES}.pinned").wait_for()
    await host.press("Make it again")
    assert "1 topic comes in" in await proposed(host)
    await lineup.locator("#desk-proposal li", has_text="Bats").get_by_text("comes in:").wait_for()
    await check_both_themes(host)
    assert await ada.page.locator(f"#group-{BATS}").count() == 0
    await host.press("Leave it as it is")
    await no_proposal(host)
    await host.press("Make it again")
    await proposed(host)
    await host.press("Apply")
    await no_proposal(host)
    await ada.page.locator(f"#group-{BATS}").wait_for()
    await lineup.locator(f"#placed-{BEES}.pinned").wait_for()

    # A room is lost: the change is looked at, applied, and undone with one press.
    await lineup.get_by_text("A room is lost or gained").click()
    await host.press("We lost this room: Attic")
    assert "2 topics go out" in await proposed(host)
    await host.sees("Room lost: Attic.")
    assert await lineup.locator("#cell-1-2").count() == 1, "it stands until that is applied"
    await host.press("Apply")
    await lineup.locator("#cell-1-2").wait_for(state="detached")
    assert await lineup.locator("#losing").evaluate("(fold) => fold.open"), "a push closes no fold"
    await ada.page.locator(".cards .group").nth(2).wait_for(state="detached")
    await host.press("Undo: applying the proposal")
    await lineup.locator("#cell-1-2").wait_for()
    await ada.page.locator(".cards .group").nth(3).wait_for()
    await ada.page.get_by_text("You pitched it.").locator("visible=true").nth(1).wait_for()
    assert await tickets(ada) == before

    # Somebody moves, and their place with them; anyone who wants to know more finds it in full sentences.
    places = dan.page.locator(".tickets")
    before_that = await places.text_content() or ""
    await (
        dan.page.locator("form[action$='/join'] button", has_text="Move here")
        .locator("visible=true")
        .first.click()
    )
    await expect(places).not_to_have_text(before_that)
    for person in (host, ada, dan):
        await person.was_not_reloaded()
    await check_both_themes(ada)
    await ada.page.get_by_role("link", name="Why these places?").click()
    await ada.sees("You pitched this topic, so you are in its group.")
    await ada.sees("Nobody is left with nothing.")
    await check_both_themes(ada)
