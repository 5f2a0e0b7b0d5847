"""The one write path: every command of every night is decided here, written, and only then told.

A single task takes all commands that wait, lets the domain decide each, and writes all their events in one
transaction (group commit). While that transaction is under way the states already hold what is not yet
certain, so readers wait for it: nobody ever sees what could still be lost.
"""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from opennight import metrics
from opennight.live.hub import Hub
from opennight.night.fold import decide, evolve, fold
from opennight.night.state import Night
from opennight.night.words import Command, Recorded, Refused, _
from opennight.store.log import Conflict, Log

logger = logging.getLogger("opennight")

NIGHTS_KEPT = 300
"""Nights that stay in memory; beyond that, those that were opened first and have no screens make place."""

IDLE_KEPT = 10_000
"""Commands that changed nothing whose ids are remembered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: the night's version after it. A repeat gets the version of the first time."""

    version: int
    repeated: bool = False


@dataclass(slots=True)
class Waiting:
    code: str
    command: Command
    answer: asyncio.Future[Answer]


class Recent(dict[tuple[str, str], int]):
    """The last commands that changed nothing, by night and key, with the version they were answered with.

    They leave no trace in the log; yet their repeat is not to do anything either: meanwhile it might.
    """

    def put(self, key: tuple[str, str], version: int) -> None:
        self[key] = version
        if len(self) > IDLE_KEPT:
            del self[next(iter(self))]


class NoSuchNight(Refused):
    """Nobody has started a night with this code."""

    def __init__(self) -> None:
        super().__init__(_("There is no night with this code. Look at the board and try again."), "missing")


