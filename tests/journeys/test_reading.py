"""The host reads first: what waits is read with keys, a reason is given, and its author answers."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import comes, visits
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.long
async def test_what_waits_is_read_with_keys_and_its_author_answers(enter: Enter, server: Server) -> None:
    """Given the host reads notes and comments first, when Ada writes, then only she knows; when the host
    presses `r`, reads, and turns one away with a reason, then Ada sees why and answers, and the desk has it.
    """
    night = Evening(server)
    for name in ("Ada", "Ben"):
        night.enter(name)
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/make")
    night.move("talk")
    ada, ben = night.device(), night.device()
    for device, no in ((ada, 1), (ben, 2)):
        device.carry(f"person_{night.code}", night.person(no))
        device.act("groups/1/join")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    part = host.page.locator("#part-reading")
    await part.locator("> summary").click()
    await part.get_by_role("checkbox", name="Notes").check()
    await part.get_by_role("button", name="Save what I read first").click()

    writer = await comes(enter, "Ada", PHONE, ada, "/groups/1")
    reader = await comes(enter, "Ben", PHONE, ben, "/groups/1")
    await writer.sees("The host reads each note before others see it.")
    for text in ("Plant hedges", "Ban wasps"):
        await writer.page.get_by_label("What did your group say?").fill(text)
        await writer.page.get_by_role("button", name="Add it").click()
        await writer.sees("The host reads what you wrote.")
        await host.page.locator(".slip", has_text=text).wait_for(state="attached")
    await expect(host.page.locator("#desk-waiting")).to_contain_text("2 notes to read")

    await part.locator("> summary").click()  # closed again
    await host.page.locator("body").press("r")
    await expect(part).to_have_attribute("open", "")
    await host.check_access()
    first = host.page.get_by_role("button", name="Let in: Plant hedges").first
    await first.focus()
    await host.page.keyboard.press("Enter")
    await reader.sees("Plant hedges")
    await host.page.get_by_label("Why turn it away: Ban wasps").fill("Not about tonight")
    await host.page.get_by_role("button", name="Turn away: Ban wasps").click()
    await expect(host.page.locator("#desk-waiting")).not_to_contain_text("to read")
    assert "Ban wasps" not in await reader.page.content()

    await writer.page.goto(f"{server.url}/n/{night.code}/me")
    await writer.sees("The host did not let it in.")
    await writer.sees("Not about tonight")
    await writer.check_access()
    await writer.page.get_by_text("Answer the host, once").click()
    await writer.page.get_by_label("Your answer").fill("But wasps sting")
    await writer.page.get_by_role("button", name="Send your answer").click()
    await writer.sees("You answered:")
    await expect(host.page.locator("#desk-waiting")).to_contain_text("1 answer to you")
    await host.page.get_by_role("link", name="1 answer to you").click()
    await host.sees("But wasps sting")
    await host.check_access()
    await host.page.get_by_role("button", name="I have read it: But wasps sting").click()
    await host.page.get_by_role("button", name="I have read it").wait_for(state="detached")
    assert [event["text"] for event in night.events("ModerationAnswered")] == ["But wasps sting"]


@pytest.mark.long
async def test_names_are_read_with_keys_and_asked_for_anew(enter: Enter, server: Server) -> None:
    """Given the host reads names first, when Kim and a joker pitch, then Ben sees guests; when the host lets
    one in and asks the other for another name, then Ben sees Kim, and the joker is asked at once.
    """
    night = Evening(server)
    ben = night.enter("Ben")
    night.host.act("reading", nouns=["name"])
    night.move("pitch")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    kim, joker = night.enter("Kim"), night.enter("Batman")
    for device, title in ((kim, "Hedges"), (joker, "Caves")):
        device.act("pitches", title=title, hosted="1")
    reader = await comes(enter, "Ben", PHONE, ben, "/")
    asked = await comes(enter, "Batman", PHONE, joker, "/")
    await reader.sees("Guest 2")
    await expect(asked.page.locator(".top-name")).to_have_text("Batman")
    await expect(host.page.locator("#desk-waiting")).to_contain_text("2 names to read")
    await host.page.locator("body").press("r")
    await host.check_access()
    await host.page.get_by_role("button", name="Let in: Kim").first.focus()
    await host.page.keyboard.press("Enter")
    await reader.sees("Kim")
    await host.page.get_by_label("Why turn it away: Batman").fill("Your own, please")
    await host.page.get_by_role("button", name="Ask for another: Batman").click()
    await asked.page.get_by_role("link", name="The host asks you for another name.").click()
    await asked.sees("Your own, please")
    await asked.check_access()
    await asked.page.get_by_label("Your name").fill("Bruce")
    await asked.page.get_by_role("button", name="Save your name").click()
    await expect(host.page.locator("#desk-waiting")).to_contain_text("1 name to read")
    assert not {"Batman", "Bruce"} & set((await reader.page.content()).split())


@pytest.mark.long
async def test_a_helper_reads_and_hides_on_their_own_phone(enter: Enter, server: Server) -> None:
    """Given a link for Nora who may read and hide, when she opens it, then her remote leads to the list, and
    what she hides is off Ada's phone at once, with her name on the desk's page.
    """
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    await asyncio.to_thread(ada.act, "pitches", title="Wasps", hosted="1")
    host = await visits(enter, "Host", LAPTOP, night.host, "/links")
    await host.page.get_by_text("For some nights").click()
    await host.page.get_by_text("Make a link for somebody").click()
    await host.page.get_by_label("Whose link is it?").fill("Nora")
    form = host.page.locator("form", has=host.page.locator("#helper-name"))
    await form.get_by_label("read what waits, let it in, and hide").check()
    await form.get_by_role("button", name="Make the link").click()
    await host.page.get_by_text("Show the link: Nora").click()
    await host.check_access()
    link = await host.page.locator(".secret .address", has_text="/helper?key=").last.inner_text()

    nora = await enter("Nora", PHONE)
    reader = await comes(enter, "Ada", PHONE, ada, "")
    await nora.page.goto(server.url + link[link.index("/n/") :])
    await nora.sees("Read and hide")
    await nora.check_access()
    await nora.page.get_by_role("link", name="Open the list").click()
    await nora.check_access()
    await reader.sees("Wasps")
    await nora.page.get_by_role("button", name="Hide: Wasps").click()
    await expect(reader.page.locator("#pitch-1")).to_have_count(0)
    await host.page.goto(f"{server.url}/n/{night.code}/moderated")
    await host.sees("by Nora, a helper")
    await host.check_access()
