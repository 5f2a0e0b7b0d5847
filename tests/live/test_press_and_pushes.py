"""A slow press holds nobody up: votes are acknowledged meanwhile, and phones are told first."""

import asyncio
import json
import pathlib
from collections.abc import Iterator
from typing import ClassVar

import pytest
from websockets.asyncio.client import ClientConnection

from opennight.live.audiences import DESK, PHONE
from opennight.night.board import Announce
from tests.cast import host
from tests.live.inside import CODE, Inside, Screen
from tests.live.test_socket import listening
from tests.server import ROOT, Server
from tests.web.cast import Device, Evening

SLOW = """
import os, pathlib, sys, time

if sys.orig_argv[-1] == "opennight.lineup":
    folder = pathlib.Path(__file__).parent
    (folder / "pressed").touch()
    give_up = time.monotonic() + 15
    while not (folder / "enough").exists() and time.monotonic() < give_up:
        pass
"""
"""Keeps the solver's process busy, and no other, until the test has seen enough."""


@pytest.fixture
def slow(tmp_path: pathlib.Path) -> Iterator[Evening]:
    """A night on a server whose solver is busy until a file "enough" exists."""
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    with Server(tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}") as server:
        yield Evening(server)


async def pressed(folder: pathlib.Path) -> None:
    async with asyncio.timeout(15):
        while not (folder / "pressed").exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.01)


async def hears_of(phone: ClientConnection, version: int) -> None:
    async with asyncio.timeout(10):
        while json.loads(await phone.recv()).get("v", 0) < version:
            pass


async def test_votes_reach_the_phones_before_the_press_is_answered(slow: Evening) -> None:
    attendee = slow.enter("Ada")
    slow.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    slow.move("vote")

    def act(device: Device, path: str, **fields: str) -> int:
        answer = device.act(path, **fields)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["version"])

    async with listening(attendee) as phone:
        press = asyncio.create_task(asyncio.to_thread(act, slow.host.copy(), "lineup/make"))
        await pressed(slow.server.folder)
        for vote in ("vote", "unvote", "vote"):
            await hears_of(phone, await asyncio.to_thread(act, attendee, f"pitches/1/{vote}"))
        await hears_of(phone, act(slow.host, "announcement", text="Tea is ready"))
        assert attendee.get().status_code == 200
        assert not press.done(), "all this was while the solver was busy"
        (slow.server.folder / "enough").touch()
        await press  # phones have nothing of it while people vote
    assert len(slow.events("LineupMade")) == 1


class Witness(Screen):
    """A screen that records when it is told something."""

    told: ClassVar[list[str]] = []

    def write(self, text: str) -> None:
        self.told.append(self.view.audience.kind)


async def test_phones_do_not_wait_for_the_desk_to_be_drawn() -> None:
    """The desk's long page is for one screen only, even if it joined first; the phones are many."""
    async with Inside() as inside:
        night = await inside.start("Ada", "Ben")
        for screen in (Witness(DESK), Witness(PHONE, 1), Witness(PHONE, 2)):
            inside.hub.join(night, screen, night.version)
        Witness.told.clear()
        await inside.writers.send(CODE, host(Announce, text="Tea is ready"))
        assert Witness.told == ["phone", "phone", "desk"]
