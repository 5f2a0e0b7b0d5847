"""Answers without a name are told several at a time, and nothing tells which of them is whose."""

import asyncio
from collections import Counter

import pytest

from opennight.mixing import ENOUGH, HELD, drawn, mix, where
from opennight.night import feedback
from opennight.night.asking import EndFeedback
from opennight.night.feedback import NIGHT, WORDS, FeedbackSealed, SealFeedback
from opennight.night.kept.feedback import Answer
from opennight.night.messages import acting
from opennight.night.phases import MovePhase
from opennight.night.pooling import FeedbackPooled
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.store.postgres import PostgresLog
from tests.cast import Somebody, host
from tests.live.inside import CODE, Inside

SEALS = Seals(b"k" * 32)
PEOPLE = [f"Person {no}" for no in range(1, 9)]


def answer_of(no: int) -> Answer:
    return Answer(1 + no % 5, (f"keep {no}", f"change {no}"))


async def closed(inside: Inside) -> None:
    await inside.start(*PEOPLE)
    await inside.writers.send(CODE, host(MovePhase, to="closed"))


async def answers(inside: Inside, no: int, *, mixes: bool = True) -> Night:
    """This person answers without a name; unless the server dies first, it is mixed at once."""
    night = await inside.writers.night(CODE)
    sealed = SEALS.seal([answer_of(no)], where(night, NIGHT))
    command = Somebody(acting(no))(SealFeedback, about=NIGHT, sealed=sealed)
    await inside.writers.send(CODE, command)
    if mixes:
        await mix(inside.writers, SEALS, CODE)
    return await inside.writers.night(CODE)


async def ends(inside: Inside, *, ended: bool = True) -> Night:
    await inside.writers.send(CODE, host(EndFeedback, ended=ended))
    await mix(inside.writers, SEALS, CODE)
    return await inside.writers.night(CODE)


def told(night: Night) -> set[str]:
    return {one.text for one in feedback.all_words(night, NIGHT)}


def said_by(*people: int) -> set[str]:
    return {text for no in people for text in answer_of(no).words}


async def test_nothing_is_told_before_enough_have_answered() -> None:
    async with Inside() as inside:
        await closed(inside)
        for no in range(1, ENOUGH):
            night = await answers(inside, no)
            assert not told(night)
            assert not sum(feedback.subject(night, NIGHT).counts)
        night = await answers(inside, ENOUGH)
        assert len(told(night)) == 2 * (ENOUGH - HELD)
        assert told(night) <= said_by(*range(1, ENOUGH + 1))
        assert feedback.subject(night, NIGHT).held == HELD


async def test_at_the_end_all_are_told_once() -> None:
    async with Inside() as inside:
        await closed(inside)
        for no in range(1, 8):
            await answers(inside, no)
        night = await ends(inside)
        assert sorted(one.text for one in feedback.all_words(night, NIGHT)) == sorted(said_by(*range(1, 8)))
        assert feedback.subject(night, NIGHT).counts == [1, 2, 2, 1, 1]
        assert feedback.subject(night, NIGHT).held == 0


async def test_many_answer_at_once_and_each_is_told_once() -> None:
    """Each mixes as soon as its own answer is in: they get in each other's way, and try again."""
    async with Inside() as inside:
        await inside.start(*(f"Person {no}" for no in range(1, 41)))
        await inside.writers.send(CODE, host(MovePhase, to="closed"))
        await asyncio.gather(*(answers(inside, no) for no in range(1, 41)))
        night = await ends(inside)
        assert sorted(one.text for one in feedback.all_words(night, NIGHT)) == sorted(said_by(*range(1, 41)))
        assert sum(feedback.subject(night, NIGHT).counts) == 40


async def test_it_is_the_same_on_postgresql(postgres_url: str) -> None:
    log = await PostgresLog.open(postgres_url)
    async with Inside(log) as inside:
        await closed(inside)
        for no in range(1, 7):
            night = await answers(inside, no)
        await inside.writers.end()
        assert len(told(night)) == 2 * (ENOUGH - HELD)
        rows = await log.rows(CODE)
        assert [row.personal for row in rows if row.kind == "feedback-sealed/1"] == [None] * 6
        assert [row.personal for row in rows if row.kind == "feedback-pooled/1"][:-1] == [None] * 5
    await log.close()


async def test_at_the_end_too_few_are_not_told() -> None:
    """Nor once the host has taken more feedback, and ended it again to see who has come."""
    async with Inside() as inside:
        await closed(inside)
        for no in (1, 2):
            await answers(inside, no)
        assert not told(await ends(inside))
        await ends(inside, ended=False)
        await answers(inside, 3)
        assert told(await ends(inside)) == said_by(1, 2, 3)
        await ends(inside, ended=False)
        await answers(inside, 4)
        assert told(await ends(inside)) == said_by(1, 2, 3)


async def test_what_was_not_mixed_before_a_crash_goes_with_the_next() -> None:
    async with Inside() as inside:
        await closed(inside)
        for no in (1, 2):
            await answers(inside, no, mixes=False)
        for no in (3, 4):
            await answers(inside, no)
        night = await ends(inside)
        assert told(night) == said_by(1, 2, 3, 4)
        assert not feedback.subject(night, NIGHT).sealed


async def test_the_log_forgets_what_each_person_had_sealed() -> None:
    async with Inside() as inside:
        await closed(inside)
        for no in range(1, 7):
            await answers(inside, no)
        await inside.writers.end()
        log = [one.event for one in inside.log.nights[CODE]]
        assert [one.sealed for one in log if isinstance(one, FeedbackSealed)] == [""] * 6
        pools = [one.kept for one in log if isinstance(one, FeedbackPooled)]
        assert pools[:-1] == [""] * 5
        assert pools[-1]


async def test_answers_under_another_key_hold_up_nobody() -> None:
    async with Inside() as inside:
        await closed(inside)
        night = await inside.writers.night(CODE)
        foreign = Seals(b"o" * 32).seal([answer_of(1)], where(night, NIGHT))
        await inside.writers.send(CODE, Somebody(acting(1))(SealFeedback, about=NIGHT, sealed=foreign))
        for no in (2, 3, 4):
            await answers(inside, no)
        assert told(await ends(inside)) == said_by(2, 3, 4)


def test_any_of_the_pool_is_as_likely_to_be_told_and_at_any_place() -> None:
    """The newest one is told as often as each of the others, and stands at no place of its own."""
    pool = [answer_of(no) for no in range(ENOUGH)]
    runs = 2_000
    places = Counter(
        place
        for _run in range(runs)
        for place, one in enumerate(drawn(pool, ended=False)[0])
        if one == pool[-1]
    )
    expected = runs / ENOUGH
    assert all(0.75 * expected < places[place] < 1.25 * expected for place in range(ENOUGH - HELD))


def test_what_is_sealed_tells_nothing_by_its_length() -> None:
    empty, full = Answer(1, ("", "")), Answer(5, ("\N{GRINNING FACE}" * WORDS, '"' * WORDS, "\\" * WORDS))
    assert len(SEALS.seal([empty], "here")) == len(SEALS.seal([full], "here"))
    assert SEALS.open(SEALS.seal([empty, full], "here"), "here") == [empty, full]
    assert SEALS.seal([empty], "here") != SEALS.seal([empty], "here")


@pytest.mark.parametrize(("key", "where"), [(b"o" * 32, "here"), (b"k" * 32, "there")])
def test_what_is_sealed_opens_with_its_key_where_it_belongs(key: bytes, where: str) -> None:
    with pytest.raises(Unreadable):
        Seals(key).open(SEALS.seal([answer_of(1)], "here"), where)
