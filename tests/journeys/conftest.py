"""People with real browsers: one Chromium for all journeys, a context (its own cookies) for each person."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from tests.browser import FLAGS, SHARED, SHORT_LIVED, chromium_path
from tests.journeys.access import axe
from tests.journeys.windows import Windows
from tests.server import Server

expect.set_options(timeout=30_000)  # a busy machine takes its time

CUT = ("ERR_", "Failed to fetch", "WebSocket")
"""What a browser says when a link is cut on purpose."""
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 720}
PROJECTOR = {"width": 1920, "height": 1080}


LONGEST = ("whole_night", "reporters", "lineup", "reel", "without_javascript", "posed", "tables", "threads")
"""The journeys that take longest, which begin first: else the end would wait for one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    names = [f"test_{name}.py" for name in LONGEST]
    items.sort(key=lambda item: item.path.name not in names)


@dataclass
class Person:
    """Somebody with a browser. Errors on their page are remembered, and fail the journey."""

    name: str
    page: Page
    heard: list[str] = field(default_factory=list)
    forgiven: tuple[str, ...] = ()

    def watch(self) -> None:
        self.page.on("pageerror", lambda error: self.heard.append(f"{self.name}: {error}"))
        self.page.on("console", lambda said: self.listen(said.type, said.text))

    def listen(self, kind: str, text: str) -> None:
        # A refused act gets a 4xx, which the console calls an error; the journey checks what people see.
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.heard.append(f"{self.name}: {text}")

    def forgive(self, *troubles: str) -> None:
        """Ignore these errors, past and future, which the journey causes on purpose."""
        self.forgiven += troubles

    @property
    def troubles(self) -> list[str]:
        return [said for said in self.heard if not any(one in said for one in self.forgiven)]

    async def press(self, name: str, *, exact: bool = True) -> None:
        """Press the button with this name, and mean it: without the key, a button that has just come to where
        another was pressed would take it for half of a double click (see presses.js)."""
        await self.page.keyboard.press("Shift")
        await self.page.get_by_role("button", name=name, exact=exact).first.click()

    async def sees(self, text: str) -> None:
        """Wait until the text is visible somewhere on the page."""
        await self.page.get_by_text(text).locator("visible=true").first.wait_for()

    async def check_access(self, within: str = "body", *rules: str) -> None:
        """axe finds no fault with the page, or with what is `within` (axe does not see that a page behind an
        open dialog is out of reach); with `rules`, only by these. No id occurs twice, or a push would hit
        the wrong one.
        """
        violations = await axe(self.page, within, {"runOnly": rules} if rules else {})
        found = [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in violations]
        ids = await self.page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
        found += [f"the id {id} twice" for id, times in Counter(ids).items() if times > 1]
        assert not found, f"{self.name} at {self.page.url}: {found}"

    async def mark(self) -> None:
        """Leave a mark on the page that a reload would wipe."""
        await self.page.evaluate("window.stillHere = true")

    async def was_not_reloaded(self) -> None:
        assert await self.page.evaluate("window.stillHere === true"), f"{self.name}: the page was reloaded"


Enter = Callable[..., Awaitable[Person]]


@pytest.fixture
def server(shared_server: Server) -> Server:
    """Most journeys leave it alive; the rough ones have their own."""
    return shared_server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows() -> AsyncIterator[Windows]:
    playwright = await async_playwright().start()
    chromium = await playwright.chromium.launch(
        executable_path=chromium_path(), args=[*FLAGS, SHORT_LIVED, SHARED]
    )
    yield Windows(chromium)
    # Once in a while neither says that it has ended, though the browser has.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(10):
            await chromium.close()
            await playwright.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def enter(windows: Windows, server: Server) -> AsyncIterator[Enter]:
    """Let somebody in: `await enter("Ada", PHONE)`. Fails at the end if anyone's page had an error.

    Requests the server so that the pages close before it stops.
    """
    people: list[Person] = []

    async def come(name: str, size: dict[str, int], **options: Any) -> Person:
        page = await windows.open(server.url, size, **({"reduced_motion": "reduce"} | options))
        person = Person(name, page)
        person.watch()
        people.append(person)
        return person

    yield come
    for person in people:
        await windows.close(person.page.context)
    troubles = [trouble for person in people for trouble in person.troubles]
    if troubles:
        pytest.fail("\n".join(troubles))
