"""The index of the commons finds the same on both stores, follows the log, and can be made anew."""

import asyncio
import pathlib
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from typing import NamedTuple

import msgspec
import pytest

from opennight.commons.folding import terms
from opennight.commons.keeping import catch_up, rebuild
from opennight.config import Database
from opennight.night.bylines import ChooseByline
from opennight.night.commons import LeaveCommons, ListInCommons
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, WithdrawPitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.publication import WithdrawRecord
from opennight.store.commons import Commons, Listed, Wanted
from opennight.store.log import CheckedLog
from opennight.store.opening import commons_beside, open_log
from opennight.store.sqlite_commons import SqliteCommons, beside
from tests.cast import SEVEN, Story, a_night, attendee, host

CLOSED, LISTED = host(MovePhase, to="closed"), host(ListInCommons, place="Easton")
STORES = ["sqlite", "postgres"]


class Shelf(NamedTuple):
    """A log with the index beside it."""

    log: CheckedLog
    commons: Commons
    database: Database

    async def tell(self, code: str, story: Story, *commands: Command) -> None:
        """Carry these out in the night with this code, and write what comes of it."""
        story.given(*commands)
        there = (await self.log.versions([code])).get(code, 0)
        await self.log.append([(code, row) for row in story.log[there:]])

    async def found(self, typed: str, **more: str) -> list[str]:
        """The anchors of what is found."""
        things, total = await self.commons.search(Wanted(terms(typed), **more), 50)
        assert total == len(things)
        return [f"{thing.code} {thing.anchor}" for thing in things]

    async def stale(self, codes: list[str]) -> set[str]:
        return {one.night.code for one in await self.commons.known(codes) if one.stale}


