"""`opennight serve --workers N`: several processes behind one port."""

import contextlib
import os
import pathlib
import signal
import socket
import time

import pytest

from opennight.cli import main
from tests.lost.voters import at_the_vote
from tests.server import Server


def workers(server: Server) -> set[int]:
    """The process ids of the workers."""
    assert server.process
    children = pathlib.Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return {
        int(pid)
        for pid in children.split()
        if b"spawn_main" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
    }


def taking(server: Server) -> dict[int, int]:
    """How many of 40 connections each worker takes."""

    def open_files() -> dict[int, int]:
        return {pid: len(os.listdir(f"/proc/{pid}/fd")) for pid in workers(server)}

    before = open_files()
    with contextlib.ExitStack() as held:
        for _connection in range(40):
            held.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        time.sleep(0.3)
        return {pid: number - before[pid] for pid, number in open_files().items()}


@pytest.mark.long
def test_behind_one_port(tmp_path: pathlib.Path, postgres_url: str) -> None:
    """Given two workers, then both take people, one that dies is replaced, and when told to end, all do."""
    with Server(tmp_path, "--workers", "2", DATABASE_URL=postgres_url) as server:
        night = at_the_vote(server, 2)
        until = time.monotonic() + 20
        while len(taken := taking(server)) < 2 or min(taken.values()) < 5:
            assert time.monotonic() < until, taken
        before = workers(server)
        os.kill(min(before), signal.SIGKILL)
        while len(after := workers(server)) < 2 or after == before:
            assert time.monotonic() < until
            time.sleep(0.1)
        until = time.monotonic() + 20
        while min(taking(server).values()) < 5:
            assert time.monotonic() < until, taken
        assert night.host.act("announcement", text="Here we are").status_code == 200
        assert server.stop() in (0, -signal.SIGTERM)
    assert not any(pathlib.Path(f"/proc/{pid}").exists() for pid in after)
    assert "another takes its place" in server.output


@pytest.mark.parametrize("number", ["0", "65", "many", "-1", "9999999999"])
def test_a_number_that_makes_no_sense(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--workers", number])
    assert "give a number from 1 to 64" in capsys.readouterr().err or number == "-1"


def test_not_on_sqlite(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nights.db'}")
    assert main(["serve", "--workers", "2"]) == 2
    assert "an SQLite file allows only one process" in capsys.readouterr().err
