"""Templates are compiled ahead, once for each version of them, by a process that nobody waits for."""

import pathlib
import sys

import jinja2
import pytest

from opennight.media.processes import Died
from opennight.web.core import compiling


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A program with one template, that was never compiled."""
    its, kept = tmp_path / "templates", tmp_path / "kept"
    its.mkdir()
    (its / "bees.html").write_text("{{ bees }}")
    cache = jinja2.FileSystemBytecodeCache(str(kept))
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(its), bytecode_cache=cache, autoescape=True, auto_reload=False
    )
    kept.mkdir()
    monkeypatch.setattr(compiling, "TEMPLATES", its)
    monkeypatch.setattr(compiling, "COMPILED", kept)
    monkeypatch.setattr(compiling, "DONE", kept / "all")
    monkeypatch.setattr(compiling, "templates", lambda _language: made)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return its


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The processes that were started, each of which does its work at once."""
    begun = []

    async def run(module: str) -> bytes:
        begun.append(module)
        compiling.compile_all()
        return b""

    monkeypatch.setattr(compiling, "run", run)
    return begun


async def test_the_first_server_has_them_compiled_and_the_next_one_again_once_one_changes(
    folder: pathlib.Path, started: list[str]
) -> None:
    await compiling.beside()
    assert len(list((folder.parent / "kept").glob("*.cache"))) == 1
    await compiling.beside()
    assert len(started) == 1
    (folder / "bees.html").write_text("{{ bees }} dance")
    await compiling.beside()
    assert len(started) == 2


async def test_where_nothing_is_kept_nothing_is_done(
    folder: pathlib.Path, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    await compiling.beside()
    compiling.compile_all()
    assert not compiling.is_done(), "nothing was kept"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiling.os, "access", lambda _place, _how: False)  # type: ignore[attr-defined]
    await compiling.beside()
    assert not started


async def test_a_server_does_without(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def run(module: str) -> bytes:
        raise Died(module, 1, b"no room")

    monkeypatch.setattr(compiling, "run", run)
    await compiling.beside()
    assert "not compiled ahead" in caplog.text
