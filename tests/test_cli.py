"""The command line: what each command does, and what it says when it cannot."""

import contextlib
import datetime as dt
import pathlib
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest

from opennight.cli import main
from opennight.store.log import Unavailable
from opennight.store.serving import alone
from tests.server import ROOT, SECRET, Server, free_port
from tests.web.cast import Device, Evening

COMMANDS = [
    "serve",
    "rehearse",
    "export",
    "archive",
    "import",
    "bring",
    "nights",
    "backup",
    "restore",
    "delete",
    "migrate",
    "rebuild",
    "check",
    "verify",
]


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A fresh working directory, with no database in it yet."""
    monkeypatch.chdir(tmp_path)
    for name in ("PORT", "SECRET_KEY", "OPENNIGHT_URL", "OPENNIGHT_START_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///nights.db")
    return tmp_path


@pytest.fixture
def night(shared_server: Server, monkeypatch: pytest.MonkeyPatch) -> Evening:
    """A night with a pitch, on a server that is running."""
    monkeypatch.setenv("DATABASE_URL", str(shared_server.environ["DATABASE_URL"]))
    monkeypatch.setenv("SECRET_KEY", SECRET)
    night = Evening(shared_server)
    night.move("pitch")
    night.enter("Ada").act("pitches", title="“Bienen” & Bücher", hosted="1")
    return night


@pytest.mark.parametrize("command", COMMANDS)
def test_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: opennight {command}" in capsys.readouterr().out


def test_help_of_all_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["--version"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(command in said for command in COMMANDS)


def test_the_list_of_nights(night: Evening, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nights"]) == 0
    rows = capsys.readouterr().out.splitlines()
    [ours] = [row for row in rows if row.startswith(night.code)]
    assert rows[0] == ours, "the latest first"
    _code, day, _time, phase, people, title = ours.split(maxsplit=5)
    assert (day, phase, people) == (f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", "pitch", "1")
    assert title == "Bees and books, Library, 2026-11-22"


def test_no_such_command(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["dance"], ["export"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2


def test_as_a_program(tmp_path: pathlib.Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "opennight", "serve"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PORT": "eighty"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert found.returncode == 2
    assert found.stderr == "opennight: PORT='eighty': give a whole number from 1 to 65535.\n"


@pytest.mark.parametrize(
    "words", [["serve"], ["migrate"], ["check"], ["export", "BEES22", "out"], ["backup", "copy.db"]]
)
@pytest.mark.parametrize(
    "url", ["mysql://x", "sqlite:////dev/null/nights.db", "sqlite:///folder", "sqlite:///text"]
)
def test_a_database_that_cannot_be_used(
    here: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    url: str,
) -> None:
    (here / "folder").mkdir()
    (here / "text").write_text("No database, only words. " * 100)
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.err.startswith("opennight: DATABASE_URL")
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_migrate_makes_the_database(here: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert "nights.db is ready" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "0 nights read\n"


@pytest.mark.parametrize("words", [["check"], ["export", "BEES22", "out"], ["backup", "copy.db"]])
def test_no_database_is_made_by_looking_for_one(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 2
    assert "there is no database at 'nights.db'" in capsys.readouterr().err
    assert not (here / "nights.db").exists()
    assert not (here / "copy.db").exists()


def test_export_while_the_server_runs(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deep" / "out"
    assert main(["export", night.code.lower(), str(folder)]) == 0
    names = {path.name for path in folder.iterdir()}
    assert names >= {f"opennight-{night.code}.{ending}" for ending in ("md", "csv", "json")}
    assert "“Bienen”" in (folder / f"opennight-{night.code}.md").read_text(encoding="utf-8")
    assert set(capsys.readouterr().out.split()) == {str(folder / name) for name in names}


def test_export_to_where_nothing_can_be_written(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", "/proc/nowhere"):
        assert main(["export", night.code, str(folder)]) == 1
        said = capsys.readouterr()
        assert said.err.startswith(f"{folder} cannot be written: ")
        assert said.err.count("\n") == 1


def test_export_of_no_night(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "NOSUCH", str(tmp_path)]) == 1
    assert "There is no night with the code NOSUCH" in capsys.readouterr().err


def test_a_night_travels(
    night: Evening, shared_server: Server, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a night under a running server, when it is archived and taken in beside it, then the link that is
    told opens its desk, and the night is as it was."""
    file = str(tmp_path / "night.zip")
    assert main(["archive", night.code.lower(), file]) == 0
    said = capsys.readouterr().out
    assert "stays on the server where they said it" in said
    assert pathlib.Path(file).stat().st_mode & 0o77 == 0, "it is private"
    for words, why in ((["import", file], "already here"), (["import", "none.zip"], "There is no file")):
        with pytest.raises(SystemExit):
            main(words)
        assert why in capsys.readouterr().err
    assert main(["import", file, "--copy"]) == 0
    said = capsys.readouterr().out
    link = next(word for word in said.split() if "/desk?key=" in word)
    code = said.split(":")[0]
    assert code != night.code
    host = Device(shared_server.url, code)
    assert host.get(link[link.index("/n/") :]).status_code == 303
    assert host.act("announcement", text="Here we are").status_code == 200
    assert "“Bienen” &amp; Bücher" in host.get("board").text
    assert main(["delete", code, "--yes"]) == 0


