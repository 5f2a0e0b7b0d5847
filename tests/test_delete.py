"""A night is deleted for good, also under a running server."""

import asyncio
import pathlib

import pytest

from opennight.cli import main
from tests.lost.phones import Phone
from tests.many.kills import reached
from tests.server import SECRET, Server
from tests.web.cast import Evening, refused, rows


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'nights.db'}"


def delete(code: str, *words: str) -> int:
    return main(["delete", code, *words])


async def deleted_under(phone: Phone, code: str) -> None:
    """Delete the night while this screen is on it, and wait until the screen is told to load anew."""
    async with phone:
        await reached([phone], 2)
        shown = phone.content
        assert await asyncio.to_thread(delete, code, "--yes") == 0
        for _time in range(100):
            if shown.reload:
                return
            await asyncio.sleep(0.05)
        raise AssertionError("its screen does not know")


def test_a_night_that_is_open(
    url: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given two nights, when one is deleted, then it is gone from the log, its screens load anew and find
    nothing there, and the other one goes on.
    """
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", SECRET)
    with Server(tmp_path, DATABASE_URL=url) as server:
        night, other = Evening(server), Evening(server)
        ada = night.enter("Ada Lovelace")
        for command in ("left-once", "left-again"):  # the second one changes nothing
            ada.act("me/leave", command=command)
        assert delete(night.code.lower()) == 1
        assert "'Bees and books', 2026-11-22, 1 people. Delete it: --yes" in capsys.readouterr().out
        asyncio.run(
            deleted_under(Phone(server.url, f"/n/{night.code}", "as=board", "", bare=True), night.code)
        )
        assert refused(ada.act("me/name", name="Ada"), 404)
        assert night.device().get("board").status_code == 404
        assert other.host.act("phase", to="pitch").status_code == 200
        assert rows(server, night.code) == []
        if url.startswith("sqlite"):
            assert b"Lovelace" not in b"".join(path.read_bytes() for path in tmp_path.glob("nights.db*"))
    assert main(["check"]) == 0
    assert delete(night.code, "--yes") == 1
    assert "There is no night with the code" in capsys.readouterr().err
