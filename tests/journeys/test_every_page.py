"""Each page of nights that have everything: it fits a window of 320 pixels, which is also one of 1280 at
400 %, and axe finds no fault with it by WCAG 2.2 AA, in light and in dark colours."""

import itertools
import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Page, Route

from tests import everything
from tests.journeys.conftest import Enter
from tests.visited import ADDRESS, looked_at, server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

NARROW = {"width": 320, "height": 640}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PHASES = ("pitch", "groups", "talk", "share", "closed")
PAPER = ("/cards/print", "/slips/sheet", "/tables/print")
"""What is laid out for paper, at its size, is seen on a screen only before it is printed."""
TAG = re.compile(r'<([a-z][a-z0-9]*)\b([^>"]*(?:"[^"]*"[^>"]*)*)>')
CLASS = re.compile(r'\b(?:class="([^"]*)"|aria-invalid)')
WIDER = """() => {
    document.querySelectorAll("details").forEach((one) => (one.open = true));
    return document.documentElement.scrollWidth - innerWidth;
}"""


def shapes(html: str) -> set[tuple[str, ...]]:
    """Which kinds of elements follow each other."""
    tags = [(tag, *CLASS.findall(attributes)) for tag, attributes in TAG.findall(html)]
    return {(json.dumps(one), json.dumps(next_one)) for one, next_one in itertools.pairwise(tags)}


async def unlike_pages(who: str) -> AsyncIterator[tuple[str, str]]:
    """The pages on which there is anything that is not on one before: (where, HTML)."""
    known: set[tuple[str, ...]] = set()
    for phase in PHASES:
        night = everything.at(everything.full(), phase)
        async for where, html in looked_at(server(), night, who):
            if "<html" in html and not where.endswith(PAPER) and not (fresh := shapes(html)) <= known:
                known |= fresh
                yield f"{phase}: {where}", html


async def shown_by(page: Page, pages: dict[str, str]) -> None:
    """Have the browser find these pages at /?0, /?1 and so on, with what they load; their line is silent."""
    static = httpx.AsyncClient(transport=httpx.ASGITransport(server()), base_url=ADDRESS)
    texts = list(pages.values())

    async def answer(route: Route) -> None:
        url = httpx.URL(route.request.url)
        if url.path == "/" and route.request.is_navigation_request():
            await route.fulfill(body=texts[int(url.query)], content_type="text/html")
        elif url.path.startswith("/static/"):
            found = await static.get(url.path, headers={"Accept-Encoding": "identity"})
            await route.fulfill(body=found.content, content_type=found.headers["content-type"])
        else:
            await route.fulfill(status=204)

    await page.route("**/*", answer)
    await page.route_web_socket(re.compile(""), lambda line: None)


@pytest.mark.parametrize(("who", "colours"), [("attendee", "light"), ("host", "dark")])
async def test_each_page_fits_and_can_be_used_by_everybody(enter: Enter, who: str, colours: str) -> None:
    person = await enter(who, NARROW, color_scheme=colours)
    pages = {where: html async for where, html in unlike_pages(who)}
    await shown_by(person.page, pages)
    faults = []
    for no, where in enumerate(pages):
        await person.page.goto(f"{ADDRESS}/?{no}")
        if (wider := await person.page.evaluate(WIDER)) > 0:
            faults.append(f"{where} is {wider} pixels wider than the window")
        try:
            await person.check_access("body", *RULES)
        except AssertionError as error:
            faults.append(f"{where}: {error}")
    assert not faults, "\n".join(faults)
