"""The catalogue says of every night what the night itself says, on both stores, and can be made anew."""

import asyncio
import pathlib
from collections.abc import AsyncIterator

import asyncpg
import msgspec
import pytest

from opennight.night.board import Announced
from opennight.night.entry import TOLD, Entry, told
from opennight.night.fold import evolve
from opennight.night.messages import HOST, Recorded
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.nights import RenewDeskKey
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.store.catalogue import Catalogue, advance, current, rebuild
from opennight.store.envelope import unpack
from opennight.store.log import CheckedLog, Conflict
from opennight.store.opening import catalogue_beside
from opennight.store.postgres import PostgresLog
from opennight.store.postgres_catalogue import PostgresCatalogue
from opennight.store.sqlite import SqliteLog
from tests import golden
from tests.cast import SEVEN, a_night, entry_of, host, take_back

NIGHTS = golden.nights()


@pytest.mark.parametrize("code", NIGHTS)
def test_an_entry_says_what_the_night_says_after_each_event(code: str) -> None:
    night, entry = Night(code), Entry(code)
    for row in NIGHTS[code]:
        recorded = unpack(row)
        evolve(night, recorded)
        if type(recorded.event) in TOLD:
            entry = told(entry, recorded)
        assert entry == entry_of(night), row.kind


@pytest.fixture(params=["sqlite", "postgres"])
async def log(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[CheckedLog]:
    if request.param == "sqlite":
        made: CheckedLog = await SqliteLog.open(tmp_path / "nights.db")
    else:
        made = await PostgresLog.open(request.getfixturevalue("postgres_url"))
    yield made
    await made.close()


@pytest.fixture
def catalogue(log: CheckedLog) -> Catalogue:
    return catalogue_beside(log)


def said(version: int, at: int = SEVEN) -> Recorded:
    return Recorded(version, f"command-{version}", at, HOST, Announced(text="Hello"))


async def listed(catalogue: Catalogue, codes: list[str], number: int) -> dict[str, Entry]:
    """What it has of these nights, once so many are there: other databases on the same server delay it."""
    for _time in range(100):
        entries = {entry.code: entry for entry in await current(catalogue, codes)}
        if len(entries) == number:
            break
        await asyncio.sleep(0.05)
    assert len(entries) == number
    return entries


async def after_renewal(catalogue: Catalogue, code: str) -> Entry:
    """What it has of this night once it has read that its desk key was renewed."""
    for _time in range(100):
        (entry,) = await current(catalogue, [code])
        if entry.desk_key == 2:
            break
        await asyncio.sleep(0.05)
    return entry


async def test_it_follows_the_log(log: CheckedLog, catalogue: Catalogue) -> None:
    """Given nights that go on, then it has what they say each time, and when their last act was."""
    assert await current(catalogue, ["BEES"]) == []
    bees, bats = a_night(), a_night()
    await log.append([("BEES", row) for row in bees.log] + [("BATS", row) for row in bats.log])
    entries = await listed(catalogue, ["BEES", "BATS", "NOSUCH"], 2)
    assert entries["BEES"].people == bees.night.inside
    written = len(bees.log)
    bees.given(host(MovePhase, to="pitch"), host(RemovePerson, person=1), take_back, host(RenewDeskKey))
    bees.given(host(RemovePerson, person=2), host(LetBackIn, person=2))
    await log.append([("BEES", row) for row in bees.log[written:]])
    await log.append([("BEES", said(len(bees.log) + 1, at=SEVEN * 2))])
    entry = await after_renewal(catalogue, "BEES")
    assert (entry.phase, entry.people, entry.desk_key) == ("pitch", bees.night.inside, 2)
    assert entry.at == SEVEN * 2, "also of an act that it does not tell of"
    before = await catalogue.cursor()
    assert await advance(catalogue) == 0
    assert await catalogue.cursor() == before, "if nothing is new, nothing is written"


async def test_a_damaged_row_is_no_reason_to_know_nothing_of_other_nights(
    log: CheckedLog, catalogue: Catalogue
) -> None:
    """Given a night of which a row cannot be read, then the others are known, also those that come later."""
    await log.append([("BATS", row) for row in a_night().log])
    rows = await log.rows("BATS")
    await log.delete("BATS", SEVEN)
    await log.bring([msgspec.structs.replace(rows[0], data="{"), *rows[1:]])
    await log.append([("BEES", row) for row in a_night().log])
    assert "BEES" in await listed(catalogue, ["BATS", "BEES"], 2)
    await log.append([("OWLS", row) for row in a_night().log])
    await listed(catalogue, ["BEES", "OWLS"], 2)


async def test_it_can_be_made_anew(log: CheckedLog, catalogue: Catalogue) -> None:
    story = a_night()
    await log.append([("BEES", row) for row in story.log])
    entries = await listed(catalogue, ["BEES"], 1)
    await rebuild(catalogue)
    assert await listed(catalogue, ["BEES"], 1) == entries
    await log.delete("BEES", SEVEN)
    assert await current(catalogue, ["BEES"]) == []


async def test_two_that_read_the_same_count_it_once(log: CheckedLog, catalogue: Catalogue) -> None:
    story = a_night()
    await log.append([("BEES", row) for row in story.log])
    await asyncio.gather(*(advance(catalogue_beside(log)) for _process in range(4)))
    entry = (await listed(catalogue, ["BEES"], 1))["BEES"]
    assert entry.people == story.night.inside
    for before in ("", "0:7"):
        with pytest.raises(Conflict):
            await catalogue.keep([entry], before, "1:1")


async def test_a_transaction_that_takes_long_is_not_passed_over(postgres_url: str) -> None:
    """Given a transaction with an earlier position that is not over, when later ones are, then nothing of
    theirs is read before it is.
    """
    log = await PostgresLog.open(postgres_url)
    catalogue, story = PostgresCatalogue(log), a_night()
    slow = await asyncpg.connect(postgres_url)
    await slow.execute("BEGIN")
    await log.append([("BATS", row) for row in a_night().log])
    row = (await log.rows("BATS"))[0]
    columns, values = ", ".join(row.__struct_fields__), [getattr(row, name) for name in row.__struct_fields__]
    places = ", ".join(f"${place}" for place in range(1, len(values) + 1))
    values[0] = "SLOW"
    await slow.execute(f"INSERT INTO events ({columns}) VALUES ({places})", *values)  # noqa: S608 - our own names
    await log.append([("BEES", row) for row in story.log])
    assert await current(catalogue, ["BEES", "SLOW"]) == []
    await slow.execute("COMMIT")
    await slow.close()
    await listed(catalogue, ["BEES", "SLOW"], 2)
    await log.close()
