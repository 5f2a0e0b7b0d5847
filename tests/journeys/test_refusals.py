"""A refusal is told where it belongs, and leaves once its phase or its cause has passed."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_outbox import TITLE, without_posts
from tests.journeys.test_presses import at_the_vote
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_DOTS = "You have no dots left. Take one back first."
READ = 6_000
"""Milliseconds after which a sentence has been read."""


async def told(person: Person) -> list[str]:
    """All refusals that the person sees."""
    return await person.page.locator(".problem:visible, .unsent p").all_inner_texts()


async def waiting(person: Person, number: int) -> None:
    await person.page.locator(f"html[data-waiting='{number}']").wait_for()


async def with_two_dots(enter: Enter, server: Server, *titles: str) -> tuple[Evening, Person]:
    """Ada votes, on a phone whose clock can be put forward."""
    night, ada = await at_the_vote(enter, server, *titles, dots="2")
    await ada.page.clock.install()
    return night, ada


async def one_dot_too_many(enter: Enter, server: Server) -> tuple[Evening, Person]:
    night, ada = await with_two_dots(enter, server, "Bees", "Buses", "Books")
    for title in ("Bees", "Buses", "Books"):
        await ada.press(f"Give a dot: {title}")
        await waiting(ada, 0)
    await ada.page.locator("#pitch-3 .problem", has_text=NO_DOTS).wait_for()
    return night, ada


@pytest.mark.long
async def test_it_leaves_when_the_phase_has_passed(enter: Enter, server: Server) -> None:
    night, ada = await one_dot_too_many(enter, server)
    await ada.page.clock.fast_forward(READ)
    assert await told(ada) == [NO_DOTS], "the vote goes on"
    await asyncio.to_thread(night.move, "groups")
    await ada.page.locator("main[data-phase=groups]").wait_for()
    assert await told(ada) == []


@pytest.mark.long
async def test_it_stays_long_enough_to_be_read(enter: Enter, server: Server) -> None:
    night, ada = await one_dot_too_many(enter, server)
    await asyncio.to_thread(night.move, "groups")
    await ada.page.locator("main[data-phase=groups]").wait_for()
    assert await told(ada) == [NO_DOTS]
    await ada.check_access()
    await ada.page.clock.fast_forward(READ)
    assert await told(ada) == []
    await ada.page.reload()
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await told(ada) == []


@pytest.mark.long
async def test_it_leaves_when_its_cause_has_passed(enter: Enter, server: Server) -> None:
    _night, ada = await one_dot_too_many(enter, server)
    await ada.press("Your dot: Bees. Take it back")
    await ada.page.get_by_role("button", name="Give a dot: Bees").wait_for()
    assert await told(ada) == []


@pytest.mark.long
async def test_it_leaves_when_the_host_gives_a_dot_back(enter: Enter, server: Server) -> None:
    night, ada = await one_dot_too_many(enter, server)
    await asyncio.to_thread(night.host.act, "pitches/1/hide")
    await ada.page.locator(".dots-left", has_text="1").wait_for()
    assert await told(ada) == []


async def test_it_stays_while_others_change_its_form(enter: Enter, server: Server) -> None:
    """Given a full group, when others come and go there, then what Ada was told stands where she tapped,
    with the group that would suit her; it leaves when she is somewhere else."""
    rooms = {"room_id": ["1", "2"], "room_name": ["Hall", "Corner"], "room_seats": ["2", "3"]}
    night = Evening(server, seating="free", **rooms)
    device, ben, cleo = (night.enter(name) for name in ("Ada", "Ben", "Cleo"))
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title)
    night.host.act("lineup/make")
    night.move("groups")
    small, big = sorted(
        night.events("LineupMade")[0]["proposal"]["placements"], key=lambda placed: placed["room"]
    )
    for one in (ben, cleo):
        assert one.act(f"groups/{small['group']}/join").status_code == 200
    ada = await comes(enter, "Ada", PHONE, device)
    card = ada.page.locator(f"#group-{small['group']}")
    await card.get_by_role("button", name="Find another").click()
    await card.locator("[data-offer]").wait_for()
    sentence = await told(ada)
    await asyncio.to_thread(cleo.act, "me/name", name="Cleopatra")
    await card.get_by_text("Cleopatra").wait_for()
    assert await told(ada) == sentence != []
    await card.locator("[data-offer]").click()
    await ada.page.locator(f"#group-{big['group']}").get_by_text("Your place").wait_for()
    assert await told(ada) == []


@pytest.mark.long
async def test_one_s_own_words_stay(enter: Enter, server: Server) -> None:
    night, ada = await with_two_dots(enter, server, "Bees")
    async with without_posts(ada.page):
        await ada.page.get_by_text("Pitch a missing topic").click()
        await ada.page.get_by_label(TITLE).fill("A garden")
        await ada.press("Pitch it")
        await waiting(ada, 1)
        await asyncio.to_thread(night.move, "closed")
        await ada.page.locator("main[data-phase=closed]").wait_for()
    await ada.page.clock.fast_forward(20_000)
    await ada.page.locator(".unsent", has_text="A garden").wait_for()
    await ada.page.clock.fast_forward(READ)
    await asyncio.to_thread(night.move, "talk")
    await ada.page.locator("main[data-phase=talk]").wait_for()
    assert len(await told(ada)) == 1
    ada.forgive(*CUT)


async def test_one_dot_too_many_is_refused_at_once_without_a_connection(enter: Enter, server: Server) -> None:
    night, ada = await with_two_dots(enter, server, "Bees", "Buses", "Books")
    left = ada.page.locator(".dots-left b")
    async with without_posts(ada.page):
        for number, title in enumerate(("Bees", "Buses"), 1):
            await ada.press(f"Give a dot: {title}")
            await waiting(ada, number)
            assert await left.inner_text() == str(2 - number)
        await ada.press("Give a dot: Books")
        await ada.page.locator("#pitch-3 .problem", has_text=NO_DOTS).wait_for(timeout=1_000)
        await waiting(ada, 2)
        await ada.page.reload()
        await waiting(ada, 2)
        assert await left.inner_text() == "0"
    await ada.page.clock.fast_forward(20_000)
    await waiting(ada, 0)
    assert [event["pitch"] for event in night.events("Voted")] == [1, 2]
    assert await left.inner_text() == "0"
    ada.forgive(*CUT)


@pytest.mark.long
async def test_without_a_limit_none_is_too_many(enter: Enter, server: Server) -> None:
    night = Evening(server, dots="0")
    device = night.enter("Ada")
    titles = ("Bees", "Buses", "Books")
    for title in titles:
        night.host.act("pitches", title=title)
    night.move("vote")
    ada = await comes(enter, "Ada", PHONE, device)
    await ada.page.clock.install()
    async with without_posts(ada.page):
        for number, title in enumerate(titles, 1):
            await ada.press(f"Give a dot: {title}")
            await waiting(ada, number)
    await ada.page.clock.fast_forward(20_000)
    await waiting(ada, 0)
    assert len(night.events("Voted")) == 3
    assert await told(ada) == []
    ada.forgive(*CUT)


@pytest.mark.long
async def test_it_is_read_out_with_its_field(enter: Enter, server: Server) -> None:
    """Given Ada with a screen reader, when a title is refused, then her focus is on the field and the
    sentence belongs to it; when she sends it again from there, the sentence is said by itself. What is put
    right has nothing more to say."""
    night = Evening(server)
    night.move("pitch")
    ada = await comes(enter, "Ada", PHONE, night.enter("Ada"))
    field = ada.page.get_by_label(TITLE)
    problem = ada.page.locator(".problem:visible")
    described = """(field) => field.getAttribute("aria-describedby")
        .split(" ").map((id) => document.getElementById(id).textContent).join(" ")"""
    await field.evaluate("(field) => field.removeAttribute('maxlength')")
    await field.fill("Bees " * 20)
    await ada.press("Pitch it")
    await problem.wait_for()
    sentence = await problem.inner_text()
    await expect(field).to_be_focused()
    assert sentence in await field.evaluate(described)
    await expect(problem).to_have_attribute("role", "none")
    await field.press("Enter")
    await expect(problem).to_have_attribute("role", "alert")
    await field.fill("Bees")
    await ada.press("Pitch it")
    await ada.sees("Bees")
    assert sentence not in await field.evaluate(described)
