"""Asking for a seat and giving one, over HTTP and without JavaScript."""

import asyncio
import re
from html import unescape
from types import SimpleNamespace
from typing import Literal

import httpx
import pytest

from opennight.night.lineup import PlacePitch
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from tests import cast
from tests.live.inside import CODE, Inside
from tests.web.cast import Device, Evening, refused


@pytest.fixture
def people(night: Evening) -> dict[str, Device]:
    """Two rooms with three seats each: Ada and Ben chose Bees, Cleo chose Books; Dan and Eve, who chose
    nothing, are seated by the line-up, so that one group is full with Eve in it. Zoe comes later."""
    rooms = {"room_id": ["1", "2"], "room_name": ["Hall", "Attic"], "room_seats": ["3", "3"]}
    slot = {"slot_id": "1", "slot_start": "19:30", "slot_end": "20:15"}
    assert night.host.act("setup", title="Bees", dots="2", **rooms, **slot).status_code == 200
    cast = {name: night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan", "Eve")}
    night.move("pitch")
    for title in ("Bees", "Books", "Bread"):
        night.host.act("pitches", title=title, hosted="0")
    night.move("vote")
    for name, pitch in (("Ada", 1), ("Ben", 1), ("Cleo", 2)):
        cast[name].act(f"pitches/{pitch}/vote")
    night.host.act("lineup/make")
    night.move("groups")
    return cast | {"Zoe": night.enter("Zoe")}


def seat(device: Device) -> int:
    """The number of the group in which they sit."""
    marks = device.act("me/name", name="Again").json()["mine"]["marks"]
    return next(int(mark.partition(":")[2]) for mark in marks if mark.startswith("group:"))


def plea(page: str) -> dict[str, str] | None:
    """What the line asks of this reader, by the names of its fields; None where it does not show."""
    section = page.partition('<section class="paper plea"')[2].partition("</section>")[0]
    if section.partition(">")[0].endswith(" hidden"):
        return None
    return dict(re.findall(r'name="(group|to)" [^>]*>(\d*)</textarea>', section))


def test_one_line_for_whoever_did_not_choose_it_and_one_tap(people: dict[str, Device]) -> None:
    full = seat(people["Eve"])
    assert plea(people["Eve"].get().text) is None
    assert people["Zoe"].submit(f"groups/{full}/ask").status_code == 303
    assert "You asked for a seat here." in people["Zoe"].get().text
    asked = plea(people["Eve"].get().text)
    assert asked == {"group": str(full), "to": str(3 - full)}
    assert plea(people["Ada"].get().text) is None
    assert people["Eve"].submit("seats/give", **asked).status_code == 303
    assert (seat(people["Zoe"]), seat(people["Eve"])) == (full, 3 - full)
    assert plea(people["Eve"].get().text) is None


def test_whoever_stays_is_asked_no_more(people: dict[str, Device], host: Device) -> None:
    full = seat(people["Eve"])
    people["Zoe"].act(f"groups/{full}/ask")
    assert "1 person asks for a seat here." in host.get("desk").text
    assert people["Eve"].submit("seats/keep", group=str(full)).status_code == 303
    assert plea(people["Eve"].get().text) is None
    assert refused(
        people["Eve"].act("seats/give", group=str(full), to=str(3 - full)), 409, "no longer needed"
    )
    assert refused(people["Eve"].act("seats/give", group="x", to="1"), 422, "whole number", "group")
    assert refused(people["Zoe"].act("groups/9/ask"), 404, "no such group")


def test_what_the_host_is_told_when_they_ask(people: dict[str, Device], host: Device) -> None:
    """Each answer of the page, with the people who are here; nobody else may see it."""
    page = host.get("lineup/weigh?wait").text
    for words in (
        "Adjust with few moves",
        "One more room with 3 seats",
        "Made again with or without it:",
        "Fair turns",
    ):
        assert words in page
    assert people["Ada"].get("lineup/weigh?wait").status_code == 403
    host.act("phase", to="closed")
    assert "There is no line-up to change now." in host.get("lineup/weigh?wait").text


async def with_a_line_up(inside: Inside) -> str:
    """Place a group, and return the host's key."""
    for act in (
        cast.host(MovePhase, to="pitch"),
        cast.host(MakePitch, person=0, title="Bees"),
        cast.host(MovePhase, to="vote"),
        cast.host(PlacePitch, pitch=1, slot=1, room=1),
    ):
        await inside.writers.send(CODE, act)
    signed: str = inside.app.state.keys.sign(f"host {CODE} {(await inside.writers.night(CODE)).desk_key}")
    return signed


async def test_a_page_that_is_not_ready_in_time_leads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers no question; the host can ask again, or go back to the desk."""

    async def late(*_asked: object) -> None:
        raise Refused("The line-up could not be worked out just now. Try again.", "busy")

    monkeypatch.setattr("opennight.web.lineup.weigh", late)
    async with Inside() as inside:
        await inside.start("Ada")
        inside.app.state.planner = None
        key = await with_a_line_up(inside)
        answer = await inside.client.get(f"/n/{CODE}/lineup/weigh", headers={"Cookie": f"desk_{CODE}={key}"})
    assert answer.status_code == 503
    assert 'href="">Try again</a>' in answer.text
    assert f'href="/n/{CODE}/desk">Back to the desk</a>' in answer.text


@pytest.mark.parametrize("page", ["weigh", "bound"])
async def test_what_takes_a_while_is_said_at_once_and_comes(
    page: Literal["weigh", "bound"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that it is at work, and comes back for the answer, which is worked out once."""
    ready, asked = asyncio.Event(), []

    async def slow(*_asked: object) -> None:
        asked.append(page)
        await ready.wait()
        raise Refused("It was worked out, but it could not be said.", "busy")

    monkeypatch.setattr("opennight.web.lineup.weigh", slow)
    monkeypatch.setattr("opennight.web.lineup.AT_ONCE", 0.001)
    async with Inside() as inside:
        await inside.start("Ada")
        inside.app.state.planner, inside.app.state.bounder = None, SimpleNamespace(bounded=slow)
        key = await with_a_line_up(inside)

        async def look(query: str = "") -> httpx.Response:
            cookies = {"Cookie": f"desk_{CODE}={key}"}
            return await inside.client.get(f"/n/{CODE}/lineup/{page}{query}", headers=cookies)

        for _reader in range(2):
            first = await look()
            assert first.status_code == 200
            assert '<meta http-equiv="refresh" content="0; url=?wait">' in first.text
            assert "This is being worked out for everybody who is here now." in first.text
        waiting = asyncio.create_task(look("?wait"))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        ready.set()
        assert "It was worked out" in (await waiting).text
        assert asked == [page]
        assert "It was worked out" in (await look("?wait")).text
        assert asked == [page] * 2, "anew each time"


def test_a_page_that_is_not_there_leads_back(
    people: dict[str, Device], host: Device, outsider: Device
) -> None:
    """To where somebody is at home; whoever has not come in finds the door."""
    for device, way in ((host, "/desk"), (people["Ada"], "")):
        answer = device.get("groups/99")
        assert answer.status_code == 409
        assert f'href="/n/{device.code}{way}">Back to the' in answer.text
        assert "Go to the door" not in answer.text
    assert "Go to the door of this night" in outsider.get("groups/99").text


def test_what_would_change_nothing_is_told_but_not_offered(people: dict[str, Device], host: Device) -> None:
    """Once everybody has the best place we can find, the sentences stay; each button left leads on."""

    def offers() -> list[tuple[str, dict[str, str]]]:
        forms = re.findall(r'action="/n/\w+/(lineup/(?:make|adjust))"(.*?)</form>', page, re.S)
        return [(path, dict(re.findall(r'name="(rule|floor)" value="(\w+)"', form))) for path, form in forms]

    page = host.get("lineup/weigh?wait").text
    assert ("lineup/adjust", {}) in offers(), "Zoe has no seat yet"
    assert host.submit("lineup/adjust", "lineup/weigh?wait").status_code == 303
    step = re.search(r'name="proposal" value="(\d+)"', host.get("desk").text)
    assert step
    assert host.act("lineup/proposal/apply", proposal=step[1]).status_code == 200
    page = host.get("lineup/weigh?wait").text
    assert "Adjust with few moves" in page
    assert ("lineup/adjust", {}) not in offers()
    for path, fields in offers():
        assert host.act(path, **fields).status_code == 200, fields


def test_how_close_the_line_up_is_to_the_best_there_can_be(people: dict[str, Device], host: Device) -> None:
    """Three choices, all met: there is nothing better. Only the host sees it, while there is a line-up."""
    assert 'href="/n/' in host.get("lineup/weigh?wait").text.partition("How close is it to the best")[0][-60:]
    page = host.get("lineup/bound?wait").text
    assert "It meets 3 choices." in page
    assert "No line-up of these topics could meet more." in page
    assert people["Ada"].get("lineup/bound?wait").status_code == 403
    host.act("phase", to="closed")
    page = unescape(host.get("lineup/bound?wait").text)
    assert "There is no line-up based on people's choices now." in page
