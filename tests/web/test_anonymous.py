"""Somebody tries to find out who answered what: with the database in hand after each answer, its -wal, copies
made before and after, and every frame that was pushed.

What they can learn is here, too: docs/feedback.md says the same.
"""

import contextlib
import pathlib
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from opennight.live import hub
from opennight.live.audiences import BOARD, DESK, PHONE
from opennight.mixing import ENOUGH, HELD
from opennight.night import feedback
from opennight.night.feedback import NIGHT
from opennight.night.kept.feedback import Answer
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.store.backup import copy
from opennight.store.sqlite import SqliteLog
from tests.cast import host
from tests.live.inside import CODE, Inside, Screen

PEOPLE = 8
Row = tuple[Any, ...]


def words_of(no: int) -> tuple[str, str]:
    return f"keepsake {no}", f"changeling {no}"


@dataclass
class Seen:
    """What there is to see after an answer: the raw bytes, the rows of every table, and what was pushed."""

    raw: bytes
    rows: set[Row]
    frames: dict[str, list[str]]


@dataclass
class Evening:
    """A closed night, in which people answer one after the other, and somebody looks on."""

    inside: Inside
    file: pathlib.Path
    screens: dict[str, Screen]
    seen: list[Seen] = field(default_factory=list)

    async def answers(self, no: int, command: str = "", **fields: str) -> httpx.Response:
        keep, change = words_of(no)
        form = {"scale": str(1 + no % 5), "words-0": keep, "words-1": change, "command": command} | fields
        cookie = {"Cookie": await self.inside.cookie(no), "Accept": "application/json"}
        answer = await self.inside.client.post(f"/n/{CODE}/feedback", data=form, headers=cookie)
        await self.inside.writers.end()
        return answer

    async def look(self) -> None:
        """Whatever the server has written is looked at as it lies on the disk."""
        frames = {name: screen.take() for name, screen in self.screens.items()}
        spot = self.file.parent / f"seen-{len(self.seen)}"
        spot.mkdir()
        parts = [self.file.with_name(self.file.name + ending) for ending in ("", "-wal")]
        for part in parts:
            shutil.copy(part, spot / part.name)
        raw = b"".join((spot / part.name).read_bytes() for part in parts)
        self.seen.append(Seen(raw, rows_in(spot / self.file.name), frames))

    async def night(self) -> Night:
        return await self.inside.writers.night(CODE)

    @property
    def seals(self) -> Seals:
        return Seals(self.inside.app.state.keys.digest("feedback"))


