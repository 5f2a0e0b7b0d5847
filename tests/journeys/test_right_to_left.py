"""Arabic and Hebrew read from the right inside the English interface: what ends them stands at their left."""

import httpx
import pytest

from tests.journeys.conftest import PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_board import start
from tests.server import Server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

HEBREW, ARABIC = "למה בתשע?", "لنزرع حديقة!"
ENDS = """(words) => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const place = (text, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  for (let text; (text = texts.nextNode());) {
    const at = text.data.indexOf(words);
    if (at < 0 || !text.parentElement.checkVisibility()) continue;
    const [one, last] = [place(text, at), place(text, at + words.length - 1)];
    if (one.width) found.push(last.left < one.left);
  }
  return found;
}"""
"""For each time that the words are seen: whether their last sign stands at the left of their first."""


async def test_what_ends_the_words_stands_at_their_left(enter: Enter, server: Server) -> None:
    phone, board, record = [
        await enter(name, size) for name, size in (("Phone", PHONE), ("Board", PROJECTOR), ("Record", PHONE))
    ]
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as desk:
        night = f"/n/{await start(server, desk)}"
        await desk.post(f"{night}/people", data={"name": "Person"})
        for title in (HEBREW, ARABIC):
            await desk.post(f"{night}/pitches", data={"title": title, "hosted": "1", "for": "1"})
        await desk.post(f"{night}/phase", data={"to": "vote"})
        await phone.page.goto(f"{server.url}{night}")
        await phone.page.get_by_label("name", exact=False).first.fill("Ada")
        await phone.page.keyboard.press("Enter")
        await phone.sees("Which topics do you want?")
        await board.page.goto(f"{server.url}{night}/board")
        await board.sees(HEBREW)
        for person in (phone, board):
            await stands_right(person)
        await desk.post(f"{night}/phase", data={"to": "groups"})
        await desk.post(f"{night}/lineup/make")
        await desk.post(f"{night}/phase", data={"to": "closed"})
        await record.page.goto(f"{server.url}{night}/record")
        await stands_right(record)


async def stands_right(person: Person) -> None:
    for words in (HEBREW, ARABIC):
        ends = await person.page.evaluate(ENDS, words)
        assert ends, f"{person.name} sees {words}"
        assert all(ends), (person.name, words, ends)
