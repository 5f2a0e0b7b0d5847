"""Two processes on one store that collide, fail and crash at any moment: no act is lost, doubled or moved."""

import asyncio
import pathlib
import tempfile
from collections.abc import Coroutine, Sequence
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from opennight.night.fold import fold
from opennight.night.messages import Command, Recorded, Refused
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote
from opennight.store.log import Conflict, Idle, Log, Unavailable
from opennight.store.postgres import PostgresLog
from opennight.store.sqlite import SqliteLog
from opennight.writers import Writers
from tests.cast import attendee, guest, host, neighbour, setup
from tests.examples import tried
from tests.memory import MemoryLog

CODE = "BEES22"
PEOPLE = (attendee, neighbour)
FAULTS = st.lists(st.sampled_from(["", "conflict", "away", "written, but away"]), max_size=6)
WISHES = st.tuples(st.integers(0, 1), st.sampled_from(PEOPLE), st.sampled_from([Vote, TakeBackVote]))
BATCHES = st.lists(WISHES, min_size=1, max_size=6)
READERS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 8), st.integers(0, 3)), max_size=5)
"""(process, turns of the event loop until they ask, how many versions more than there are they ask for)"""


class Rough:
    """A `Log` on which each append hits the next of `faults`, if there is one left. Each reading takes the
    next of `turns` of the event loop, before and after.
    """

    def __init__(self, log: Log) -> None:
        self.log = log
        self.faults: list[str] = []
        self.hangs = asyncio.Event()
        self.turns: list[int] = []
        self.idle, self.codes = log.idle, log.codes
        self.versions, self.probe, self.close = log.versions, log.probe, log.close
        self.turn, self.forget, self.find = log.turn, log.forget, log.find

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        turns = self.turns.pop(0) if self.turns else 0
        for _turn in range(turns):
            await asyncio.sleep(0)
        found = await self.log.read(code, after, most)
        for _turn in range(turns):
            await asyncio.sleep(0)
        return found

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "conflict":
            raise Conflict
        if fault == "away":
            raise Unavailable(fault)
        if fault == "hangs before":
            await self.hang()
        await self.log.append(rows, acts)
        if fault == "written, but away":
            raise Unavailable(fault)
        if fault == "hangs after":
            await self.hang()

    async def hang(self) -> None:
        self.hangs.set()
        await asyncio.Event().wait()


class Process:
    """The writers of a process, and the latest version that its screens were told of."""

    def __init__(self, log: Rough) -> None:
        self.writers = Writers(log, self.shown, lambda code: True, lambda code: True)
        self.told = 0

    def shown(self, night: Night, rows: Sequence[Recorded]) -> None:
        for recorded in rows:
            assert recorded.version in (self.told + 1, 1), "all, in order, and anew only from the start"
            self.told = recorded.version
        assert self.told == night.version


