"""Many nights in one process, and one night in two: none waits for another, and each act counts once."""

import asyncio
import contextlib
import json
import pathlib
from collections.abc import Sequence

import pytest

from opennight.answers import Answer
from opennight.live.audiences import PHONE
from opennight.night.board import Announce, Announced
from opennight.night.fold import fold
from opennight.night.messages import HOST, Recorded, Refused
from opennight.night.nights import StartNight
from opennight.night.people import Join, Rename
from opennight.store.ahead import PIECE
from opennight.store.log import Conflict, Idle, Unavailable
from opennight.store.sqlite import SqliteLog
from opennight.writer import TRIES
from opennight.writers import Writers
from tests.cast import SEVEN, attendee, guest, host, setup
from tests.live.inside import CODE, Inside
from tests.memory import MemoryLog

OTHER = "BATS33"


async def both_started(inside: Inside) -> None:
    for code in (CODE, OTHER):
        await inside.writers.send(code, host(StartNight, setup=setup()))


async def soon(inside: Inside, text: str) -> Answer:
    """The other night's host announces this, and is answered before long."""
    return await asyncio.wait_for(inside.writers.send(OTHER, host(Announce, text=text)), 2)


@pytest.mark.parametrize("restarted", [True, False], ids=["reading", "writing"])
async def test_a_night_that_stalls_delays_no_other(restarted: bool) -> None:
    async with Inside() as inside:
        await both_started(inside)
    async with Inside(inside.log) if restarted else inside as now:
        now.log.stalled[CODE] = asyncio.Event()
        stalled = asyncio.create_task(now.writers.send(CODE, host(Announce, text="At last")))
        await asyncio.sleep(0)
        for number in range(3):
            assert (await soon(now, f"Number {number}")).version == number + 2
            assert (await now.writers.night(OTHER)).announced == f"Number {number}"
        assert not stalled.done()
        now.log.stalled[CODE].set()
        assert await stalled == Answer(2)


async def test_what_many_nights_write_at_once_shares_a_transaction() -> None:
    async with Inside() as inside:
        codes = [f"NIGHT{n}" for n in range(20)]
        starts = (inside.writers.send(code, host(StartNight, setup=setup())) for code in codes)
        assert await asyncio.gather(*starts) == [Answer(1)] * 20
        assert sum(inside.log.appends) == 20
        assert len(inside.log.appends) <= 2


class Picky(MemoryLog):
    """Refuses whatever this night has to write."""

    def __init__(self, error: Exception, code: str = CODE) -> None:
        super().__init__()
        self.error = error
        self.code = code
        self.refused = 0

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        if any(code == self.code for code, _recorded in rows):
            self.refused += 1
            raise self.error
        await super().append(rows, acts)


async def test_a_failed_write_refuses_only_the_night_at_fault() -> None:
    async with Inside(Picky(Unavailable("too big"))) as inside:
        starts = (
            inside.writers.send(code, host(StartNight, setup=setup())) for code in ("CATS", CODE, OTHER)
        )
        cats, refused, other = await asyncio.gather(*starts, return_exceptions=True)
        assert (cats, other) == (Answer(1), Answer(1))
        assert isinstance(refused, Refused)
        assert refused.kind == "busy"


async def test_a_night_that_cannot_be_read_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Inside() as inside:
        await inside.start()
        read = inside.log.read

        async def broken(code: str, after: int = 0, most: int = -1) -> list[Recorded]:
            if code == "TORN22":
                raise Unavailable("malformed")
            return await read(code, after, most)

        monkeypatch.setattr(inside.log, "read", broken)
        torn, fine = await asyncio.gather(
            inside.writers.send("TORN22", host(Announce, text="A")),
            inside.writers.send(CODE, host(Announce, text="B")),
            return_exceptions=True,
        )
        assert isinstance(torn, Refused)
        assert fine == Answer(2)


