"""Databases of earlier versions open, with all their nights as they were.

first.db was written by the version with schema 1, told through its own commands: each kind of event it had,
each kind of step undone, at once, several in a row, and after other things had happened. first.json holds
what that version made of it: each night's state, and its record.
"""

import dataclasses
import json
import pathlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import msgspec
import pytest

from opennight.cli import main
from opennight.night import fold
from opennight.night.state import Night
from opennight.night.steps import StepUndone
from opennight.record import data, outcome
from opennight.store.checks import wrong
from opennight.store.migrations import STEPS, migrate
from opennight.store.sqlite import SqliteLog

HERE = pathlib.Path(__file__).parent
FIRST: dict[str, Any] = json.loads((HERE / "first.json").read_text(encoding="utf-8"))
GONE = {"joined"}
"""What the state of then had, and that of today has not …"""
OTHER = {"people", "proposal"}
"""… and what is told in other words now: see below."""


@pytest.fixture
def old(tmp_path: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(shutil.copy(HERE / "first.db", tmp_path / "nights.db"))


def plain(night: Night) -> dict[str, Any]:
    fields = {field.name: getattr(night, field.name) for field in dataclasses.fields(night)}
    found: dict[str, Any] = json.loads(msgspec.json.encode(fields))
    return found


def without(people: dict[str, Any], *names: str) -> dict[str, Any]:
    return {
        no: {name: value for name, value in person.items() if name not in names}
        for no, person in people.items()
    }


async def test_all_nights_are_as_they_were(old: pathlib.Path) -> None:
    log = await SqliteLog.open(old)
    assert await log.codes() == sorted(FIRST)
    for code, was in FIRST.items():
        night = fold.fold(code, await log.read(code))
        state = plain(night)
        same = was["state"].keys() - GONE - OTHER
        assert {name: state[name] for name in same} == {name: was["state"][name] for name in same}, code
        assert without(state["people"], "version") == was["state"]["people"]
        assert (night.proposal is None) == (was["state"]["proposal"] is None)
        assert json.loads(data.write(outcome.of(night))) == was["record"]
        assert night.inside == sum(not person.removed for person in night.people.values())
    assert await wrong(log) == (len(FIRST), [])
    await log.close()


async def test_what_was_undone_is_written_down(old: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the table of undos says some day, these nights stay what they are."""
    log = await SqliteLog.open(old)
    undone = 0
    monkeypatch.setattr(fold, "UNDO", {})
    for code, was in FIRST.items():
        recorded = await log.read(code)
        undone += sum(isinstance(one.event, StepUndone) for one in recorded)
        assert json.loads(data.write(outcome.of(fold.fold(code, recorded)))) == was["record"]
    assert undone == 191
    await log.close()


async def test_who_did_what_is_known_as_far_as_it_was(old: pathlib.Path) -> None:
    log = await SqliteLog.open(old)
    actors = {str(one.actor).partition(":")[0] for code in FIRST for one in await log.read(code)}
    assert actors == {"host", "guest", "person"}
    await log.close()


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
            yield name, database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - a table's name


def test_all_or_nothing(old: pathlib.Path) -> None:
    """A row that cannot be read stops it, and the file is what it was."""
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
