"""The schema of the SQLite file, step by step: any version is brought up to date in one transaction."""

import pathlib
import sqlite3
from collections.abc import Callable
from contextlib import closing

from opennight.store.migrations import catalogue, deletions, envelopes, first

Step = Callable[[sqlite3.Connection], None]
STEPS: tuple[Step, ...] = (first.make, envelopes.make, deletions.make, catalogue.make)
"""The first step makes the schema of version 1 in an empty file, and each further one the next version."""


def migrate(path: pathlib.Path) -> int:
    """Bring the file up to date, or create it. Returns the version that it had (0: it was new).

    Raises sqlite3.Error if it cannot be used, or was made by a newer opennight; then nothing has changed.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            raise sqlite3.DatabaseError("it was made by a newer opennight")
        connection.execute("PRAGMA journal_mode = WAL")
        if version == len(STEPS):
            return int(version)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have done it
        for step in STEPS[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
        return int(version)
