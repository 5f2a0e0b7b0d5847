"""Version 2: each event in an envelope, with stable names, hashes, and undos that say what they take back.

In version 1 an undo said only which step it meant; what it took back was worked out again at each reading.
Here that is worked out one last time, by the table of that version (see undo_of_first.py), and written down.
So a night with undos gets more rows, and the versions after them move up.

In version 1, what people did in a group was recorded under its pitch. Here each group gets a number of its
own (see groups_of_first.py).
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from opennight.night.fold import EVENTS, evolve
from opennight.night.messages import HOST, Actor, Event, Recorded, acting
from opennight.night.state import Night
from opennight.night.undo import StepUndone
from opennight.night.upcast import todays
from opennight.store.envelope import START, Row, pack
from opennight.store.migrations.groups_of_first import Groups
from opennight.store.migrations.undo_of_first import Steps

SCHEMA = """
CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    night TEXT NOT NULL,
    version INTEGER NOT NULL,
    command TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    personal TEXT,
    salt TEXT,
    seal TEXT,
    hash TEXT NOT NULL,
    UNIQUE (night, version)
) STRICT
"""
BETWEEN = """
CREATE TABLE between_people (
    night TEXT NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (night, one, other, kind)
) STRICT, WITHOUT ROWID
"""
"""What is between just two people: kept beside the log, so that it is in no record and can be deleted."""

IDLE = (
    """
    CREATE TABLE idle (
        night TEXT NOT NULL,
        key TEXT NOT NULL,
        version INTEGER NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (night, key)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX idle_at ON idle (at)",
)
"""Acts that changed nothing, by their keys: for a day, a repeat gets the first answer."""

COLUMNS = ("night", "version", "command", "at", "actor", "kind", "data", "personal", "salt", "seal", "hash")
INSERT = f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608

OTHER_NAMES = {
    "JoiningLocked": "door-locked",
    "Voted": "vote-cast",
    "JoinedQueue": "queue-joined",
    "LeftQueue": "queue-left",
    "Appreciated": "heart-given",
    "Commented": "comment-made",
}
"""Kinds with another name than their class. The rest have that name in lower case, with dashes."""


def make(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE events RENAME TO first_events")
    for statement in (SCHEMA, BETWEEN, *IDLE):
        connection.execute(statement)
    for (night,) in connection.execute("SELECT DISTINCT night FROM first_events").fetchall():
        rows = connection.execute(
            "SELECT command, kind, data FROM first_events WHERE night = ? ORDER BY version", (night,)
        )
        try:
            connection.executemany(INSERT, (msgspec.structs.astuple(row) for row in brought(night, rows)))
        except (LookupError, ValueError) as error:
            raise sqlite3.DatabaseError(f"night {night} cannot be brought forward: {error!r}") from error
    connection.execute("DROP TABLE first_events")


def brought(code: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[Row]:
    """The rows of a night in their envelopes, made from its old rows (command, kind, data)."""
    before = START
    for recorded in Night1(code).all(rows):
        row = pack(code, recorded, before)
        yield row
        before = row.hash


class Night1:
    """A night of version 1, followed from its start: its state, and the steps that its desk can undo."""

    def __init__(self, code: str) -> None:
        self.night = Night(code)
        self.steps = Steps()
        self.groups = Groups()
        self.proposals: dict[str, int] = {}
        """The number of each proposal, by the id of its command, which stood for it in version 1."""

    def all(self, rows: Iterable[tuple[str, str, str]]) -> Iterator[Recorded]:
        for command, kind, data in rows:
            fields = msgspec.json.decode(data)
            at, by = fields.pop("at"), fields.pop("by", 0)
            if kind == "StepUndone":
                no, back = self.steps.pop()
                events = [StepUndone(step=no), *back]
            else:
                events = [self.event(kind, fields)]
                if by == 0:
                    self.steps.remember(self.night, command, at, events[0])
            for event in events:
                recorded = Recorded(self.night.version + 1, command, at, actor_of(kind, by, fields), event)
                evolve(self.night, recorded)
                yield recorded

    def event(self, kind: str, fields: dict[str, Any]) -> Event:
        if kind == "PersonJoined":
            del fields["command"]
        if proposal := fields.get("proposal"):
            id = proposal.pop("id")
            proposal["no"] = self.proposals.setdefault(id, self.night.version + 1)
        self.groups.bring(kind, fields)
        today, fields = todays(name_of(kind), fields)
        return msgspec.convert(fields, EVENTS[today], str_keys=True)


def actor_of(kind: str, by: int, fields: dict[str, Any]) -> Actor:
    """Who is answerable. Version 1 did not tell helpers from the host."""
    if kind == "PersonJoined" and fields["phone"]:
        return Actor("guest")
    return acting(by) if by else HOST


def name_of(kind: str) -> str:
    dashed = re.sub("([A-Z])", r"-\1", kind).lower().removeprefix("-")
    return f"{OTHER_NAMES.get(kind, dashed)}/1"
