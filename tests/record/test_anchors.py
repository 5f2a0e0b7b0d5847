"""Every name by which the record can be linked to and quoted leads to where that stands, and nowhere else."""

import asyncio
import re
import urllib.parse
from collections import Counter
from html.parser import HTMLParser

import httpx

from opennight.commons import things
from opennight.night.leaflets import MakeLeaflet
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.shuffling import PutCardBack
from opennight.night.state import Night
from opennight.night.stories import FinishStory
from opennight.record import data, quotes
from opennight.record.outcome import Outcome, of
from tests import everything
from tests.cast import Story, attendee, host
from tests.dinner import with_cards
from tests.visited import Listing, Shelf, server

HERE = "https://night.example"
RECORD = f"{HERE}/n/{everything.CODE}/record"


class Page(HTMLParser):
    """Its anchors, and where it leads in the record."""

    def __init__(self, at: str, text: str) -> None:
        super().__init__()
        self.at, self.ids, self.links = at, Counter[str](), set[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        its = dict(attrs)
        if "id" in its:
            self.ids[its["id"] or ""] += 1
        leads = urllib.parse.urljoin(self.at, its.get("href") or "")
        if leads.startswith(RECORD) and "." not in leads.removeprefix(HERE):
            self.links.add(leads)


class Reader:
    """Somebody who was not there, and follows every link."""

    def __init__(self, night: Night) -> None:
        self.night = night
        app = server(HERE)
        app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE)
        self.pages: dict[str, Page | str] = {}

    async def text(self, ending: str) -> str:
        return (await self.client.get(f"{RECORD}.{ending}")).text

    async def page(self, address: str) -> Page | str:
        """What is there: a page, its status if there is none, or "> " and where it leads."""
        if address not in self.pages:
            got = await self.client.get(address)
            self.pages[address] = Page(address, got.text) if got.status_code == 200 else f"{got.status_code}"
            if got.is_redirect:
                self.pages[address] = "> " + urllib.parse.urljoin(address, got.headers["location"])
        return self.pages[address]

    async def misled(self, link: str) -> str:
        """What is wrong with a link; empty for nothing."""
        address, _hash, anchor = link.partition("#")
        page = await self.page(address)
        if isinstance(page, str):
            leads = page.partition("> ")[2]
            return (await self.misled(leads) and f"{link}: {leads}") if leads else f"{link}: {page}"
        return f"{link}: nothing there" if anchor and anchor not in page.ids else ""

    async def all_misled(self, links: set[str]) -> list[str]:
        return sorted(filter(None, [await self.misled(link) for link in links]))


def night() -> Night:
    """Closed, with all that there can be, and a topic whose title is how its words begin."""
    story = everything.whole()
    story.given(host(MakePitch, person=0, title="Long words…", more="Long words that begin so"))
    return everything.at(story.night, "closed")


async def dead(reader: Reader, found: Outcome) -> dict[str, list[str]]:
    """Links that lead nowhere: of pages, of files, of the commons; and anchors that are there twice."""
    pages = [RECORD, *(f"{RECORD}/g/{group.no}" for group in found.groups), f"{RECORD}/cards"]
    read = [page for page in [await reader.page(one) for one in pages] if isinstance(page, Page)]
    one_file = Page(RECORD, await reader.text("html"))
    files = [await reader.text(ending) for ending in ("wiki", "md", "json")]
    in_files = {link for text in files for link in re.findall(re.escape(RECORD) + r"/(?:to|g)/[\w-]+", text)}
    named = {f"{RECORD}/to/{id}" for id in re.findall(r'"id":\s*"([a-z]+-\d+)"', data.write(found, RECORD))}
    named |= {f"{RECORD}/to/{one.anchor}" for one in quotes.of_all(found, str)}
    listed = {f"{RECORD}{said.page}#{said.anchor}" for said in things.all_said(reader.night, found)}
    assert len(read) == len(pages)
    assert all((named, in_files))
    return {
        "pages": await reader.all_misled(set[str]().union(*(page.links for page in read))),
        "files": await reader.all_misled(in_files),
        "names": await reader.all_misled(named),
        "commons": await reader.all_misled(listed),
        "twice": [f"{page.at}#{id}" for page in (*read, one_file) for id, no in page.ids.items() if no > 1],
    }


def test_all_that_is_named_is_there() -> None:
    """Given a night with everything, when somebody follows each link of its record's pages and files, each
    name in the JSON and each hit of the commons, then all lead to what they name."""
    its = night()
    found = asyncio.run(dead(Reader(its), of(its)))
    assert not any(found.values()), found


def test_no_two_things_have_one_name() -> None:
    """Given a question to everybody and one between groups, then the commons tell them apart."""
    its = night()
    said = Counter((one.anchor, one.kind) for one in things.all_said(its, of(its)) if one.kind == "question")
    assert set(said.values()) == {1}, said
    assert len(said) > 2


def test_a_card_of_a_story_is_no_card_for_others() -> None:
    """Given both in one night, then each has an anchor of its own on the page to keep."""
    story = Story(everything.at(with_cards(), "talk"))
    story.given(
        attendee(PutCardBack, pick=5),
        attendee(FinishStory, group=1, finished=True),
        host(MovePhase, to="closed"),
        host(ReadFirst, nouns=()),
        attendee(MakeLeaflet, **everything.CARD),
    )
    page = Page(RECORD, asyncio.run(Reader(story.night).text("html")))
    assert "card-1" in page.ids
    assert max(page.ids.values()) == 1, page.ids.most_common(3)
