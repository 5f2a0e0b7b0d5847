"""The next morning: somebody who was not there quotes the record, and words in it are mended in the open."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_lineup import check_both_themes, visits
from tests.journeys.test_my_evening import talked
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

POST = "https://blog.example/zoe"
DOUBT = "I do not beleive that any of this will last"


async def test_a_quote_goes_out_and_its_correction_is_seen(enter: Enter, server: Server) -> None:
    """Given a sceptic's quote, when a blogger opens the link, then she is there in two taps, copies it with
    its source and licence, and hands in her own post; the host lets it in, and mends a letter of the quote:
    the change shows, and the author objects, with her post beside it; a funder reads the cover, on which is
    her post, and one group's page to their ends.
    """
    night, people = talked(server)
    people["Ben"].act("groups/1/notes", kind="quote", text=DOUBT, who="Max")
    night.move("closed")
    outsider = night.device()

    blogger = await visits(enter, "Blogger", PHONE, outsider, "/record")
    await blogger.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await check_both_themes(blogger)
    await blogger.page.get_by_role("link", name="Read what they said").first.click()
    said = blogger.page.locator("li", has_text=DOUBT)
    await said.get_by_role("link", name="Quote").click()
    await expect(said).to_contain_text("Copied")
    copied = await blogger.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{DOUBT}” — Max, “Bees”, ")
    address = f"{server.url}/n/{night.code}/record/g/1#note-4"
    assert f"{address} (" in copied
    # Without a script there is the same to copy from, with the address at which phones in the room reach it.
    answer = outsider.get("record/quote/note-4").text.replace("&#34;", '"')
    words, licence = copied.split(server.url)
    assert f">{words}http" in answer
    assert f"{licence}</textarea>" in answer
    await check_both_themes(blogger)

    await said.get_by_role("link", name="Add your post").click()
    await blogger.sees(DOUBT)
    await blogger.page.get_by_label("Where to read it").fill(POST)
    await blogger.page.get_by_label("What is it called?").fill("What a sceptic told me")
    await blogger.page.get_by_label("What should we call you?").fill("Zoe")
    await check_both_themes(blogger)
    # People take longer than a script: this form is younger than two seconds.
    ticket = "(field, ticket) => { field.value = ticket; }"
    await blogger.page.locator("[name=ticket]").evaluate(ticket, night.ticket(60))
    await blogger.press("Hand it in")
    await blogger.sees("The host reads it first.")
    await check_both_themes(blogger)

    host = await visits(enter, "Host", LAPTOP, night.host, "/desk")
    await host.page.get_by_role("link", name="1 follow-up to read").click()
    await host.sees("Zoe, who was not there")
    await host.check_access()
    await host.page.get_by_role("button", name="Let in: What a sceptic told me").click()
    await host.page.goto(f"{server.url}/n/{night.code}/record/g/1")
    await expect(host.page.locator("#note-4 .written a")).to_have_attribute("href", POST)
    await blogger.page.reload()
    await blogger.page.get_by_role("link", name="See it in the record").click()
    await expect(blogger.page.locator("#sequel-1")).to_contain_text("Zoe, who was not there")

    await host.page.get_by_role("link", name=f"Correct: {DOUBT}").click()
    await host.check_access()
    await host.page.get_by_label("What it should say").fill(DOUBT.replace("beleive", "believe"))
    await host.press("Save and mark it")
    mended = host.page.locator("#note-4 .mended")
    await expect(mended.locator("s")).to_have_text(DOUBT)
    await host.page.goto(f"{server.url}/n/{night.code}/record/draft")
    await host.sees("Everybody can read it.")
    await check_both_themes(host)

    ben = await visits(enter, "Ben", PHONE, people["Ben"], "/record/g/1")
    await ben.page.get_by_role("link", name="These are your words: answer").click()
    await ben.page.get_by_label("What do you say to that?").fill("He spelt it like that on the flip chart.")
    await ben.check_access()
    await ben.press("Answer")

    funder = await visits(enter, "Funder", LAPTOP, night.device(), "/record#note-4")
    await funder.page.wait_for_url("**/record/g/1#note-4")  # links from before there were pages for groups
    await expect(funder.page.locator("#note-4")).to_contain_text("He spelt it like that on the flip chart.")
    await expect(funder.page.locator("#note-4 .written")).to_contain_text(
        "Zoe wrote about it: What a sceptic"
    )
    await funder.check_access()
    await funder.page.get_by_role("link", name="Books →").click()
    await expect(funder.page.locator("h1")).to_have_text("Books")
    await funder.page.get_by_role("link", name="← ").first.click()
    post = funder.page.locator("#afterwards + ul .came-words a")
    await post.scroll_into_view_if_needed()
    await expect(post).to_have_attribute("href", POST)
    await funder.check_access()
    await funder.page.go_back()
    await funder.page.locator("footer .licence").scroll_into_view_if_needed()
