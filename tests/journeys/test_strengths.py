"""A vote that asks how much people want each topic, in real browsers: love it, like it, or no."""

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.board_checks import CHECK, LEAST, faults
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import check_both_themes, comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening
from tests.web.deeds import ONE_SLOT

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

TOPICS = ("Bees on the roof", "A library of things", "Bats: counting them at dusk, with children and wardens")


def asks_how_much(server: Server) -> tuple[Evening, list[Device]]:
    """Ada and Ben are here, and Nora, who has no phone; the vote asks how much people want three topics."""
    night = Evening(server)
    devices = [night.enter(name) for name in ("Ada", "Ben")]
    night.host.act("people", name="Nora")
    night.move("pitch")
    for title in TOPICS:
        devices[0].act("pitches", title=title, hosted="1")
    night.host.act("setup", title="Bees and books", ballot="strengths", **ONE_SLOT)
    night.move("vote")
    return night, devices


def asked(person: Person, topic: int) -> Locator:
    return person.page.locator(f"#give-{topic}")


async def says(person: Person, answer: str, topic: int) -> None:
    """Press one of the three on a topic: it is theirs then, and the only one."""
    button = asked(person, topic).get_by_role("button", name=answer, exact=True)
    await person.page.keyboard.press("Shift")
    await button.click()
    await theirs(person, topic, answer)


async def by_key(person: Person) -> None:
    """Press what has the focus, and mean it."""
    await person.page.keyboard.press("Shift")
    await person.page.keyboard.press("Enter")


async def theirs(person: Person, topic: int, *answers: str) -> None:
    pressed = asked(person, topic).get_by_role("button", pressed=True)
    await expect(pressed).to_have_text(list(answers))


async def counts(person: Person, topic: int, text: str) -> None:
    await expect(person.page.locator(f"#tally-{topic}")).to_have_text(text)


async def in_line(person: Person) -> None:
    """Every card has its three buttons at the same places, whatever is counted beside them."""
    its = "[...form.querySelectorAll('div > span')]"
    boxes = f"all => all.map((form) => {its}.map((one) => Math.round(one.getBoundingClientRect().x)))"
    places = await person.page.locator(".strengths").evaluate_all(boxes)
    assert len(places) == 3
    assert places[0] == places[1] == places[2], places


async def test_each_says_how_much_and_nobody_sees_who_said_no(enter: Enter, server: Server) -> None:
    """Given three topics, when Ada says love, no and like, changes her mind and takes one back, by thumb and
    by keyboard, Ben likes one, and a helper says for Nora that she loves it, then phones, desk and board
    count who wants it and who of them loves it; that Ada said no is on her own phone alone.
    """
    night, (ada, ben) = asks_how_much(server)
    phone = await comes(enter, "Ada", PHONE, ada)
    laptop = await comes(enter, "Ben", LAPTOP, ben)
    desk = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    board = await comes(enter, "Board", PROJECTOR, night.host, "/board")
    await board.sees("Love it, like it, or no?")
    for topic, answer in enumerate(("Love it", "No", "Like it"), 1):
        await says(phone, answer, topic)
    await says(laptop, "Like it", 1)
    await counts(phone, 1, "2 ♥ 1")

    # She changes her mind by keyboard: the focus stays with what she said.
    await asked(phone, 3).get_by_role("button", name="Love it").focus()
    await by_key(phone)
    await theirs(phone, 3, "Love it")
    await expect(asked(phone, 3).get_by_role("button", pressed=True)).to_be_focused()
    await by_key(phone)
    await theirs(phone, 3)
    await counts(board, 3, "0")
    await says(phone, "Love it", 3)

    # A helper for Nora
    helper = await visits(enter, "Helper", PHONE, night.helper(), "/helper?for=3")
    assert await helper.page.locator("h2").first.inner_text() == "How much they want each topic"
    await helper.press(f"Love it: {TOPICS[0]}")
    await helper.page.get_by_role("button", name=f"Love it: {TOPICS[0]}. Take it back").wait_for()
    await check_both_themes(helper, within="main")

    # All see the same, and nobody a no.
    for person in (phone, laptop, desk, board):
        await counts(person, 1, "3 ♥ 2")
        await counts(person, 2, "0")
        await counts(person, 3, "1 ♥ 1")
    await theirs(laptop, 2)
    await in_line(phone)
    await check_both_themes(phone, laptop, desk)
    await board.check_access()
    assert faults(await board.page.evaluate(CHECK, LEAST)) == []
    await phone.page.reload()
    await theirs(phone, 2, "No")
    for person in (laptop, desk, board):
        await person.was_not_reloaded()