class Handle:
    """Owns each open night of this process."""

    def __init__(self, log: Log, hub: Hub) -> None:
        self.log = log
        self.hub = hub
        self.nights: dict[str, Night] = {}
        self.waiting: list[Waiting] = []
        self.under_way: set[str] = set()
        self.idle = Recent()
        self.wake = asyncio.Event()
        self.ending = False
        self.settled = asyncio.Event()
        self.settled.set()
        self.opening = asyncio.Lock()
        hub.settled = self.settled.is_set

    async def night(self, code: str) -> Night:
        """The night as it is on the disk. Use it without awaiting in between; it changes in place."""
        while True:
            night = self.nights.get(code) or await self.open(code)
            if not self.settled.is_set():
                await self.settled.wait()
                continue  # a failed commit may have dropped it
            if not night.version:
                raise NoSuchNight
            return night

    async def open(self, code: str) -> Night:
        """The night from its log. A night without events has not been started."""
        async with self.opening:  # one at a time: two states of one night must never both be in use
            if code not in self.nights:
                log = await self.log.read(code)
                if not log:
                    return Night(code)
                self.make_place()
                self.nights[code] = fold(code, log)
                self.hub.remember(self.nights[code], log)
            return self.nights[code]

    def make_place(self) -> None:
        busy = self.under_way | {waiting.code for waiting in self.waiting}
        for code in list(self.nights)[: max(0, len(self.nights) - NIGHTS_KEPT + 1)]:
            if code not in busy and not self.hub.listened(code):
                self.forget(code)

    def forget(self, code: str) -> None:
        self.nights.pop(code, None)
        self.hub.forget(code)

    async def send(self, code: str, command: Command) -> Answer:
        """Have the command carried out. Raises `Refused`; once it answers, what happened is on the disk."""
        waiting = Waiting(code, command, asyncio.get_running_loop().create_future())
        self.waiting.append(waiting)
        self.wake.set()
        try:
            return await waiting.answer
        finally:
            del waiting  # a refusal holds this frame, the frame would hold the answer, and that the refusal

    async def run(self) -> None:
        """Carry out commands until `end` is called; what waits then is still carried out."""
        while not self.ending or self.waiting:
            await self.wake.wait()
            await self.carry_out()
            await asyncio.sleep(
                0
            )  # who waited for the settled state reads it before the next batch changes it

    def end(self) -> None:
        """Let `run` come to its end. It is not cancelled: a commit cut in two is neither done nor undone."""
        self.ending = True
        self.wake.set()

    async def carry_out(self) -> None:
        self.wake.clear()
        batch, self.waiting = self.waiting, []
        self.under_way = {waiting.code for waiting in batch}
        nights = await self.opened(batch)
        here = [waiting for waiting in batch if waiting.code in nights]
        self.settled.clear()
        try:
            rows, answers = self.decide(here, nights)
            if rows:
                metrics.BATCH.observe(len(here))
                with metrics.COMMIT.time():
                    await self.log.append(rows)
        except Exception as error:
            # What was folded may not be on the disk: drop these states, the log has the true ones.
            for code in nights:
                self.forget(code)
            self.refuse(here, error)
            rows = []
        else:
            self.nights |= {code: nights[code] for code, _recorded in rows}
            for waiting, answer in answers:
                if isinstance(answer, Answer) and waiting.command.key not in nights[waiting.code].commands:
                    self.idle.put((waiting.code, waiting.command.key), answer.version)
                reply(waiting, answer)
        finally:
            self.settled.set()
        await self.reopen(nights)
        self.under_way = set()
        self.tell(rows, nights)

    async def opened(self, batch: list[Waiting]) -> dict[str, Night]:
        """The nights of these commands. One that cannot be read does not stop the others."""
        nights = {}
        for code in dict.fromkeys(waiting.code for waiting in batch):
            try:
                nights[code] = self.nights.get(code) or await self.open(code)
            except Exception as error:
                self.refuse([waiting for waiting in batch if waiting.code == code], error)
        return nights

    async def reopen(self, codes: Iterable[str]) -> None:
        """Nights that were dropped but have screens: those are still owed what was certain before."""
        for code in codes:
            if code not in self.nights and self.hub.listened(code):
                with contextlib.suppress(sqlite3.Error, OSError):
                    await self.open(code)

    def tell(self, rows: list[tuple[str, Recorded]], nights: dict[str, Night]) -> None:
        """Let the screens know. What goes wrong here is no reason to stop writing."""
        try:
            for code, recorded in rows:
                self.hub.publish(nights[code], recorded)
            self.hub.flush()
        except Exception:
            logger.exception("not shown")

    def decide(
        self, batch: list[Waiting], nights: dict[str, Night]
    ) -> tuple[list[tuple[str, Recorded]], list[tuple[Waiting, Answer | Exception]]]:
        """What happens, already folded into the nights, and what each sender is told once that is written."""
        rows: list[tuple[str, Recorded]] = []
        answers: list[tuple[Waiting, Answer | Exception]] = []
        for waiting in batch:
            night, command = nights[waiting.code], waiting.command
            first = night.commands.get(command.key) or self.idle.get((waiting.code, command.key))
            if first is not None:
                answers.append((waiting, Answer(first, repeated=True)))
                continue
            try:
                events = decide(night, command)
            except Refused as refused:
                # Without its traceback, which holds this frame, which holds all answers.
                answers.append((waiting, refused.with_traceback(None)))
                continue
            except Exception as error:  # our bug in one command is no reason to refuse the others
                logger.exception("not decided")
                answers.append((waiting, refusal_of(error)))
                continue
            for event in events:
                recorded = Recorded(night.version + 1, command.id, command.at, command.actor, event)
                evolve(night, recorded)
                rows.append((waiting.code, recorded))
            answers.append((waiting, Answer(night.version)))
        return rows, answers

    def refuse(self, batch: list[Waiting], error: Exception) -> None:
        """Nothing was written: say so in a sentence, and keep the server up."""
        logger.error("not written: %s", error, exc_info=error)
        for waiting in batch:
            reply(waiting, refusal_of(error))


def reply(waiting: Waiting, answer: Answer | Exception) -> None:
    """Tell the sender, unless they have hung up."""
    metrics.OUTCOMES[outcome(answer)].inc()
    if waiting.answer.done():
        return
    if isinstance(answer, Answer):
        waiting.answer.set_result(answer)
    else:
        waiting.answer.set_exception(answer)


def outcome(answer: Answer | Exception) -> metrics.Outcome:
    if isinstance(answer, Answer):
        return "repeated" if answer.repeated else "done"
    return "failed" if not isinstance(answer, Refused) or answer.kind == "busy" else "refused"


def refusal_of(error: Exception) -> Exception:
    """What a failed write means for the person who waits for it."""
    if isinstance(error, Conflict | sqlite3.Error | OSError):
        return Refused(_("The server could not write this down just now. Try again in a moment."), "busy")
    return RuntimeError(f"not carried out: {error!r}")
