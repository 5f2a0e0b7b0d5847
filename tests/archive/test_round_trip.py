"""From a night to its archive, and from there to the same night elsewhere."""

import io
import pathlib
import re
import zipfile
from hashlib import sha256
from typing import Any

import pytest

from opennight.archive import arriving, reading, writing
from opennight.archive.manifest import Unfit
from opennight.media.store import Folder, digest
from opennight.night.bylines import NameTaken, TakeName
from opennight.night.clips import AddClip
from opennight.night.consent import WithdrawClip
from opennight.night.entry import TOLD, Entry, told
from opennight.night.fold import fold
from opennight.night.people import Join, Leave, Rename
from opennight.night.state import Night
from opennight.record import calendar, cover, data, markdown, outcome, table
from opennight.record.files import package, rounds, schedule, schedule_json, schedule_xml, wiki
from opennight.record.licences import licence_of
from opennight.store import checks
from opennight.store.log import CheckedLog, Idle
from opennight.web.core.keys import Keys, letters
from opennight.web.core.templates import templates
from tests.archive.conftest import store, written
from tests.archive.nights import NIGHTS
from tests.cast import SEVEN, a_night, attendee, guest, neighbour
from tests.everything import SHOT


def record(night: Night) -> dict[str, str]:
    """Every file of the record."""
    found, its = outcome.of(night), schedule.of(night, "")
    known: dict[str, Any] = {"outcome": found, "cover": cover.of(found), "licence": licence_of(night)}
    known |= {"record_url": "", "night_url": f"/n/{night.code}", "night": night, "now": SEVEN}
    return {
        "md": markdown.write(found, str),
        "wiki": wiki.write(found, str),
        "csv": table.write(found),
        "csv.zip": unpacked(package.write(found)),
        "json": data.write(found),
        "html": templates("en").get_template("record/download.html").render(known),
        "ics": calendar.write(night, calendar.all_meetings(night, found.groups), rounds.events(night, its)),
        "schedule.xml": schedule_xml.write(its),
        "schedule.json": schedule_json.write(its),
    }


def unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


FOLLOWS = re.compile(r"(?:SEQUENCE|DTSTAMP):\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12}\b")
"""What follows from the code, as guids do, or from how long the log is, which arriving makes longer."""


def with_code(files: dict[str, str], code: str) -> dict[str, str]:
    both = {name: text.replace(code, "CODE").replace(code.lower(), "CODE") for name, text in files.items()}
    follows = ("ics", "schedule.xml", "schedule.json")
    return {name: FOLLOWS.sub("", text) if name in follows else text for name, text in both.items()}


async def night_in(log: CheckedLog, code: str) -> Night:
    return fold(code, await log.read(code))


@pytest.mark.parametrize(
    ("name", "there"),
    [("london", "sqlite"), ("everything", "sqlite"), ("everything", "postgres"), ("crowd", "postgres")],
)
async def test_the_record_is_the_same(
    log: CheckedLog,
    file: pathlib.Path,
    request: pytest.FixtureRequest,
    tmp_path: pathlib.Path,
    name: str,
    there: str,
) -> None:
    """Given a night, when it is archived and taken in by another server, where its code is free or taken,
    then its record is the same there, byte for byte but for the code, and the log proves itself."""
    night = await written(log, NIGHTS[name]())
    await writing.write(log, night.code, None, file)
    where = request.getfixturevalue("postgres_url") if there == "postgres" else str(tmp_path / "there.db")
    async with store(where) as other:
        with reading.opened(file) as archive:
            first = await arriving.take_in(archive, other, None, letters)
            second = await arriving.take_in(archive, other, None, letters, copy=True)
        assert first.code == night.code != second.code
        for made in (first, second):
            assert with_code(record(await night_in(other, made.code)), made.code) == with_code(
                record(night), night.code
            )
        assert await checks.wrong(other) == (2, [])


async def test_clips_come_along(
    log: CheckedLog, file: pathlib.Path, tmp_path: pathlib.Path, media: Folder, media_there: Folder
) -> None:
    """Given two photos, of which one was withdrawn and one lost, then only what is there travels, whole."""
    content = b"A photo" * 99_999
    hashes = [sha256(content + bytes([no])).hexdigest() for no in range(3)]
    shots = (attendee(AddClip, group=0, **SHOT | {"hash": hash}) for hash in hashes)
    story = a_night().given(*shots)
    night = await written(log, story.given(attendee(WithdrawClip, clip=2)))
    for no in (0, 1):
        (part := media.scratch()).write_bytes(content + bytes([no]))
        media.keep(night.code, part)
    manifest = await writing.write(log, night.code, media, file)
    assert manifest.missing == (hashes[2],)
    async with store(str(tmp_path / "there.db")) as other:
        with reading.opened(file) as archive:
            with pytest.raises(Unfit, match="OPENNIGHT_MEDIA"):
                await arriving.take_in(archive, other, None, letters)
            await arriving.take_in(archive, other, media_there, letters)
    assert list(media_there.all()) == [(night.code, hashes[0])]
    assert media_there.digest(night.code, hashes[0]) == hashes[0]
    assert not list(media_there.parts.iterdir())