async def test_others_have_a_turn_while_a_long_night_is_opened() -> None:
    async with Inside() as inside:
        await both_started(inside)
    said = (Announced(text=f"Number {n}") for n in range(20 * PIECE))
    log = inside.log.nights[CODE]
    log += [Recorded(version, f"said-{version}", SEVEN, HOST, event) for version, event in enumerate(said, 2)]
    async with Inside(inside.log) as restarted:
        opening = asyncio.create_task(restarted.writers.night(CODE))
        await asyncio.sleep(0)
        for number in range(2):
            await soon(restarted, f"Number {number}")
        assert not opening.done()
        assert await opening == fold(CODE, log)


async def test_nights_that_rest_have_no_task() -> None:
    async with Inside() as inside:
        before = len(asyncio.all_tasks())
        for number in range(100):
            await inside.writers.send(f"NIGHT{number}", host(StartNight, setup=setup()))
        await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == before
        assert len(inside.writers.open) == 100


async def test_a_night_that_is_being_written_to_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opennight.writers.NIGHTS_KEPT", 1)
    async with Inside() as inside:
        await both_started(inside)
        inside.log.stalled[CODE] = asyncio.Event()
        sending = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="First")))
        await asyncio.sleep(0)
        writer = inside.writers.open[CODE]
        await inside.writers.night(OTHER)
        assert inside.writers.open[CODE] is writer
        inside.log.stalled[CODE].set()
        await sending
        inside.writers.open.pop(OTHER)
        await inside.writers.night(OTHER)
        assert CODE not in inside.writers.open, "and makes place once it rests"


async def test_another_process_wrote_first() -> None:
    async with Inside() as one, Inside(one.log) as other:
        await one.start("Ada")
        phone = await other.listen(PHONE, 1)
        await other.writers.night(CODE)
        await one.writers.send(CODE, host(Announce, text="First"))
        phone.take()
        assert await other.writers.send(CODE, host(Announce, text="Second")) == Answer(4)
        first, second = (frame for frame in phone.take() if "v" in json.loads(frame))
        assert "First" in first, "its screens learn what happened"
        assert "Second" in second
        assert [row.version for row in one.log.nights[CODE]] == [1, 2, 3, 4]