@pytest.fixture(params=STORES)
async def shelf(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[Shelf]:
    if request.param == "sqlite":
        database = Database(tmp_path / "nights.db")
    else:
        url = request.getfixturevalue("postgres_url")
        database = Database(url=url, listen=url)
    log = await open_log(database)
    made = Shelf(log, commons_beside(log, database), database)
    yield made
    await made.commons.close()
    await log.close()


def pitched(*titles: str, **changes: str) -> Story:
    story = a_night(**changes)
    story.given(host(MovePhase, to="pitch"))
    return story.given(*(attendee(MakePitch, title=title) for title in titles))


async def caught_up(shelf: Shelf, *codes: str) -> None:
    """The index has read what was written, and lists these nights. PostgreSQL shows a row once all that began
    before it is over, in other databases, too."""
    for _time in range(200):
        await catch_up(shelf.log, shelf.commons)
        if set(codes) <= {one.night.code for one in await shelf.commons.known(codes)}:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(codes)


async def test_only_what_the_host_has_listed_can_be_found(shelf: Shelf) -> None:
    story = pitched("Hives in the park")
    await shelf.tell("BEES", story, CLOSED)
    await caught_up(shelf)
    assert await shelf.found("hives") == [], "it is published, and open to whoever has its link"
    await shelf.tell("BEES", story, LISTED)
    assert await shelf.found("hives") == []
    await caught_up(shelf, "BEES")
    assert await shelf.found("hives") == ["BEES pitch-1"]
    assert not await shelf.stale(["BEES"])
    await shelf.tell("BEES", story, host(LeaveCommons))
    assert await shelf.stale(["BEES"]) == {"BEES"}, "whoever asks knows at once"
    await caught_up(shelf)
    assert await shelf.found("hives") == []
    assert await shelf.commons.nights() == ([], 0)


GONE: list[tuple[str, Command]] = [
    ("hidden", host(HidePitch, pitch=1)),
    ("withdrawn by its author", attendee(WithdrawPitch, pitch=1)),
    ("withdrawn, all of it", host(WithdrawRecord)),
]


@pytest.mark.parametrize(("why", "command"), GONE, ids=[why for why, _command in GONE])
async def test_what_the_record_shows_no_longer_is_gone(shelf: Shelf, why: str, command: Command) -> None:
    story = pitched("Hives in the park").given(CLOSED, LISTED)
    await shelf.tell("BEES", story)
    await caught_up(shelf, "BEES")
    story.given(host(MovePhase, to="pitch"))
    await shelf.tell("BEES", story, command)
    assert await shelf.stale(["BEES"]) == {"BEES"}
    await caught_up(shelf)
    assert await shelf.found("hives") == []
    if isinstance(shelf.commons, SqliteCommons):
        kept = b"".join(path.read_bytes() for path in shelf.commons.path.parent.glob("*.commons*"))
        assert b"hives" not in kept, "not in the file, either"


async def test_people_are_named_as_they_choose_and_are_not_found_by_name(shelf: Shelf) -> None:
    story = pitched("Hives in the park").given(attendee(ChooseByline, byline="name"), CLOSED, LISTED)
    await shelf.tell("BEES", story)
    await caught_up(shelf, "BEES")
    [thing], _total = await shelf.commons.search(Wanted(terms("hives")), 9)
    assert thing.who == "Ada"
    assert await shelf.found("Ada") == [], "nobody's words are collected by a search for them"
    await shelf.tell("BEES", story, attendee(ChooseByline, byline="participant"))
    await caught_up(shelf)
    [thing], _total = await shelf.commons.search(Wanted(terms("hives")), 9)
    assert "Ada" not in thing.who


async def test_a_night_that_is_deleted_is_gone(shelf: Shelf) -> None:
    await shelf.tell("BEES", pitched("Hives").given(CLOSED, LISTED))
    await caught_up(shelf, "BEES")
    await shelf.log.delete("BEES", SEVEN)
    assert await shelf.stale(["BEES"]) == {"BEES"}
    await caught_up(shelf)
    assert await shelf.found("hives") == []


SAYS = (
    "Café Łódź, Straße und ŒUVRE",
    "時間銀行をつくろう",
    "🐝 Bees and 3D-printed hives: 1e5 of them, v2.0, a_b, -5 °C",
    "مَرْحَبًا بالعالم",
    "हिन्दी में बातचीत",
    "'; DROP TABLE things; -- NEAR(a b) OR NOT * (",
    "Bees and books",
)
ASKS = (
    *("CAFE", "café", "lodz", "strasse", "oeuvre", "caf", '"caf"', "銀行", "行銀", "時間銀行", "🐝", "🐝🐝"),
    *(
        "bees",
        "bees hives",
        '"bees and"',
        '"and bees"',
        "bees -hives",
        "3d",
        "3d-printed",
        "1e5",
        "v2.0",
        "v2",
    ),
    *(
        "a_b",
        "-5",
        "5 c",
        "مرحبا",
        "مَرْحَبًا",
        "हिन्दी",
        "हिन्द",
        "drop table",
        "'; DROP TABLE",
        "near",
        "OR",
        "NOT",
        "*",
    ),
    *(
        "(",
        '"',
        "\\",
        "%",
        "bees*",
        "said:bees",
        "=k:topic",
        "things MATCH",
        "\0bees",
        "x" * 10_000,
        '"' * 5_000,
    ),
    *("🧑‍🚀", "\u202ebees", " ", "a" * 300 + " bees", " ".join(map(str, range(5_000)))),
)


async def test_both_stores_find_the_same_whatever_is_typed(tmp_path: pathlib.Path, postgres_url: str) -> None:
    """Given words in many scripts, then any search finds the same in both, in the same order, and what is
    typed is never taken for an operator."""
    answers = []
    for database in (Database(tmp_path / "nights.db"), Database(url=postgres_url, listen=postgres_url)):
        log = await open_log(database)
        shelf = Shelf(log, commons_beside(log, database), database)
        for code, date in (("BEES", "2026-11-22"), ("BATS", "2026-11-22"), ("OWLS", "2027-01-02")):
            await shelf.tell(code, pitched(*SAYS, title="Night", date=date).given(CLOSED, LISTED))
        await caught_up(shelf, "BEES", "BATS", "OWLS")
        typed = {ask: await shelf.found(ask) for ask in ASKS}
        more = [
            await shelf.found("bees", **narrowed)
            for narrowed in (
                {"kind": "topic"},
                {"kind": "note"},
                {"year": "2027"},
                {"place": "easton"},
                {"place": "x"},
            )
        ]
        only = await shelf.found("", kind="topic", year="2027")
        answers.append(
            (
                typed,
                more,
                only,
                await shelf.commons.nights(),
                await shelf.commons.places(),
                await shelf.commons.years(),
            )
        )
        await shelf.commons.close()
        await log.close()
    assert answers[0] == answers[1]
    typed, more, only, (nights, total), places, years = answers[0]
    assert [len(typed[ask]) for ask in ("CAFE", "oeuvre", "銀行", "行銀", "🐝", "🐝🐝", "مرحبا")] == [
        3,
        3,
        3,
        0,
        3,
        0,
        3,
    ]
    assert typed["bees"][0].startswith("OWLS"), "the latest night comes first"
    assert len(typed["bees"]) == 6
    assert typed["*"] == typed["("] == typed[" "] == typed["=k:topic"] == []
    assert typed["\0bees"] == typed["bees"]
    assert [len(one) for one in more] == [6, 0, 2, 6, 0]
    assert len(only) == len(SAYS)
    assert (nights[0].night.code, total) == ("OWLS", 3)
    assert [(place.key, place.name, place.nights) for place in places] == [("easton", "Easton", 3)]
    assert years == ["2027", "2026"]


async def test_what_is_of_some_kinds_is_told_and_whether_anything_has_changed(shelf: Shelf) -> None:
    story = pitched("Hives", "Swifts").given(CLOSED, LISTED)
    await shelf.tell("BEES", story)
    await caught_up(shelf, "BEES")
    topics = await shelf.commons.of_kinds(["topic", "headline"], 50)
    assert [one.text for one in topics] == ["Hives", "Swifts"]
    assert len(await shelf.commons.of_kinds(["topic", "night"], 50)) == 3
    assert [one.text for one in await shelf.commons.of_kinds(["topic"], 1)] == ["Hives"]
    assert await shelf.commons.of_kinds(["headline"], 50) == []
    seen = [await shelf.commons.stamp()]
    for command in (host(HidePitch, pitch=2), host(LeaveCommons)):
        assert await shelf.commons.stamp() == seen[-1]
        await shelf.tell("BEES", story, command)
        await caught_up(shelf)
        seen.append(await shelf.commons.stamp())
    assert len(set(seen)) == 3


async def test_a_title_that_begins_longer_words_is_not_said_twice(shelf: Shelf) -> None:
    long = "A bench at the bus stop, since Nora waits there and cannot stand " * 4
    story = pitched().given(attendee(MakePitch, title="A bench at the bus…", more=long.strip()))
    await shelf.tell("BEES", story.given(CLOSED, LISTED))
    await caught_up(shelf, "BEES")
    [thing] = await shelf.commons.of_kinds(["topic"], 9)
    assert thing.text == long.strip()


@pytest.mark.parametrize("narrowed", [{}, {"place": "easton"}, {"year": "2026"}, {"kind": "topic"}])
async def test_of_what_is_said_everywhere_the_first_are_found(
    tmp_path: pathlib.Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, narrowed: dict[str, str]
) -> None:
    """Given more hits than are counted, then both stores find the same ones, page by page, the latest night
    first; and none after the last that is counted."""
    answers = []
    for database in (Database(tmp_path / "nights.db"), Database(url=postgres_url, listen=postgres_url)):
        log = await open_log(database)
        shelf = Shelf(log, commons_beside(log, database), database)
        module = type(shelf.commons).__module__
        monkeypatch.setattr(f"{module}.COUNTED", 4)
        for code, date in (("BEES", "2026-11-22"), ("BATS", "2026-11-22"), ("OWLS", "2027-01-02")):
            story = pitched(*(f"Bees {no}" for no in range(3)), title="Night", date=date)
            await shelf.tell(code, story.given(CLOSED, LISTED))
        await caught_up(shelf, "BEES", "BATS", "OWLS")
        wanted = Wanted(terms("bees"), **narrowed)
        answers.append([await shelf.commons.search(wanted, 2, skip) for skip in (0, 2, 4, 6)])
        await shelf.commons.close()
        await log.close()
    assert answers[0] == answers[1]
    pages = [[f"{thing.code} {thing.anchor}" for thing in things] for things, _total in answers[0]]
    assert [len(page) for page in pages] == [2, 2, 0, 0]
    assert pages[0] == (["OWLS pitch-1", "OWLS pitch-2"] if "year" not in narrowed else pages[0])
    assert {total for _things, total in answers[0]} == {4}


async def test_it_can_be_made_anew_while_it_is_read(shelf: Shelf) -> None:
    for code in ("BEES", "BATS"):
        await shelf.tell(code, pitched("Hives").given(CLOSED, LISTED))
    await caught_up(shelf, "BEES", "BATS")
    before = await shelf.found("hives")
    await shelf.commons.rewind()
    assert await shelf.found("hives") == before
    assert await shelf.stale(["BEES", "BATS"]) == {"BEES", "BATS"}, "it is held against the nights"
    kept = await rebuild(shelf.log, shelf.commons)
    assert (kept.listed, await shelf.found("hives")) == (2, before)
    assert (await shelf.commons.behind("")).codes == []


async def test_two_that_catch_up_at_once_do_no_harm(shelf: Shelf) -> None:
    for code in ("BEES", "BATS", "OWLS"):
        await shelf.tell(code, pitched("Hives").given(CLOSED, LISTED))
    other = commons_beside(shelf.log, shelf.database)
    await asyncio.gather(
        *(catch_up(shelf.log, one) for one in (shelf.commons, other)), return_exceptions=True
    )
    await caught_up(shelf, "BEES", "BATS", "OWLS")
    assert len(await shelf.found("hives")) == 3
    await other.close()


async def test_an_offer_is_gone_once_its_day_is_over(shelf: Shelf) -> None:
    """The index has to be read again on the day after, though nothing has happened in the night."""
    await shelf.tell("BEES", pitched("Hives").given(CLOSED, LISTED))
    await caught_up(shelf, "BEES")
    [(night, _stale)] = await shelf.commons.known(["BEES"])
    renewed = Listed(msgspec.structs.replace(night, renew="2026-12-24"), [])
    await shelf.commons.put(["BEES"], [renewed])
    assert (await shelf.commons.behind("2026-12-24")).codes == []
    assert (await shelf.commons.behind("2026-12-25")).codes == ["BEES"]


async def test_nothing_that_writes_to_the_log_waits_for_the_index(tmp_path: pathlib.Path) -> None:
    """Given a transaction of the index that is not over, then the log is written to as ever."""
    database = Database(tmp_path / "nights.db")
    log = await open_log(database)
    commons = SqliteCommons(tmp_path / "nights.db")
    shelf, story = Shelf(log, commons, database), pitched("Hives").given(CLOSED, LISTED)
    begun, over = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE commons_read SET cursor = '7'")
        begun.set()
        over.wait()

    writing = asyncio.create_task(commons.transact(slow))
    await asyncio.to_thread(begun.wait)
    async with asyncio.timeout(1):  # SQLite would wait for twice as long
        await shelf.tell("BEES", story)
    over.set()
    await writing
    assert (await log.versions(["BEES"])) == {"BEES": len(story.log)}
    await commons.close()
    await log.close()


@pytest.mark.parametrize("what", ["damaged", "of another format", "of another log"])
async def test_a_file_that_does_not_fit_is_made_anew(tmp_path: pathlib.Path, what: str) -> None:
    database = Database(tmp_path / "nights.db")
    log = await open_log(database)
    shelf = Shelf(log, commons_beside(log, database), database)
    await shelf.tell("BEES", pitched("Hives").given(CLOSED, LISTED))
    await caught_up(shelf, "BEES")
    await shelf.commons.close()
    if what == "damaged":
        beside(tmp_path / "nights.db").write_bytes(b"not a database, and never was" * 400)
    else:
        with closing(sqlite3.connect(beside(tmp_path / "nights.db"))) as file:
            file.execute(
                "PRAGMA user_version = 999" if "format" in what else "UPDATE commons_read SET cursor = 999999"
            )
            file.commit()
    again = Shelf(log, commons_beside(log, database), database)
    await caught_up(again, "BEES")
    assert await again.found("hives") == ["BEES pitch-1"]
    await again.commons.close()
    await log.close()
