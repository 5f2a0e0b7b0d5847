"""Backups of both stores, and the way back: to the same store, and to the other."""

import asyncio
import contextlib
import os
import pathlib
import shutil
import sqlite3
from collections.abc import Iterator

import pytest

from opennight.cli import main
from opennight.config import database, load
from opennight.night.fold import fold
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.store.opening import open_log
from tests import postgres
from tests.cast import a_night
from tests.examples import at_length
from tests.lost.voters import at_the_vote, voting
from tests.server import SECRET, Server
from tests.web.cast import Device, Evening, refused

VOTERS = 40


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> str:
    """The address of an empty database."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'nights.db'}"


@pytest.fixture
def other_url(request: pytest.FixtureRequest, tmp_path: pathlib.Path, url: str) -> Iterator[str]:
    """An empty database on the other store."""
    if url.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'other.db'}"
    else:
        made = postgres.new_database(postgres.shared())
        yield made
        postgres.drop(made)


def on(patch: pytest.MonkeyPatch, url: str, *words: str) -> int:
    """Run a command on this database."""
    patch.setenv("DATABASE_URL", url)
    patch.setenv("SECRET_KEY", SECRET)
    return main(list(words))


def night_of(evening: Evening) -> Night:
    return fold(evening.code, evening.recorded)


def an_evening(server: Server) -> Evening:
    """A night with acts of every weight: some that changed nothing, too."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    ada.act("pitches", title="Bees & “Bücher”", hosted="1")
    night.move("vote")
    ada.act("pitches/1/unvote", command="changed-nothing")
    ada.act("pitches/1/vote")
    return night


