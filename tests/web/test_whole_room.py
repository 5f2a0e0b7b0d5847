"""What a whole room opens at once is drawn once, and shows what happened a moment ago."""

from collections import Counter
from types import ModuleType
from unittest.mock import Mock

import httpx
import jinja2
import pytest

from opennight.live import rendering
from opennight.record import calendar, feed
from opennight.web.core.limits import Bucket, Limits
from tests import everything
from tests.everything import CODE
from tests.visited import ADDRESS, Shelf, server, visitors
from tests.web.cast import Device, Evening

PAGES = {
    f"/n/{CODE}/offers": "offers/_card.html",
    f"/n/{CODE}/groups/1": "notes/_note.html",
    f"/n/{CODE}/board": "board/_scene.html",
}


def drawings(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each template is drawn from now on."""
    drawn, render = Counter[str](), jinja2.Template.render

    def counted(its: jinja2.Template, *values: object, **named: object) -> str:
        drawn[str(its.name)] += 1
        return render(its, *values, **named)

    monkeypatch.setattr(jinja2.Template, "render", counted)
    return drawn


@pytest.mark.parametrize("page", PAGES)
async def test_the_second_reader_costs_no_drawing_of_what_all_see(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can ask for the board, and 500 people for the wall when the host says so: what the first of
    them had drawn is there for the others."""
    app, night, drawn = server(), everything.at(everything.full(), "share"), drawings(monkeypatch)
    app.state.writers = Shelf(night)
    monkeypatch.setattr(rendering, "KEPT_FOR", 60.0)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as client:
        client.cookies = httpx.Cookies(visitors(app, night)["attendee"])
        first = await client.get(page)
        once = drawn[PAGES[page]]
        again = await client.get(page)
    assert first.status_code == again.status_code == 200
    assert once > 0
    assert drawn[PAGES[page]] == once


def test_a_page_that_the_room_shares_follows_at_once(
    night: Evening, host: Device, attendee: Device, neighbour: Device
) -> None:
    """Given a table whose page was just read, when its note is written, or hidden, then the next reader's
    page says so."""
    night.talk_about_bees(attendee)
    assert "Hives" not in attendee.get("groups/1").text
    attendee.act("groups/1/notes", text="Hives")
    assert "Hives" in attendee.get("groups/1").text
    host.act("notes/1/hide")
    assert "Hives" not in attendee.get("groups/1").text
    host.act("announcement", text="Soup")
    assert "Soup" in neighbour.get("board").text


@pytest.mark.parametrize(("who", "bucket"), [("attendee", "readers"), ("stranger", "visits")])
async def test_whoever_asks_for_what_is_costly_gets_less_of_it(
    who: str, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a page that took as long to draw as somebody may ask for in all, then they have to wait, and
    others need not; one that takes little is counted as one."""
    app, night = server(), everything.named("name")
    app.state.writers = Shelf(night)
    cookies = (
        {} if who == "stranger" else {f"person_{CODE}": visitors(app, night)["attendee"][f"person_{CODE}"]}
    )
    for covers, status in ((1e-9, 429), (60.0, 200)):
        monkeypatch.setattr(app.state.limits, bucket, Bucket(rate=0.0, most=9.0, covers=covers))
        transport = httpx.ASGITransport(app, client=("192.0.2.9", 1))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            client.cookies = httpx.Cookies(cookies)
            assert (await client.get(f"/n/{CODE}/board")).status_code == 200
            assert (await client.get(f"/n/{CODE}/board")).status_code == status


@pytest.mark.parametrize(
    ("who", "page", "form"),
    [
        ("stranger", "record", "pitches"),
        ("attendee", "record/g/1", "pitches"),
    ],
)
async def test_a_form_that_comes_back_is_one_of_the_pages_that_somebody_may_have(
    who: str, page: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody could have a whole record drawn for them, as often as they liked, by sending forms that are
    refused and say that they were on it. Now they are told why in a sentence after some pages."""
    app, night, drawn = server(), everything.named("name"), drawings(monkeypatch)
    app.state.writers = Shelf(night)
    for bucket in ("visits", "readers"):
        covers = getattr(Limits(), bucket).covers
        monkeypatch.setattr(app.state.limits, bucket, Bucket(rate=0.0, most=2.0, covers=60 * covers))
    headers = {"Referer": f"{ADDRESS}/n/{CODE}/{page}"}
    transport = httpx.ASGITransport(app, client=("192.0.2.10", 1))
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        client.cookies = httpx.Cookies({} if who == "stranger" else visitors(app, night)["attendee"])
        for _time in range(5):
            answer = await client.post(f"/n/{CODE}/{form}", data={"title": ""}, headers=headers)
            assert answer.status_code in (403, 409, 422)
            assert "That did not work" in answer.text or "alert" in answer.text
    assert drawn["record/record.html"] + drawn["record/group.html"] <= 2


@pytest.mark.parametrize(
    ("page", "writes"), [("now.atom", (feed, "write")), ("about.ics", (calendar, "of_night"))]
)
async def test_a_file_that_anybody_may_ask_for_is_written_once(
    page: str, writes: tuple[ModuleType, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each took 5 to 9 ms of the event loop, as often as a stranger liked."""
    module, name = writes
    app, night, write = server(), everything.named("name"), Mock(wraps=getattr(module, name))
    app.state.writers = Shelf(night)
    monkeypatch.setattr(module, name, write)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as client:
        first, again = [await client.get(f"/n/{CODE}/{page}") for _time in range(2)]
        assert first.status_code == again.status_code == 200
        assert first.text == again.text
        assert write.call_count == 1
        night.version, night.trail = night.version + 1, [*night.trail, night.trail[-1]]
        await client.get(f"/n/{CODE}/{page}")
        assert write.call_count == 2