class StepByStep(MemoryLog):
    """A log whose calls wait until they are let go, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, list[asyncio.Event]] = {"read": [], "append": []}
        self.stepping = False

    async def step(self, call: str) -> None:
        if self.stepping:
            self.waiting[call].append(asyncio.Event())
            await self.waiting[call][-1].wait()

    async def let_go(self, call: str) -> None:
        """Let the first of these calls go, if one waits, and everybody else do what they can."""
        if self.waiting[call]:
            self.waiting[call].pop(0).set()
        await asyncio.sleep(0.01)

    async def go_on(self) -> None:
        self.stepping = False
        for call in ("read", "append"):
            while self.waiting[call]:
                await self.let_go(call)

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        await self.step("read")
        return await super().read(code, after, most)

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        await self.step("append")
        await super().append(rows, acts)


async def test_nothing_is_read_on_top_of_what_is_not_yet_written() -> None:
    """Given a reader who has to wait for another one, when an act is decided before its turn comes, then it
    waits for that, too: the act may never get into the log.
    """
    log = StepByStep()
    async with Inside(log) as inside, asyncio.TaskGroup() as all_at_once:
        version = (await inside.start("Ada")).version
        log.stepping = True
        first = all_at_once.create_task(inside.writers.open[CODE].ready(version + 1))
        await asyncio.sleep(0)
        act = all_at_once.create_task(inside.writers.send(CODE, host(Announce, text="Ours")))
        await asyncio.sleep(0.01)
        second = all_at_once.create_task(inside.writers.night(CODE, version + 2))
        await asyncio.sleep(0.01)
        await log.let_go("read")  # the first reader finds nothing new, and the act is decided
        for text in ("Theirs", "Theirs again"):
            event = Announced(text=text)
            log.nights[CODE].append(Recorded(len(log.nights[CODE]) + 1, f"said-{text}", SEVEN, HOST, event))
        await log.let_go("append")  # which is now refused
        await log.go_on()
    assert act.result() == Answer(version + 3)
    said = [row.event.text for row in log.nights[CODE] if isinstance(row.event, Announced)]
    assert said == ["Theirs", "Theirs again", "Ours"]
    assert (await inside.writers.night(CODE)) == second.result() == fold(CODE, log.nights[CODE])
    assert first.result() is not None


async def test_an_act_that_another_process_has_answered() -> None:
    """Also one that changed nothing there and is repeated here, where it would change something."""
    async with Inside() as one, Inside(one.log) as other:
        await one.start("Ada")
        await other.writers.night(CODE)
        same, later = attendee(Rename, name="Ada"), host(Announce, text="Later")
        first = await one.writers.send(CODE, same)
        await one.writers.send(CODE, later)
        assert await other.writers.send(CODE, later) == Answer(3, repeated=True)
        await one.writers.send(CODE, attendee(Rename, name="Eve"))
        await other.writers.send(CODE, host(Announce, text="Other"))
        assert await other.writers.send(CODE, same) == Answer(first.version, repeated=True)
        assert (await other.writers.night(CODE)).people[1].name == "Eve"


async def test_who_collides_again_and_again_is_asked_to_try_later() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
    log = Picky(Conflict())
    log.nights = inside.log.nights
    async with Inside(log) as unlucky:
        with pytest.raises(Refused) as refused:
            await unlucky.writers.send(CODE, host(Announce, text="Never"))
        assert (refused.value.kind, log.refused) == ("busy", TRIES)
        assert (await unlucky.writers.night(CODE)).announced == ""


async def test_two_processes_on_one_file(tmp_path: pathlib.Path) -> None:
    logs = [await SqliteLog.open(tmp_path / "nights.db") for _process in range(2)]
    one, other = (Inside(log).writers for log in logs)
    await one.send(CODE, host(StartNight, setup=setup()))

    async def join(writers: Writers, name: str) -> dict[str, int]:
        """Let ten people join in turn, each retrying until they are in. Returns each answer's version."""
        answered: dict[str, int] = {}
        for number in range(10):
            command = guest(Join, name=f"{name} {number}")
            while command.key not in answered:
                try:
                    answered[command.key] = (await writers.send(CODE, command)).version
                except Refused as refused:
                    kinds.add(refused.kind)
        return answered

    kinds = set[str]()
    doors = (join(writers, f"Door {door} {writers is one}") for door in range(4) for writers in (one, other))
    answered = await asyncio.gather(*doors)
    assert kinds <= {"busy"}
    log = await logs[0].read(CODE)
    assert [row.version for row in log] == list(range(1, 82))
    assert {row.key: row.version for row in log[1:]} == {k: v for door in answered for k, v in door.items()}
    assert all(list(door.values()) == sorted(door.values()) for door in answered), "in the order of each door"
    for writers in (one, other):
        night = await writers.night(CODE)
        assert night == fold(CODE, log[: night.version])
        await writers.send(CODE, host(Announce, text="All are in"))
    log = await logs[0].read(CODE)
    assert await other.night(CODE) == fold(CODE, log)
    for writers, file in zip((one, other), logs, strict=True):
        await writers.end()
        await file.close()


@pytest.mark.parametrize("away", [False, True], ids=["there", "away"])
async def test_a_room_that_asks_for_a_night_waits_for_one_reading(
    monkeypatch: pytest.MonkeyPatch, away: bool
) -> None:
    """Given a room that comes back at once after a restart, the log is read once, and all have the night,
    or hear that it is away, in one turn: not one in each turn, with all else that there is to do in between.
    """
    async with Inside() as inside:
        await inside.start("Ada")
    async with Inside(inside.log) as restarted:
        read, readings = restarted.log.read, []
        turns: set[int] = set()
        turn = 0

        async def one(code: str, after: int = 0, most: int = -1) -> list[Recorded]:
            readings.append(after)
            await asyncio.sleep(0)
            if away:
                raise Unavailable("gone")
            return await read(code, after, most)

        async def ask() -> None:
            with contextlib.suppress(Refused):
                await restarted.writers.current(CODE)
            turns.add(turn)

        monkeypatch.setattr(restarted.log, "read", one)
        asking = asyncio.gather(*(ask() for _phone in range(30)))
        while not asking.done():
            await asyncio.sleep(0)
            turn += 1
        assert (len(readings), len(turns)) == (1, 1)