def test_the_way_there_and_back(tmp_path: pathlib.Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a copy taken under a running server, when the night has gone on and the copy is put back, then
    all is as it was in the copy, and the night goes on from there.
    """
    copy = str(tmp_path / "copy.db")
    with Server(tmp_path, DATABASE_URL=url) as server:
        night = an_evening(server)
        before = night_of(night)
        assert on(monkeypatch, url, "backup", copy) == 0
        night.enter("Latecomer")
        assert on(monkeypatch, url, "restore", copy) == 1, "not under a running server"
        assert night.version == before.version + 1
    assert on(monkeypatch, url, "restore", copy) == 0
    assert night_of(night) == before
    assert on(monkeypatch, url, "check") == 0
    with contextlib.closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT count(*) FROM idle WHERE night = ?", (night.code,)).fetchone() == (1,)
    with server:
        assert night.host.act("announcement", text="On we go").status_code == 200
    assert on(monkeypatch, url, "check") == 0


def test_to_the_other_store(
    tmp_path: pathlib.Path,
    url: str,
    other_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Given a night on one store, when its copy is restored to the other, then it is the same night there."""
    with Server(tmp_path, DATABASE_URL=url) as server:
        night = an_evening(server)
        assert on(monkeypatch, url, "backup", str(tmp_path / "copy.db")) == 0
    warned = "Clips are not in it: OPENNIGHT_MEDIA does not say where they are." in capsys.readouterr().err
    assert warned == url.startswith("postgres"), "beside an SQLite file there is one"
    before = night_of(night)
    assert on(monkeypatch, other_url, "restore", str(tmp_path / "copy.db")) == 0
    there = tmp_path / "there"
    there.mkdir()
    with Server(there, DATABASE_URL=other_url) as moved:
        night.server = moved
        assert night_of(night) == before
        host = Device(moved.url, night.code)
        host.client.cookies.update(night.host.client.cookies)
        assert host.act("announcement", text="We have moved").status_code == 200
    assert on(monkeypatch, other_url, "check") == 0


async def test_copies_taken_while_people_vote(
    tmp_path: pathlib.Path, url: str, other_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given people who vote without a pause, when copies are taken meanwhile, then each has everything that
    was acknowledged before, and is the night as it was at one moment, on the other store, too.
    """
    copies = [tmp_path / f"copy-{number}.db" for number in range(3)]
    acknowledged = []
    with Server(tmp_path, DATABASE_URL=url) as server:
        night = at_the_vote(server, VOTERS)
        async with voting(night, VOTERS, seed=1) as account:
            for copy in copies:
                await asyncio.sleep(0.5)
                acknowledged.append(set(account.acknowledged))
                assert await asyncio.to_thread(on, monkeypatch, url, "backup", str(copy)) == 0
            await asyncio.sleep(0.2)
        log = night.recorded
    assert acknowledged[0] < acknowledged[1] < acknowledged[2]
    for copy, known in zip(copies, acknowledged, strict=True):
        assert await asyncio.to_thread(on, monkeypatch, other_url, "restore", str(copy)) == 0
        assert await asyncio.to_thread(on, monkeypatch, other_url, "check") == 0
        there = await read(other_url, night.code)
        assert known <= {recorded.command for recorded in there}
        assert there == log[: len(there)]
        assert fold(night.code, there) == fold(night.code, log[: len(there)])
        assert len(there) < len(log)


async def read(url: str, code: str) -> list[Recorded]:
    log = await open_log(database({"DATABASE_URL": url}))
    try:
        return await log.read(code)
    finally:
        await log.close()


class TestSqlite:
    """Whatever lies where the file goes, what was restored is whole."""

    @pytest.fixture
    def copy(self, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
        with Server(tmp_path) as server:
            self.night = an_evening(server)
            self.before = night_of(self.night)
            assert (
                on(monkeypatch, f"sqlite:///{tmp_path / 'nights.db'}", "backup", str(tmp_path / "c.db")) == 0
            )
            self.night.enter("Latecomer")
            server.kill()  # its -wal stays behind
        return tmp_path / "c.db"

    def test_beside_the_wal_of_a_killed_server(
        self, copy: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = tmp_path / "nights.db"
        assert database.with_name("nights.db-wal").stat().st_size > 0
        assert on(monkeypatch, f"sqlite:///{database}", "restore", str(copy)) == 0
        assert not database.with_name("nights.db-wal").exists()
        assert night_of(self.night) == self.before
        (former,) = tmp_path.glob("nights.db.2*")
        with contextlib.closing(sqlite3.connect(former)) as kept:
            assert kept.execute("SELECT count(*) FROM events").fetchone() == (self.before.version + 1,)

    def test_in_place_of_a_damaged_file(
        self, copy: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "nights.db").write_bytes(b"not a database any more" * 1000)
        assert on(monkeypatch, f"sqlite:///{tmp_path / 'nights.db'}", "restore", str(copy)) == 0
        assert night_of(self.night) == self.before

    @pytest.mark.parametrize("links", [True, at_length(False)])
    def test_killed_before_the_copy_is_there(
        self, copy: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, links: bool
    ) -> None:
        """The database has its own name all the time: what was in it is in it until the copy takes its place,
        also on a disk without `links`."""
        database, renamed = tmp_path / "nights.db", os.replace

        def killed(source: pathlib.Path, target: pathlib.Path) -> None:
            if target == database:
                raise SystemExit
            renamed(source, target)

        monkeypatch.setattr(os, "replace", killed)
        if not links:
            monkeypatch.setattr(os, "link", lambda *names: renamed(tmp_path / "nowhere", database))
        with pytest.raises(SystemExit):
            on(monkeypatch, f"sqlite:///{database}", "restore", str(copy))
        assert night_of(self.night).version == self.before.version + 1
        monkeypatch.setattr(os, "replace", renamed)
        assert on(monkeypatch, f"sqlite:///{database}", "restore", str(copy)) == 0
        assert night_of(self.night) == self.before

    def test_a_wal_without_its_file(
        self, copy: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "nights.db").unlink()
        assert on(monkeypatch, f"sqlite:///{tmp_path / 'nights.db'}", "restore", str(copy)) == 0
        assert night_of(self.night) == self.before

    def test_the_secret_comes_with_it(
        self, copy: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy.with_name("c.db.secret").write_text("the secret of those days")
        assert on(monkeypatch, f"sqlite:///{tmp_path / 'new' / 'nights.db'}", "restore", str(copy)) == 0
        assert (tmp_path / "new" / "nights.db.secret").read_text() == "the secret of those days"


OLD = pathlib.Path(__file__).parent / "store" / "first.db"


def test_a_copy_of_the_first_version(
    tmp_path: pathlib.Path, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(OLD, tmp_path / "old.db")
    assert on(monkeypatch, url, "restore", str(tmp_path / "old.db")) == 0
    assert on(monkeypatch, url, "check") == 0
    assert "8 nights read" in capsys.readouterr().out


async def write(url: str) -> None:
    """A night, without a server."""
    log = await open_log(load({"DATABASE_URL": url, "SECRET_KEY": SECRET}).database)
    await log.append([("BEES", row) for row in a_night().log])
    await log.close()


def test_what_is_damaged_is_no_backup(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a disk that has lost a page, then no copy is made for which an earlier one may be thrown away."""
    file = tmp_path / "nights.db"
    asyncio.run(write(f"sqlite:///{file}"))
    whole = file.read_bytes()
    lost = whole.index(b"person-joined") // 4096 * 4096
    file.write_bytes(whole[:lost] + bytes(4096) + whole[lost + 4096 :])
    assert on(monkeypatch, f"sqlite:///{file}", "backup", str(tmp_path / "copy.db")) == 1
    assert "damaged" in capsys.readouterr().err
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("what", ["nothing", "words", "another's", "newer", "torn"])
def test_what_is_no_copy_changes_nothing(
    tmp_path: pathlib.Path,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
) -> None:
    file = tmp_path / "copy.db"
    if what == "words":
        file.write_text("These are only notes. " * 100)
    elif what != "nothing":
        shutil.copy(OLD, file)
        with contextlib.closing(sqlite3.connect(file)) as database:
            version = {"another's": 0, "newer": 99}.get(what, 1)
            database.execute(f"PRAGMA user_version = {version}")
    if what == "torn":
        whole = file.read_bytes()
        file.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    asyncio.run(write(url))
    assert on(monkeypatch, url, "restore", str(file)) == 1
    assert "cannot be restored" in capsys.readouterr().err
    assert on(monkeypatch, url, "check") == 0
    assert "1 nights read" in capsys.readouterr().out


def test_after_an_older_backup_nobody_is_somebody_else(
    tmp_path: pathlib.Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given Ben, who joined after the backup, when it was put back and Cleo gets his number, then neither his
    cookie nor his short code makes him Cleo; who was in the backup stays who they are.
    """
    with Server(tmp_path, DATABASE_URL=url) as server:
        night = Evening(server)
        ada = night.enter("Ada")
        assert on(monkeypatch, url, "backup", str(tmp_path / "copy.db")) == 0
        ben = night.enter("Ben")
        his = night.personal(2)
    assert on(monkeypatch, url, "restore", str(tmp_path / "copy.db")) == 0
    with server:
        cleo = night.enter("Cleo")
        assert night.events("PersonJoined")[-1]["no"] == 2
        assert "Cleo" in cleo.get("me").text
        assert refused(ben.act("me/name", person="2", name="Ben again"), 403, "Join the night first")
        assert ben.get().headers["location"] == f"/j/{night.code}", "he may join anew"
        assert refused(ben.act(f"/j/{night.code}/return", personal=his), 422, "Nobody here has this code")
        assert ada.act("me/name", name="Ada B.").status_code == 200
        assert ben.act(f"/j/{night.code}", name="Ben").status_code == 200
        assert night.events("PersonJoined")[-1]["no"] == 3