def rows_in(file: pathlib.Path) -> set[Row]:
    """The rows of every table, whatever it is for."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {(name, *row) for name in tables for row in database.execute(f"SELECT * FROM {name}")}  # noqa: S608


@pytest.fixture
async def evening(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Evening]:
    """Eight people have answered without their names; after each, everything was looked at."""
    monkeypatch.setattr(hub, "TICK", 0)  # nothing that is pushed waits
    file = tmp_path / "nights.db"
    log = await SqliteLog.open(file)
    async with Inside(log) as inside:
        await inside.start(*(f"Person {no}" for no in range(1, PEOPLE + 1)))
        await inside.writers.send(CODE, host(MovePhase, to="closed"))
        screens = {
            "desk": await inside.listen(DESK),
            "phone": await inside.listen(PHONE, PEOPLE),
            "board": await inside.listen(BOARD),
        }
        made = Evening(inside, file, screens)
        await made.look()
        for no in range(1, PEOPLE + 1):
            assert (await made.answers(no)).status_code == 200
            await made.look()
        yield made
    await log.close()


def names_somebody(row: Row) -> bool:
    """Whether a person is answerable for this row of the log."""
    return any(str(cell).startswith("person:") for cell in row)


def written(text: str) -> list[int]:
    """Whose answers are in this text."""
    return [no for no in range(1, PEOPLE + 1) if any(word in text for word in words_of(no))]


async def test_the_files_hold_nobodys_words_before_enough_have_answered(evening: Evening) -> None:
    for seen in evening.seen[:ENOUGH]:
        assert not written(seen.raw.decode("latin-1"))
    assert len(written(evening.seen[ENOUGH].raw.decode("latin-1"))) == ENOUGH - HELD


async def test_no_row_that_says_who_says_what(evening: Evening) -> None:
    """Also not sealed: the log has forgotten it, down to the bytes of the file and its -wal."""
    for seen in evening.seen:
        by_people = list(filter(names_somebody, seen.rows))
        assert not written(str(by_people))
        assert not re.search(rb'"sealed":"[0-9a-f]{40}', seen.raw)


async def test_two_copies_differ_by_answers_of_several_people_or_none(evening: Evening) -> None:
    """What came between two looks is a mark, and at times two answers: each of them may be of anybody who
    has answered and is not told yet, five at least. They come in one row, which names nobody."""
    waiting: set[int] = set()
    for number, (before, after) in enumerate(zip(evening.seen, evening.seen[1:], strict=False), 1):
        waiting.add(number)
        fresh = [row for row in after.rows - before.rows if written(str(row))]
        told = set(written(str(fresh)))
        assert len(told) == (2 if len(waiting) >= ENOUGH else 0)
        assert told <= waiting
        assert all(
            "system" in row and not any(str(cell).startswith("person:") for cell in row) for row in fresh
        )
        waiting -= told


async def test_a_backup_holds_no_more_than_the_file(evening: Evening) -> None:
    target = evening.file.with_name("backup.db")
    copy(evening.file, target)
    assert rows_in(target) == evening.seen[-1].rows


async def test_the_key_alone_opens_what_waits_but_not_whose_it_is(evening: Evening) -> None:
    """The key often lies beside the file. With it, and the database of one moment, nothing that opens stands
    beside a person, or in the order in which people answered."""
    for seen in evening.seen[1:]:
        opened = [(row, answers) for row in seen.rows if (answers := open_any(evening.seals, row))]
        assert len(opened) == 1
        assert not names_somebody(opened[0][0])


async def test_the_key_and_two_copies_do_tell(evening: Evening) -> None:
    """The limit: whoever has all that the server has, before and after an answer, knows what it knows."""
    first, second = (pool_of(evening.seals, seen) for seen in evening.seen[1:3])
    assert second - first == {words_of(2)}


def open_any(seals: Seals, row: Row) -> list[Answer]:
    for sealed in re.findall(r'"([0-9a-f]{40,})"', str(row)):
        with contextlib.suppress(Unreadable):
            return seals.open(sealed, f"{CODE} {NIGHT}")
    return []


def pool_of(seals: Seals, seen: Seen) -> set[tuple[str, ...]]:
    return {answer.words for row in seen.rows for answer in open_any(seals, row)}


async def test_the_pushes_tell_the_desk_how_many_and_nobody_else_anything(evening: Evening) -> None:
    for number, seen in enumerate(evening.seen[1:-1], 1):
        assert not seen.frames["phone"], "this is the one who answers last"
        assert not seen.frames["board"]
        pushed = "".join(seen.frames["desk"])
        assert f"{number} p" in pushed
        assert "Person" not in pushed
        assert bool(written(pushed)) == (number >= ENOUGH)


async def test_an_answer_that_comes_twice_counts_once(tmp_path: pathlib.Path) -> None:
    """The line was bad, so the outbox sends it again under the same id; nothing keeps that id beside it."""
    async with Inside() as inside:
        await inside.start("Ada")
        await inside.writers.send(CODE, host(MovePhase, to="closed"))
        made = Evening(inside, tmp_path / "none", {})
        first = await made.answers(1, "the-same-id")
        again = await made.answers(1, "the-same-id")
        assert first.json()["version"] == again.json()["version"]
        assert feedback.subject(await made.night(), NIGHT).held == 1
        assert (await made.answers(1, "another-id")).status_code == 409
        beside = [one for one in inside.log.nights[CODE] if one.command == "the-same-id"]
        assert [one.event for one in beside] == [feedback.FeedbackSealed(person=1, about=NIGHT)]
