"""Pages of the record, and what outsiders read of a night, are drawn once for many who read them, and never
the page of one for another."""

import asyncio
from collections.abc import Callable, Generator, Hashable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from opennight.config import Settings
from opennight.live.blanks import Drawn, blank
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.record import outcome
from opennight.record.outcome import Outcome
from opennight.web import told
from opennight.web.core import in_turns, pages, public_pages
from opennight.web.core.access import Caller
from opennight.web.core.keys import Keys
from opennight.web.core.server_address import ServerAddress
from opennight.web.core.visits import Visit
from opennight.web.core.written import Written
from tests.cast import a_night, guest, host
from tests.live.inside import CODE, Inside
from tests.web import everywhere
from tests.web.cast import Device, Evening
from tests.web.sent_clips import by_form

PAGES = ("record", "record/g/1")


@pytest.fixture
def closed(night: Evening, attendee: Device, neighbour: Device) -> Evening:
    night.move("pitch")
    night.talk_about_bees(attendee)
    night.move("closed")
    return night


def test_strangers_get_the_same_bytes_and_are_told_so(closed: Evening, outsider: Device) -> None:
    """Given two strangers, of whom one has read a page, then both get the same, or that it is the same."""
    for page in (*PAGES, "about"):
        first, second = outsider.get(page), closed.device().get(page)
        assert first.status_code == second.status_code == 200
        assert first.content == second.content
        assert first.headers["cache-control"] == "no-store"
        assert {"Cookie", "Accept-Language"} <= set(first.headers["vary"].split(", "))
        again = outsider.get(page, **{"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304, page


def test_each_reads_their_own_page(
    closed: Evening, host: Device, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    """Whoever reads it first: what the host and people of the group can do is on nobody else's page."""
    readers = {"host": host, "member": attendee, "there": neighbour, "stranger": outsider}
    for order in (readers, dict(reversed(readers.items()))):
        cover = {who: device.get("record").text for who, device in order.items()}
        group = {who: device.get("record/g/1").text for who, device in order.items()}
        assert [who for who in readers if "/afterwards" in cover[who]] == ["member", "there"]
        assert [who for who in readers if f"/n/{closed.code}/record/draft" in cover[who]] == ["host"]
        assert [who for who in readers if "record/g/1/approve" in group[who]] == ["member"]
        host.act("record/story", text="We met.")


def test_what_outsiders_read_is_theirs_and_as_it_is_now(
    closed: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Whoever reads it first: only the host is led to where it is changed, and what they change is there at
    once; a page that is followed says which version it has."""
    for order in ((host, attendee, outsider), (outsider, host, attendee)):
        pages = {device: device.get("about").text for device in order}
        assert [one for one in order if "about/edit" in pages[one]] == [host]
        followed = {device: device.get("now").text for device in order}
        assert all(f'data-version="{closed.version}"' in text for text in followed.values())
        host.act("about", licence="cc-by-4.0", next_time="In May", follow="1")
        for page in ("about", "now"):
            assert "In May" in outsider.get(page).text, page
        host.act("about", licence="cc-by-4.0", next_time="In June")
        assert "In May" not in outsider.get("about").text
    closed.move("talk")
    assert host.get("now").status_code == 200
    assert outsider.get("now").status_code == 403


def test_what_was_taken_back_is_on_no_page_any_more(
    closed: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Given strangers who have read it, when somebody takes their name out, or the host withdraws all of it,
    then nobody reads that again."""
    assert "Bees" in outsider.get("record").text
    attendee.act("me/byline", byline="participant")
    assert "Ada" not in outsider.get("record").text
    host.act("record/withdraw")
    for address in everywhere.addresses(closed.code):
        if "/record" in address:
            assert outsider.client.get(address).status_code in (403, 409, 410), address


def test_what_a_hidden_topic_left_is_on_no_page_any_more(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Given an action, a question, a meeting and a photo of a group, a card made from the action and what
    came of it, when the host hides its topic, then neither its title nor what it said is anywhere."""
    night.move("pitch")
    attendee.act("pitches", title="Swifts", hosted="1")
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    attendee.act("groups/1/join")
    attendee.act("groups/1/notes", kind="action", text="Drill holes")
    attendee.act("groups/1/notes", kind="question", text="How deep?")
    attendee.act("meetings", group="1", day="2026-12-01", time="19:30", place="Library", text="Spades")
    by_form(attendee, group="1", title="A photo")
    attendee.act("clips/1/release")
    night.move("closed")
    attendee.act("sequels", about="note:1", text="Done")
    attendee.act("leaflets", about="note-1", kind="exchange", title="A card", text="Mine", steps="Two")
    pages = ("about", "now.atom", "meetings/1.ics", "clips", "clips/1", "record", "record.json")
    more = (*pages, "record/cards", "record/cards/1", "record/take/card-1", "record/take/note-1")
    words = ("Swifts", "Drill holes", "How deep?", "Spades")
    seen = "".join(outsider.get(page).text for page in more)
    assert all(word in seen for word in words)
    assert host.act("pitches/1/hide").status_code == 200
    for page in more:
        assert not [word for word in words if word in outsider.get(page).text], page
    assert "A photo" in outsider.get("clips/1").text, "whoever released it decides about it"


@pytest.fixture
def app() -> Starlette:
    app = Starlette()
    app.state.settings = Settings(port=8000)
    app.state.keys, app.state.server_address = Keys("a secret"), ServerAddress(app.state.settings)
    app.state.public_pages, app.state.writers = Written(), None
    return app


async def read(app: Starlette, night: Night, host: str, besides: Hashable = None) -> str:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
    scope |= {"headers": [(b"host", host.encode())]}
    scope |= {"app": app, "server": ("127.0.0.1", 8000), "scheme": "http", "path_params": {}}
    visit = Visit(Request(scope), night, Caller(), own=True)
    return bytes((await public_pages.shown(visit, "a page", "", dict, besides)).body).decode()


async def test_a_page_is_made_once_for_each_address_and_filled_for_each_reader(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a page with an address and a form on it, whose id makes that it is heard once, then nobody gets
    the address of another, and no two readers get one id; it is drawn anew once the night has changed."""
    drawn = []

    async def whole(
        night: Night, template: str, language: str, known: in_turns.Known, current: Callable[[], Any]
    ) -> Drawn:
        drawn.append(known()["join_url"])
        return Drawn.of(f"{known()['join_url']} {blank('command_id')}")

    monkeypatch.setattr(in_turns, "whole", whole)
    night = a_night().night
    app.state.server_address.vouched["http://night.example"] = None
    hosts = ("127.0.0.1:8000", "night.example", "127.0.0.1:8000", "night.example")
    seen = [await read(app, night, host) for host in hosts]
    assert seen[1].startswith("http://night.example/j/")
    assert [one.split()[0] for one in seen] == drawn * 2
    assert len({one.split()[1] for one in seen}) == 4
    night.version += 1
    night.trail.append("another")
    await read(app, night, "night.example")
    assert len(drawn) == 3
    for besides, times in ((("ANOTHER", 3, 7), 4), (("ANOTHER", 3, 7), 4), (("ANOTHER", 4, 7), 5)):
        await read(app, night, "night.example", besides)
        assert len(drawn) == times, "once for what it tells of other nights"


class Long:
    """A page that says what the night's title is, again and again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = 0
        monkeypatch.setattr(in_turns, "TURN", 0.0)
        monkeypatch.setattr(in_turns, "templates", lambda language: self)
        monkeypatch.setattr(pages, "templates", lambda language: self)

    def get_template(self, name: str) -> "Long":
        return self

    def generate(self, known: dict[str, Any]) -> Iterator[str]:
        self.begun += 1
        for _line in range(5):
            yield known["title"]() + " "

    def render(self, known: dict[str, Any]) -> str:
        return "".join(self.generate(known))


@pytest.mark.parametrize(("changes", "begun"), [(0, 1), (1, 2), (100, 4)])
async def test_while_a_long_page_is_drawn_others_have_their_turns(
    monkeypatch: pytest.MonkeyPatch, changes: int, begun: int
) -> None:
    """Given a record that takes long, when somebody changes the night meanwhile, then that need not wait, and
    nobody reads a page half from before and half from after it; if they go on, it is drawn in one go."""
    page, night, turns = Long(monkeypatch), a_night().night, 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1
            if turns % 3 == 0 and turns // 3 <= changes:
                night.version += 1

    async def current() -> Night:
        return night

    busy = asyncio.create_task(others())
    known = {"title": lambda: str(night.version)}
    drawn = await in_turns.whole(night, "a page", "en", lambda: known, current)
    busy.cancel()
    words = drawn.pieces[0].split()
    assert page.begun == begun
    assert len(words) == 5
    assert set(words) == {words[0]}
    assert turns >= 4


async def test_while_a_long_night_is_told_others_have_their_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given two who open a record after a change, what came of it is worked out once, in steps with turns
    for everybody else in between; if the night changes again meanwhile, whoever needs it works it out anew.
    """
    monkeypatch.setattr(in_turns, "TURN", 0.0)
    async with Inside() as inside:
        night = await inside.start("Ada")
        request = Request({"type": "http", "app": inside.app})
        begun, begin, turns = [], outcome.in_steps, 0

        def in_steps(of: Night) -> Generator[None, None, Outcome]:
            begun.append(of.version)
            return begin(of)

        monkeypatch.setattr(outcome, "in_steps", in_steps)
        both = asyncio.gather(*(told.ahead(request, night) for _reader in range(2)))
        while not both.done():
            await asyncio.sleep(0)
            turns += 1
        assert begun == [night.version]
        assert turns > 4
        assert told.told(night).people == ("Ada",)
        assert len(begun) == 1, "it is there now"
        await inside.writers.send(CODE, guest(Join, name="Ben"))
        reading = asyncio.create_task(told.ahead(request, night))
        await asyncio.sleep(0)
        await inside.writers.send(CODE, guest(Join, name="Cem"))
        await reading
        assert told.told(night).totals.people == 3


async def test_a_record_that_is_kept_is_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a record that was read, and many others since, whoever opens it gets the page that is kept."""
    async with Inside() as inside:
        await inside.start("Ada")
        await inside.writers.send(CODE, host(MovePhase, to="closed"))
        first = await inside.client.get(f"/n/{CODE}/record")
        told.OUTCOMES.kept.clear()
        monkeypatch.setattr(outcome, "in_steps", None)
        again = await inside.client.get(f"/n/{CODE}/record")
        assert (first.status_code, again.content) == (200, first.content)
