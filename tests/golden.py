"""The golden log: every kind of event in every form that it ever had, and the night that it folds to.

    .venv/bin/python -m tests.golden

adds new kinds and forms to tests/store/golden.jsonl, in nights of their own. Rows in it are never changed or
removed, because databases out there hold such rows. tests/store/golden.json is the state of each of its
nights; it changes only where the fields of the state change.
"""

import json
import pathlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import msgspec

from opennight.night.fold import EVENTS, fold
from opennight.night.state import Night
from opennight.store.envelope import START, Row, pack, unpack
from opennight.store.migrations.envelopes import brought
from tests.cast import Story
from tests.night.evening import CROWD, EVENING
from tests.store.first import fields, plain

LOG = pathlib.Path(__file__).parent / "store" / "golden.jsonl"
STATES = LOG.with_suffix(".json")
UNDONE = LOG.with_name("first.db")


def rows() -> list[Row]:
    """All rows of the golden log, night by night."""
    lines = LOG.read_bytes().splitlines() if LOG.exists() else []
    return [msgspec.json.decode(line, type=Row) for line in lines]


def nights() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows():
        found.setdefault(row.night, []).append(row)
    return found


def state(code: str, its: list[Row]) -> dict[str, Any]:
    """The night that these rows fold to, as plain JSON."""
    return plainly(fold(code, map(unpack, its)))


def plainly(night: Night) -> dict[str, Any]:
    found: dict[str, Any] = plain(fields(night))
    return found


def missing() -> set[str]:
    """Kinds, in today's form, that are not in the golden log."""
    return set(EVENTS) - {row.kind for row in rows()}


def fresh(number: int) -> Iterator[Row]:
    """Three nights: in two of them everything happens, in the third each step of the desk is undone."""
    for place, commands in ((1, EVENING), (3, CROWD)):
        code, before = f"GOLD{number + place:02}", START
        for recorded in Story(Night(code)).given(*commands).log:
            row = pack(code, recorded, before)
            before = row.hash
            yield row
    with closing(sqlite3.connect(f"file:{UNDONE}?immutable=1", uri=True)) as database:
        its = "SELECT command, kind, data FROM events WHERE night = 'HAMMER' ORDER BY version"
        yield from brought(f"GOLD{number + 2:02}", database.execute(its))


def main() -> None:
    if missing():
        with LOG.open("ab") as file:
            for row in fresh(len(nights())):
                file.write(msgspec.json.encode(row) + b"\n")
    states = {code: state(code, its) for code, its in nights().items()}
    STATES.write_text(json.dumps(states, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows())} rows, {len(states)} nights; missing: {sorted(missing()) or 'nothing'}")


if __name__ == "__main__":
    main()
