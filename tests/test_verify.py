"""Check it yourself: a record and an archive are held against the log, and votes are found again; nobody's
votes are shown, and what was erased is no fault."""

import asyncio
import json
import pathlib
import random
import sqlite3
from contextlib import closing
from functools import cache
from typing import Any

import msgspec
import pytest

from opennight import proof
from opennight.cli import main
from opennight.night.ballots import LEAST, BallotsPublished, PublishBallots
from opennight.night.people import Leave
from opennight.night.state import Night
from opennight.planning import Planner
from opennight.record import data, outcome
from opennight.record.outcome import SpineOutcome
from opennight.store.checks import wrong, wrong_with
from opennight.store.envelope import START, Row, pack, unpack
from opennight.store.sealed_copy import BLOCK, COUNTERS
from opennight.store.sqlite import SqliteLog
from tests import everything
from tests.cast import Story, host
from tests.night.test_ballots import closed, voted
from tests.test_cli import here, night
from tests.web.cast import Evening

__all__ = ["here", "night"]


def packed(story: Story) -> list[Row]:
    rows: list[Row] = []
    for recorded in story.log:
        rows.append(pack(story.night.code, recorded, rows[-1].hash if rows else START))
    return rows


@cache
def whole() -> tuple[list[Row], bytes]:
    """The rows of a night in which everything happened, and its record."""
    story = everything.whole()
    rows = packed(story)
    return rows, record_of(story.night, rows)


def record_of(night: Night, rows: list[Row]) -> bytes:
    spine = SpineOutcome(version=night.version, hash=rows[night.version - 1].hash)
    return data.write(outcome.of(night), "https://night.example/n/234567", spine).encode()


def said(content: bytes, rows: list[Row]) -> tuple[list[str], list[str]]:
    """(what is well, what is not)"""
    found = list(proof.of_record(content, rows[0].night, rows))
    return [one.text for one in found if one.good], [one.text for one in found if not one.good]


def test_a_record_is_that_of_its_log() -> None:
    rows, content = whole()
    good, bad = said(content, rows)
    assert not bad
    assert good == [
        f"The record was made of this log, at version {len(rows)}.",
        "The record says what the log says.",
    ]


def test_what_came_since_is_said() -> None:
    rows, content = whole()
    story = everything.whole().given(host(Leave, person=2))
    good, bad = said(content, packed_on(rows, story))
    assert not bad
    assert good[-1] == f"{len(story.log) - len(rows)} rows have come since."


def packed_on(rows: list[Row], story: Story) -> list[Row]:
    """The same rows, and those that the story has beyond them."""
    all_rows = list(rows)
    for recorded in story.log[len(rows) :]:
        all_rows.append(pack(rows[0].night, recorded, all_rows[-1].hash))
    return all_rows


def changed(content: bytes, change: Any) -> bytes:
    told = json.loads(content)
    change(told)
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: told["groups"][0].update(headline="Something else"), "groups/0/headline"),
        (lambda told: told["pitches"][0].update(votes=99), "pitches/0/votes"),
        (lambda told: told["groups"][0]["actions"][0].update(state="open"), "groups/0/actions/0/state"),
        (lambda told: told["pitches"].pop(), "pitches: how many there are"),
        (lambda told: told["people"].append("Somebody"), "people"),
        (lambda told: told["offers"][0].update(text="Gold"), "offers/0/text"),
    ],
)
def test_a_record_that_says_something_else_is_named(change: Any, where: str) -> None:
    rows, content = whole()
    _good, bad = said(changed(content, change), rows)
    assert f"The record says something else than the log: {where}" in bad


def test_what_only_one_of_them_has_is_said() -> None:
    """A record without its groups, and with what no record has, is not let through in silence."""
    rows, content = whole()

    def change(told: dict[str, Any]) -> None:
        del told["groups"], told["pitches"][0]["title"]
        told["winner"] = "Ada"

    good, bad = said(changed(content, change), rows)
    assert not bad
    assert "It does not have groups, pitches/0/title: that was not compared." in good
    assert "It has 1 fields that this opennight does not know: they were not compared." in good


def test_a_log_that_was_built_anew_is_named() -> None:
    """Somebody changes a row and all hashes after it: the log proves itself, but not to an old record."""
    rows, content = whole()
    anew, before = [], START
    for row in rows:
        recorded = unpack(row)
        later = msgspec.structs.replace(recorded, at=recorded.at + (1 if row.version == 5 else 0))
        anew.append(pack(row.night, later, before))
        before = anew[-1].hash
    assert wrong_with(rows[0].night, anew) == []
    _good, bad = said(content, anew)
    assert f"The log was another one at version {len(rows)}, when the record was made." in bad


def theirs(row: Row) -> bool:
    """Whether a row has words of the first person. (A clip goes once it is withdrawn.)"""
    return row.actor == "person:1" and "clip" not in row.kind


def test_what_was_erased_since_is_no_fault() -> None:
    """One person's words and name go: the chain holds for everybody else, and so does the old record."""
    rows, content = whole()
    forgotten = [
        msgspec.structs.replace(row, personal=None, salt=None) if theirs(row) else row for row in rows
    ]
    assert wrong_with(rows[0].night, forgotten) == []
    good, bad = said(content, forgotten)
    assert not bad
    assert "The record says what the log says." in good
    assert any("that were erased from the log" in one for one in good)
    chain = [one.text for one in proof.of_chain(rows[0].night, forgotten)]
    assert chain[1].startswith("Words were erased from")
    _good, bad = said(changed(content, lambda told: told["pitches"][0].update(votes=99)), forgotten)
    assert bad == ["The record says something else than the log: pitches/0/votes"]


