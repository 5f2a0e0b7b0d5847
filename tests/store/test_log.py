"""What every log promises: order, all or nothing, no version twice, and nothing lost with the process."""

import asyncio
import pathlib
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator

import pytest

from opennight.night.board import Announced
from opennight.night.kept.placements import Placement
from opennight.night.lineup import LineupSet
from opennight.night.messages import HOST, Event, Recorded, acting
from opennight.night.nights import NightStarted
from opennight.store.checks import wrong
from opennight.store.log import DAY, Conflict, Idle, Log, Unavailable
from opennight.store.postgres import PostgresLog
from opennight.store.sqlite import SqliteLog
from tests.cast import SEVEN, setup
from tests.memory import MemoryLog


async def opened(kind: str, request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Log:
    if kind == "sqlite":
        return await SqliteLog.open(tmp_path / "nights.db")
    if kind == "postgres":
        return await PostgresLog.open(request.getfixturevalue("postgres_url"))
    if kind == "as behind a pooler":
        url = request.getfixturevalue("postgres_url")
        return await PostgresLog.open(f"{url}?application_name=pooler", url)
    return MemoryLog()


@pytest.fixture(params=["sqlite", "postgres", "as behind a pooler", "memory"])
async def log(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[Log]:
    """Every kind of log; the one for tests must keep the same promises."""
    made = await opened(request.param, request, tmp_path)
    yield made
    await made.close()


def said(version: int, text: str = "“Grüße” 🐝\u2028") -> Recorded:
    return Recorded(version, f"command-{version}", SEVEN + version, HOST, Announced(text=text))


async def test_what_is_written_is_read(log: Log) -> None:
    events: list[Event] = [
        NightStarted(setup=setup(), rehearsal=False),
        LineupSet(placements=(Placement(1, 1, 1, 2, pinned=True),), members={1: {2: SEVEN}}),
        Announced(text="Now"),
    ]
    rows = [Recorded(n, "one-command", SEVEN, acting(n), event) for n, event in enumerate(events, 1)]
    await log.append([("BEES", row) for row in rows])
    assert await log.read("BEES") == rows
    assert await log.read("BEES", after=2) == rows[2:]
    assert await log.read("BEES", after=9) == []


async def test_what_is_forgotten_reads_as_empty(log: Log) -> None:
    """For good, also if it is forgotten again; the rows before and after it stay as they are."""
    rows = [said(version) for version in range(1, 5)]
    await log.append([(code, row) for code in ("BEES", "BOOKS") for row in rows])
    for _again in range(2):
        await log.forget("BEES", [2, 4, 9])
        texts = [row.event.text for row in await log.read("BEES") if isinstance(row.event, Announced)]
        assert texts == ["“Grüße” 🐝\u2028", "", "“Grüße” 🐝\u2028", ""]
    assert await log.read("BOOKS") == rows
    await log.append([("BEES", said(5))])
    assert (await log.read("BEES"))[-1] == said(5)
    if isinstance(log, SqliteLog | PostgresLog):
        assert await wrong(log) == (2, [])


async def test_a_night_that_is_not_there(log: Log) -> None:
    assert await log.read("NOSUCH") == []
    assert await log.codes() == []


async def test_versions(log: Log) -> None:
    await log.append([("BEES", said(1)), ("BEES", said(2)), ("BATS", said(1))])
    assert await log.versions(["BEES", "BATS", "NOSUCH"]) == {"BEES": 2, "BATS": 1}
    assert await log.versions([]) == {}


async def test_a_probe_leaves_nothing_to_be_read(log: Log) -> None:
    await log.append([("BEES", said(1))])
    for at in (SEVEN, SEVEN + 1):
        await log.probe(at)
    assert (await log.codes(), await log.idle("BEES"), len(await log.read("BEES"))) == (["BEES"], [], 1)


async def test_nights_do_not_mix(log: Log) -> None:
    await log.append([("BEES", said(1)), ("BATS", said(1, "other")), ("BEES", said(2))])
    assert [row.version for row in await log.read("BEES")] == [1, 2]
    assert [row.event for row in await log.read("BATS")] == [said(1, "other").event]
    assert sorted(await log.codes()) == ["BATS", "BEES"]


async def test_a_version_that_is_taken_is_a_conflict_and_nothing_is_written(log: Log) -> None:
    await log.append([("BEES", said(1)), ("BEES", said(2))])
    with pytest.raises(Conflict):
        await log.append([("BATS", said(1)), ("BEES", said(2, "late"))])
    assert await log.read("BATS") == []
    assert await log.read("BEES") == [said(1), said(2)]
    await log.append([("BEES", said(3))])
    assert len(await log.read("BEES")) == 3


async def test_two_writers_at_once_of_which_one_wins(log: Log) -> None:
    await log.append([("BEES", said(1))])
    results = await asyncio.gather(
        *(log.append([("BEES", said(2, f"Writer {n}"))]) for n in range(8)), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict"] * 7 + ["NoneType"]
    assert len(await log.read("BEES")) == 2


async def test_readers_beside_a_writer_see_whole_appends(log: Log) -> None:
    async def write() -> None:
        for n in range(0, 60, 3):
            await log.append([("BEES", said(n + 1)), ("BEES", said(n + 2)), ("BEES", said(n + 3))])

    writing = asyncio.create_task(write())
    while not writing.done():
        assert len(await log.read("BEES")) % 3 == 0
        await asyncio.sleep(0)
    await writing


async def test_a_long_log_is_read_in_pieces(log: Log) -> None:
    rows = [said(n) for n in range(1, 8)]
    await log.append([("BEES", row) for row in rows])
    assert await log.read("BEES", most=3) == rows[:3]
    assert await log.read("BEES", after=3, most=3) == rows[3:6]
    assert await log.read("BEES", after=6, most=3) == rows[6:]


def idle(version: int, key: str = "host idle", at: int = SEVEN) -> Idle:
    return Idle("BEES", key, version, at)


async def test_acts_that_changed_nothing_are_kept_beside_the_events(log: Log) -> None:
    await log.append([("BEES", said(1))])
    first, second = idle(1, at=SEVEN + 1), idle(1, "1 earlier")
    await log.append([], [first])
    await log.append([("BEES", said(2)), ("BATS", said(1))], [second])
    assert await log.idle("BEES") == [second, first], "in order of time"
    assert await log.idle("BATS") == []
    assert await log.read("BEES") == [said(1), said(2)]


async def test_they_are_forgotten_after_a_day(log: Log) -> None:
    await log.append([("BEES", said(1))])
    acts = [idle(1, "0 then"), idle(1, "0 soon after", SEVEN + 1), idle(1, "0 now", SEVEN + DAY + 1)]
    for act in acts:
        await log.append([], [act])
    assert await log.idle("BEES") == acts[1:]


@pytest.mark.parametrize(
    ("rows", "acts"),
    [
        ([], [idle(1, "host new")]),
        ([], [idle(2)]),
        ([said(3), said(4)], [idle(1, "host new")]),
        ([Recorded(3, "idle", SEVEN, HOST, said(3).event)], []),
        ([said(2)], [idle(2, "host new")]),
    ],
    ids=["decided too early", "known", "beside what is not late", "known, but would do something", "taken"],
)
async def test_what_was_decided_without_knowing_is_a_conflict(
    log: Log, rows: list[Recorded], acts: list[Idle]
) -> None:
    await log.append([("BEES", said(1)), ("BEES", said(2))], [idle(0)])
    with pytest.raises(Conflict):
        await log.append([("BATS", said(1)), *(("BEES", row) for row in rows)], acts)
    assert await log.read("BATS") == []
    assert (await log.read("BEES"), await log.idle("BEES")) == ([said(1), said(2)], [idle(0)])
    await log.append([("BEES", said(3))], [idle(2, "host new")])
    assert len(await log.idle("BEES")) == 2


class TestTwoProcesses:
    """Each with a log of its own on the same database."""

    @pytest.fixture(params=["sqlite", "postgres"])
    async def logs(self, request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[list[Log]]:
        made = [await opened(request.param, request, tmp_path) for _process in range(2)]
        yield made
        for log in made:
            await log.close()

    async def test_one_of_two_versions(self, logs: list[Log]) -> None:
        """Given a night, when both write its next version at once, then one does, and the other can go on."""
        for version in range(1, 31):
            results = await asyncio.gather(
                *(log.append([("BEES", said(version))]) for log in logs), return_exceptions=True
            )
            assert sorted(type(result).__name__ for result in results) == ["Conflict", "NoneType"]
        assert [row.version for row in await logs[0].read("BEES")] == list(range(1, 31))

    async def test_one_act_both_idle_and_not(self, logs: list[Log]) -> None:
        """Given an act that changes nothing for one process but something for the other, when both write it
        at once, then it is known as one of them.
        """
        await logs[0].append([("BEES", said(1))])
        version = 1
        for number in range(30):
            act = Idle("BEES", f"host again-{number}", version, SEVEN)
            row = Recorded(version + 1, f"again-{number}", SEVEN, HOST, said(1).event)
            results = await asyncio.gather(
                logs[number % 2].append([], [act]),
                logs[1 - number % 2].append([("BEES", row)]),
                return_exceptions=True,
            )
            assert sorted(type(result).__name__ for result in results) == ["Conflict", "NoneType"]
            version = (await logs[0].versions(["BEES"]))["BEES"]

    async def test_many_nights_in_any_order(self, logs: list[Log]) -> None:
        """Given appends to the same nights in opposite orders, each is written as a whole or not at all."""
        codes = [f"NIGHT{number}" for number in range(6)]
        orders = (codes, codes[::-1])
        for version in range(1, 21):
            await asyncio.gather(
                *(
                    log.append([(code, said(version)) for code in order])
                    for log, order in zip(logs, orders, strict=True)
                ),
                return_exceptions=True,
            )
            assert set((await logs[0].versions(codes)).values()) == {version}

    async def test_turns(self, request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> None:
        """Given one that has its turn at a night, then the other waits for it there, but not at another
        night; and a turn that is not given back holds nobody up for good.
        """
        one, other = [await opened("postgres", request, tmp_path) for _process in range(2)]
        order: list[str] = []
        taken = defaultdict[str, asyncio.Event](asyncio.Event)

        async def take(log: Log, code: str, name: str, until: str = "") -> None:
            """Have a turn until somebody of this name has one."""
            async with log.turn(code):
                order.append(name)
                taken[name].set()
                if until:
                    await taken[until].wait()

        first = asyncio.create_task(take(one, "BEES", "first", until="elsewhere"))
        await taken["first"].wait()
        await asyncio.gather(take(other, "BEES", "second"), take(other, "BATS", "elsewhere"), first)
        assert order == ["first", "elsewhere", "second"]
        stuck = asyncio.create_task(take(one, "BEES", "stuck", until="nobody"))
        await taken["stuck"].wait()
        await take(other, "BEES", "goes on")
        assert order[-2:] == ["stuck", "goes on"]
        stuck.cancel()
        await asyncio.wait([stuck])
        await one.close()
        await other.close()

    async def test_a_night_that_was_lost_is_not_gone_on_with(self, logs: list[Log]) -> None:
        """Given a version that the store does not have any more, nothing follows on it."""
        with pytest.raises(Conflict):
            await logs[0].append([("BEES", said(4))])
        assert await logs[1].versions(["BEES"]) == {}


class TestSqlite:
    async def test_another_process_on_the_same_file(self, tmp_path: pathlib.Path) -> None:
        one, other = [await SqliteLog.open(tmp_path / "nights.db") for _process in range(2)]
        await one.append([("BEES", said(1))])
        assert await other.read("BEES") == [said(1)]
        with pytest.raises(Conflict):
            await other.append([("BEES", said(1, "mine"))])
        await other.append([("BEES", said(2))])
        assert len(await one.read("BEES")) == 2
        await one.close()
        await other.close()

    async def test_commits_reach_the_disk(self, tmp_path: pathlib.Path) -> None:
        log = await SqliteLog.open(tmp_path / "deep" / "in" / "nights.db")
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2)):
            async with log.writer.execute(f"PRAGMA {pragma}") as found:
                assert await found.fetchone() == (value,)
        await log.close()

    async def test_a_failed_append_leaves_no_transaction_open(self, tmp_path: pathlib.Path) -> None:
        log = await SqliteLog.open(tmp_path / "nights.db")
        await log.writer.execute("PRAGMA max_page_count = 1")  # the disk is full
        with pytest.raises(Unavailable, match="full"):
            await log.append([("BEES", said(n, "x" * 10_000)) for n in range(1, 10)])
        assert not log.writer.in_transaction
        await log.writer.execute("PRAGMA max_page_count = 1000000")
        await log.append([("BEES", said(1))])
        assert await log.read("BEES") == [said(1)]
        await log.close()

    async def test_a_file_that_is_no_database(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "notes.txt").write_text("These are only notes. " * 100)
        with pytest.raises(Unavailable):
            await SqliteLog.open(tmp_path / "notes.txt")

    async def test_a_file_of_a_newer_version_is_left_alone(self, tmp_path: pathlib.Path) -> None:
        with sqlite3.connect(tmp_path / "nights.db") as newer:
            newer.execute("PRAGMA user_version = 99")
        newer.close()
        with pytest.raises(Unavailable, match="newer opennight"):
            await SqliteLog.open(tmp_path / "nights.db")


async def test_thousands_at_once_are_one_append(log: Log) -> None:
    many = [("BEES", said(version, "x")) for version in range(1, 7_001)]
    with pytest.raises(Conflict):
        await log.append([*many, many[-1]])
    assert await log.read("BEES") == []
    await log.append(many)
    assert [row.version for row in await log.read("BEES", after=6_000)] == list(range(6_001, 7_001))
