"""No push disturbs anyone who is typing: text, caret, selection and focus stay as they are."""

import asyncio
from dataclasses import dataclass

import pytest
from playwright.async_api import Locator

from tests.journeys.conftest import LAPTOP, PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

STATE = """(field) => ({
  text: field.value, from: field.selectionStart, to: field.selectionEnd, way: field.selectionDirection,
  focus: document.activeElement === field, top: field.scrollTop, same: field === window.typedInto,
})"""
SELECT = "(field) => { field.setSelectionRange(5, 9, 'backward'); window.typedInto = field; }"
TEXT = "Half of a thought"


@dataclass
class Typist:
    """Somebody who has typed into a field and selected part of the text."""

    person: Person
    field: Locator

    async def start(self) -> None:
        await self.field.scroll_into_view_if_needed()
        await self.field.fill(TEXT)
        await self.field.evaluate(SELECT)
        await self.person.mark()

    async def is_undisturbed(self) -> None:
        state = await self.field.evaluate(STATE)
        kept = {"text": TEXT, "from": 5, "to": 9, "way": "backward", "focus": True, "top": 0, "same": True}
        assert state == kept, self.person.name
        await self.person.was_not_reloaded()


async def opens(enter: Enter, name: str, size: dict[str, int], device: Device, path: str) -> Person:
    person = await enter(name, size)
    url = str(device.client.base_url)
    cookies = [{"name": key, "value": value, "url": url} for key, value in device.cookies.items()]
    await person.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await person.page.goto(f"{url}/n/{device.code}{path}")
    await person.page.locator("html[data-link=on]").wait_for()
    await person.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    return person


async def fires(night: Evening, pushes: list[tuple[str, dict[str, str]]]) -> None:
    """Carry out a hundred acts, one at a time, cycling through `pushes`; each is pushed."""

    def act() -> None:
        for number in range(100):
            path, fields = pushes[number % len(pushes)]
            answer = night.host.act(path, **{name: text.format(number) for name, text in fields.items()})
            assert answer.status_code == 200, (path, answer.text)

    await asyncio.to_thread(act)


@pytest.mark.long
async def test_while_people_pitch(enter: Enter, server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    phone = await opens(enter, "Ada", PHONE, ada, "")
    fuller = await opens(enter, "Ada's tablet", PHONE, ada, "")
    desk = await opens(enter, "Host", LAPTOP, night.host, "/desk")
    other = await opens(enter, "Host's laptop", LAPTOP, night.host, "/desk")
    typists = [
        Typist(phone, phone.page.get_by_label("What do you want to talk about?")),
        Typist(fuller, fuller.page.get_by_label("A few more words")),
        Typist(desk, desk.page.locator("#announcement-text")),
        Typist(other, other.page.locator("[data-draft=pitch] input[type=text]").first),
    ]
    for typist in typists:
        await typist.start()
    await fires(
        night,
        [
            ("pitches", {"title": "Topic number {}", "hosted": "1", "for": "1"}),
            ("announcement", {"text": "Announcement {}"}),
            ("speaker/call", {}),
            ("people", {"name": "Person {}"}),
        ],
    )
    for typist in typists:
        await typist.person.page.get_by_text("Topic number 96").first.wait_for(state="attached")
        await typist.is_undisturbed()


@pytest.mark.long
async def test_in_a_group_and_while_a_word_is_composed(enter: Enter, server: Server) -> None:
    """The page is redrawn around the note; a word being composed in an input method is not cut off."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.move("vote")
    night.host.act("lineup/make")
    night.move("groups")
    night.move("talk")
    assert ada.act("groups/1/join").status_code == 200
    phone = await opens(enter, "Ada", PHONE, ada, "/groups/1")
    composing = await opens(enter, "Ada's tablet", PHONE, ada, "/groups/1")
    note = Typist(phone, phone.page.get_by_label("What did your group say?"))
    await note.start()
    word = composing.page.get_by_label("What did your group say?")
    await word.fill("Bees: ")
    await word.evaluate("""(field) => {
      window.ended = 0;
      field.addEventListener("compositionend", () => window.ended++);
    }""")
    browser = await composing.page.context.new_cdp_session(composing.page)
    await browser.send("Input.imeSetComposition", {"text": "みつば", "selectionStart": 3, "selectionEnd": 3})
    await fires(
        night,
        [
            ("groups/1/notes", {"kind": "note", "text": "Note number {}", "for": "1"}),
            ("announcement", {"text": "Announcement {}"}),
            ("timer/start", {"minutes": "20"}),
            ("groups/1/headline", {"text": "Headline {}", "for": "1"}),
        ],
    )
    await composing.page.locator("#notes p", has_text="Note number 96").wait_for()
    assert await word.input_value() == "Bees: みつば"
    assert await composing.page.evaluate("window.ended") == 0
    await browser.send("Input.insertText", {"text": "みつばち"})
    assert await word.input_value() == "Bees: みつばち"
    await phone.page.locator("#notes p", has_text="Note number 96").wait_for()
    await note.is_undisturbed()
