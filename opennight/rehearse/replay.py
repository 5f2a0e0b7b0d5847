"""A real night, from a file of pitches and votes, played into a running server as it happened."""

import asyncio
import pathlib
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from opennight.rehearse.desk import Desk, NoEntry
from opennight.rehearse.ledger import Ledger, Told, compare
from opennight.rehearse.phone import Phone
from opennight.rehearse.wire import CONFLICT, Wire

Say = Callable[[str, str], None]
Task = asyncio.Task[None]

LONGEST_GAP = 2.0
"""Seconds. Real nights have pauses of days in them: the set-up is often done the day before."""
TITLE, MORE = 80, 600
TOLD_EVERY = 200
"""Votes between two lines of progress."""


class Row(msgspec.Struct, frozen=True, tag_field="kind"):
    """`person` and `pitch` are the file's own numbers; `at_ms` counts from its first line."""

    at_ms: int
    pitch: int
    person: int


class Pitched(Row, frozen=True, tag="pitch"):
    text: str


class Voted(Row, frozen=True, tag="vote"):
    """1 agrees, -1 disagrees, 0 passes; the last one counts."""

    vote: Literal[-1, 0, 1]


Line = Pitched | Voted


class Source(msgspec.Struct, frozen=True, tag_field="kind", tag="source"):
    """Whose night it was, and who may use it how: the record of each replay says so."""

    text: str


class BadFile(Exception):
    """The file is not a night that can be replayed."""


@dataclass
class Script:
    """What a file holds. `source` is what its record will say of it."""

    source: str
    lines: list[Line]


def read(path: pathlib.Path) -> Script:
    """The file, one JSON object to a line; a `Source` may be among them. Raises `BadFile`."""
    decoder = msgspec.json.Decoder(Line | Source)
    script = Script(path.name, [])
    pitched = set()
    no = 1
    try:
        for no, row in enumerate(path.read_bytes().splitlines(), 1):
            line = decoder.decode(row)
            if isinstance(line, Source):
                script.source = line.text
                continue
            if isinstance(line, Pitched):
                pitched.add(line.pitch)
            elif line.pitch not in pitched:
                raise BadFile(f"{path}, line {no}: a vote on pitch {line.pitch} before it was pitched")
            script.lines.append(line)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise BadFile(f"{path}, line {no}: {error}") from None
    return script


def title_of(text: str) -> tuple[str, str]:
    """A title that fits, and the whole text as more if it was cut."""
    text = " ".join(text.split())
    if len(text) <= TITLE:
        return text, ""
    words = text[:TITLE].rpartition(" ")[0] or text[: TITLE - 1]
    return words.rstrip(" ,;:–-") + "…", text if len(text) <= MORE else text[: MORE - 1] + "…"


@dataclass
class Expected:
    """What the file says came of the night."""

    people: int
    pitches: int
    votes: int
    by_pitch: dict[int, int]


def expected(lines: list[Line]) -> Expected:
    last = {(line.person, line.pitch): line.vote for line in lines if isinstance(line, Voted)}
    by_pitch = Counter(pitch for (_person, pitch), vote in last.items() if vote == 1)
    pitches = {line.pitch for line in lines if isinstance(line, Pitched)}
    return Expected(len({line.person for line in lines}), len(pitches), by_pitch.total(), dict(by_pitch))


