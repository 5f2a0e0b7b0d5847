"""A room full of phones comes back after a restart: all of them, by themselves, and not in lockstep."""

import asyncio

import pytest

from tests.lost import phones
from tests.lost.phones import current, phones_of
from tests.lost.voters import at_the_vote
from tests.server import Server

PHONES = 200
PEOPLE = 20


async def test_a_room_comes_back_after_a_kill(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given 200 phones that listen, when the server dies and the night goes on after a restart, then all
    of them are current, each after one reconnect, and none had to reload its page.
    """
    monkeypatch.setattr(phones, "LONGEST_WAIT", 2.0)  # as in real life, only sooner
    night = at_the_vote(server, PEOPLE)
    async with phones_of(night, PHONES, PEOPLE) as room:
        server.kill()
        await asyncio.to_thread(server.restart)
        night.host.act("announcement", text="We are back")
        await current(room, night.version, within=30)
        assert {phone.connects for phone in room} == {2}
        assert not any(phone.content.reload for phone in room)
        night.move("groups")
        await current(room, night.version, within=10)
        assert {phone.asked for phone in room} == {0}
    assert "Traceback" not in server.output