class AtOdds(RuleBasedStateMachine):
    """`done` has the answered version of each act by its key, `sent` all acts in the order they were sent."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.log = Rough(self.runner.run(self.opened()))
        self.processes = [Process(self.log) for _number in range(2)]
        self.sent: list[Command] = []
        self.done: dict[str, int] = {}
        self.refused: set[str] = set()
        self.act(self.start())

    async def opened(self) -> Log:
        """An empty log."""
        return MemoryLog()

    def act(self, what: Coroutine[Any, Any, None]) -> None:
        self.runner.run(what)

    def written(self) -> list[Recorded]:
        return self.runner.run(self.log.read(CODE))

    async def start(self) -> None:
        for command in (
            host(StartNight, setup=setup()),
            guest(Join, name="Ada"),
            guest(Join, name="Ben"),
            host(MovePhase, to="pitch"),
            attendee(MakePitch, title="Bees"),
            host(MovePhase, to="vote"),
        ):
            await self.send(self.processes[0], command)

    async def send(self, process: Process, command: Command) -> None:
        """Note the answer. Unless repeated, its version is not older than the log was when it was sent."""
        latest = (await self.log.versions([CODE])).get(CODE, 0)
        try:
            answer = await process.writers.send(CODE, command)
        except Refused as refused:
            self.refused.add(refused.kind)
            return
        assert answer.repeated or answer.version >= latest
        assert self.done.setdefault(command.key, answer.version) == answer.version

    async def look(self, process: Process, turns: int, more: int) -> None:
        """Ask for the night at a version that another process may be about to write."""
        for _turn in range(turns):
            await asyncio.sleep(0)
        least = (await self.log.versions([CODE])).get(CODE, 0) + more
        async with asyncio.timeout(5):
            await process.writers.night(CODE, least)

    @rule(batch=BATCHES, faults=FAULTS, readers=READERS, turns=st.lists(st.integers(0, 6), max_size=8))
    def several_send_at_once(
        self, batch: list[Any], faults: list[str], readers: list[tuple[int, int, int]], turns: list[int]
    ) -> None:
        acts = [(self.processes[process], who(kind, pitch=1)) for process, who, kind in batch]
        self.sent += [command for _process, command in acts]

        async def all_at_once() -> None:
            self.log.faults, self.log.turns = list(faults), list(turns)
            looks = (self.look(self.processes[process], *how) for process, *how in readers)
            await asyncio.gather(*(self.send(process, command) for process, command in acts), *looks)
            self.log.turns = []

        self.act(all_at_once())

    @rule(again=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30)), min_size=1, max_size=4))
    def some_send_again(self, again: list[tuple[int, int]]) -> None:
        """On either process, whether they were answered or not."""
        self.log.faults = []
        for process, back in again:
            for command in self.sent[-1 - back :][:1]:
                self.act(self.send(self.processes[process], command))
                assert command.key in self.done

    @rule(
        number=st.integers(0, 1),
        who=st.sampled_from(PEOPLE),
        kind=st.sampled_from([Vote, TakeBackVote]),
        moment=st.sampled_from(["hangs before", "hangs after"]),
    )
    def one_crashes(self, number: int, who: Any, kind: type[Command], moment: str) -> None:
        """Before the append, between append and answer, or afterwards; another process takes its place."""
        command = who(kind, pitch=1)
        self.sent.append(command)

        async def crash() -> None:
            self.log.faults, self.log.hangs = [moment], asyncio.Event()
            sending = asyncio.create_task(self.send(self.processes[number], command))
            hanging = asyncio.create_task(self.log.hangs.wait())
            await asyncio.wait({sending, hanging}, return_when=asyncio.FIRST_COMPLETED)
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        self.act(crash())
        self.processes[number] = Process(self.log)

    @rule(process=st.integers(0, 1), off=st.integers(-3, 3))
    def one_hears(self, process: int, off: int) -> None:
        """A ring, which may be early, late or wrong."""
        self.log.faults = []

        async def hear() -> None:
            writers = self.processes[process].writers
            writers.hear({CODE: len(await self.log.read(CODE)) + off, "NOSUCH": 7})
            while tasks := [writer.task for writer in writers.open.values() if writer.task]:
                await asyncio.wait(tasks)

        self.act(hear())

    @invariant()
    def what_was_answered_is_in_the_log_or_changed_nothing(self) -> None:
        log = self.written()
        assert [recorded.version for recorded in log] == list(range(1, len(log) + 1))
        keys = [recorded.key for recorded in log]
        assert len(keys) == len(set(keys)), "nothing happened twice"
        written = {recorded.key: recorded.version for recorded in log}
        idle = {act.key: act.version for act in self.runner.run(self.log.idle(CODE))}
        assert not written.keys() & idle.keys()
        assert self.done.items() <= (written | idle).items()

    @invariant()
    def nobody_is_refused_for_good(self) -> None:
        assert self.refused <= {"busy"}

    @invariant()
    def each_process_shows_what_is_in_the_log(self) -> None:
        for process in self.processes:
            night = process.writers.certain(CODE)
            if night is not None:
                assert night == fold(CODE, self.written()[: night.version])
                assert process.told == night.version

    def teardown(self) -> None:
        self.runner.run(self.log.close())
        self.runner.close()


class AtOddsOnSqlite(AtOdds):
    """The same on a real file."""

    async def opened(self) -> Log:
        self.folder = tempfile.TemporaryDirectory()
        return await SqliteLog.open(pathlib.Path(self.folder.name) / "nights.db")

    def teardown(self) -> None:
        super().teardown()
        self.folder.cleanup()


class AtOddsOnPostgres(AtOdds):
    """The same on a real server."""

    url = ""

    async def opened(self) -> Log:
        log = await PostgresLog.open(self.url)
        await log.pool.execute("TRUNCATE events, heads, idle")
        return log


class TestAtOdds(AtOdds.TestCase):  # type: ignore[misc,valid-type]
    settings = tried(13, steps=12)


class TestAtOddsOnSqlite(AtOddsOnSqlite.TestCase):  # type: ignore[misc,valid-type]
    settings = tried(5, steps=12)


class TestAtOddsOnPostgres(AtOddsOnPostgres.TestCase):  # type: ignore[misc,valid-type]
    settings = tried(5, steps=12)

    @pytest.fixture(autouse=True)
    def database(self, postgres_url: str) -> None:
        AtOddsOnPostgres.url = postgres_url