class Replay:
    """Drives one file into one night. `speed` divides its times; infinite: as fast as it is acknowledged."""

    def __init__(self, wire: Wire, desk: Desk, script: Script, speed: float, say: Say) -> None:
        self.wire = wire
        self.desk = desk
        self.source = script.source
        self.lines = script.lines
        self.speed = speed
        self.say = say
        self.ledger = Ledger()
        self.phones: dict[int, Phone] = {}
        self.numbers: dict[int, int] = {}
        """The file's pitches → the night's."""
        self.votes = 0

    def command(self, what: object) -> str:
        """The same id for the same act of the same night, however often it is sent."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"opennight replay {self.desk.code} {what}").hex

    async def run(self) -> None:
        """One task per line, which waits for what must come before it; everything else may overtake.

        A person's acts keep their order, and a vote follows its pitch. Each join waits for the one before,
        and so does each pitch, so that people and pitches get their numbers in the file's order.
        """
        await self.desk.act("sources", self.command("source"), text=self.source)
        if not await self.desk.enter("vote", self.command("vote")):  # pitching is still open in it
            raise NoEntry("This night is past its vote, so nothing can be replayed there.")
        by_person: dict[int, Task] = {}
        by_pitch: dict[int, Task] = {}
        latest_join: Task | None = None
        latest_pitch: Task | None = None
        before = self.lines[0].at_ms if self.lines else 0
        async with asyncio.TaskGroup() as tasks:
            for no, line in enumerate(self.lines):
                await asyncio.sleep(min((line.at_ms - before) / 1000 / self.speed, LONGEST_GAP))
                before = line.at_ms
                if line.person not in self.phones:
                    phone = Phone(self.wire, self.desk.code, f"Person {line.person}", self.desk.slips.take)
                    self.phones[line.person] = phone
                    latest_join = tasks.create_task(self.join(phone, latest_join))
                    by_person[line.person] = latest_join
                if isinstance(line, Pitched):
                    made = tasks.create_task(self.pitch(no, line, by_person[line.person], latest_pitch))
                    by_person[line.person] = by_pitch[line.pitch] = latest_pitch = made
                else:
                    after = (by_person[line.person], by_pitch[line.pitch])
                    by_person[line.person] = tasks.create_task(self.vote(no, line, *after))

    async def join(self, phone: Phone, *after: Task | None) -> None:
        await phone.arrive()
        await those(after)
        if (await phone.join()).ok:
            self.ledger.people += 1

    async def pitch(self, no: int, line: Pitched, *after: Task | None) -> None:
        await those(after)
        phone, (title, more) = self.phones[line.person], title_of(line.text)
        answer = await phone.pitch(title, more, command=self.command(no), patient=True)
        if answer.status == CONFLICT:
            # Whoever set the night up has more pitches than a person may: the desk enters the rest for them.
            fields = {"title": title, "more": more, "hosted": "1", "for": str(phone.no)}
            answer = await self.desk.act("pitches", self.command(no), True, **fields)
        if answer.ok:
            self.numbers[line.pitch] = len(self.ledger.pitches) + 1
            self.ledger.pitches[self.numbers[line.pitch]] = title

    async def vote(self, no: int, line: Voted, *after: Task | None) -> None:
        await those(after)
        phone, pitch = self.phones[line.person], self.numbers.get(line.pitch, 0)
        what, path = ("vote", "vote") if line.vote == 1 else ("take back a vote", "unvote")
        answer = await phone.act(what, f"pitches/{pitch}/{path}", command=self.command(no), patient=True)
        if answer.ok and line.vote == 1:
            self.ledger.dots.add((line.person, pitch))
        elif answer.ok:
            self.ledger.dots.discard((line.person, pitch))
        self.votes += 1
        if self.votes % TOLD_EVERY == 0:
            self.say(
                "vote", f"{len(self.ledger.pitches)} pitches, {self.votes} votes, {self.ledger.people} people"
            )

    def differs(self, told: Told) -> list[str]:
        """Where the record is not what the file says."""
        want = expected(self.lines)
        pairs = {
            "people": (want.people, told.people),
            "pitches": (want.pitches, len(told.pitches)),
            "votes at the end": (want.votes, sum(told.dots.values())),
        }
        found = [
            f"{what}: {ours} in the file, {its} in the record"
            for what, (ours, its) in pairs.items()
            if ours != its
        ]
        by_pitch = {self.numbers[no]: count for no, count in want.by_pitch.items() if no in self.numbers}
        return found + compare("votes on pitch", by_pitch, told.dots, alone=True)


async def those(tasks: tuple[Task | None, ...]) -> None:
    for task in tasks:
        if task:
            await task
