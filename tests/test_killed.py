"""A server that is killed keeps everything it has acknowledged."""

import contextlib
import random
import sqlite3
import threading

import httpx

from tests.server import Server
from tests.web.cast import Device, Evening


def test_what_changed_nothing_is_remembered_by_a_server_that_was_killed(server: Server) -> None:
    """Ada's other phone has already given the dot; she takes it back, then this phone's repeat comes in."""
    night = Evening(server)
    ada = night.enter("Ada")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.move("vote")
    ada.act("pitches/1/vote")
    first = ada.act("pitches/1/vote", command="adas-dot-again").json()["version"]
    assert first == night.version, "it changed nothing"
    server.kill()
    server.restart()
    ada.act("pitches/1/unvote")
    repeat = ada.act("pitches/1/vote", command="adas-dot-again")
    assert (repeat.status_code, repeat.json()["version"]) == (200, first)
    assert repeat.json()["mine"]["marks"].count("vote:1") == 0
    assert night.version == first + 1


def test_kill_9_loses_no_vote_that_was_acknowledged(server: Server) -> None:
    night = Evening(server, dots="0")
    night.move("pitch")
    for title in ("Bees", "Books"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    crowd = [night.enter(f"Person {n}") for n in range(6)]
    acknowledged: dict[int, set[str]] = {}
    over = threading.Event()

    def vote(person: int, device: Device) -> None:
        """Give and take back dots until the evening is over; an act without an answer is sent again."""
        number, had = 0, acknowledged.setdefault(person, set())
        while not over.is_set():
            what, no = ("vote", "vote", "unvote", "unvote")[number % 4], number % 2 + 1
            number += 1
            command = f"person-{person}-{number}"
            while not over.is_set():
                with contextlib.suppress(httpx.TransportError):
                    answer = device.act(f"pitches/{no}/{what}", command=command)
                    if answer.status_code == 200:
                        had.add(command)
                        break
                over.wait(0.02)

    threads = [threading.Thread(target=vote, args=one) for one in enumerate(crowd, 1)]
    for thread in threads:
        thread.start()
    for _kill in range(3):
        over.wait(random.uniform(0.2, 0.5))
        server.kill()
        server.restart()
    over.wait(0.3)
    over.set()
    for thread in threads:
        thread.join()
    server.kill()
    log = night.log
    commands = [command for command, _kind, _fields in log]
    assert len(commands) == len(set(commands)), "nothing happened twice"
    assert sum(map(len, acknowledged.values())) > 20
    for person, had in acknowledged.items():
        assert had <= set(commands), person
    versions = sqlite3.connect(server.folder / "nights.db")
    found = [row[0] for row in versions.execute("SELECT version FROM events WHERE night = ?", (night.code,))]
    versions.close()
    assert sorted(found) == list(range(1, len(found) + 1))
