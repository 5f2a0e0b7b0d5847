"""Two processes on one store that collide, fail and crash at any moment: no act is lost, doubled or moved."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from opennight.night.fold import fold
from opennight.night.messages import Command, Recorded, Refused
from opennight.night.nights import MovePhase, StartNight
from opennight.night.people import Join
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote
from opennight.store.log import Conflict, Idle, Unavailable
from opennight.writers import Writers
from tests.cast import attendee, guest, host, neighbour, setup
from tests.memory import MemoryLog

CODE = "BEES22"
PEOPLE = (attendee, neighbour)
FAULTS = st.lists(st.sampled_from(["", "conflict", "away", "written, but away"]), max_size=6)
WISHES = st.tuples(st.integers(0, 1), st.sampled_from(PEOPLE), st.sampled_from([Vote, TakeBackVote]))
BATCHES = st.lists(WISHES, min_size=1, max_size=6)


class Rough(MemoryLog):
    """Each append hits the next of `faults`, if there is one left."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.hangs = asyncio.Event()

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "conflict":
            raise Conflict
        if fault == "away":
            raise Unavailable(fault)
        if fault == "hangs before":
            await self.hang()
        await super().append(rows, acts)
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
        self.writers = Writers(log, self.shown, lambda code: True)
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
        self.log = Rough()
        self.processes = [Process(self.log) for _number in range(2)]
        self.sent: list[Command] = []
        self.done: dict[str, int] = {}
        self.refused: set[str] = set()
        self.act(self.start())

    def act(self, what: Coroutine[Any, Any, None]) -> None:
        self.runner.run(what)

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
        latest = len(self.log.nights[CODE])
        try:
            answer = await process.writers.send(CODE, command)
        except Refused as refused:
            self.refused.add(refused.kind)
            return
        assert answer.repeated or answer.version >= latest
        assert self.done.setdefault(command.key, answer.version) == answer.version

    @rule(batch=BATCHES, faults=FAULTS)
    def several_send_at_once(self, batch: list[Any], faults: list[str]) -> None:
        acts = [(self.processes[process], who(kind, pitch=1)) for process, who, kind in batch]
        self.sent += [command for _process, command in acts]

        async def all_at_once() -> None:
            self.log.faults = list(faults)
            await asyncio.gather(*(self.send(process, command) for process, command in acts))

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

    @invariant()
    def what_was_answered_is_in_the_log_or_changed_nothing(self) -> None:
        log = self.log.nights[CODE]
        assert [recorded.version for recorded in log] == list(range(1, len(log) + 1))
        keys = [recorded.key for recorded in log]
        assert len(keys) == len(set(keys)), "nothing happened twice"
        written = {recorded.key: recorded.version for recorded in log}
        idle = {act.key: act.version for act in self.log.acts.values()}
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
                assert night == fold(CODE, self.log.nights[CODE][: night.version])
                assert process.told == night.version

    def teardown(self) -> None:
        self.runner.close()


TestAtOdds = AtOdds.TestCase
TestAtOdds.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
