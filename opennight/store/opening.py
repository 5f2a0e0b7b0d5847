"""Opens what DATABASE_URL names. A store's own libraries are loaded only if it is used."""

from typing import cast

from opennight.config import Database
from opennight.store.between import Between
from opennight.store.bus import Alone, Bus
from opennight.store.catalogue import Catalogue
from opennight.store.commons import Commons
from opennight.store.log import CheckedLog


async def open_log(database: Database) -> CheckedLog:
    """The log, made if it is missing, or brought up to date if it is old. Raises `Unavailable`."""
    if database.file:
        from opennight.store.sqlite import SqliteLog

        return await SqliteLog.open(database.file)
    from opennight.store.postgres import PostgresLog

    return await PostgresLog.open(database.url, database.listen)


def catalogue_beside(log: CheckedLog) -> Catalogue:
    """The catalogue in the same database."""
    from opennight.store.sqlite import SqliteLog

    if isinstance(log, SqliteLog):
        from opennight.store.sqlite_catalogue import SqliteCatalogue

        return SqliteCatalogue(log)
    from opennight.store.postgres import PostgresLog
    from opennight.store.postgres_catalogue import PostgresCatalogue

    return PostgresCatalogue(cast(PostgresLog, log))


def between_beside(log: CheckedLog) -> Between:
    """What is between two people, in the same database."""
    from opennight.store.sqlite import SqliteLog

    if isinstance(log, SqliteLog):
        from opennight.store.sqlite_between import SqliteBetween

        return SqliteBetween(log)
    from opennight.store.postgres import PostgresLog
    from opennight.store.postgres_between import PostgresBetween

    return PostgresBetween(cast(PostgresLog, log))


def commons_beside(log: CheckedLog, database: Database) -> Commons:
    """The index of the commons: in a file beside that of the log, or in the same database. It is made once it
    is needed."""
    if database.file:
        from opennight.store.sqlite_commons import SqliteCommons

        return SqliteCommons(database.file)
    from opennight.store.postgres import PostgresLog
    from opennight.store.postgres_commons import PostgresCommons

    return PostgresCommons(cast(PostgresLog, log))


def open_bus(database: Database) -> Bus:
    """The bus to the other processes on this database. It connects when it can."""
    if database.file:
        return Alone()
    from opennight.store.doorbell import Doorbell

    return Doorbell(database.listen)
