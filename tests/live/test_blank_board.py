"""A blank board shows nothing, and is told nothing: not on its page, not by a push, not as it comes back."""

import pytest

from opennight.live import hub
from opennight.live.audiences import BOARD
from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.timer import RingBell, StartTimer
from opennight.night.votes import Vote
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside

BEFORE: list[Command] = [
    host(MovePhase, to="pitch"),
    attendee(MakePitch, title="Bees"),
    host(MovePhase, to="vote"),
    host(BlankBoard, blank=True),
]
MEANWHILE: list[Command] = [
    attendee(Vote, pitch=1),
    neighbour(MakePitch, title="Books"),
    host(Announce, text="Soup"),
    host(SetScene, scene="timer"),
    host(StartTimer, minutes=5),
    host(RingBell),
    host(MovePhase, to="share"),
]
WORDS = ("Bees", "Books", "Soup", "tally", "timer", "join")
"""What a board shows, or would be told, of this night."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)


async def test_nothing_of_the_night_reaches_it() -> None:
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for command in BEFORE:
            await inside.writers.send(CODE, command)
        board = await inside.listen(BOARD, page=await inside.load(BOARD))
        board.take()
        for command in MEANWHILE:
            await inside.writers.send(CODE, command)
        told = "".join(board.take() + await inside.again(board, 1))
        page = (await inside.load(BOARD)).html.partition("<body")[2]
        assert [word for word in WORDS if word in told + page] == []


async def test_shown_again_it_shows_what_is_on_by_then() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        await inside.writers.send(CODE, host(BlankBoard, blank=True))
        page = await inside.load(BOARD)
        board = await inside.listen(BOARD, page=page)
        for command in (
            host(MovePhase, to="pitch"),
            attendee(MakePitch, title="Bees"),
            host(Announce, text="Soup"),
            host(BlankBoard, blank=False),
        ):
            await inside.writers.send(CODE, command)
        for frame in board.take():
            page.receive(frame)
        last = await inside.load(BOARD)
        for region in ("scene", "announcement"):
            assert page.look(region) == last.look(region)
        assert "Bees" in page.look("scene")
        assert "Soup" in page.look("announcement")
