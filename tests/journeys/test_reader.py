"""The reader's test: whoever opens the London record for the first time finds what they came for."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.async_api import Locator, Page, expect

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


FAR = "deed => ({open: deed.closest('details').open, top: deed.getBoundingClientRect().top})"


async def lands_on(page: Page, name: str) -> None:
    """They see the action of that name, near the top of the screen, unfolded."""
    deed = page.locator(f"#{name}")
    await expect(deed.locator(".what")).to_be_in_viewport()
    seen = await deed.evaluate(FAR)
    assert seen["open"]
    assert 0 <= seen["top"] < 300, seen


async def test_what_is_folded_is_found_by_link_by_search_and_on_paper(enter: Enter, london: Night) -> None:
    """Given an action that the cover has folded away, then a link leads to it, also from the page itself,
    without a script, and in a browser that does not unfold by itself; a search finds what is folded, and
    paper has it."""
    reader = await opens(enter, london, PHONE)
    page, cover = reader.person.page, f"{london.url}/n/{london.code}/record"
    names = await page.locator(".record-rest .deed").evaluate_all("deeds => deeds.map(deed => deed.id)")
    assert len(names) > 1, "some are folded away"
    first, last = f"#{names[0]}", f"#{names[-1]}"
    await expect(page.locator(last)).to_be_hidden()

    # What browsers do from a link typed in or followed here, and for text that is searched for.
    await page.goto("about:blank")
    await page.goto(cover + last)
    await lands_on(page, names[-1])
    await page.goto(cover)
    await page.evaluate("name => { location.hash = name }", last)
    await lands_on(page, names[-1])
    seed = page.locator(".record-rest .seeds h3").last
    said = (await seed.text_content() or "")[:60]
    await page.goto("about:blank")
    await page.goto(f"{cover}#:~:text={quote(said)}")
    await expect(seed).to_be_in_viewport()

    # What the script does where they do not: here nothing tells the browser that the address has changed.
    await page.goto(cover)
    await page.evaluate(
        """name => {
      history.replaceState(null, "", name);
      dispatchEvent(new Event("hashchange"));
    }""",
        last,
    )
    await lands_on(page, names[-1])

    plain = await enter("Reader without a script", PHONE, java_script_enabled=False)
    await plain.page.goto(cover + last)
    await expect(plain.page.locator(last)).to_be_in_viewport()

    await page.goto(cover)
    await page.emulate_media(media="print")
    for name in (first, last):
        assert await page.locator(f"{name} .what").evaluate(
            "what => what.checkVisibility({contentVisibilityAuto: true})"
        )


async def test_the_cover_is_as_long_as_somebody_reads(enter: Enter, london: Night) -> None:
    """Given the London record, then its cover has less than ten screens of a phone, and none is too wide."""
    reader = await opens(enter, london, PHONE)
    high, wide = await reader.person.page.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    assert high < 10 * PHONE["height"], high
    assert wide == PHONE["width"]
