"""What time alone changes: desks are told how late the night is, and nobody else."""

import asyncio
import json

import pytest

from opennight import clock
from opennight.live.audiences import BOARD, DESK, PHONE
from opennight.live.hub import TICK
from opennight.live.rendering import KEPT_FOR
from opennight.night.kept.parts import Part
from opennight.night.phases import MovePhase
from opennight.night.timer import MINUTE
from tests.cast import SEVEN, host
from tests.live.inside import CODE, Inside
from tests.live.page import Page

SHEET = (Part("welcome", 10), Part("talk", 20), Part("talk", 20))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "list[int]":
    """The time, in ms, as a list of one that can be moved."""
    time = [SEVEN]
    monkeypatch.setattr(clock, "now", lambda: time[0])
    return time


async def later(inside: Inside, at: list[int], minutes: float) -> None:
    """So many minutes pass, and with them what was kept."""
    at[0] += round(minutes * MINUTE)
    inside.hub.renderer.kept_since -= KEPT_FOR
    inside.hub.tell_time()


def heard(frames: list[str]) -> str:
    return " ".join(html for frame in frames for _region, _parent, html in json.loads(frame).get("f", []))


async def test_a_desk_hears_by_the_minute_how_late_it_is_and_nobody_else_does(at: list[int]) -> None:
    async with Inside() as inside:
        await inside.start(starts="19:00", sheet=SHEET)
        screens = [await inside.listen(audience) for audience in (DESK, BOARD, PHONE)]
        desk = screens[0]
        inside.hub.tell_time()
        for screen in screens:
            screen.take()
        await later(inside, at, 15)
        frames = desk.take()
        assert "5 minutes behind" in heard(frames)
        assert len(frames) == 1
        assert sum(map(len, frames)) < 4096
        await later(inside, at, 0.01)
        assert desk.take() == [], "nothing looks different"
        await later(inside, at, 1)
        assert "6 minutes behind" in heard(desk.take())
        assert [screen.frames for screen in screens[1:]] == [[], []]


async def test_such_a_frame_leads_nowhere_and_the_next_one_follows_on(at: list[int]) -> None:
    async with Inside() as inside:
        version = (await inside.start(starts="19:00", sheet=SHEET)).version
        desk = await inside.listen(DESK, page=await inside.load(DESK))
        await later(inside, at, 15)
        told = [json.loads(frame) for frame in desk.take()]
        assert {(frame["a"], frame["v"]) for frame in told if "v" in frame} == {(version, version)}
        await inside.writers.send(CODE, host(MovePhase, to="pitch", at=at[0]))
        await asyncio.sleep(TICK * 2)
        [after] = [json.loads(frame) for frame in desk.take()]
        assert after["a"] <= version < after["v"]


async def test_a_desk_that_slept_is_told_what_it_missed(at: list[int]) -> None:
    async with Inside() as inside:
        await inside.start(starts="19:00", sheet=SHEET)
        desk, other = await inside.listen(DESK), await inside.listen(DESK)
        inside.hub.leave(CODE, desk)
        await later(inside, at, 15)
        assert "5 minutes behind" in heard(other.take())
        back = await inside.listen(DESK, page=Page(""))
        back.take()
        inside.hub.tell_time()
        assert "5 minutes behind" in heard(back.take())


async def test_a_night_without_a_sheet_and_a_closed_one_hear_nothing(at: list[int]) -> None:
    async with Inside() as inside:
        await inside.start()
        desk = await inside.listen(DESK)
        desk.take()
        await later(inside, at, 15)
        assert desk.take() == []
    async with Inside() as inside:
        await inside.start(starts="19:00", sheet=SHEET)
        await inside.writers.send(CODE, host(MovePhase, to="closed"))
        desk = await inside.listen(DESK)
        desk.take()
        await later(inside, at, 15)
        assert desk.take() == []


@pytest.mark.bugs
async def test_a_night_that_cannot_be_drawn_holds_up_no_other_desk(
    at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a bug in what a desk shows, when time passes, then nobody is told to reload again and again; once
    it can be drawn, it is there."""
    async with Inside() as inside:
        await inside.start(starts="19:00", sheet=SHEET)
        desk = await inside.listen(DESK)
        desk.take()
        with monkeypatch.context() as bug:
            bug.setattr(inside.hub.renderer, "render", lambda *_anything: 1 / 0)
            await later(inside, at, 15)
        assert desk.take() == []
        await later(inside, at, 1)
        assert "6 minutes behind" in heard(desk.take())
