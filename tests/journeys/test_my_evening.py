"""Once the night is closed, each phone shows its own person's evening."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, Enter, Person
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUNDS: dict[str, str | list[str]] = {
    "dots": "3",
    "slot_id": ["1", "2"],
    "slot_start": ["19:30", "20:30"],
    "slot_end": ["20:15", "21:15"],
}


def talked(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Two rounds: in the first Ada and Ben talk about bees, in the second Ada and Cleo about books."""
    night = Evening(server, **ROUNDS)
    people = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dora")}
    night.move("pitch")
    people["Ada"].act("pitches", title="Bees", hosted="1")
    people["Cleo"].act("pitches", title="Books", hosted="1")
    people["Ada"].act("pitches", title="Bread", hosted="0")
    night.move("vote")
    for name in ("Ada", "Ben"):
        people[name].act("pitches/1/vote")
    for no in (1, 2):
        night.host.act(f"lineup/{no}/place", cell=f"{no}-1")
    night.move("groups")
    for group, names in ((1, ("Ada", "Ben")), (2, ("Ada", "Cleo"))):
        night.host.act("rounds/call", slot=str(group), minutes="0")
        night.move("talk")
        for name in names:
            people[name].act(f"groups/{group}/join")
        people[names[1]].act(f"groups/{group}/headline", text=f"What {names[1]} says")
        people[names[1]].act(f"groups/{group}/notes", kind="note", text=f"A note by {names[1]}")
    people["Ada"].act("groups/1/notes", kind="action", text="Plant a hedge", who="Ada", due="May")
    night.move("share")
    return night, people


async def sees_ada(person: Person) -> None:
    """What they see is Ada's evening."""
    mine = person.page.locator("#evening")
    await expect(mine).to_contain_text("Thank you, Ada.")
    bees, books = await mine.locator(".own-group").all()
    await expect(bees).to_contain_text("Round 1 · Hall")
    await expect(bees).to_contain_text("With Ben")
    await expect(bees).to_contain_text("What Ben says")
    await expect(bees.get_by_role("link")).to_have_text(
        ["Bees", "A note by Ben", "Plant a hedge", "Say “I'm in”, or change when you meet"]
    )
    await expect(books).to_contain_text("With Cleo")
    pitched = mine.locator(".own-pitch")
    await expect(pitched).to_have_count(2)
    await expect(pitched.first).to_contain_text("2 people wanted it.")
    await expect(pitched.last).to_contain_text("No group talked about it tonight.")
    await expect(mine.get_by_role("region", name="What you wrote").get_by_role("listitem")).to_have_text(
        ["Plant a hedge Action · Bees"]
    )


async def test_it_comes_by_itself_to_each_phone(enter: Enter, server: Server) -> None:
    """Given three phones in the share, when the host closes the night, then each gets its own person's
    evening without a reload, and a reload shows the same.
    """
    night, people = talked(server)
    phones = {name: await comes(enter, name, PHONE, people[name]) for name in ("Ada", "Ben", "Dora")}
    for phone in phones.values():
        await phone.page.evaluate("Math.random = () => 0")  # each would ask at another moment
    night.move("closed")
    for name, phone in phones.items():
        await phone.page.locator("main h1", has_text="Your evening").wait_for()
        await expect(phone.page.locator("#evening")).to_contain_text(f"Thank you, {name}.")
        await phone.was_not_reloaded()
    await sees_ada(phones["Ada"])
    await phones["Ada"].page.reload()
    await sees_ada(phones["Ada"])
    for name in ("Ada", "Dora"):
        await phones[name].check_access()
    await expect(phones["Ben"].page.locator(".own-pitch")).to_have_count(0)
    await expect(phones["Ben"].page.locator(".own-group")).to_have_count(1)
    await expect(phones["Dora"].page.locator("#evening section h2")).to_have_text(
        ["Tell others", "How was it for you?"]
    )
    await phones["Dora"].sees("The record shows what came out of tonight")


