"""A made-up crowd plays a whole evening, and everything acknowledged is in the record."""

import os
import re
import subprocess
import sys
from functools import partialmethod

import httpx
import pytest

from opennight.cli import main
from opennight.rehearse import made_up, rehearsal, told
from opennight.rehearse.desk import crowd_setup
from tests.server import Server, free_port

PHASES = ["welcome", "pitch", "vote", *("groups", "talk") * 2, "share", "closed", "after", "files"]
"""One round after the other."""


@pytest.mark.long
def test_a_crowd_of_twenty_plays_a_whole_evening(server: Server) -> None:
    """From the command line, with no key given: the key of the server on this machine is found."""
    command = [sys.executable, "-m", "opennight", "rehearse", "--url", server.url, "--print-code"]
    command += ["--people", "20", "--seconds", "10", "--seed", "7"]
    done = subprocess.run(
        command, env=server.environ, cwd=server.folder, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    code = done.stdout.strip()
    assert re.findall(r"^ +[\d.]+ s  (\w+)", done.stderr, re.MULTILINE) == PHASES
    assert "20 of 20 phones" in done.stderr
    assert "Everything acknowledged is in the record." in done.stderr

    record = told.read(httpx.get(f"{server.url}/n/{code}/record.json").raise_for_status().json())
    assert record.people == 21
    assert len(record.pitches) >= 3
    assert len(record.slots) >= 3
    for made in (
        record.dots,
        record.members,
        record.headlines,
        record.notes,
        record.hearts,
        record.comments,
        record.answers,
        record.clips,
        record.likes,
        record.thanks,
        record.backed,
        any(record.ours.values()),
        record.lines,
        record.offers,
        record.fond,
        record.said,
    ):
        assert made
    assert any(text.endswith(", until May") for text in record.offers), "some were reworded"
    assert "a contact handed to somebody without a phone" in done.stderr
    assert "one topic runs again" in done.stderr
    assert re.search(r"\d+ choices met( of \d+ at most|, and no more could be)", done.stderr)
    assert record.cards
    assert record.joined, "groups that belong side by side have something to do together"
    assert httpx.get(f"{server.url}/n/{code}/record.json").json()["propositions"]["sentences"]
    assert record.hours[1] > 0
    reel = httpx.get(f"{server.url}/n/{code}/reel").text
    assert reel.count("<article") == record.clips.total(), "what was not released stays with its group"
    assert '/clips/1/file"' in reel or '/clips/2/file"' in reel


def test_without_a_key_another_machine_s_server_is_left_alone() -> None:
    """The key of this machine's server is sent nowhere else."""
    command = [sys.executable, "-m", "opennight", "rehearse", "--url", "http://night.invalid"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OPENNIGHT_")}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert "--start-key" in done.stderr


def test_nobody_waits_for_a_server_without_being_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal.Plan, "__init__", partialmethod(rehearsal.Plan.__init__, patience=0))
    url = f"http://127.0.0.1:{free_port()}"
    assert main(["rehearse", "--url", url, "--start-key", "none"]) == 1
    said = capsys.readouterr()
    assert f"Nobody answers at {url} yet." in said.out
    assert f"opennight: {url} did not answer for 0 seconds" in said.err


def test_the_lists_hold_what_forms_take() -> None:
    assert all(len(title) <= 80 and len(more) <= 600 for title, more in made_up.pairs("pitches"))
    assert all(len(text) <= 120 for text in made_up.lines("headlines"))
    assert all(len(text) <= 100 for text in made_up.lines("lines"))
    assert all(len(text) <= 140 for text in made_up.lines("sentences"))
    assert all(len(due) <= 40 for _text, due in made_up.pairs("actions"))
    assert all(len(text) <= 200 for _sort, text in made_up.pairs("wall"))
    assert len(set(made_up.lines("names"))) == len(made_up.lines("names"))


def test_every_crowd_finds_a_seat_but_not_always_the_one_it_wants() -> None:
    for people in (1, 20, 150, 3000):
        setup = crowd_setup(people)
        seats = [int(number) for number in setup["room_seats"]]
        assert sum(seats) >= people
        assert min(seats) < people / len(seats) + 1
