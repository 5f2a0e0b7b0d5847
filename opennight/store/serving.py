"""Lets only one process serve an SQLite file: the screens of a second one would not follow the first."""

import contextlib
import pathlib
import sqlite3
from collections.abc import Iterator

from opennight.store.log import Unavailable


@contextlib.contextmanager
def alone(file: pathlib.Path) -> Iterator[None]:
    """Hold the database in this file. Raises `Unavailable` if another process does.

    The lock is on a file beside it, taken by SQLite, which knows how on every system. It ends with the
    process, however that ends.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(file.with_name(f"{file.name}.lock"), timeout=0, isolation_level=None)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(str(error)) from error
    with contextlib.closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # such as a full disk
                raise Unavailable(str(error)) from error
            raise Unavailable("another opennight is serving it; stop that one first") from error
        yield
