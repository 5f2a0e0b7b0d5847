"""The setup explains itself: somebody who has never seen it starts a night with one field and one press."""

import pytest
from playwright.async_api import expect

from tests.examples import at_length
from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIELDS = "main :is(input, select, textarea):not([type=hidden])"
SIZES = pytest.mark.parametrize("size", [PHONE, at_length(LAPTOP)], ids=["phone", "laptop"])


async def first_timer(enter: Enter, server: Server, size: dict[str, int]) -> Person:
    """Somebody who has the start link, at the form for a new night."""
    person = await enter("First-timer", size)
    await person.page.goto(server.start_link)
    await person.page.get_by_role("link", name="Start a night").click()
    await person.page.locator("h1", has_text="Start a night").wait_for()
    return person


@SIZES
async def test_a_title_is_enough(enter: Enter, server: Server, size: dict[str, int]) -> None:
    """Given the empty form, then few fields are in sight, all but the title are filled in or may stay empty,
    and the button is in sight, too; when they type a title and press Enter, then the night is there.
    """
    person = await first_timer(enter, server, size)
    seen = await person.page.locator(f"{FIELDS}:not([type=radio])").locator("visible=true").all()
    assert len(seen) <= 3
    assert await person.page.get_by_role("group", name="What kind of evening is it?").count() == 1
    to_touch = [
        await field.get_attribute("name")
        for field in seen
        if await field.evaluate("field => field.required && !field.value")
    ]
    assert to_touch == ["title"]
    await expect(person.page.get_by_role("button", name="Start the night")).to_be_in_viewport()
    await expect(person.page.locator("main")).to_contain_text("4 tables or rooms with 32 seats")
    await person.check_access()
    await person.page.get_by_label("What is the night called?").fill("Bees and books")
    await person.page.keyboard.press("Enter")
    await person.page.get_by_role("heading", name="Bees and books").wait_for()
    await person.page.get_by_role("link", name="Go to the desk").click()
    await person.page.get_by_role("button", name="Open pitching").wait_for()


@SIZES
@pytest.mark.long
async def test_everything_else_is_one_press_away_and_explained(
    enter: Enter, server: Server, size: dict[str, int]
) -> None:
    person = await first_timer(enter, server, size)
    await person.page.get_by_text("More choices").click()
    await person.sees("A round is a stretch of talk. One is enough.")
    await person.check_access()
    assert await person.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    heights = [
        await person.page.locator(f".setup-groups:has([name={field}])").evaluate("it => it.offsetHeight")
        for field in ("ballot", "twice")
    ]
    assert abs(heights[0] - heights[1]) < 120, "two columns, neither of them empty"


@pytest.mark.long
async def test_what_is_wrong_in_a_fold_is_shown(enter: Enter, server: Server) -> None:
    """Given two tables of the same name in the folded part, when the form is sent, then the part unfolds, and
    says what is wrong there.
    """
    person = await first_timer(enter, server, LAPTOP)
    await person.page.get_by_label("What is the night called?").fill("Bees")
    await person.page.get_by_text("More choices").click()
    names = person.page.get_by_label("Name of the room or table")
    for place in (0, 1):
        await names.nth(place).fill("Hall")
    await person.page.get_by_text("More choices").click()
    await expect(names.first).to_be_hidden()
    await person.press("Start the night")
    await person.sees("Two rooms have the same name.")
    await names.nth(1).fill("Attic")
    await person.page.get_by_label("Seats", exact=True).first.fill("0")
    await person.page.get_by_text("More choices").click()
    await person.press("Start the night")
    await expect(names.first).to_be_visible()