def test_a_public_record_comes_in(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", night.code, str(tmp_path)]) == 0
    file = str(tmp_path / f"opennight-{night.code}.json")
    capsys.readouterr()
    assert main(["import", file]) == 0
    said = capsys.readouterr().out
    assert "Who was there, and who said what" in said
    code = said.split(":")[0]
    with pytest.raises(SystemExit):
        main(["import", file])
    assert f"already here, as {code}" in capsys.readouterr().err
    assert main(["export", code, str(tmp_path)]) == 0
    assert "“Bienen”" in (tmp_path / f"opennight-{code}.md").read_text(encoding="utf-8")
    assert main(["delete", code, "--yes"]) == 0


def test_topics_from_a_file(here: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First what would come of it, then the same with --yes; a file that is none of ours is refused."""
    server = Server(here)
    with server:
        night = Evening(server)
        (here / "wall.csv").write_text("title,who,\x1b[2J\nSwifts,Ann,\n")
        assert main(["bring", "wall.csv", night.code, "--yes"]) == 2, "not under a server on the same file"
    said = capsys.readouterr
    said()
    assert main(["bring", "wall.csv", night.code.lower()]) == 0
    told = said().out
    assert "+ Swifts\n1 topics, 0 new rooms, 0 new rounds\n" in told
    assert "The column “ [2J”: topics have nothing like that.\nNothing has changed yet" in told, "no order"
    assert night.events("PitchMade") == []
    assert main(["bring", "wall.csv", night.code, "--yes"]) == 0
    assert night.events("PitchMade")[0]["title"] == "Swifts"
    assert main(["check"]) == 0
    (here / "wall.csv").write_text("no columns")
    for words, why in (
        ([night.code], "first row must name"),
        (["NOSUCH"], "no night with the code NOSUCH"),
    ):
        with pytest.raises(SystemExit):
            main(["bring", "wall.csv", *words])
        assert why in said().err


def test_backup_while_the_server_runs(
    night: Evening, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy)]) == 0
    assert main(["backup", str(copy)]) == 1, "it overwrites nothing"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    assert main(["check"]) == 0
    assert main(["export", night.code, str(tmp_path)]) == 0


def test_a_backup_opens_the_same_doors(here: pathlib.Path) -> None:
    """The secret beside the database is copied too: without it every desk link would be dead."""
    server = Server(here)
    server.environ["SECRET_KEY"] = ""
    main(["migrate"])
    assert main(["backup", "copy.db"]) == 0
    assert (here / "copy.db.secret").read_text() == (here / "nights.db.secret").read_text()
    assert (here / "copy.db.secret").stat().st_mode & 0o77 == 0


def test_a_backup_that_has_no_place(night: Evening, tmp_path: pathlib.Path) -> None:
    assert main(["backup", str(tmp_path / "nowhere" / "copy.db")]) == 1


@contextlib.contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file grows beyond so many bytes."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(
    night: Evening, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    with full_disk(20_000):
        assert main(["backup", str(copy)]) == 1
    assert f"{copy} cannot be written: " in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert main(["backup", str(copy)]) == 0


def test_a_full_disk_is_no_other_server(tmp_path: pathlib.Path) -> None:
    with full_disk(0), pytest.raises(Unavailable, match=r"disk|full"), alone(tmp_path / "nights.db"):
        pass


def test_check_says_what_is_wrong(
    night: Evening,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "copy.db"
    main(["backup", str(copy)])
    database = sqlite3.connect(copy)
    database.execute("DELETE FROM events WHERE night = ? AND version = 2", (night.code,))
    columns = "night, version, command, at, actor, kind, data, hash"
    torn = "'TORN22', 1, 'command-1', 0, 'host', 'never-heard-of/1', '{}', 'no hash of ours'"
    database.execute(f"INSERT INTO events ({columns}) VALUES ({torn})")  # noqa: S608
    database.commit()
    database.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    assert main(["check"]) == 1
    wrong = capsys.readouterr().err
    assert f"{night.code}, version 3: version 2 was expected" in wrong
    assert "TORN22, version 1: it was changed" in wrong
    assert "never-heard-of" in wrong
    assert "1 rows are missing" in wrong


def test_serve_greets_with_the_start_link(server: Server) -> None:
    assert f"/?key={server.start_key}" in server.output
    assert f"opennight rehearse --url http://127.0.0.1:{server.environ['PORT']}\n" in server.output
    assert server.stop() in (0, -signal.SIGTERM)
    assert "Traceback" not in server.output


def second_server(server: Server, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "opennight", "serve"],
        cwd=server.folder,
        env=server.environ | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_serve_on_a_port_that_is_taken(server: Server) -> None:
    """No greeting leads to whoever listens there, and no database is left behind."""
    second = second_server(server, DATABASE_URL=f"sqlite:///{server.folder / 'other.db'}")
    port = server.environ["PORT"]
    assert (second.returncode, second.stdout) == (2, "")
    assert f"opennight: PORT={port}: another program is listening there; stop it, or set" in second.stderr
    assert not (server.folder / "other.db").exists()
    assert Device(server.url).get("/healthz").status_code == 200


def test_a_second_server_on_the_same_file(server: Server) -> None:
    """Its screens would not follow what the first one writes."""
    second = second_server(server, PORT=str(free_port()))
    assert second.returncode == 2
    assert "nights.db': another opennight is serving it; stop that one first.\n" in second.stderr
    assert Device(server.url).get("/healthz").status_code == 200
