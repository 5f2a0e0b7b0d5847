"""What every act costs does not grow with the night: no statement walks over the log, or over idle acts."""

import pathlib
import sqlite3

import pytest

from opennight.store import idle, sqlite
from opennight.store.migrations import migrate

STATEMENTS = {
    "writing rows": sqlite.insertion(2),
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
