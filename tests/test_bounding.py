"""How close a line-up is to the best there can be: asked once, one at a time, and of what runs twice."""

import asyncio

import msgspec
import pytest

from opennight.bounding import WAITING, Bounder, choices
from opennight.lineup.bounds.search import bound
from opennight.lineup.problem import Problem
from opennight.night import people, reasons, repeats
from opennight.night.lineup import DropGroup
from opennight.night.messages import Refused, acting
from opennight.night.phases import MovePhase
from opennight.night.votes import Vote
from tests import second_runs
from tests.cast import Somebody, guest, host
from tests.second_runs import BEES, BOOKS, BREAD


class Slow(Bounder):
    """Works it out in this process, and counts how often, and how many at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.now, self.most = 0, 0, 0

    async def answer(self, asked: bytes) -> bytes:
        self.asked, self.now = self.asked + 1, self.now + 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        return self.work(asked)

    def work(self, asked: bytes) -> bytes:
        return msgspec.json.encode(bound(*msgspec.json.decode(asked, type=tuple[Problem, int])))


class Guessing(Slow):
    """For those who only count."""

    def work(self, asked: bytes) -> bytes:
        return b"1"


class Endless(Bounder):
    async def answer(self, asked: bytes) -> bytes:
        await asyncio.Event().wait()
        raise AssertionError


class Failing(Bounder):
    async def answer(self, asked: bytes) -> bytes:
        raise OSError("no process")


async def test_many_who_ask_at_once_are_answered_by_one_and_the_same() -> None:
    night, bounder = second_runs.twice().night, Slow()
    found = await asyncio.gather(*(bounder.bounded(night) for _time in range(1 + WAITING)))
    assert len({(one.kept, one.most) for one in found}) == 1
    assert (bounder.asked, bounder.most) == (1, 1)


async def test_however_many_hosts_ask_at_once_one_is_worked_out_and_few_wait() -> None:
    """Each of a night of its own. The others are told to try again, without any work; then there is room."""
    bounder = Guessing()
    nights = [
        second_runs.twice().given(*(guest(people.Join, name=f"Late{no}") for no in range(many))).night
        for many in range(2 * WAITING)
    ]
    found = await asyncio.gather(*map(bounder.bounded, nights), return_exceptions=True)
    refused = [one for one in found if isinstance(one, Refused)]
    assert [one.kind for one in refused] == ["busy"] * (len(nights) - 1 - WAITING)
    assert (bounder.asked, bounder.most, bounder.asking) == (1 + WAITING, 1, 0)
    assert (await bounder.bounded(nights[-1])).most


async def test_whoever_gives_up_makes_room_for_others() -> None:
    bounder = Endless()
    asking = [
        asyncio.ensure_future(bounder.bounded(second_runs.twice().night)) for _time in range(1 + WAITING)
    ]
    await asyncio.sleep(0)
    for one in asking:
        one.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    assert (bounder.asking, bounder.alone.locked()) == (0, False)


async def test_a_topic_that_runs_twice_can_be_met_at_either_time() -> None:
    """Its choices are all taken as met; what the line-up meets is never more than the bound."""
    once = second_runs.twice()
    first = repeats.suggestions(once.night)[0]
    again = second_runs.twice().given(host(repeats.RepeatPitch, pitch=BEES, slot=first.slot, room=first.room))
    problem, loose = choices(again.night, 0)
    fans = sum(reasons.wants(again.night, BEES, no) for no in again.night.people)
    assert loose == fans > 0
    assert len(problem.standing) == len(again.night.lineup)
    assert len({topic for _who, topic, _worth in problem.wishes}) == 1
    for night in (once.night, again.night):
        found = await Slow().bounded(night)
        assert found.kept == reasons.totals(night).kept <= found.most <= found.ideal


async def test_each_of_two_topics_that_run_twice_can_be_met_at_either_time() -> None:
    """Given Bees and Books twice each, then the choices of both are taken as met."""
    story = second_runs.twice()
    first = repeats.suggestions(story.night)[0]
    story.given(host(repeats.RepeatPitch, pitch=BEES, slot=first.slot, room=first.room))
    bread = next(one for one in story.night.lineup.values() if one.pitch == BREAD)
    more = [Somebody(acting(no))(Vote, pitch=BOOKS) for no in (6, 7)]
    story.given(host(DropGroup, group=bread.group), host(MovePhase, to="vote"), *more)
    story.given(host(repeats.RepeatPitch, pitch=BOOKS, slot=bread.slot, room=bread.room))
    _problem, loose = choices(story.night, 0)
    fans = {
        no: sum(reasons.wants(story.night, no, one) for one in story.night.people) for no in (BEES, BOOKS)
    }
    assert loose == sum(fans.values()) > max(fans.values())


async def test_what_fails_is_a_refusal(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Refused, match="could not be worked out") as refused:
        await Failing().bounded(second_runs.twice().night)
    assert refused.value.kind == "busy"
    assert "no bound" in caplog.text
