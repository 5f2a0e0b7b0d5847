"""The index is kept up by a process that finds the database, and made anew by a command."""

import asyncio
import pathlib

import msgspec
import pytest

from opennight import cli
from opennight.commons.keeper import question
from opennight.config import Database
from opennight.night.commons import ListInCommons
from opennight.night.phases import MovePhase
from opennight.store.opening import open_log
from tests.cast import a_night, host


def test_the_process_is_told_the_whole_path(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, _url, _listen = msgspec.json.decode(question(Database(pathlib.Path("nights.db"))))
    assert file == str(tmp_path / "nights.db")


def test_a_command_makes_it_anew(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def write() -> None:
        log = await open_log(Database(tmp_path / "nights.db"))
        story = a_night().given(host(MovePhase, to="closed"), host(ListInCommons, place="Easton"))
        await log.append([("BEES", row) for row in story.log])
        await log.append([("BATS", row) for row in a_night().log])
        await log.close()

    asyncio.run(write())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nights.db")
    for _time in range(2):
        assert cli.main(["rebuild"]) == 0
        said = capsys.readouterr().out
        assert "2 nights in the catalogue" in said
        assert "1 nights in the commons, which say 1 things" in said
