"""Which topics mean nearly the same, also in two languages: asked of a process of its own, when one arrives,
and while somebody types one.

With the extra `meaning`. Without it, or while that process works, there are the words (alike.py).
"""

import asyncio
import contextlib
import importlib.util
import logging
import os
import sys
from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from opennight import alike
from opennight.errands import break_off
from opennight.joinup.words import gists
from opennight.night.messages import Recorded
from opennight.night.moderation import PitchApproved, PitchShown
from opennight.night.pitches import PitchEdited, PitchMade
from opennight.night.state import Night
from opennight.places import PACKAGE

logger = logging.getLogger("opennight")

PATIENCE = 60.0
"""Seconds for an answer. The first one, for a night of 371 texts, takes four."""
PART = 200
"""Texts of many nights that are told at a time: most of a second, if they are new."""
TRIES = 3
"""After so many failures it is off until the server is started again."""
LONGEST = 1_000_000
"""Bytes of an answer at most."""

NEW = (PitchMade, PitchEdited, PitchApproved, PitchShown)
"""With these there may be something new on the wall."""

T = TypeVar("T")
TYPED = 6
"""Letters that somebody has typed, at least: fewer mean nothing yet."""
KEPT = 500
"""Titles that somebody typed, of all nights, whose neighbours are kept; the latest."""
AT_ONCE = 20
"""So many of them are asked about at a time; whoever types meanwhile has the words."""


class Among(msgspec.Struct):
    """What is near among the texts of a list; None if there is no such list."""

    found: list[tuple[int, float]] | None


Meant = dict[tuple[int, int], float]


class Meaning:
    """`engine` is a class with a method `encode`, as MODULE:CLASS; whatever is not installed is off."""

    def __init__(self, engine: str) -> None:
        module = engine.partition(":")[0].partition(".")[0]
        self.engine = engine if ":" in engine and importlib.util.find_spec(module) else ""
        self.waiting: dict[str, dict[int, tuple[str, str]]] = {}
        self.task: asyncio.Task[None] | None = None
        self.process: asyncio.subprocess.Process | None = None
        self.failures = 0
        self.one_at_a_time = asyncio.Lock()
        self.typed = OrderedDict[tuple[str, str], tuple[alike.Said, dict[int, float]]]()
        self.typing: dict[tuple[str, str], asyncio.Task[None]] = {}

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events, and of a night that has been read to its end, with none."""
        if not self.engine or (rows and not any(isinstance(row.event, NEW) for row in rows)):
            return
        shown = alike.on_the_wall(night)
        if (
            len(shown) > 1
            and shown != alike.meant_of(night.code).said
            and shown != self.waiting.get(night.code)
        ):
            self.waiting[night.code] = shown
            if self.task is None:
                self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        try:
            while self.waiting:
                code = next(iter(self.waiting))
                said = self.waiting.pop(code)
                numbers = list(said)
                found = await self.pairs(list(said.values()))
                meant = {(numbers[a], numbers[b]): strength for (a, b), strength in found.items()}
                alike.mean(code, said, meant)
        finally:
            self.task = None

    async def pairs(self, said: Sequence[tuple[str, str]]) -> Meant:
        """Which of these texts, each as (title, text), mean nearly the same, by their places, a < b, and how
        nearly (0 to 1). Nothing if it is off, or if the process comes to nothing.
        """
        if not self.engine or len(said) < 2:
            return {}
        answer = await self.asked(gists(said), list[tuple[int, int, float]])
        return {(a, b): strength for a, b, strength in answer or ()}

    def near(self, night: Night, title: str) -> list[int] | None:
        """The pitches that mean nearly the same as a title that somebody types, the nearest first. Nobody
        waits for it: None while it is being found out, which begins now. Nothing if it is off, or if too many
        type.
        """
        said, typed = alike.on_the_wall(night), title.strip()
        if not self.engine or len(typed) < TYPED or not said:
            return []
        key = night.code, typed
        then, found = self.typed.get(key, ({}, {}))
        if then == said:
            return sorted(found, key=lambda no: (-found[no], no))
        if key in self.typing:
            return None
        if len(self.typing) >= AT_ONCE:
            return []
        self.typing[key] = asyncio.create_task(self.find(key, said))
        return None

    async def find(self, key: tuple[str, str], said: alike.Said) -> None:
        """Keep what means nearly the same as the title in the key."""
        try:
            *texts, one = gists([*said.values(), (key[1], "")])
            answer = await self.asked({"near": one, "of": texts}, list[tuple[int, float]])
            numbers = list(said)
            self.typed[key] = said, {numbers[place]: strength for place, strength in answer or ()}
            while len(self.typed) > KEPT:
                self.typed.popitem(last=False)
        finally:
            self.typing.pop(key, None)

    async def keep(self, name: str, texts: Sequence[str]) -> bool:
        """Tell it a list of texts, to be asked about by this name. They are told in parts, so that a night
        that asks meanwhile gets its turn. False if it comes to nothing."""
        for start in range(0, len(texts), PART):
            part = texts[start : start + PART]
            if await self.asked({"keep": name, "texts": part}, int) != start + len(part):
                return False
        return bool(texts)

    async def among(self, name: str, text: str, most: int) -> list[tuple[int, float]] | None:
        """Which texts of that list mean nearly the same as this one, by their places, and how nearly (0 to
        1), the nearest first; None if it does not know the list, or not any more."""
        answer = await self.asked({"near": text, "among": name, "most": most}, Among)
        return answer.found if answer else None

    async def asked(self, what: object, answer: type[T]) -> T | None:
        """The answer of the process; None if it comes to nothing, or if it is off."""
        async with self.one_at_a_time:
            if not self.engine:
                return None
            try:
                async with asyncio.timeout(PATIENCE):
                    return msgspec.json.decode(await self.ask(what), type=answer)
            except (OSError, ValueError, TimeoutError, msgspec.DecodeError):
                logger.exception("no meaning: the words have to do")
                await self.stop()
                self.failures += 1
                if self.failures >= TRIES:
                    self.engine = ""  # else each topic would begin a process that fails
                return None

    async def ask(self, what: object) -> bytes:
        process = self.process or await self.begin()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        process.stdin.write(msgspec.json.encode(what) + b"\n")
        await process.stdin.drain()
        return await process.stdout.readline()

    async def begin(self) -> asyncio.subprocess.Process:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "opennight.joinup.encoder",
            self.engine,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=PACKAGE.parent,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            limit=LONGEST,
        )
        return self.process

    async def stop(self) -> None:
        """End the process; the next question begins another."""
        process, self.process = self.process, None
        if process and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def end(self) -> None:
        self.waiting.clear()
        await break_off([*self.typing.values(), *([self.task] if self.task else [])])
        await self.stop()
