"""What every act costs does not grow with the night: no statement walks over the log, or over idle acts. And
what was blanked is gone from the files, also if somebody was reading them."""

import asyncio
import pathlib
import sqlite3
from contextlib import closing

import pytest

from opennight.store import idle, sqlite, sqlite_insertion
from opennight.store.migrations import migrate
from opennight.store.sqlite import SqliteLog
from tests.cast import a_night

STATEMENTS = {
    "writing rows": sqlite_insertion.statement(2),
    "remembering acts that changed nothing": idle.APPEND,
    "reading a night": sqlite.READ,
    "reading the last hash": sqlite.HASH,
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_finds_rows_by_an_index(name: str, tmp_path: pathlib.Path) -> None:
    migrate(tmp_path / "log.db")
    database = sqlite3.connect(tmp_path / "log.db")
    statement = STATEMENTS[name]
    marks = {"acts": "[]"} if ":acts" in statement else ("",) * statement.count("?")
    plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", marks)]
    database.close()
    steps = [step for step in plan if " events" in step or " idle" in step]
    assert steps
    for step in steps:
        assert step.startswith("SEARCH"), step
        assert " AND key=?" in step or " AND version" in step, step


def all_bytes(folder: pathlib.Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_what_is_blanked_while_somebody_reads_is_gone_once_they_have(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a backup that takes long, when a name is blanked meanwhile, then it is in no file after that."""
    monkeypatch.setattr(sqlite, "PATIENCE", 1)
    monkeypatch.setattr(sqlite, "AGAIN", 0.001)
    file = tmp_path / "nights.db"
    log = await SqliteLog.open(file)
    await log.append([("BEES", row) for row in a_night().log])
    named = next(row for row in await log.rows("BEES") if row.personal)
    with closing(sqlite3.connect(file, isolation_level=None)) as backup:
        backup.execute("BEGIN")
        assert backup.execute("SELECT count(*) FROM events").fetchone()
        await log.forget("BEES", [named.version])
    await asyncio.gather(*log.errands.under_way)
    assert str(named.personal).encode() not in all_bytes(tmp_path)
    await log.close()
