"""Backups: the whole database copied into an SQLite file, whichever store it is in, and restored from one.

A copy taken on one store can be restored on the other: that is how nights move to PostgreSQL.
"""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import tempfile
import time

from opennight.config import Database
from opennight.store.log import Unavailable
from opennight.store.migrations import STEPS, migrate
from opennight.store.serving import alone
from opennight.store.sqlite import told
from opennight.store.sqlite_commons import forget as forget_commons


async def backup(database: Database, target: pathlib.Path) -> None:
    """Copy the database into a new file while others go on writing to it. Raises `Unavailable`.

    It gets its name once it is whole: what was broken off must not be taken for a backup. Nor must what is
    damaged, for which somebody may throw an earlier one away.
    """
    begun = target.with_name(f"{target.name}.part")
    forget(begun)  # one that was killed
    try:
        if database.file:
            copy(database.file, begun)
            if damaged(begun):
                raise Unavailable("the database is damaged, and so would the copy be: see “opennight check”")
        else:
            from opennight.store.postgres_backup import copy_out

            await copy_out(database.listen, begun)
        with told():
            os.replace(begun, target)
    finally:
        forget(begun)


async def restore(source: pathlib.Path, database: Database) -> pathlib.Path | None:
    """Put the nights in the copy `source` in place of all that are in the database.

    Returns where the former SQLite file is kept, if there was one. Raises `Unavailable` if a server runs on
    the database, or if `source` is damaged or no copy of ours; then nothing has changed.
    """
    if database.file:
        with alone(database.file), tempfile.TemporaryDirectory(dir=database.file.parent) as folder:
            fresh = checked(source, pathlib.Path(folder))
            former = put_away(database.file)
            forget_commons(database.file)  # positions are those of the other log
            os.replace(fresh, database.file)  # until here the former one is there under its own name, too
            return former
    from opennight.store.postgres_backup import copy_in

    with tempfile.TemporaryDirectory() as folder:
        await copy_in(checked(source, pathlib.Path(folder)), database.listen)
    return None


def copy(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copy a database in use into one plain file, with nothing beside it."""
    with (
        told(),
        contextlib.closing(sqlite3.connect(source)) as original,
        contextlib.closing(sqlite3.connect(target)) as made,
    ):
        original.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")


def checked(source: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A copy of the file in this folder, brought up to date. Raises `Unavailable` if it cannot be used."""
    if not source.is_file():
        raise Unavailable(f"there is no file {str(source)!r}")
    fresh = folder / "nights.db"
    copy(source, fresh)
    with told(), contextlib.closing(sqlite3.connect(fresh)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
    if not 1 <= version <= len(STEPS):
        raise Unavailable("it is not a copy made by opennight, or it comes from a newer opennight")
    if damaged(fresh):
        raise Unavailable("the copy is damaged")
    with told():
        migrate(fresh)
    return fresh


def damaged(file: pathlib.Path) -> bool:
    """Whether the database in the file, which nobody else uses, cannot be read from end to end."""
    with told(), contextlib.closing(sqlite3.connect(file)) as database:
        return bool(database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))


def put_away(file: pathlib.Path) -> pathlib.Path | None:
    """Keep the file under a dated name as well, damaged or not, and put away all that lies beside it: a -wal
    would destroy the next file. The file keeps its own name, so whoever is killed here leaves a database."""
    if not file.exists():
        for part in parts(file)[1:]:
            part.unlink(missing_ok=True)
        return None
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # all that was written is now in the file itself
    former = file.with_name(f"{file.name}.{time.strftime('%Y%m%d-%H%M%S')}")
    former.unlink(missing_ok=True)
    try:
        os.link(file, former)
    except OSError:  # a disk that knows one name for each file
        shutil.copyfile(file, former)
    for part, name in list(zip(parts(file), parts(former), strict=True))[1:]:
        if part.exists():
            os.replace(part, name)
    return former


def forget(file: pathlib.Path) -> None:
    with told():
        for part in parts(file):
            part.unlink(missing_ok=True)


def parts(file: pathlib.Path) -> list[pathlib.Path]:
    """The files that an SQLite database can consist of."""
    return [file.with_name(file.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
