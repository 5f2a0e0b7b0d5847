"""Rows that prove themselves: a changed byte is found and named, and forgetting breaks no proof."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from opennight.night.fold import fold
from opennight.night.messages import GUEST, Actor, Recorded
from opennight.night.people import Join, PersonJoined
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch, PitchMade
from opennight.night.upcast import raised
from opennight.store.checks import wrong, wrong_with
from opennight.store.envelope import START, Damaged, Row, pack, unpack
from opennight.store.postgres import PostgresLog
from opennight.store.sqlite import SqliteLog
from tests.cast import SEVEN, Story, a_night, attendee, guest, helper, host, neighbour
from tests.night.evening import EVENING


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """A night in which everything happens."""
    story = Story().given(*EVENING)
    return list(packed(story.log))


def packed(log: list[Recorded]) -> Iterator[Row]:
    before = START
    for recorded in log:
        row = pack("BEES", recorded, before)
        before = row.hash
        yield row


def test_a_whole_night_is_whole(rows: list[Row]) -> None:
    assert wrong_with("BEES", rows) == []


@pytest.mark.parametrize("column", Row.__struct_fields__)
def test_a_byte_that_is_changed_anywhere_is_named(rows: list[Row], column: str) -> None:
    chance = random.Random(column)
    filled = [place for place, row in enumerate(rows) if getattr(row, column) is not None]
    for place in filled if len(filled) < 40 else chance.sample(filled, 40):
        row = rows[place]
        damaged = msgspec.structs.replace(row, **{column: changed(getattr(row, column), chance)})
        said = wrong_with("BEES", [*rows[:place], damaged, *rows[place + 1 :]])
        assert any(f"version {row.version}:" in one or f"version {damaged.version}:" in one for one in said)


def changed(value: str | int, chance: random.Random) -> str | int:
    """The same value with one byte changed."""
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    place = chance.randrange(len(value))
    other = chance.choice([letter for letter in "0a{" if letter != value[place]])
    return value[:place] + other + value[place + 1 :]


@pytest.mark.parametrize("places", [slice(3, 4), slice(0, 1)])
def test_a_row_that_is_gone_is_missed(rows: list[Row], places: slice) -> None:
    left = [row for row in rows if row not in rows[places]]
    assert f"BEES, version {left[places.start].version}" in "\n".join(wrong_with("BEES", left))


def test_a_command_that_was_carried_out_twice_is_found(rows: list[Row]) -> None:
    again = Recorded(len(rows) + 1, rows[2].command, SEVEN, unpack(rows[2]).actor, unpack(rows[2]).event)
    twice = [*rows, pack("BEES", again, rows[-1].hash)]
    assert f"BEES, version {len(twice)}: its command was carried out before" in wrong_with("BEES", twice)


def test_rows_that_changed_places_are_found(rows: list[Row]) -> None:
    assert wrong_with("BEES", [*rows[:4], rows[5], rows[4], *rows[6:]])


def test_what_is_forgotten_breaks_nothing_and_cannot_be_guessed(rows: list[Row]) -> None:
    """If a person's fields are blanked, the rest still proves itself, and nothing reveals what was there."""
    theirs = [row for row in rows if row.actor == "person:1" and row.personal]
    assert len(theirs) > 3
    forgotten = [
        msgspec.structs.replace(row, personal=None, salt=None) if row in theirs else row for row in rows
    ]
    assert wrong_with("BEES", forgotten) == []
    night = fold("BEES", map(unpack, forgotten))
    assert night.pitches[1].title == ""
    assert night.pitches[2].title == "Books", "what others wrote stays"
    assert "Bees" not in str([row for row in forgotten if row.actor == "person:1"])
    joined = Recorded(1, "c", SEVEN, GUEST, PersonJoined(no=1, phone=True, name="Ada"))
    two = [pack("BEES", joined, START) for _same in range(2)]
    assert two[0].seal != two[1].seal, "the same name has another seal each time"


def test_half_of_what_is_personal_cannot_go(rows: list[Row]) -> None:
    place = next(place for place, row in enumerate(rows) if row.personal)
    halved = msgspec.structs.replace(rows[place], personal=None)
    assert wrong_with("BEES", [*rows[:place], halved, *rows[place + 1 :]]) != []


def test_what_is_no_row_of_ours_is_said_so(rows: list[Row]) -> None:
    for damage in ({"kind": "never-heard-of/1"}, {"data": "[]"}, {"data": "{"}, {"kind": "pitch-made/99"}):
        with pytest.raises(Damaged, match="BEES, version 1"):
            unpack(msgspec.structs.replace(rows[0], **damage))


