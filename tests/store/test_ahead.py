"""A long night is read piece by piece, and ahead: in order, each event once, whatever the log has lost."""

import asyncio
import contextlib

import pytest

from opennight.night.board import Announced
from opennight.night.messages import HOST, Recorded
from opennight.store import ahead
from opennight.store.log import Unavailable
from tests.cast import SEVEN
from tests.memory import MemoryLog

PIECE = 10


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PIECE", PIECE)


class LossyLog(MemoryLog):
    """A log in memory that may lack rows, as one of the others may; it notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.gone = 1_000

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        self.asked.append(after)
        if after >= self.gone:
            raise Unavailable("gone")
        await self.stall(code)
        return [recorded for recorded in self.nights[code] if recorded.version > after][:most]


def logged(*versions: int) -> LossyLog:
    log = LossyLog()
    log.nights["BEES"] = [
        Recorded(version, f"said-{version}", SEVEN, HOST, Announced(text=f"Number {version}"))
        for version in versions
    ]
    return log


async def read(log: LossyLog, after: int = 0) -> list[int]:
    """The versions that are read."""
    found = []
    async with contextlib.aclosing(ahead.pieces(log, "BEES", after)) as pieces:
        async for piece in pieces:
            assert len(piece) <= PIECE
            found += [recorded.version for recorded in piece]
    return found


@pytest.mark.parametrize("many", [0, 1, 9, 10, 11, 20, 35, 100])
async def test_in_order(many: int) -> None:
    assert await read(logged(*range(1, many + 1))) == list(range(1, many + 1))


async def test_only_what_is_new() -> None:
    assert await read(logged(*range(1, 48)), after=17) == list(range(18, 48))


@pytest.mark.parametrize("lost", [{1}, {5}, {10}, {11}, {5, 6, 31}, set(range(8, 33))])
async def test_rows_are_lost(lost: set[int]) -> None:
    left = [version for version in range(1, 78) if version not in lost]
    assert await read(logged(*left)) == left


async def test_few_rows_are_asked_for_once() -> None:
    log = logged(*range(1, 8))
    await read(log)
    assert log.asked == [0]


async def test_the_log_goes_away_meanwhile(caplog: pytest.LogCaptureFixture) -> None:
    log = logged(*range(1, 78))
    log.gone = 20
    with pytest.raises(Unavailable):
        await read(log)
    await asyncio.sleep(0)
    assert not caplog.records  # nobody complains of what was asked for ahead
