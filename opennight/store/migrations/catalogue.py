"""Version 4: the catalogue of nights, and how far it has read the log (see store/catalogue.py)."""

import sqlite3


def make(connection: sqlite3.Connection) -> None:
    for table in ("catalogue (night TEXT PRIMARY KEY, data", "projections (name TEXT PRIMARY KEY, cursor"):
        connection.execute(f"CREATE TABLE {table} TEXT NOT NULL) STRICT, WITHOUT ROWID")
