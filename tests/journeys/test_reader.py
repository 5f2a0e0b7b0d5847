"""The reader's test: whoever opens the London record for the first time finds what they came for."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, expect

from tests.evenings import EVENINGS
from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server
from tests.states import MOMENTS, Night

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.right <= innerWidth;
}"""


@dataclass
class Reader:
    """Sees no more than the screen, and taps what is on it."""

    person: Person
    taps: int = 0

    async def sees(self, what: Locator) -> None:
        await expect(what).to_be_in_viewport()
        assert await what.evaluate(IN_SIGHT), await what.inner_text()

    async def taps_on(self, name: str) -> None:
        """A link of that name which is on the screen now."""
        links = await self.person.page.get_by_role("link", name=name).locator("visible=true").all()
        found = [link for link in links if await link.evaluate(IN_SIGHT)]
        assert found, f"no “{name}” in sight"
        await found[0].click()
        self.taps += 1


@pytest.fixture(scope="module")
def london(shared_server: Server) -> Iterator[Night]:
    """The sample that comes with opennight, talked about and closed."""
    night = Night(shared_server.url, shared_server.start_key, EVENINGS["typical"]())
    for go in MOMENTS.values():
        go(night)
    night.desk("record/story", text=f"{night.evening.intro}\n\n{'We met on a warm evening. ' * 40}")
    night.desk("record/cover", clip="1")
    yield night
    night.wire.close()


async def opens(enter: Enter, night: Night, size: dict[str, int]) -> Reader:
    person = await enter("Reader", size)
    await person.page.goto(f"{night.url}/n/{night.code}/record")
    return Reader(person)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
async def test_from_the_first_screen_all_is_two_taps_away(
    enter: Enter, london: Night, size: dict[str, int]
) -> None:
    """Given the London record, when somebody opens it, then from its first screen they find in at most two
    taps what was decided, who does what by when, what a group said, and how to join next time."""
    night = london
    action, due = night.evening.actions[0]
    headline, topic = night.evening.headlines[1], "To offer the young people incentives"

    decided = await opens(enter, night, size)
    page = decided.person.page
    await decided.sees(page.get_by_role("heading", level=1, name=night.evening.title))
    await decided.taps_on("What we will do")
    deed = page.locator(".deed", has_text=action).first
    await decided.sees(deed.locator(".what"))
    assert decided.taps == 1
    first = next(members for members in night.members.values() if members)
    await decided.sees(deed.locator(".who"))
    await expect(deed.locator(".who")).to_contain_text(night.evening.people[first[0]])
    await decided.sees(deed.locator(".when"))
    await expect(deed.locator(".when")).to_contain_text(due)

    said = await opens(enter, night, size)
    page = said.person.page
    await said.taps_on("What the groups say")
    quote = page.locator(".pull", has_text=headline)
    await said.sees(quote.get_by_role("link", name=topic))
    await said.sees(quote.locator("blockquote"))
    await said.taps_on(topic)
    await expect(page.get_by_role("heading", level=1, name=topic)).to_be_in_viewport()
    await said.sees(page.locator("blockquote", has_text=headline))
    await said.sees(page.get_by_role("heading", name="What they said"))
    assert said.taps == 2

    joins = await opens(enter, night, size)
    page = joins.person.page
    await joins.taps_on("How to join next time")
    await joins.sees(page.locator(".next-time a"))
    await expect(page.locator(".next-time a")).to_have_attribute("href", "https://example.org/next")
    assert joins.taps == 1
