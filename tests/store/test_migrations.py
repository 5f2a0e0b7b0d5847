"""Databases of earlier versions open, with all their nights as they were.

first.db was written by the version with schema 1, through its own commands: each kind of event it had, and
each kind of step undone, at once, several in a row, and after other things had happened. first.json holds
what that version made of it: each night's state, and its record.
"""

import pathlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import pytest

from opennight.cli import main
from opennight.night import fold
from opennight.night.undo import StepUndone
from opennight.store.checks import wrong
from opennight.store.migrations import STEPS, migrate
from opennight.store.sqlite import SqliteLog
from tests.store import first

HERE = pathlib.Path(__file__).parent


@pytest.fixture
def old(tmp_path: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(shutil.copy(HERE / "first.db", tmp_path / "nights.db"))


@pytest.fixture
async def log(old: pathlib.Path) -> AsyncIterator[SqliteLog]:
    """The old file, opened by this version."""
    made = await SqliteLog.open(old)
    yield made
    await made.close()


async def test_all_nights_are_as_they_were(log: SqliteLog) -> None:
    assert await log.codes() == sorted(first.NIGHTS)
    for code, night in first.NIGHTS.items():
        now = fold.fold(code, await log.read(code))
        was, told = first.was(code), first.state(now)
        # These may have gained fields.
        told["setup"] = {name: told["setup"][name] for name in was["setup"]}
        for noun in ("people", "notes"):
            told[noun] = {no: {name: one[name] for name in was[noun][no]} for no, one in told[noun].items()}
        if was["why"]:
            told["why"] = {name: told["why"][name] for name in was["why"]}
        assert {name: told[name] for name in was} == was, code
        assert (now.proposal is None) == (night["state"]["proposal"] is None)
        assert first.record(now) == first.record_was(code)
        assert now.inside == sum(not person.removed for person in now.people.values())
    assert await wrong(log) == (len(first.NIGHTS), [])


async def test_what_was_undone_is_written_down(log: SqliteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the table of undos may say one day, these nights stay what they are."""
    undone = 0
    monkeypatch.setattr(fold, "UNDO", {})
    for code in first.NIGHTS:
        recorded = await log.read(code)
        undone += sum(isinstance(one.event, StepUndone) for one in recorded)
        assert first.record(fold.fold(code, recorded)) == first.record_was(code)
    assert undone == 191


async def test_who_did_what_is_known_as_far_as_it_was(log: SqliteLog) -> None:
    actors = {str(one.actor).partition(":")[0] for code in first.NIGHTS for one in await log.read(code)}
    assert actors == {"host", "guest", "person"}


def test_by_the_command_line(old: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{old}")
    assert main(["migrate"]) == 0
    assert main(["check"]) == 0
    assert main(["migrate"]) == 0, "a second time changes nothing"


def tables(path: pathlib.Path) -> Iterator[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        yield "version", version
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            yield name, database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - a table


def test_all_or_nothing(old: pathlib.Path) -> None:
    """A row that cannot be read stops the migration, and the file stays as it was."""
    with closing(sqlite3.connect(old, isolation_level=None)) as database:
        database.execute("UPDATE events SET data = '{}' WHERE night = 'PEANUT' AND version = 300")
    before = dict(tables(old))
    with pytest.raises(sqlite3.DatabaseError, match="night PEANUT"):
        migrate(old)
    assert dict(tables(old)) == before


def test_a_new_file_is_made_in_the_same_steps(tmp_path: pathlib.Path) -> None:
    assert migrate(tmp_path / "new.db") == 0
    made = dict(tables(tmp_path / "new.db"))
    assert made["version"] == len(STEPS)
    assert made["events"] == made["between_people"] == 0
