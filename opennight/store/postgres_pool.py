"""Connections to PostgreSQL, straight or through a pooler, and its errors as those of `Log`."""

import contextlib
from collections.abc import Iterator
from typing import Any

import asyncpg

from opennight.store.log import Conflict, Unavailable

PATIENCE = 5.0
"""Seconds after which a statement, or an attempt to connect, has failed."""
NAMED = {"application_name": "opennight"}


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn the errors of asyncpg into those of `Log`."""
    try:
        yield
    except (
        asyncpg.IntegrityConstraintViolationError,
        asyncpg.SerializationError,
        asyncpg.DeadlockDetectedError,
    ) as error:
        raise Conflict from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        raise Unavailable(str(error) or type(error).__name__) from error  # TimeoutError has no text


async def as_it_is(connection: object) -> None:
    """Leave a connection as it is between two uses: nothing of ours changes it, and a reset is a trip."""


async def connections(url: str, most: int, **settings: str) -> asyncpg.Pool:
    """A pool of at most so many, which are made once they are needed."""
    lasting = {
        "default_transaction_isolation": "repeatable read",
        "statement_timeout": str(int(PATIENCE * 1000)),
        "synchronous_commit": "on",
    }
    return await create(url, most, server_settings=NAMED | lasting | settings)


async def connections_through_a_pooler(url: str, most: int) -> asyncpg.Pool:
    """The same through PgBouncer: each transaction may get another connection to the server, with neither our
    settings nor the statements that we prepared.
    """
    return await create(url, most, server_settings=NAMED, statement_cache_size=0)


async def create(url: str, most: int, **more: Any) -> asyncpg.Pool:
    patience = {"timeout": PATIENCE, "command_timeout": PATIENCE}
    return await asyncpg.create_pool(url, min_size=0, max_size=most, reset=as_it_is, **patience, **more)
