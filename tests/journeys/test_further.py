"""What came of one night goes on in another, and somebody far away finds whoever made it."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]
STEPS = "Find eight people.\nCount hours."


def time_banks(server: Server) -> tuple[Evening, Device]:
    """A closed night in London, in which Ada's group talked about time banks, and Ada promised to start one.
    It is made up: in the real night that comes with opennight nobody spoke of that."""
    night = Evening(server, title="Open night in London", place="London")
    ada = night.enter("Ada")
    night.move("pitch")
    ada.act("pitches", title="Time banks", more="What if an hour was worth an hour?", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    ada.act("groups/1/join")
    ada.act("groups/1/notes", kind="action", text="Start a time bank in our street")
    ada.act("promises/note/1/in")
    ada.act("groups/1/notes", kind="question", text="Who keeps the book?")
    night.move("closed")
    return night, ada


async def test_somebody_300_miles_away_takes_time_banks_and_starts_a_night_from_it(
    enter: Enter, server: Server
) -> None:
    """Given Ada, who makes a card of what her group will do, when somebody far away takes its topic further,
    then words, questions and the card arrive in their night, which says “adapted from”; once it is closed,
    London's record says “used in”. When Ada keeps her promise, both records show it.
    """
    london, device = time_banks(server)
    ada = await comes(enter, "Ada", PHONE, device, "/me")
    await ada.page.get_by_role("link", name="Your cards for others").click()
    await ada.page.get_by_label("From what was said").select_option(label="Start a time bank in our street")
    await ada.page.get_by_role("button", name="Begin with these words").click()
    await ada.check_access()
    await ada.page.get_by_role("radio", name="Exchange").check()
    await ada.page.get_by_label("What is it called?").fill("Time bank")
    await ada.page.get_by_label("What does it cost?").fill("pay what you can")
    await ada.page.get_by_label("How can others run it themselves?").fill(STEPS)
    await ada.page.get_by_role("button", name="Make the card").click()
    await ada.page.get_by_role("link", name="Time bank", exact=True).click()
    await ada.sees("How to run it yourself")
    await ada.check_access()

    leeds = await enter("Leeds", LAPTOP)
    await leeds.page.goto(server.start_link)
    await leeds.page.goto(f"{server.url}/n/{london.code}/record/g/1")
    await leeds.page.get_by_role("link", name="Take it further").click()
    await leeds.sees("Who keeps the book?")
    await leeds.check_access()
    await leeds.page.get_by_role("button", name="Start a night from it").click()
    await leeds.sees("Filled in from “Time banks”")
    title = leeds.page.get_by_label("What is the night called?")
    await expect(title).to_have_value("Time banks")
    await title.fill("Time banks in Leeds")
    await leeds.page.get_by_role("button", name="Start the night").click()
    await leeds.page.get_by_role("heading", name="Time banks in Leeds").wait_for()
    code = leeds.page.url.split("/")[4]
    await leeds.page.goto(f"{server.url}/n/{code}/asked/all")
    await leeds.sees("Who keeps the book?")
    await leeds.page.goto(f"{server.url}/n/{code}/leaflets")
    await leeds.sees("It is closed: only you see it.")
    await leeds.page.get_by_role("button", name="Open it: Time bank").click()
    await leeds.page.get_by_role("link", name="Change: Time bank").click()
    await expect(leeds.page.get_by_label("How can others run it themselves?")).to_have_value(STEPS)
    await leeds.check_access()

    host = Device(server.url, code)
    for cookie in await leeds.page.context.cookies():
        host.client.cookies.set(str(cookie["name"]), str(cookie["value"]))
    host.act("phase", to="closed")
    await leeds.page.goto(f"{server.url}/n/{code}/record")
    adapted = leeds.page.locator("section", has=leeds.page.get_by_role("heading", name="Adapted from"))
    await expect(adapted).to_contain_text("Open night in London")
    await adapted.get_by_role("link", name="Time banks").click()
    await expect(leeds.page.get_by_role("heading", name="Time banks", exact=True)).to_be_visible()
    await leeds.page.goto(f"{server.url}/n/{london.code}/record")
    used = leeds.page.locator("section", has=leeds.page.get_by_role("heading", name="Used in"))
    await expect(used.get_by_role("link", name="Time banks in Leeds")).to_be_visible()
    await leeds.check_access()
    await ada.page.goto(f"{server.url}/n/{london.code}/promises")
    await ada.press("It is done: Start a time bank in our street")
    await leeds.page.reload()
    await expect(leeds.page.locator(".kept-lamp")).to_contain_text("1 of 1 kept")
    await leeds.page.goto(f"{server.url}/n/{code}/record")
    await expect(adapted).to_contain_text("What people promised there: 1 of 1 kept")
    await leeds.check_access()


async def test_a_stranger_without_scripts_writes_and_reads_the_answer(enter: Enter, server: Server) -> None:
    """Given a card of Ada's, when somebody without scripts and without an account writes, then Ada answers on
    her phone; each reads the other's address once both have passed theirs."""
    london, device = time_banks(server)
    device.act("leaflets", kind="exchange", title="Time bank", text="An hour for an hour.")
    sent = london.device().submit(
        "record/cards/1/write",
        "record/cards/1/write",
        text="We are twelve. May we come?",
        contact="zed@leeds.example",
        ticket=london.ticket(60),  # a browser's form would be younger than two seconds here
    )
    zed = await enter("Zed", PHONE, java_script_enabled=False)
    await zed.page.goto(f"{server.url}/n/{london.code}/record/cards/1/write")
    await zed.page.get_by_label("What would you like to say?").fill("Me, too.")
    await zed.page.get_by_role("button", name="Send it").click()
    await zed.sees("That was very fast.")
    await expect(zed.page.get_by_label("What would you like to say?")).to_have_value("Me, too.")
    own = server.url + sent.headers["location"]
    ada = await comes(enter, "Ada", PHONE, device, "/me")
    await ada.page.get_by_role("link", name="One message waits for your answer.").click()
    await ada.sees("We are twelve. May we come?")
    await ada.check_access()
    await ada.page.get_by_label("Your answer").fill("Please do!")
    await ada.press("Send it")
    await ada.sees("Please do!")
    await ada.page.get_by_label("Pass them your phone number or address").fill("ada@bees.example")
    await ada.press("Pass it on if they do")
    await ada.sees("zed@leeds.example")
    await ada.page.goto(own)
    await ada.check_access()
    await ada.page.goto(f"{server.url}/n/{london.code}/record/cards/1/write")
    await ada.check_access()
    await zed.page.goto(own)
    await zed.sees("Please do!")
    await zed.sees("ada@bees.example")
    await zed.page.get_by_label("Write again").fill("Thank you!")
    await zed.page.get_by_role("button", name="Send it").click()
    await zed.sees("Thank you!")
    await zed.page.get_by_text("End it", exact=True).click()
    await zed.page.get_by_role("button", name="End it and delete it").click()
    await zed.sees("This conversation is over")


