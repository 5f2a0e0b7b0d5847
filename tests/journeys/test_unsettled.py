"""What waits for the host: badges at the top of the desk, likely doubles, topics nobody runs, the turnout."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLES = ("Night buses", "More night buses!", "Bees on the roof", "On the roof: bees", "Choir")


def pitching(server: Server) -> Evening:
    night = Evening(server)
    night.move("pitch")
    for title in TITLES:
        night.host.act("pitches", title=title, hosted="0" if title == "Choir" else "1")
    return night


@pytest.mark.long
async def test_doubles_are_merged_or_told_apart_for_good(enter: Enter, server: Server) -> None:
    """Given two hosts on two laptops, when one merges a double and says of another pair that it is none, then
    both pairs are gone from both desks, and stay away.
    """
    night = pitching(server)
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    other = await comes(enter, "Other", LAPTOP, night.host.copy(), "/desk")
    for desk in (host, other):
        await expect(desk.page.locator("#desk-doubles .double")).to_have_count(2)
        await expect(desk.page.locator("#desk-waiting")).to_contain_text("2 possible duplicates")
    await host.check_access()

    buses = host.page.locator("#double-1-2")
    await buses.get_by_role("button", name="Merge: “More night buses!” becomes part of “Night buses”").click()
    for desk in (host, other):
        await expect(desk.page.locator("#desk-doubles .double")).to_have_count(1)
    bees = other.page.locator("#double-3-4")
    await bees.get_by_role("button", name="Not the same").click()
    for desk in (host, other):
        await expect(desk.page.locator("#desk-doubles")).to_be_hidden()
    await host.page.reload()
    await expect(host.page.locator("#row-4")).to_be_visible()
    await expect(host.page.locator("#desk-doubles")).to_be_hidden()
    assert [merged["into"] for merged in night.events("PitchMerged")] == [1]


@pytest.mark.long
async def test_nobody_runs_it(enter: Enter, server: Server) -> None:
    """Given a topic that nobody runs, then the desk says so before the line-up, with what to do; when
    somebody pitches it to run it and the two are merged, then it is settled.
    """
    night = pitching(server)
    ada = night.enter("Ada")
    host = await comes(enter, "Host", PHONE, night.host, "/desk")
    flagged = host.page.locator("#desk-unhosted")
    await expect(flagged).to_contain_text("Nobody runs this topic yet")
    await expect(flagged.locator("li").first).to_have_text("Choir")
    await flagged.get_by_text("What to do about it").click()
    await expect(flagged).to_contain_text("Whoever says yes pitches it again")
    await asyncio.to_thread(ada.act, "pitches", title="A choir", hosted="1")
    await host.page.locator("#double-5-6").get_by_role("button", name="Merge").click()
    await expect(flagged).to_be_hidden()


@pytest.mark.long
async def test_the_badges_lead_to_what_they_count(enter: Enter, server: Server) -> None:
    """Given the vote, then desk and board say how many have voted; given the talk, then the desk says how
    many have no group and how many groups no note, and one press leads there and unfolds it.
    """
    night = pitching(server)
    people = [await asyncio.to_thread(night.enter, name) for name in ("Ada", "Ben", "Cleo")]
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    wall = await comes(enter, "Wall", PROJECTOR, night.device(), "/board")
    badges = host.page.locator("#desk-waiting")
    await asyncio.to_thread(night.move, "vote")
    await expect(badges).not_to_contain_text("voted")
    await asyncio.to_thread(people[0].act, "pitches/1/vote")
    await expect(badges).to_contain_text("1 of 3 people have voted")
    await expect(wall.page.locator("#total")).to_contain_text("1 of 3 people have voted")
    await asyncio.to_thread(night.enter, "Dora")
    await expect(wall.page.locator("#total")).to_contain_text("1 of 4 people have voted")

    await asyncio.to_thread(night.host.act, "lineup/1/place", cell="1-1")
    await asyncio.to_thread(night.move, "groups")
    await asyncio.to_thread(night.move, "talk")
    await asyncio.to_thread(people[0].act, "groups/1/join")
    await expect(badges.get_by_role("listitem")).to_have_text(
        ["3 people without a group", "1 group without a note"]
    )
    await host.page.evaluate("document.querySelector('#part-groups').open = false")
    await badges.get_by_role("link", name="3 people without a group").click()
    await expect(host.page.locator("#gathering-1")).to_be_in_viewport()
    await asyncio.to_thread(people[0].act, "groups/1/notes", text="Hedges", kind="note")
    await expect(badges.get_by_role("listitem")).to_have_text(["3 people without a group"])
    await host.check_access()
