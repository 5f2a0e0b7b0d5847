"""A copy of the whole database while others go on writing to it."""

import contextlib
import pathlib
import sqlite3

from opennight.store.log import Unavailable


def backup(database: pathlib.Path, target: pathlib.Path) -> None:
    """Copy the database into a new file. Raises `Unavailable`."""
    try:
        with (
            contextlib.closing(sqlite3.connect(database)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        raise Unavailable(str(error)) from error