async def test_a_reader_writes_to_a_group_from_its_page(enter: Enter, server: Server) -> None:
    """Given a record in which nobody takes messages, when Ada says on her group's page that readers may write
    to her, then somebody who was never there reads that page to its end, writes, and reads her answer, with
    scripts or without. Where nobody agreed, the page leads to the host, who passes it on.
    """
    london, device = time_banks(server)
    record = f"{server.url}/n/{london.code}/record"
    zed = await enter("Zed", PHONE)
    await zed.page.goto(f"{record}/g/1")
    await zed.sees("Nobody from this group takes messages.")
    await zed.check_access()
    host = await visits(enter, "Host", LAPTOP, london.host, "/knocks")
    await host.press("I pass messages on to groups")
    await host.sees("You pass messages on.")
    await host.check_access()
    await zed.page.reload()
    await zed.page.get_by_role("link", name="Write to the host, who can pass it on").click()
    await zed.sees("This goes to the host of that night, who can pass it on.")
    await zed.check_access()

    ada = await comes(enter, "Ada", PHONE, device, "/evening")
    await ada.page.get_by_role("link", name="May readers write to you?").click()
    await ada.press("Yes, they may")
    await ada.sees("Readers can write to you about it.")
    await ada.check_access()

    await zed.page.goto(f"{record}/g/1")
    await zed.page.get_by_role("link", name="Write to this group").click()
    await zed.sees("It goes to one person who was in it: Ada.")
    await zed.check_access()
    # A browser's form would be younger than two seconds here.
    await zed.page.locator("[name=ticket]").evaluate(
        "(field, ticket) => field.value = ticket", london.ticket(60)
    )
    await zed.page.get_by_label("What would you like to say?").fill("May we come?")
    await zed.page.get_by_role("button", name="Send it").click()
    await zed.sees("Keep the address of this page")
    await zed.check_access()
    own = zed.page.url
    slow = await enter("Slow", LAPTOP, java_script_enabled=False)
    await slow.page.goto(f"{record}/g/1")
    await slow.page.get_by_role("link", name="Write to this group").click()
    await slow.page.get_by_label("What would you like to say?").fill("Me, too.")
    await slow.page.get_by_role("button", name="Send it").click()
    await slow.sees("That was very fast.")
    await expect(slow.page.get_by_label("What would you like to say?")).to_have_value("Me, too.")

    await ada.page.goto(f"{server.url}/n/{london.code}/me")
    await ada.page.get_by_role("link", name="One message waits for your answer.").click()
    await ada.sees("May we come?")
    await ada.page.get_by_label("Your answer").fill("Please do!")
    await ada.press("Send it")
    await ada.sees("Please do!")
    await ada.press("Stop: Time banks")
    await expect(ada.page.get_by_role("heading", name="Readers can write to you about")).to_have_count(0)
    await ada.check_access()
    await slow.page.goto(own)
    await slow.sees("Please do!")
    await host.page.reload()
    await host.sees("1 message")
    await expect(host.page.get_by_text("May we come?")).to_have_count(0)
    await host.check_access()