async def test_what_is_forgotten_is_gone_from_the_files(tmp_path: Path) -> None:
    """Also from the -wal beside it, while the log is still open."""
    log = await SqliteLog.open(tmp_path / "nights.db")
    story = a_night().given(guest(Join, name="Wilhelmina"), guest(Join, name="Rosalind"))
    await log.append([("BEES", recorded) for recorded in story.log])

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("nights.db*"))

    assert b"Wilhelmina" in files()
    await log.forget("BEES", [5])
    assert b"Wilhelmina" not in files()
    assert b"Rosalind" in files()
    await log.close()


async def test_the_file_is_checked_as_a_whole(tmp_path: Path) -> None:
    log = await SqliteLog.open(tmp_path / "nights.db")
    story = a_night().given(guest(Join, name="Dan"))
    await log.append([("BEES", recorded) for recorded in story.log])
    assert await wrong(log) == (1, [])
    with closing(sqlite3.connect(tmp_path / "nights.db", isolation_level=None)) as other:
        other.execute("UPDATE events SET position = 99 WHERE version = 3")
        (said,) = (await wrong(log))[1]
        assert "at another position" in said
        other.execute("UPDATE events SET position = 3 WHERE version = 3")
        assert await wrong(log) == (1, [])
        other.execute("UPDATE events SET personal = replace(personal, 'Ben', 'Bob') WHERE version = 3")
    assert (await wrong(log))[1] == ["BEES, version 3: what is personal in it was changed"]
    await log.close()


@pytest.mark.parametrize("store", ["sqlite", "postgres"])
async def test_lost_rows_are_found(request: pytest.FixtureRequest, tmp_path: Path, store: str) -> None:
    """The last rows of a night, its first one, or all of them: what is left of the chain proves nothing."""
    log: SqliteLog | PostgresLog
    if store == "sqlite":
        log = await SqliteLog.open(tmp_path / "nights.db")
    else:
        log = await PostgresLog.open(request.getfixturevalue("postgres_url"))
    story = a_night()
    for code in ("BATS", "BEES", "BOOKS"):
        await log.append([(code, recorded) for recorded in story.log])
    assert await wrong(log) == (3, [])
    last = len(story.log)
    for statement in (
        f"DELETE FROM events WHERE night = 'BATS' AND version = {last}",  # noqa: S608
        "DELETE FROM events WHERE night = 'BEES' AND version = 1",
        "DELETE FROM events WHERE night = 'BOOKS'",
    ):
        if isinstance(log, SqliteLog):
            await log.writer.execute(statement)
        else:
            await log.pool.execute(statement)
    said = "\n".join((await wrong(log))[1])
    assert "BEES, version 2: version 1 was expected" in said
    if isinstance(log, SqliteLog):
        assert f"{last + 2} rows are missing" in said
    else:
        assert f"BATS: its last version should be {last}, but is {last - 1}" in said
        assert f"BOOKS: its last version should be {last}, but is 0" in said
    await log.close()


async def test_a_log_that_another_process_wrote_goes_on_in_one_chain(tmp_path: Path) -> None:
    one, other = [await SqliteLog.open(tmp_path / "nights.db") for _process in range(2)]
    story = a_night()
    for place, recorded in enumerate(story.log):
        await (one, other)[place % 2].append([("BEES", recorded)])
    assert await wrong(one) == (1, [])
    await one.close()
    await other.close()


def test_who_is_answerable_is_in_the_envelope() -> None:
    story = a_night().given(host(MovePhase, to="pitch"), helper(MakePitch, person=2, title="Books"))
    story.given(neighbour(MakePitch, title="Bread"))
    told = ["host", "guest", "guest", "guest", "host", "helper:481516", "person:2"]
    assert [str(row.actor) for row in story.log] == told
    assert attendee.actor == Actor.parse("person:1")
    assert Actor.parse("helper:481516") == Actor("helper", 481516)
    for text in ("nobody", "person:x", ""):
        with pytest.raises((msgspec.ValidationError, ValueError)):
            Actor.parse(text)


def test_an_older_form_is_brought_up_step_by_step() -> None:
    """Two forms ago a pitch had words; then a title; now it also says whether its pitcher would host it."""
    upcast = {
        "pitch-made/1": lambda fields: ("pitch-made/2", {"title": fields.pop("words"), **fields}),
        "pitch-made/2": lambda fields: ("pitch-made/3", fields | {"hosted": True}),
    }
    old = raised("pitch-made/1", '{"no":1,"person":2,"waiting":false}', '{"words":"Bees"}', upcast)
    assert old[0] == "pitch-made/3"
    event = msgspec.json.decode(old[1], type=PitchMade)
    assert event == PitchMade(no=1, person=2, hosted=True, waiting=False, title="Bees")
    assert raised("pitch-made/3", "{}", None, upcast) == ("pitch-made/3", "{}")
