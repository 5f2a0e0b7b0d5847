"""Places for the boards of devices that nobody has joined on. They are few, and strangers could take them
all: so they go to the address that has fewest, and there by how long a device has known this board. Nobody
who comes later to an address takes the place of one that was there before. A board that the host put up needs
none of these: its link has a key, and its device says so from then on.
"""

import contextlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from starlette.requests import HTTPConnection
from starlette.responses import Response

from opennight import clock
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.web.core import access, cookies

SETTLED = 10 * 60 * 1000
"""Milliseconds after which a board comes back as often as a phone may, however many strangers try."""


class Board(NamedTuple):
    """A device that shows the board, `since` when (ms), and how to hang up on it. `name`: its own, if it has
    the cookie. `hosts`: the host put it up."""

    since: int
    hang_up: Callable[[], None]
    name: str = ""
    hosts: bool = False

    @property
    def settled(self) -> bool:
        return self.hosts or (bool(self.name) and self.since < clock.now() - SETTLED)


class Held(NamedTuple):
    """A board that has a place in the night with this code."""

    code: str
    sender: str
    board: Board


class Boards:
    """How many boards each sender may hold at a time, and each night."""

    def __init__(self, most: int, in_night: int) -> None:
        self.most = most
        self.in_night = in_night
        self.held: dict[str, list[Held]] = {}
        self.nights: dict[str, list[Held]] = {}

    @contextlib.contextmanager
    def one(self, code: str, sender: str, board: Board) -> Iterator[None]:
        """Hold a place, that of another one if need be; or be refused."""
        mine = Held(code, sender, board)
        for other in self.in_the_way(mine):
            self.let_go(other)
            other.board.hang_up()
        self.held.setdefault(sender, []).append(mine)
        self.nights.setdefault(code, []).append(mine)
        try:
            yield
        finally:
            self.let_go(mine)

    def in_the_way(self, mine: Held) -> list[Held]:
        """Who has to leave for this one: the latest one at its address, and the latest one of those from the
        address that has most of the night's. Raises `Refused` if this one has no better claim than they."""
        here, there = self.held.get(mine.sender, []), self.nights.get(mine.code, [])
        leaving: list[Held] = []
        if len(here) >= self.most:
            latest = max(here, key=lambda one: one.board.since)
            if latest.board.since <= mine.board.since:
                raise none_left()
            leaving = [latest]
        if len(there) >= self.in_night and not any(one.code == mine.code for one in leaving):
            many = Counter(one.sender for one in there)
            most = max(there, key=lambda one: (many[one.sender], one.board.since))
            if (many[most.sender], most.board.since) <= (many[mine.sender] + 1, mine.board.since):
                raise none_left()
            leaving.append(most)
        return leaving

    def let_go(self, one: Held) -> None:
        for places, key in ((self.held, one.sender), (self.nights, one.code)):
            those = places.get(key, [])
            if one in those:
                those.remove(one)
            if not those:
                places.pop(key, None)


def none_left() -> Refused:
    return Refused(_("Too many screens are open here. Close some of them, then try again."), "too many")


def remember(connection: HTTPConnection, response: Response, night: Night) -> None:
    """Have the device say from now on that it has known this board since now."""
    if not access.signed(connection, "board", night.code):
        keep(connection, response, night, "board")


def keep(connection: HTTPConnection, response: Response, night: Night, kind: str) -> None:
    value = f"{kind} {night.code} {clock.now()} {secrets.token_hex(8)}"
    cookies.keep(connection, response, f"board_{night.code}", value)


def remember_hosts(connection: HTTPConnection, response: Response, night: Night) -> None:
    """Have the device say from now on that its board is the host's."""
    keep(connection, response, night, kind_of_hosts(connection, night))


def kind_of_hosts(connection: HTTPConnection, night: Night) -> str:
    """What the cookie of the host's board begins with, as long as the desk link is this one."""
    return f"board-{access.keys(connection).renewal(night)}"


def board_of(connection: HTTPConnection, night: Night, hang_up: Callable[[], None]) -> Board:
    """The board of whoever connects; one without the cookie has come just now."""
    name = access.signed(connection, "board", night.code)
    kind, of, *since = name.split(" ")[:3] if name else ("", "")
    if of != night.code or kind.partition("-")[0] != "board":
        return Board(clock.now(), hang_up)
    return Board(int(since[0]), hang_up, name, kind == kind_of_hosts(connection, night))
