"""Phones follow the night: a part begins at its top, whoever types is left alone, what changes is said."""

import asyncio
import json
from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, Page, WebSocketRoute

from tests.journeys.conftest import PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "What do you want to talk about?"
NOTE = "What did your group say?"
MANY = 20
ROOMS: dict[str, str | list[str]] = {
    "room_id": ["1", "2", "3"],
    "room_name": ["Hall", "Attic", "Kitchen"],
    "room_seats": ["4", "4", "4"],
}
TWO: dict[str, str | list[str]] = {
    "slot_id": ["1", "2"],
    "slot_start": ["20:00", "21:00"],
    "slot_end": ["20:45", "21:45"],
}
LISTEN = """
window.said = [];
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("spoken");
  if (place) new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent.trim());
  }).observe(place, { childList: true, subtree: true });
});
"""
"""Remembers what is put into the page's polite live region, as a screen reader would read it out."""


@dataclass
class Follower:
    """Somebody on a phone with a screen reader."""

    person: Person
    page: Page

    async def hears(self, sentence: str) -> None:
        await self.page.wait_for_function(
            "(sentence) => said.some((one) => one.includes(sentence))", arg=sentence
        )

    async def heard(self, sentence: str) -> int:
        """How often, once everything has been said."""
        await self.page.wait_for_timeout(600)
        return int(
            await self.page.evaluate(
                "(sentence) => said.filter((one) => one.includes(sentence)).length", sentence
            )
        )

    async def is_at_the_top(self) -> None:
        """The page shows its top, and the focus is on its heading."""
        await self.page.wait_for_function(
            "() => scrollY === 0 && document.activeElement === document.querySelector('main h1')"
        )

    async def scrolls_down(self) -> None:
        await self.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        await self.page.wait_for_function("() => scrollY > 100")


async def follows(enter: Enter, name: str, device: Device, path: str = "") -> Follower:
    return await opens(await enter(name, PHONE), device, path)


async def opens(person: Person, device: Device, path: str = "") -> Follower:
    await person.page.add_init_script(LISTEN)
    url = str(device.client.base_url)
    cookies = [{"name": key, "value": value, "url": url} for key, value in device.cookies.items()]
    await person.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await person.page.goto(f"{url}/n/{device.code}{path}")
    await person.page.locator("html[data-link=on]").wait_for()
    await person.mark()
    return Follower(person, person.page)


@dataclass
class Lag:
    """How many milliseconds later than sent everything reaches a page, by the server's clock."""

    ms: int = 0

    async def start(self, page: Page) -> None:
        def relay(line: WebSocketRoute) -> None:
            server = line.connect_to_server()
            line.on_message(server.send)
            server.on_message(lambda message: line.send(self.late(str(message))))

        await page.route_web_socket("**/live*", relay)

    def late(self, message: str) -> str:
        frame = json.loads(message)
        if "now" in frame:
            frame["now"] += self.ms
        return json.dumps(frame)


async def top_of(field: Locator) -> float:
    return float(await field.evaluate("(field) => field.getBoundingClientRect().top"))