async def test_who_took_their_name_along_is_in_no_archive(log: CheckedLog, file: pathlib.Path) -> None:
    """Also in the moment between that they did, and that the log has blanked it; so are former names."""
    story = a_night().given(
        guest(Join, name="Zebedee"), neighbour(Rename, name="Benjamin"), attendee(Leave), attendee(TakeName)
    )
    night = await written(log, story)
    assert any(isinstance(row.event, NameTaken) for row in story.log)
    await writing.write(log, night.code, None, file)
    with reading.opened(file) as archive:
        texts = "".join(row.personal or "" for row in archive.rows)
        assert "Zebedee" in texts
        assert "Benjamin" in texts
        assert "Ada" not in texts
        assert '"Ben"' not in texts
        assert fold(night.code, await log.read(night.code)).people[2].name == "Benjamin"


async def test_links_and_codes_of_before_open_nothing(log: CheckedLog, file: pathlib.Path) -> None:
    """Given a night that was deleted and is taken in again by the same server, then the old desk link, which
    who knows who has, does not open it; and people whose phones were in it are still themselves."""
    night = await written(log, a_night())
    keys = Keys("a secret")
    await writing.write(log, night.code, None, file)
    await log.delete(night.code, SEVEN)
    with reading.opened(file) as archive:
        again = await arriving.take_in(archive, log, None, letters)
    assert again.code == night.code
    assert keys.desk(again) != keys.desk(night)
    assert keys.person(again, 1) == keys.person(night, 1)
    assert keys.personal(again, 1) == keys.personal(night, 1)
    with reading.opened(file) as archive:
        copy = await arriving.take_in(archive, log, None, letters, copy=True)
    assert keys.person(copy, 1) != keys.person(night, 1), "as the copy has another code"
    assert Keys("another").personal(again, 1) != keys.personal(night, 1)


async def test_each_arrival_has_links_of_its_own(log: CheckedLog, file: pathlib.Path) -> None:
    """Given a night that is taken in, deleted, and taken in again from the same archive, then whoever had the
    desk the first time does not have it now; nor do their helpers."""
    night = await written(log, a_night())
    await writing.write(log, night.code, None, file)
    keys, known = Keys("a secret"), set[str]()
    for _time in range(3):
        await log.delete(night.code, SEVEN)
        with reading.opened(file) as archive:
            again = await arriving.take_in(archive, log, None, letters)
        links = {keys.desk(again), keys.hosting(again), keys.helper(again), keys.helping(again, 1)}
        assert again.code == night.code
        assert not known & links
        known |= links
        entry = Entry("BEES")
        for one in await log.read(night.code):
            entry = told(entry, one) if type(one.event) in TOLD else entry
        listed = keys.renewed(entry.code, entry.desk_key, entry.desk_made, entry.desk_by)
        assert listed == keys.renewal(again), "the list of nights knows whose desk it is"


async def test_the_same_night_comes_in_once(log: CheckedLog, file: pathlib.Path) -> None:
    night = await written(log, a_night())
    await writing.write(log, night.code, None, file)
    with reading.opened(file) as archive, pytest.raises(Unfit, match="already here, as BEES"):
        await arriving.take_in(archive, log, None, letters)
    assert await log.codes() == ["BEES"]


async def test_acts_that_changed_nothing_are_remembered(
    log: CheckedLog, file: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """A phone that sends one again, once it is there, is not heard twice."""
    night = await written(log, a_night())
    act = Idle(night.code, "person:1 changed-nothing", night.version, SEVEN)
    await log.append([], [act])
    await writing.write(log, night.code, None, file)
    async with store(str(tmp_path / "there.db")) as other:
        with reading.opened(file) as archive:
            await arriving.take_in(archive, other, None, letters)
        assert await other.idle(night.code) == [act]


async def test_no_archive_of_nothing(log: CheckedLog, file: pathlib.Path) -> None:
    with pytest.raises(Unfit, match="no night with the code NOSUCH"):
        await writing.write(log, "NOSUCH", None, file)
    night = await written(log, a_night())
    await writing.write(log, night.code, None, file)
    before = digest(file)
    with pytest.raises(Unfit, match="already exists"):
        await writing.write(log, night.code, None, file)
    assert digest(file) == before
