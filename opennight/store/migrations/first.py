"""Version 1: events that contain their own time and sender, named after Python classes."""

import sqlite3


def make(connection: sqlite3.Connection) -> None:
    connection.execute("""
        CREATE TABLE IF NOT EXISTS events (
            night TEXT NOT NULL,
            version INTEGER NOT NULL,
            command TEXT NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            PRIMARY KEY (night, version)
        ) STRICT, WITHOUT ROWID
    """)