def full_wall(server: Server, own: int) -> tuple[Evening, Device]:
    """A night in which people pitch, with many topics; Ada's is number `own`."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    for number in range(1, MANY + 1):
        by = ada if number == own else night.host
        assert by.act("pitches", title=f"Topic {number}", hosted="1").status_code == 200
    return night, ada


def in_groups(server: Server, *titles: str, **setup: str | list[str]) -> tuple[Evening, dict[str, Device]]:
    """A night whose groups form, each topic in a room of the first round; nobody is in one yet."""
    night = Evening(server, seating="free", **(ROOMS | setup))
    people = {name: night.enter(name) for name in ("Ada", "Ben")}
    for number, title in enumerate(titles, 1):
        night.host.act("pitches", title=title)
        assert night.host.act(f"lineup/{number}/place", cell=f"1-{number}").status_code == 200
    night.move("groups")
    return night, people


async def moves(night: Evening, phase: str) -> None:
    await asyncio.to_thread(night.move, phase)


# The top


async def test_a_new_part_begins_at_its_top_with_ones_own_card(enter: Enter, server: Server) -> None:
    """Given Ada in the middle of a long wall, when the vote begins, then her phone shows the top, her own
    card is the first, the change is said, and focus and title follow."""
    night, device = full_wall(server, own=15)
    ada = await follows(enter, "Ada", device)
    assert await ada.page.title() == "Pitches · Bees and books"
    await ada.scrolls_down()
    await moves(night, "vote")
    await ada.is_at_the_top()
    assert await ada.page.title() == "Vote · Bees and books"
    await ada.hears("Voting has begun. Dots left: 2.")
    assert await ada.heard("Voting has begun.") == 1
    cards = await ada.page.locator("#pitches > li h3").all()
    tops = {await card.inner_text(): await top_of(card) for card in cards}
    assert min(tops, key=tops.__getitem__) == "Topic 15", "what one sees first"
    assert await cards[0].inner_text() == "Topic 15", "what one gets to first by keys"
    await ada.person.check_access()
    # A reload says nothing anew.
    await ada.page.reload()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await ada.page.evaluate("said") == []
    assert await ada.page.locator("#pitches > li h3").first.inner_text() == "Topic 15"


async def test_one_s_own_topic_is_first_while_people_pitch(enter: Enter, server: Server) -> None:
    _night, device = full_wall(server, own=3)
    ada = await follows(enter, "Ada", device)
    cards = await ada.page.locator("#pitches > li h3").all()
    tops = {await card.inner_text(): await top_of(card) for card in cards}
    assert sorted(tops, key=tops.__getitem__)[:2] == ["Topic 3", f"Topic {MANY}"], "then the newest"


async def test_nothing_jumps_within_a_part(enter: Enter, server: Server) -> None:
    night, device = full_wall(server, own=1)
    await moves(night, "vote")
    ada = await follows(enter, "Ada", device)
    await ada.scrolls_down()
    before = await ada.page.evaluate("scrollY")
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await asyncio.to_thread(night.host.act, "votes/reveal", revealed="1")
    await ada.page.locator("#tally-3").wait_for(state="attached")
    assert await ada.page.evaluate("scrollY") >= before - 1
    assert await ada.heard("Voting has begun.") == 0


@pytest.mark.long
async def test_each_part_says_what_has_begun(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees", "Bats", "Boats")
    await asyncio.to_thread(people["Ada"].act, "groups/3/join")
    ada = await follows(enter, "Ada", people["Ada"])
    for phase, sentence, title in (
        ("talk", "The talk has begun. Your group starts now.", "Talking · Bees and books"),
        ("share", "The groups now tell everyone what they found.", "Sharing · Bees and books"),
        ("closed", "The night is over. The record is open.", "The night is over · Bees and books"),
        ("welcome", "The host went back to the welcome.", "Welcome · Bees and books"),
        ("pitch", "Pitching has begun. Say what you want to talk about.", "Pitches · Bees and books"),
        ("groups", "Find your group.", "Groups · Bees and books"),
    ):
        await ada.scrolls_down() if phase == "share" else None
        await moves(night, phase)
        await ada.hears(sentence)
        await ada.is_at_the_top()
        assert await ada.page.title() == title
        await ada.person.check_access()
    assert await ada.heard("The talk has begun.") == 1


@pytest.mark.long
async def test_whoever_is_moved_elsewhere_hears_where(enter: Enter, server: Server) -> None:
    """Given Ada who has sat down, when the host moves her group to another room, then she hears its name,
    once; and nobody else hears of it."""
    night, people = in_groups(server, "Bees", "Bats")
    ada, ben = [await follows(enter, name, people[name]) for name in ("Ada", "Ben")]
    await ada.page.locator("#group-1").get_by_role("button", name="Join").click()
    await ada.hears("Your place: Bees, Hall.")
    await asyncio.to_thread(night.host.act, "lineup/1/place", cell="1-3")
    await ada.hears("Your place: Bees, Kitchen.")
    assert await ada.heard("Kitchen") == 1
    assert await ben.heard("Your place") == 0


@pytest.mark.long
async def test_what_the_host_says_is_heard_on_each_page_of_a_phone(enter: Enter, server: Server) -> None:
    """Given Ada at the groups and Ben at his own page, when the host announces something and then moves the
    night on, then both hear each of it once."""
    night, people = in_groups(server, "Bees")
    ada = await follows(enter, "Ada", people["Ada"])
    ben = await follows(enter, "Ben", people["Ben"], "/me")
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    for one in (ada, ben):
        await one.hears("Soup is ready")
    await moves(night, "talk")
    await ada.hears("The talk has begun.")
    await ben.hears("Now: Talking")
    for one in (ada, ben):
        assert await one.heard("Soup is ready") == 1
        assert await one.page.locator(".announced[role=status]").count() == 0, "it would be read out twice"


@pytest.mark.long
async def test_a_new_round_is_a_new_part(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees", **TWO)
    night.host.act("pitches", title="Bats")
    night.host.act("lineup/2/place", cell="2-1")
    await moves(night, "talk")
    ada = await follows(enter, "Ada", people["Ada"])
    await asyncio.to_thread(night.host.act, "rounds/call", slot="2", minutes="5")
    await ada.hears("Round 2: find your group. Be seated by")
    await ada.is_at_the_top()
    await moves(night, "talk")
    await ada.hears("Round 2 has begun. You have no group yet: pick one.")
    assert await ada.heard("Your group starts") == 0, "only those who are in one"


@pytest.mark.long
async def test_whoever_comes_back_to_a_new_part_is_at_its_top(enter: Enter, server: Server) -> None:
    """Given Ada on a group's page when the talk begins, when she goes back, then her browser does not put her
    to where she was in the part before."""
    night, people = in_groups(server, "Bees", "Bats", "Boats")
    ada = await follows(enter, "Ada", people["Ada"])
    for phase, at_top in (("groups", False), ("talk", True)):
        await ada.scrolls_down()
        await ada.page.wait_for_timeout(300)  # for the browser to note where she is
        await ada.page.locator("#group-3 h4 a").click()
        await ada.page.wait_for_url("**/groups/3")
        await moves(night, phase)
        await ada.page.go_back()
        await ada.page.locator("html[data-link=on]").wait_for()
        await ada.page.wait_for_timeout(300)
        assert (await ada.page.evaluate("scrollY") == 0) == at_top


# Typing


async def test_whoever_types_is_left_alone(enter: Enter, server: Server) -> None:
    """Given Ada typing a pitch, when the vote begins, then the field, the caret and what surrounds it stay;
    a note leads to the top, once she wants to go there."""
    night, device = full_wall(server, own=1)
    ada = await follows(enter, "Ada", device)
    field = ada.page.get_by_label("A few more words")
    await ada.page.get_by_text("Say more about it").click()
    await ada.page.get_by_label(TITLE).fill("A garden")
    await field.fill("Half of a thought")
    await field.evaluate("(field) => { field.setSelectionRange(5, 9); scrollBy(0, 200); }")
    for phase, name in (("vote", "Vote"), ("pitch", "Pitches"), ("vote", "Vote")):
        before = await top_of(field)
        await moves(night, phase)
        note = ada.page.get_by_role("link", name=f"The night has moved on: {name}")
        await note.wait_for()
        assert await ada.page.title() == f"{name} · Bees and books"
        assert await field.evaluate(
            "(one) => [document.activeElement === one, one.value, one.selectionStart, one.selectionEnd]"
        ) == [True, "Half of a thought", 5, 9]
        assert await top_of(field) == pytest.approx(before, abs=10), "not even by half a line"
        await ada.page.keyboard.press("Shift")  # still there for the keys
        await ada.person.check_access()
    assert await ada.heard("The night has moved on: Vote") == 2
    await note.click()
    await ada.is_at_the_top()
    assert await note.count() == 0
    assert await field.is_visible(), "unfolded"
    assert await ada.page.get_by_label(TITLE).input_value() == "A garden"


async def test_what_was_typed_is_kept_unfolded(enter: Enter, server: Server) -> None:
    """Ada has typed something and looks at the wall: she goes to the top, and finds her words there."""
    night, device = full_wall(server, own=1)
    ada = await follows(enter, "Ada", device)
    await ada.page.get_by_label(TITLE).fill("A garden")
    await ada.page.get_by_label(TITLE).blur()
    await ada.scrolls_down()
    await moves(night, "vote")
    await ada.is_at_the_top()
    field = ada.page.get_by_label(TITLE)
    assert await field.is_visible()
    assert await field.input_value() == "A garden"


@pytest.mark.long
async def test_what_was_typed_where_the_form_is_gone(enter: Enter, server: Server) -> None:
    """Given words in a form that the next part does not have, then they are shown, to be copied or put
    away, through a reload, too; and they are in the form again if it comes back."""
    night, device = full_wall(server, own=1)
    ada = await follows(enter, "Ada", device)
    await ada.page.get_by_label(TITLE).fill("A garden")
    await moves(night, "groups")
    kept = ada.page.locator(".kept", has_text="A garden")
    await kept.wait_for()
    await ada.is_at_the_top()
    await ada.person.check_access()
    await moves(night, "pitch")
    await kept.wait_for(state="detached")
    assert await ada.page.get_by_label(TITLE).input_value() == "A garden"
    await moves(night, "talk")
    await kept.wait_for()
    await ada.page.reload()
    await kept.wait_for()
    await ada.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await kept.get_by_role("button", name="Copy").click()
    await kept.get_by_role("button", name="Copied").wait_for()
    assert await ada.page.evaluate("navigator.clipboard.readText()") == "A garden"
    await kept.get_by_role("button", name="Dismiss").click()
    await ada.page.reload()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await kept.count() == 0


# The group page


async def test_a_group_page_follows_the_night(enter: Enter, server: Server) -> None:
    """Given Ada writing for her group, when the night goes on, then her page says what can be done now; what
    she could not send any more is still there for her."""
    night, people = in_groups(server, "Bees", "Bats")
    await asyncio.to_thread(people["Ada"].act, "groups/2/join")
    ada = await follows(enter, "Ada", people["Ada"], "/groups/2")
    note, add = ada.page.get_by_label(NOTE), ada.page.get_by_role("button", name="Add it")
    assert await ada.page.title() == "Bats · Groups · Bees and books"
    await note.fill("Bats eat midges")
    await moves(night, "talk")
    await ada.page.get_by_role("link", name="The night has moved on: Talking").wait_for()
    assert await note.input_value() == "Bats eat midges"
    await note.blur()
    await moves(night, "share")
    await ada.is_at_the_top()
    await ada.hears("The groups now tell everyone what they found.")
    await ada.hears("Your group is next")
    assert await ada.page.title() == "Bats · Sharing · Bees and books"
    await ada.person.sees("Notes are open until the night closes.")
    assert await note.input_value() == "Bats eat midges"
    assert await add.is_visible(), "notes are still taken"
    await ada.person.check_access()

    await asyncio.to_thread(night.host.act, "share/2/show")
    await ada.hears("Your group is on now")
    await ada.person.sees("Your group is on now")
    await ada.person.check_access()

    await note.focus()
    await moves(night, "closed")
    await add.wait_for(state="detached")
    await ada.page.locator("main").get_by_role("link", name="Open the record").wait_for()
    await ada.is_at_the_top()
    await ada.page.locator(".kept", has_text="Bats eat midges").wait_for()
    assert await ada.page.locator("main form:visible").count() == 0, "nothing that would be refused"
    await ada.person.check_access()
    await ada.person.was_not_reloaded()


async def test_a_note_that_was_sent_is_not_shown_as_unsent(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees")
    await asyncio.to_thread(people["Ada"].act, "groups/1/join")
    ada = await follows(enter, "Ada", people["Ada"], "/groups/1")
    await ada.page.get_by_label(NOTE).fill("Bees dance")
    await ada.person.press("Add it")
    await ada.page.locator("#notes", has_text="Bees dance").wait_for()
    await ada.page.locator("html[data-waiting='0']").wait_for()
    await moves(night, "closed")
    await ada.page.locator("main").get_by_role("link", name="Open the record").wait_for()
    assert await ada.page.locator(".kept").count() == 0


@pytest.mark.long
async def test_whose_turn_it_is_to_share(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees", "Bats", "Boats")
    await asyncio.to_thread(people["Ada"].act, "groups/3/join")
    ada = await follows(enter, "Ada", people["Ada"])
    page = await follows(enter, "Ada's tablet", people["Ada"], "/groups/3")
    ben = await follows(enter, "Ben", people["Ben"])
    await moves(night, "share")
    for follower in (ada, page, ben):
        await follower.hears("The groups now tell everyone")
        assert await follower.heard("Your group is") == 0
    # The own group is the first of the others.
    others = await ada.page.locator(".others > details:not([hidden]) > summary").all_inner_texts()
    assert "Boats" in others[0]
    assert "Yours" in others[0]
    for group, sentence in ((2, "Your group is next"), (3, "Your group is on now")):
        await asyncio.to_thread(night.host.act, f"share/{group}/show")
        for follower in (ada, page):
            await follower.hears(sentence)
            await follower.person.sees(sentence)
            assert await follower.heard(sentence) == 1
            await follower.person.check_access()
        assert await ben.heard(sentence) == 0
    # A reload says nothing anew.
    await ada.page.reload()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await ada.heard("Your group") == 0
    await ada.person.sees("Your group is on now")


# What is said once


@pytest.mark.long
async def test_you_are_next(enter: Enter, server: Server) -> None:
    night = Evening(server)
    devices = {name: night.enter(name) for name in ("Ada", "Ben")}
    night.move("pitch")
    for name, device in devices.items():
        device.act("pitches", title=f"{name}'s topic", hosted="1")
    ada = await follows(enter, "Ada", devices["Ada"])
    ben = await follows(enter, "Ben", devices["Ben"])
    await asyncio.to_thread(night.host.act, "speaker/call")
    await ben.hears("You are next")
    await asyncio.to_thread(night.host.act, "pitches", title="One more", hosted="1")
    assert await ben.heard("You are next") == 1
    assert await ada.heard("You are next") == 0
    await ben.page.reload()
    await ben.page.locator("html[data-link=on]").wait_for()
    assert await ben.heard("You are next") == 0


@pytest.mark.long
async def test_two_minutes_left(enter: Enter, server: Server) -> None:
    """Said when a longer timer gets there, once; not on a page that comes later or wakes up after it."""
    night, people = in_groups(server, "Bees")
    night.move("talk")
    night.host.act("timer/start", minutes="2")
    ada = await enter("Ada", PHONE)
    lag = Lag()
    await lag.start(ada.page)
    phone = await opens(ada, people["Ada"])
    group = await follows(enter, "Ben", people["Ben"], "/groups/1")
    assert await phone.heard("Two minutes left") == 0, "it is two minutes long"
    lag.ms = 58_500
    await asyncio.to_thread(night.host.act, "timer/start", minutes="3")
    await phone.hears("Two minutes left")
    await ada.sees("Two minutes left")
    await ada.check_access()
    lag.ms = 50_000  # the clocks are compared anew: it is a moment before again
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is ready")
    await ada.sees("Soup is ready")
    lag.ms = 110_000  # the phone has slept through it
    await asyncio.to_thread(night.host.act, "announcement", text="Soup is cold")
    await ada.sees("Soup is cold")
    assert await phone.heard("Two minutes left") == 1
    assert await group.heard("Two minutes left") == 0, "not yet"


@pytest.mark.long
async def test_the_bell(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees")
    night.move("talk")
    ada = await follows(enter, "Ada", people["Ada"])
    page = await follows(enter, "Ada's tablet", people["Ada"], "/groups/1")
    await asyncio.to_thread(night.host.act, "timer/bell")
    for follower in (ada, page):
        await follower.hears("The bell rings.")
        await follower.person.sees("The bell rings.")
        assert await follower.heard("The bell rings.") == 1
    await asyncio.to_thread(night.host.act, "timer/bell")
    await ada.page.wait_for_function(
        "() => said.filter((one) => one.includes('The bell rings.')).length === 2"
    )
    await ada.page.reload()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await ada.heard("The bell rings.") == 0


async def test_no_old_bell_after_waking(enter: Enter, server: Server) -> None:
    night, people = in_groups(server, "Bees")
    night.move("talk")
    person = await enter("Ada", PHONE)
    lag = Lag()
    await lag.start(person.page)
    ada = await opens(person, people["Ada"])
    lag.ms = 60_000
    await asyncio.to_thread(night.host.act, "timer/bell")
    bell = ada.page.locator(f"#timer[data-bell='{night.recorded[-1].at}']")
    await bell.wait_for(state="attached")
    assert await ada.heard("The bell rings.") == 0
    assert await ada.page.locator("[data-ringing]").count() == 0