@pytest.mark.long
async def test_it_follows_what_others_choose(enter: Enter, server: Server) -> None:
    """Given Ada's evening on her phone and on a tablet, when Ben chooses to be “a participant”, then it says
    so at once on both, and so it does of herself on the tablet.
    """
    night, people = talked(server)
    night.move("closed")
    phone = await comes(enter, "Ada", PHONE, people["Ada"])
    tablet = await comes(enter, "Ada's tablet", PHONE, people["Ada"], "/evening")
    page = await comes(enter, "Ada's page", PHONE, people["Ada"], "/me")
    screens = (phone, tablet)
    await page.page.get_by_label("Your name").fill("Ada Lo")
    people["Ben"].act("me/byline", byline="participant")
    for screen in screens:
        await expect(screen.page.locator(".own-group").first).to_contain_text("With a participant")
    people["Ada"].act("me/byline", byline="initials")
    for screen in screens:
        await expect(screen.page.locator("#evening")).to_contain_text("You are in it as “A”.")
        await screen.was_not_reloaded()
    await expect(page.page.get_by_role("radio", name="by initials")).to_be_checked()
    await expect(page.page.get_by_label("Your name")).to_have_value("Ada Lo")  # what was typed stays
    await page.was_not_reloaded()


@pytest.mark.long
async def test_what_is_linked_is_there(enter: Enter, server: Server) -> None:
    """Each link leads to what it names in the record."""
    night, people = talked(server)
    night.move("closed")
    page = (await comes(enter, "Ada", PHONE, people["Ada"])).page
    links = await page.locator("#evening a[href*='/record/to/']").evaluate_all(
        "those => those.map((a) => a.href)"
    )
    assert len(links) > 7
    for link in set(links):
        answer = people["Ada"].get(link.removeprefix(server.url))
        path, _hash, anchor = answer.headers["location"].partition("#")
        assert f'id="{anchor}"' in people["Ada"].get(path).text, link


@pytest.mark.long
async def test_an_evening_that_is_shown_stays_while_the_night_moves_on(enter: Enter, server: Server) -> None:
    """Given a phone with its evening, when the host removes somebody and all pages are drawn anew, then the
    evening is not gone for a moment, and soon without that name; and when the host opens the night again,
    then the phone follows it.
    """
    night, people = talked(server)
    night.move("closed")
    ada = await comes(enter, "Ada", PHONE, people["Ada"])
    await ada.page.evaluate(
        """() => {
          Math.random = () => 0;
          [window.pushes, window.gone] = [0, 0];
          document.addEventListener("opennight:pushed", () => {
            window.pushes += 1;
            if (!document.querySelector("#evening .own-group")) window.gone += 1;
          });
        }"""
    )
    await sees_ada(ada)
    night.host.act("people/2/remove")
    await ada.page.wait_for_function("() => window.pushes > 0")
    await ada.page.locator(".own-group", has_text="Nobody else sat there.").wait_for()
    assert await ada.page.evaluate("window.gone") == 0
    night.move("share")
    await ada.page.locator("main h1", has_text="What the groups found").wait_for()
    await expect(ada.page.locator("#evening")).to_have_count(0)


@pytest.mark.long
async def test_without_javascript_and_on_another_phone(enter: Enter, server: Server) -> None:
    """Given somebody whose phone runs no scripts, when they come back with their code after the night, then
    they have their evening.
    """
    night, _people = talked(server)
    night.move("closed")
    ada = await enter("Ada", PHONE, java_script_enabled=False)
    await ada.page.goto(f"{server.url}/j/{night.code}")
    await ada.page.get_by_text("I've already joined").click()
    await ada.page.get_by_label("Your personal code").fill(night.personal(1))
    await ada.press("Come back in")
    await sees_ada(ada)
    await ada.page.reload()
    await sees_ada(ada)
