"""What is between two people is kept beside the log on both stores: replaced, found from both sides, gone."""

import asyncio
import pathlib
from collections.abc import AsyncIterator

import pytest

from opennight.store.between import Between, Passed
from opennight.store.log import CheckedLog
from opennight.store.opening import between_beside
from opennight.store.postgres import PostgresLog
from opennight.store.sqlite import SqliteLog
from tests.cast import SEVEN
from tests.store.test_catalogue import said

MINE = Passed(1, 2, "offer/1", SEVEN, "c0ffee")
THEIRS = Passed(2, 1, "offer/1", SEVEN, "5ea1ed")
ELSEWHERE = Passed(3, 1, "offer/2", SEVEN, "b0bb1e")
OTHERS = Passed(2, 3, "offer/1", SEVEN, "facade")
ALL = [MINE, THEIRS, ELSEWHERE, OTHERS]


@pytest.fixture(params=["sqlite", "postgres", "as behind a pooler"])
async def log(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[CheckedLog]:
    if request.param == "sqlite":
        made: CheckedLog = await SqliteLog.open(tmp_path / "nights.db")
    elif request.param == "postgres":
        made = await PostgresLog.open(request.getfixturevalue("postgres_url"))
    else:
        url = request.getfixturevalue("postgres_url")
        made = await PostgresLog.open(f"{url}?application_name=pooler", url)
    yield made
    await made.close()


@pytest.fixture
async def between(log: CheckedLog) -> Between:
    made = between_beside(log)
    for one in ALL:
        await made.put("BEES", one)
    return made


async def test_each_finds_what_they_passed_and_what_was_passed_to_them(between: Between) -> None:
    assert sorted(await between.of_person("BEES", 1)) == [MINE, THEIRS, ELSEWHERE]
    assert await between.of_person("BEES", 9) == []
    assert await between.of_person("MOTHS", 1) == []
    assert sorted(await between.of_night("BEES")) == sorted(ALL)


async def test_what_is_passed_again_takes_its_place(between: Between) -> None:
    changed = MINE._replace(at=SEVEN + 1, data="decade")
    await between.put("BEES", changed)
    assert sorted(await between.of_person("BEES", 1)) == [changed, THEIRS, ELSEWHERE]


async def test_only_what_is_named_is_deleted(between: Between) -> None:
    await between.put("MOTHS", MINE)
    await between.remove("BEES", [MINE, OTHERS])
    assert sorted(await between.of_night("BEES")) == [THEIRS, ELSEWHERE]
    assert await between.of_night("MOTHS") == [MINE]
    await between.remove("BEES", [MINE])
    await between.remove("BEES", [])
    assert sorted(await between.of_night("BEES")) == [THEIRS, ELSEWHERE]


async def test_it_goes_with_its_night(log: CheckedLog, between: Between) -> None:
    await log.append([("BEES", said(1))])
    await between.put("MOTHS", MINE)
    await log.delete("BEES", SEVEN)
    assert await between.of_night("BEES") == []
    assert await between.of_night("MOTHS") == [MINE]


async def test_what_was_deleted_is_in_no_file(tmp_path: pathlib.Path) -> None:
    log = await SqliteLog.open(tmp_path / "nights.db")
    between = between_beside(log)
    try:
        await between.put("BEES", MINE._replace(data="to-be-found-nowhere"))
        await between.remove("BEES", [MINE])
        held = b"".join([path.read_bytes() for path in sorted(tmp_path.iterdir())])  # noqa: ASYNC240
    finally:
        await log.close()
    assert b"to-be-found-nowhere" not in held


async def test_of_several_who_swap_one_is_told_so(between: Between) -> None:
    changed = [MINE._replace(data=f"{no:02x}") for no in range(5)]
    done = await asyncio.gather(*(between.swap("BEES", MINE, one) for one in changed))
    assert sum(done) == 1
    assert changed[done.index(True)] in await between.of_night("BEES")
    assert not await between.swap("MOTHS", MINE, THEIRS), "which is not there"


async def test_what_is_of_a_kind_is_found_in_all_nights(between: Between) -> None:
    await between.put("MOTHS", MINE._replace(kind="reminder/note:1"))
    await between.put("BEES", MINE._replace(kind="reminder_x"))
    assert await between.of_kind("reminder/") == [("MOTHS", MINE._replace(kind="reminder/note:1"))]