async def test_ballots_and_the_line_up_are_found_again() -> None:
    ballots = [(1, 2), *[(1,)] * LEAST]
    story = closed(voted(*ballots)).given(host(PublishBallots))
    rows = packed(story)
    (found,) = await proof.of_votes(story.night.code, rows, Planner())
    assert found == (True, f"{LEAST + 1} published ballots are those of the log; 1 rare dots are in none.")
    event = next(one.event for one in story.log if isinstance(one.event, BallotsPublished))
    other = msgspec.structs.replace(event, ballots=event.ballots[1:])
    assert not proof.of_ballots(proof.folded(story.night.code, rows[:-1]), other).good


def test_only_numbers_are_told(night: Evening, tmp_path: pathlib.Path, capsys: Any) -> None:
    """On the command line: a record from the server, and what is wrong with it."""
    night.host.act("lineup/make")
    night.move("closed")
    path = tmp_path / "record.json"
    path.write_bytes(night.host.get("record.json").content)
    assert main(["verify", str(path)]) == 0
    told = capsys.readouterr().out
    assert f"{night.code}: {night.version} rows, and each follows from the one before it." in told
    assert "The record says what the log says." in told
    assert "follows from the votes: it came out the same." in told
    assert "Bücher" not in told
    assert "Ada" not in told
    path.write_bytes(changed(path.read_bytes(), lambda record: record["pitches"][0].update(votes=7)))
    assert main(["verify", str(path)]) == 1
    assert "something else than the log: pitches/0/votes" in capsys.readouterr().err


def test_an_archive_is_held_against_the_log(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "night.zip"
    assert main(["archive", night.code, str(path)]) == 0
    night.enter("Ben")
    capsys.readouterr()
    assert main(["verify", str(path)]) == 0
    told = capsys.readouterr().out
    assert "rows of the archive are in the log, with the same hashes." in told
    assert "1 rows have come since." in told
    other = Evening(night.server)
    assert main(["verify", str(path), "--code", other.code]) == 1
    assert "From version 1 on, the log is another one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        (b"", "not an opennight archive"),
        (b"{", "not an opennight record.json"),
        (b"{}", "not an opennight record.json"),
        (b'{"code": "\\u001b[2J"}', "There is no night with the code  [2J"),
        (b'{"code": ' + b"[" * 100_000, "not an opennight record.json"),
        (b'{"code": "BEES22"}', "There is no night with the code BEES22"),
        (b"PK\x03\x04", "not an opennight archive"),
    ],
)
def test_what_cannot_be_checked(
    night: Evening,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    words: str,
) -> None:
    path = tmp_path / "what"
    if content is not None:
        path.write_bytes(content)
    assert main(["verify", str(path)]) == 1
    assert words in capsys.readouterr().err


@pytest.fixture
def unreadable(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A database with a night of which a row cannot be read; and the record that was made before."""
    rows, content = whole()
    damaged = [*rows[:-1], msgspec.structs.replace(rows[-1], data="{")]

    async def written() -> None:
        log = await SqliteLog.open(tmp_path / "nights.db")
        await log.bring(damaged)
        await log.close()

    asyncio.run(written())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nights.db")
    path = tmp_path / "record.json"
    path.write_bytes(content)
    return path


def test_of_a_log_that_cannot_be_read_it_is_said_where(
    unreadable: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(unreadable)]) == 1
    told = capsys.readouterr().err
    assert f"234567, version {len(whole()[0])}: it was changed" in told
    assert "nothing more can be checked" in told


@pytest.mark.parametrize("command", ["export", "archive", "delete"])
def test_no_command_ends_in_a_traceback_for_that(
    command: str, unreadable: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = [] if command == "delete" else [str(unreadable.with_name("target"))]
    assert main([command, "234567", *target]) == 1
    told = capsys.readouterr().err
    assert f"234567, version {len(whole()[0])}: cannot be read" in told
    assert "opennight check" in told


def test_a_byte_that_is_changed_anywhere_in_a_copy_is_named(
    night: Evening,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also where nothing stands, and in what is beside the log. To check it changes nothing."""
    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy)]) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    for _twice in range(2):
        assert main(["check"]) == 0
    content, chance = copy.read_bytes(), random.Random(7)
    telling = [
        place for place in range(len(content)) if not any(place in range(100)[one] for one in COUNTERS)
    ]
    for place in [*chance.sample(telling, 6), len(content) - 1]:
        copy.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        capsys.readouterr()
        assert main(["check"]) != 0
        block = place // BLOCK * BLOCK
        assert f"changed between byte {block} and {block + BLOCK - 1}" in capsys.readouterr().err
    copy.write_bytes(content[:-4096])  # a page less
    assert main(["check"]) != 0
    assert "since it was copied" in capsys.readouterr().err


async def test_a_byte_that_says_anything_is_named_without_that(tmp_path: pathlib.Path) -> None:
    """In a file that nobody sealed: whatever byte of it says anything."""
    rows, _content = whole()
    file = tmp_path / "nights.db"
    log = await SqliteLog.open(file)
    await log.bring(rows[:60])
    assert await wrong(log) == (1, [])
    await log.close()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    content, chance = file.read_bytes(), random.Random(7)
    telling = [place for place, byte in enumerate(content) if byte and place >= 100]
    for no, place in enumerate(chance.sample(telling, 25)):
        copy = tmp_path / f"copy{no}.db"
        copy.write_bytes(
            content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
        )
        assert await faults(copy), f"byte {place} was changed, and nobody says so"


async def faults(file: pathlib.Path) -> list[str]:
    """What is wrong with it; also that it cannot be opened."""
    try:
        log = await SqliteLog.open(file)
    except Exception as error:
        return [repr(error)]
    try:
        return (await wrong(log))[1]
    finally:
        await log.close()
