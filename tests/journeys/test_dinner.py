"""A dinner for eight with one phone: whoever holds it starts the night, keeps the story, and speaks for the
others; the next morning all of it is in the record."""

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.conftest import PHONE, Enter, Person
from tests.journeys.test_kept import at_the_form
from tests.journeys.test_whole_night import join
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.long
async def test_one_phone_keeps_a_dinner(enter: Enter, server: Server) -> None:
    ada = await at_the_form(enter, server, PHONE, script=True)
    ada.name = "Ada"
    night = await starts(ada, server)
    for name in ("Bea", "Cy"):
        await seats(ada, night, name)
    await ada.page.goto(f"{night}/groups/1")
    await taps(ada, ada.page.get_by_role("link", name="Your cards and your story"))
    await lays_out(ada)
    await taps(ada, ada.page.get_by_role("link", name="Back to the group"))
    await writes(ada)
    for no, name in ((2, "Bea"), (3, "Cy")):
        await ada.page.goto(f"{night}/helper?for={no}")
        await ada.press("They are in: Ask for the key")
        await ada.page.get_by_role("button", name="Take it back: Ask for the key").wait_for()
        if name == "Bea":
            await ada.press("They agree with the headline")
    await ada.page.goto(f"{night}/groups/1")
    await expect(ada.page.locator("#promise-note-3")).to_contain_text("In: Ada, Bea, Cy")
    await ada.sees("Agreed by Bea")
    await ada.check_access()

    await ada.page.goto(f"{night}/phase/closed")
    await ada.press("Close the night")
    await ada.page.wait_for_url("**/desk")
    await ada.page.goto(f"{night}/record/g/1")
    for said in (
        "The bakery in Mill Lane",
        "A small grant",
        "The first loaf is shared.",
        "Who cleans up afterwards?",
        "Concern · answered",
        "A rota on the door",
        "A, B, C",
        "4 December 2027, 19:00",
    ):
        await ada.sees(said)
    await ada.check_access()
    await taps(ada, ada.page.get_by_role("link", name="say “I'm in” on the group's page"))
    await taps(ada, ada.page.locator("#promise-meeting-1").get_by_role("button", name="I'm in"))
    await expect(ada.page.locator("#promise-meeting-1")).to_contain_text("In: Ada")
    await ada.page.goto(f"{night}/evening")
    await ada.sees("You meet again")
    await ada.check_access()
    await taps(ada, ada.page.get_by_role("link", name="Say how it was"))
    await ada.page.get_by_label("Wonderful").first.check()
    await ada.press("Send it")
    await ada.sees("You have answered.")


async def taps(ada: Person, what: Locator) -> None:
    """Tap it, and mean it, as `Person.press` does."""
    await ada.page.keyboard.press("Shift")
    await what.click()


async def starts(ada: Person, server: Server) -> str:
    """From the shelf's setup to a table with its host on it. Returns the night's address."""
    await taps(ada, ada.page.get_by_text("Start from a setup"))
    await ada.press("A dinner with a deck of cards")
    await ada.page.get_by_label("What is the night called?").fill("Dinner at Mill Lane")
    await ada.press("Start the night")
    await taps(ada, ada.page.get_by_role("link", name="Go to the deck"))
    await ada.page.get_by_label("What is it about?").fill("Our street")
    await ada.press("Open the table")
    await ada.sees("Our street")
    night = ada.page.url.removesuffix("/deck")
    await join(ada, server, night.rpartition("/")[2])
    await ada.page.goto(f"{night}/desk")
    await ada.press("Start talking")
    await ada.page.goto(night)
    await ada.press("Join")
    await taps(ada, ada.page.get_by_role("link", name="Open", exact=True).first)
    return night


async def takes(ada: Person, kind: str, card: str) -> None:
    section = ada.page.locator(f"#cards-{kind}")
    if await section.locator(f"#take-{kind}").get_attribute("open") is None:
        await taps(ada, section.locator(f"#take-{kind} summary"))
    await taps(ada, section.get_by_label(card))
    await taps(ada, section.get_by_role("button", name="Take this card"))
    await section.locator(".laid h3", has_text=card).wait_for()


async def lays_out(ada: Person) -> None:
    """What lies on the table goes onto the phone; short of points, an electrician is swapped for a grant."""
    for kind, card in (
        ("situation", "The empty shop"),
        ("goal", "A place that costs nothing"),
        ("idea", "Ten trees and who waters them"),
        ("idea", "A kitchen for the quarter"),
        ("idea", "A bus that we drive ourselves"),
        ("idea", "Draw our own plan"),
        ("resource", "An electrician with time"),
    ):
        await takes(ada, kind, card)
    await expect(ada.page.locator("#points")).to_contain_text("missing")
    electrician = ada.page.locator(".pick", has_text="An electrician with time")
    await taps(ada, electrician.get_by_text("Swap, move, put back"))
    await electrician.get_by_label("Another card in its place").select_option(label="A small grant (+3)")
    await taps(ada, electrician.get_by_role("button", name="Swap"))
    await expect(ada.page.locator("#points")).to_contain_text("left")
    shop = ada.page.locator(".pick", has_text="The empty shop")
    await taps(ada, shop.get_by_text("Say what it means for you"))
    await shop.get_by_label("What it means for us").fill("The bakery in Mill Lane")
    await taps(ada, shop.get_by_role("button", name="Save"))
    await ada.sees("The bakery in Mill Lane")
    await ada.page.get_by_role("textbox", name="Our ending").fill("The first loaf is shared.")
    await ada.press("Save the ending")
    await ada.sees("The first loaf is shared.")
    await ada.press("Our story is finished")
    await ada.sees("Your story is finished.")


async def writes(ada: Person) -> None:
    """A concern and its answer, an action that Ada is in on, a headline, and the next meeting."""
    page = ada.page
    await page.get_by_label("What did your group say?").fill("Who cleans up afterwards?")
    await page.get_by_label("Concern").check()
    await ada.press("Add it")
    await ada.sees("nobody has answered yet")
    await taps(ada, page.get_by_text("Answer it"))
    await page.get_by_label("What does your group answer?").fill("A rota on the door")
    await ada.press("Add the answer")
    await ada.sees("Concern · answered")
    await taps(ada, page.get_by_text("Add an action"))
    await page.get_by_label("What will be done?").fill("Ask for the key")
    await page.get_by_label("By when?").fill("Friday")
    await ada.press("Add the action")
    await taps(ada, page.locator("#promise-note-3").get_by_role("button", name="I'm in"))
    await taps(ada, page.get_by_text("Write the headline"))
    await page.get_by_label("One sentence your group will tell everyone").fill("Bread again.")
    await ada.press("Save the headline")
    await ada.sees("A draft by Ada: who else agrees?")
    await taps(ada, page.get_by_text("Set a meeting"))
    await page.get_by_label("Day").fill("2027-12-04")
    await page.get_by_label("Time", exact=True).fill("19:00")
    await page.get_by_label("Where?").fill("The bakery")
    await ada.press("Set this meeting")
    await ada.sees("4 December 2027, 19:00")


async def seats(ada: Person, night: str, name: str) -> None:
    """Somebody without a phone is entered, and sits at the table."""
    await ada.page.goto(f"{night}/groups/1")
    await taps(ada, ada.page.get_by_role("link", name="Somebody here without a phone?"))
    await ada.page.get_by_label("Somebody new, without a phone").fill(name)
    await ada.press("Add them")
    await ada.page.get_by_role("heading", name=f"For {name}").wait_for()
    await ada.press("Seat here")
    await ada.page.get_by_role("button", name="Leave").wait_for()
