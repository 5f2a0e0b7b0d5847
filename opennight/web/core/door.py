"""The door: a code opens a night, and nobody finds one by trying.

Wrong codes are counted by the address that they come from, which a whole venue may share. So nobody is shut
out for the wrong codes of others: once too many have come from an address, those who ask from there for a
night that their device does not know yet wait a little, whether their code is right or wrong.
"""

import asyncio
from collections import Counter

from starlette.requests import HTTPConnection

from opennight.night.messages import Refused, _
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.web.core import access
from opennight.web.core.limits import Bucket, address
from opennight.writers import Writers

WAIT = 3.0
"""Seconds until somebody is answered once too many codes were wrong …"""
WAITING = 200
"""… and how many wait at a time, by address."""
AGAIN = 30
"""Seconds until a page tries again that found no place to wait: time to have it read out once."""


class Crowded(Refused):
    """No place to wait is left; whether this code is right was not looked up."""

    def __init__(self) -> None:
        super().__init__(_("Too many wrong codes came from here. Wait a moment, then try again."), "too many")


class Door:
    """What was wrong lately: `codes` by address, `keys` by address and by what they aim at."""

    def __init__(self) -> None:
        self.codes = Bucket(rate=5, most=300)
        self.keys = Bucket(rate=0.5, most=30)
        self.waiting: Counter[str] = Counter()

    async def wait(self, sender: str) -> None:
        """Wait for the answer, or be refused at once."""
        if self.waiting[sender] >= WAITING:
            raise Crowded
        self.waiting[sender] += 1
        try:
            await asyncio.sleep(WAIT)
        finally:
            self.waiting[sender] -= 1
            if not self.waiting[sender]:
                del self.waiting[sender]


def door(connection: HTTPConnection) -> Door:
    found: Door = connection.app.state.door
    return found


def code_of(connection: HTTPConnection) -> str:
    """The night's code in the address."""
    return str(connection.path_params["code"]).upper().partition("-")[0]


def entrance_of(connection: HTTPConnection) -> str:
    """The code of its entrance in the address; empty if there is none."""
    return str(connection.path_params["code"]).upper().partition("-")[2]


async def night(connection: HTTPConnection, code: str) -> Night:
    """The night with this code, for whoever asks from outside. Raises `NoSuchNight` or `Crowded`."""
    writers: Writers = connection.app.state.writers
    wrong, sender = door(connection).codes, address(connection)
    if wrong.empty(sender) and not access.knows(connection, code):
        await door(connection).wait(sender)
    try:
        return await writers.current(code)
    except NoSuchNight:
        wrong.take(sender)
        raise


def wrong_key(connection: HTTPConnection, aim: str) -> bool:
    """Count a wrong key or personal code for what it aims at. True if there were too many from here.

    Tries at something else, and right keys, are not affected.
    """
    return not door(connection).keys.take(f"{aim} {address(connection)}")


def guessed(connection: HTTPConnection, aim: str) -> bool:
    """Whether too many were wrong already: for short codes, which trying long enough would find."""
    return door(connection).keys.empty(f"{aim} {address(connection)}")
