"""The write path of one night: its commands are decided here, written, and only then answered and published.

All waiting commands are decided together and written in one go. Meanwhile the state already holds what is not
yet on the disk, so readers have to wait: nobody ever sees what could still be lost.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from opennight.answers import Answer, Waiting, refusal_of, refuse, reply
from opennight.night.fold import decide, evolve
from opennight.night.messages import Command, Recorded, Refused
from opennight.night.state import Night
from opennight.store.ahead import pieces
from opennight.store.log import DAY, Conflict, Idle, Unavailable
from opennight.store.shared import Shared

logger = logging.getLogger("opennight")

CONTENDED = 1.0
"""Seconds for which processes take turns at a night, after one has read what another has written."""
GATHERED = 0.02
"""Seconds for which commands are gathered before a turn: a turn costs the same for one as for many."""
TRIES = 30
"""How often commands are decided, at most, while other processes write to the same night. A process that has
not seen the other one yet writes without a turn, and is fast."""

Publish = Callable[[Night, Sequence[Recorded]], None]
"""Called with a night and what has just been folded into it; all of it is on the disk. While a night is being
read there may be more to come, so the last call of a reading has no events."""
Folded = Callable[[Night, Recorded], None]
"""Called with a night right after each event was folded into it, which may never get to the disk."""


@dataclass(slots=True)
class Draft:
    """What is to be written, already folded into the night, and the answers to give once it is written."""

    night: Night
    rows: list[Recorded] = field(default_factory=list)
    acts: dict[str, Idle] = field(default_factory=dict)
    answers: list[tuple[Waiting, Answer | Exception]] = field(default_factory=list)


class Writer:
    """Owns one open night in this process. A task runs only while commands wait.

    `night`: the state in memory; None until it is read, and after a write that failed.
    `idle`: the acts of the last day that changed nothing, by their keys. Those of other processes are read
    with the night, and again after a `conflict` that no new event explains.
    `behind`: the log may have more than the night in memory.
    `heard`: the latest version that another process told of while the night was being read.
    `settled`: unset while the night in memory has more than the log.
    `reading`: what those wait for who ask for more than is in memory.
    `forgotten`: how many of the night's `forgettable` versions have been blanked.
    `contended`: until when (monotonic seconds) processes take turns here.
    """

    def __init__(self, code: str, store: Shared, publish: Publish, folded: Folded) -> None:
        self.code = code
        self.store = store
        self.publish = publish
        self.folded = folded
        self.night: Night | None = None
        self.idle: dict[str, Idle] = {}
        self.behind = True
        self.conflict = False
        self.heard = 0
        self.forgotten = 0
        self.contended = 0.0
        self.opening = asyncio.Lock()
        self.reading: asyncio.Task[Night] | None = None
        self.settled = asyncio.Event()
        self.settled.set()
        self.waiting: list[Waiting] = []
        self.carrying = False
        self.task: asyncio.Task[None] | None = None

    @property
    def certain(self) -> Night | None:
        """The night, if it is in memory and all of it is on the disk; others may have written more."""
        return self.night if self.settled.is_set() else None

    @property
    def rests(self) -> bool:
        """Whether nothing waits or is under way, so that it can be closed."""
        return not (self.waiting or self.carrying or self.opening.locked())

    def hear(self, version: int, *, watched: bool) -> None:
        """Another process says that the night is at this version. It is read now if screens watch it here."""
        if self.night is None:
            self.heard = max(self.heard, version)
        elif version > self.night.version:
            self.behind = True
        if self.behind and watched and self.task is None:
            self.task = asyncio.create_task(self.run())

    async def ready(self, least: int | None = None) -> Night:
        """The night. Reads the log first if the night is not in memory or not yet at version `least`; without
        `least`, if the log may have more. Raises `Unavailable`.
        """
        async with self.opening:
            await self.settled.wait()  # until then it may hold an act that never gets written
            if self.night is None or (self.behind if least is None else self.night.version < least):
                return await self.read()
            return self.night

    async def read(self) -> Night:
        """Fold what the log has beyond the night in memory, in pieces, so that other tasks get a turn."""
        night, self.night, self.heard = self.night or Night(self.code), None, 0
        before = night.version
        try:
            async with contextlib.aclosing(pieces(self.store.log, self.code, before)) as found:
                async for piece in found:
                    for recorded in piece:
                        self.fold(night, recorded)
                    self.show(night, piece)
            if night.version and (not before or (self.conflict and night.version == before)):
                self.idle = {act.key: act for act in await self.store.log.idle(self.code)}
        except Unavailable:
            self.night = night if night.version else None  # go on from there the next time
            raise
        if before and night.version > before:
            self.contended = time.monotonic() + CONTENDED
        self.night, self.behind, self.conflict = night, self.heard > night.version, False
        self.show(night, ())
        return night

    def take(self, command: Command) -> asyncio.Future[Answer]:
        """Queue the command. The future gives its answer once all is on the disk, or raises `Refused`."""
        waiting = Waiting(command, asyncio.get_running_loop().create_future())
        self.waiting.append(waiting)
        if self.task is None:
            self.task = asyncio.create_task(self.run())
        return waiting.answer

    async def run(self) -> None:
        """Carry out commands until none wait, and read what other processes have written."""
        try:
            while self.waiting or self.behind:
                self.carrying = True
                if self.waiting:
                    await self.carry_out(self.arrived())
                elif not await self.catch_up():
                    break
                self.carrying = False
                await asyncio.sleep(0)  # let waiting readers read the night before it changes again
        finally:
            self.carrying, self.task = False, None

    async def catch_up(self) -> bool:
        """Read what other processes have written. False if it cannot be read: whoever asks next is told."""
        try:
            await self.ready()
        except Exception as error:
            logger.warning("%s not read: %s", self.code, error)
            return bool(self.waiting)
        return True

    async def carry_out(self, batch: list[Waiting]) -> None:
        """Decide and write, and try again if another process has written meanwhile.

        If that fails, `run` reads the night again: screens are still owed what was certain before.
        """
        for left in reversed(range(TRIES)):
            try:
                async with self.turn():
                    batch += self.arrived()
                    draft = await self.write(batch)
            except Exception as error:
                self.behind, self.conflict = True, isinstance(error, Conflict)
                if left and self.conflict:
                    continue
                if len(batch) > 1 and not isinstance(error, Conflict | Unavailable):
                    for waiting in batch:  # a bug in one command is no reason to refuse the others
                        await self.carry_out([waiting])
                else:
                    refuse(batch, error)
                return
            reply(draft.answers)
            await self.forget(draft.night)
            return

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Take turns with other processes while they collide here. A turn begins by reading theirs."""
        if time.monotonic() > self.contended:
            yield
            return
        await asyncio.sleep(GATHERED)
        async with self.store.log.turn(self.code):
            self.behind = True
            yield

    def arrived(self) -> list[Waiting]:
        """The commands that have arrived since."""
        batch, self.waiting = self.waiting, []
        return batch

    async def write(self, batch: list[Waiting]) -> Draft:
        """Decide these commands, write their events, and show them. If writing fails, drop the night in
        memory, which holds them already. Raises `Conflict` or `Unavailable`."""
        draft = Draft(await self.ready())
        try:
            for waiting in batch:
                draft.answers.append((waiting, self.answer(draft, waiting.command)))
            if draft.rows:
                self.settled.clear()
            if draft.rows or draft.acts:
                await self.store.append(self.code, draft.rows, list(draft.acts.values()))
        except BaseException:
            if draft.rows:
                self.night = None
            raise
        finally:
            self.settled.set()
        self.remember(draft.acts)
        if draft.rows:  # with no await before: whoever reads the night from now on counts this as shown
            self.show(draft.night, draft.rows)
        return draft

    def answer(self, draft: Draft, command: Command) -> Answer | Exception:
        """What the sender is to be told once the draft is written: an answer, or why not. The events of the
        command go into the draft and its night."""
        night = draft.night
        if (version := self.carried_out(draft, command)) is not None:
            return Answer(version, repeated=True)
        try:
            events = decide(night, command)
        except Refused as refused:
            # Without its traceback, which would keep this frame alive, and with it all answers.
            return refused.with_traceback(None)
        except Exception as error:  # a bug in one command is no reason to refuse the others
            logger.exception("not decided")
            return refusal_of(error)
        for event in events:
            recorded = Recorded(night.version + 1, command.id, command.at, command.actor, event)
            draft.rows.append(recorded)
            self.fold(night, recorded)
        if not events:
            draft.acts[command.key] = Idle(self.code, command.key, night.version, command.at)
        return Answer(night.version)

    def carried_out(self, draft: Draft, command: Command) -> int | None:
        """The version after this command was carried out, if it was: then this is a repeat."""
        if version := draft.night.done(command.actor, command.id):
            return version
        if not (self.idle or draft.acts):
            return None
        key = command.key
        act = self.idle.get(key) or draft.acts.get(key)
        return act.version if act else None

    def remember(self, acts: dict[str, Idle]) -> None:
        """Remember these acts for a day, so that a repeat is recognised."""
        for act in acts.values():
            self.idle[act.key] = act
            while self.idle[first := next(iter(self.idle))].at < act.at - DAY:
                del self.idle[first]

    async def forget(self, night: Night) -> None:
        """Blank in the log what nobody needs any more. What is still there after a failure goes with the next
        act, also after a restart."""
        versions = night.forgettable[self.forgotten :]
        if not versions:
            return
        try:
            await self.store.log.forget(self.code, versions)
        except (Conflict, Unavailable) as error:
            logger.warning("%s: names not blanked yet: %s", self.code, error)
        else:
            self.forgotten += len(versions)

    def fold(self, night: Night, recorded: Recorded) -> None:
        """Apply the event, and tell the follower. An error there is no reason to stop writing."""
        evolve(night, recorded)
        try:
            self.folded(night, recorded)
        except Exception:
            logger.exception("not followed")

    def show(self, night: Night, rows: Sequence[Recorded]) -> None:
        """Publish these events. An error in a follower is no reason to stop writing."""
        try:
            self.publish(night, rows)
        except Exception:
            logger.exception("not shown")
