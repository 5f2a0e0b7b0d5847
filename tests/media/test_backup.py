"""Photos in backups, and what `check` and `delete` make of them."""

import pathlib

import pytest

from opennight.cli import main
from tests.server import SECRET, Server
from tests.web.cast import Evening
from tests.web.sent_clips import by_form


def test_photos_come_back_from_a_backup(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a photo in a backup, when the store is lost, then `check` says so, and a restore brings it back;
    what was sent since then no night names."""
    database, copy = tmp_path / "nights.db", tmp_path / "copy.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("SECRET_KEY", SECRET)
    store = tmp_path / "nights.db.media"
    with Server(tmp_path) as server:
        night = Evening(server)
        ada = night.enter("Ada")
        assert by_form(ada).status_code == 200
        assert main(["backup", str(copy)]) == 0
    (kept,) = store.glob(f"{night.code}/??/*")
    assert main(["check"]) == 0
    kept.write_bytes(b"something else")
    assert main(["check"]) == 1
    kept.unlink()
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "clip 1: its file is damaged" in said
    assert "clip 1: its file is missing" in said
    assert main(["restore", str(copy)]) == 0
    assert main(["check"]) == 0
    stray = store / night.code / "00" / ("0" * 64)
    stray.parent.mkdir()
    stray.write_bytes(b"")
    assert main(["check"]) == 1
    assert "no night names this file" in capsys.readouterr().err
    assert main(["delete", night.code, "--yes"]) == 0
    assert not (store / night.code).exists()
    assert main(["check"]) == 0
