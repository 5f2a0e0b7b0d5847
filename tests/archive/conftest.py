"""Two servers' stores, and a place for the file between them."""

import contextlib
import pathlib
from collections.abc import AsyncIterator

import pytest

from opennight.media.store import Folder
from opennight.night.fold import fold
from opennight.night.state import Night
from opennight.store.log import CheckedLog
from opennight.store.postgres import PostgresLog
from opennight.store.sqlite import SqliteLog
from tests.cast import Story


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "night.zip"


@pytest.fixture
def media(tmp_path: pathlib.Path) -> Folder:
    """Where clips are here."""
    return Folder(tmp_path / "media")


@pytest.fixture
def media_there(tmp_path: pathlib.Path) -> Folder:
    return Folder(tmp_path / "media-there")


@pytest.fixture
async def log(tmp_path: pathlib.Path) -> AsyncIterator[CheckedLog]:
    """Where nights are here."""
    made = await SqliteLog.open(tmp_path / "nights.db")
    yield made
    await made.close()


@contextlib.asynccontextmanager
async def store(where: str) -> AsyncIterator[CheckedLog]:
    """Another store: the address of a PostgreSQL, or a file."""
    opened = PostgresLog.open(where) if where.startswith("postgres") else SqliteLog.open(pathlib.Path(where))
    made = await opened
    try:
        yield made
    finally:
        await made.close()


async def written(log: CheckedLog, story: Story) -> Night:
    """The story's night, in this log."""
    await log.append([(story.night.code, row) for row in story.log])
    return fold(story.night.code, story.log)
