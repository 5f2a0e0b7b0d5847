"""Places for the boards of devices that nobody has joined on. A venue has few, and a stranger there could
take them all: so at each address they go by how long a device has known this board, and nobody who comes
later takes the place of one that was there before. From elsewhere nobody can push them out.
"""

import contextlib
import secrets
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
    the cookie."""

    since: int
    hang_up: Callable[[], None]
    name: str = ""

    @property
    def settled(self) -> bool:
        return bool(self.name) and self.since < clock.now() - SETTLED


class Boards:
    """How many boards each sender may hold at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: dict[str, list[Board]] = {}

    @contextlib.contextmanager
    def one(self, sender: str, board: Board) -> Iterator[None]:
        """Hold a place, that of the latest one if need be; or be refused."""
        there = self.held.setdefault(sender, [])
        if len(there) >= self.most:
            latest = max(there, key=lambda one: one.since)
            if latest.since <= board.since:
                raise Refused(
                    _("Too many screens are open here. Close some of them, then try again."), "too many"
                )
            there.remove(latest)
            latest.hang_up()
        there.append(board)
        try:
            yield
        finally:
            if board in there:
                there.remove(board)
            if not there:
                self.held.pop(sender, None)


def remember(connection: HTTPConnection, response: Response, night: Night) -> None:
    """Have the device say from now on that it has known this board since now."""
    if not access.signed(connection, "board", night.code):
        value = f"board {night.code} {clock.now()} {secrets.token_hex(8)}"
        cookies.keep(connection, response, f"board_{night.code}", value)


def board_of(connection: HTTPConnection, code: str, hang_up: Callable[[], None]) -> Board:
    """The board of whoever connects; one without the cookie has come just now."""
    name = access.signed(connection, "board", code)
    kind, of, *since = name.split(" ")[:3] if name else ("", "")
    if (kind, of) != ("board", code):
        return Board(clock.now(), hang_up)
    return Board(int(since[0]), hang_up, name)
