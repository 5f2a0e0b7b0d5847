"""Version 3: how many rows were deleted on purpose, so that a check can tell them from lost ones."""

import sqlite3


def make(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE deletions (at INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT")
