"""Writing down what is said: the process, its limits, and the one real engine."""

import asyncio
import importlib.util
import os
import pathlib
import socket
import threading

import pytest

from opennight.config import CAPTIONS
from opennight.media.captions import engine, worker
from opennight.media.captions.engine import Heard, kind_of
from opennight.night.kept.captions import Line
from opennight.scribe import listen
from tests.media.sounds import sound


def heard(kind: str, file: pathlib.Path) -> Heard:
    return asyncio.run(listen(f"tests.engine:{kind}", file))


def test_what_is_said_is_written_down_with_its_times(tmp_path: pathlib.Path) -> None:
    found = heard("Parrot", sound(tmp_path / "a.wav", 3))
    assert found.lines == (Line(0, 1500, "I hear 3 seconds"), Line(1500, 3000, "of a bee"))
    assert heard("Parrot", sound(tmp_path / "quiet.wav", 1, pitch=0)) == Heard(why="silent")


def test_a_long_clip_is_given_in_pieces_cut_where_it_is_quiet(tmp_path: pathlib.Path) -> None:
    file = str(sound(tmp_path / "long.wav", 70))
    cut = [len(piece) / engine.RATE for piece in worker.pieces(file)]
    assert sum(cut) == pytest.approx(70, abs=0.1)
    assert max(cut) <= engine.PIECE
    inside = [sum(cut[:no]) % 1 for no in range(1, len(cut))]
    assert [0.8 <= part <= 1 for part in inside] == [True, True], "not in the middle of a hum"


def test_what_is_no_sound_has_failed_and_a_picture_is_silent(tmp_path: pathlib.Path) -> None:
    (tmp_path / "text").write_text("What a bee says.")
    assert heard("Parrot", tmp_path / "text") == Heard(why="failed")
    assert heard("Parrot", tmp_path / "missing") == Heard(why="failed")


def test_an_engine_reaches_nobody(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given somebody who listens on this very machine, when an engine calls them, nothing arrives."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)

        def wait() -> None:
            try:
                calls.append(listening.accept())
            except OSError:
                return

        waits = threading.Thread(target=wait)
        waits.start()
        monkeypatch.setenv("TELL", str(listening.getsockname()[1]))
        assert heard("Caller", sound(tmp_path / "a.wav", 0.5)) == Heard(why="failed")
        listening.shutdown(socket.SHUT_RDWR)
        waits.join()
    assert calls == []


def test_there_is_no_network_even_below_python() -> None:
    """Given a process that has cut itself off, its machine has no way out: not even to itself."""
    pid = os.fork()
    if not pid:
        worker.cut_off()
        with open("/proc/self/net/dev") as found:
            names = [row.split(":")[0].strip() for row in found if ":" in row]
        with open("/proc/self/net/route") as ways:
            os._exit(0 if names == ["lo"] and len(ways.readlines()) <= 1 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_an_engine_has_a_limit_to_its_memory(tmp_path: pathlib.Path) -> None:
    assert heard("Glutton", sound(tmp_path / "a.wav", 0.5)) == Heard(why="failed")


def test_without_what_it_needs_there_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    assert kind_of("off") is None
    assert kind_of("nobody.has.it:This") is None
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "moonshine_voice" else known(name)
    )
    assert kind_of(CAPTIONS) is None


@pytest.mark.long
def test_moonshine_hears_english() -> None:
    """The engine itself, with the model in its wheel, on a sentence of somebody else's."""
    reading = pathlib.Path(__file__).parent / "readings" / "sense-2.flac"
    found = asyncio.run(listen(CAPTIONS, reading))
    words = " ".join(line.text for line in found.lines).lower()
    assert "young man" in words
    assert all(line.start < line.end <= 4000 for line in found.lines)
