"""The address at which people reach this server, as links and QR codes show it.

A request can claim any address. One goes onto screens only if it is our own, or if somebody who holds a desk
or the start link has used it: they vouch for it. So nobody can make a board show a stranger's address, and
boards share their frames.
"""

import socket

from starlette.requests import HTTPConnection

from opennight.config import Settings
from opennight.night.state import Night
from opennight.places import lan_address
from opennight.web.core import access
from opennight.web.core.links import is_local

KEPT = 8
"""Addresses vouched for that are remembered, at most; the newest stay."""
LOCAL = ("localhost", "127.0.0.1", "::1")
PORTS = {"http": 80, "https": 443}
TICKET = "at"
"""In a socket's query: the address that its page was opened at, signed by us."""


class ServerAddress:
    """The addresses of this server, like "http://night.example:8000"."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.vouched: dict[str, None] = {}

    def of(self, connection: HTTPConnection, night: Night) -> str:
        """The configured one, else the one asked for if it is known, else the one last vouched for."""
        if self.settings.url:
            return self.settings.url
        address = asked(connection)
        if self.own(connection):
            return address
        if vouches(connection, night):
            self.vouch(connection)
        if address in self.vouched:
            return address
        return next(reversed(self.vouched), f"http://{lan_address()}:{self.settings.port}")

    def vouch(self, connection: HTTPConnection) -> None:
        """Remember the address that somebody trusted has used. Our own need nobody's word."""
        if not self.own(connection):
            address = asked(connection)
            self.vouched.pop(address, None)
            self.vouched[address] = None
            if len(self.vouched) > KEPT:
                del self.vouched[next(iter(self.vouched))]

    def own(self, connection: HTTPConnection) -> bool:
        """Whether it asked for this machine, by one of its names or by the address that it connected to."""
        name, scheme, port = parts(connection)
        here, there = connection.scope.get("server") or ("", None)
        if (name, port) == (here, there or port):
            return True
        if (scheme, port) != ("http", self.settings.port):
            return False
        box = socket.gethostname().lower()
        return name in (*LOCAL, lan_address(), box, box.partition(".")[0] + ".local")

    def ticket(self, connection: HTTPConnection, night: Night) -> str:
        """Lets the page's socket vouch for its address itself, since a restart forgets who did."""
        address = asked(connection)
        known = self.of(connection, night) == address and address in self.vouched
        return access.keys(connection).sign(f"address {address}") if known else ""


def address_of(connection: HTTPConnection, night: Night) -> str:
    """The server's address as phones in the room reach it."""
    its: ServerAddress = connection.app.state.server_address
    return its.of(connection, night)


def of_night(connection: HTTPConnection, night: Night) -> str:
    """The address of the night's pages, like "http://night.example:8000/n/BEES"."""
    return f"{address_of(connection, night)}/n/{night.code}"


def lasting(connection: HTTPConnection) -> str:
    """The address that a file may carry for ever: the one that the operator gave, if all the world can reach
    it; else empty."""
    url: str = connection.app.state.settings.url
    return "" if is_local(url) else url


def vouches(connection: HTTPConnection, night: Night) -> bool:
    """Whether whoever asks may have the address that they used shown on screens."""
    if access.may_start(connection) or access.caller(connection, night).host:
        return True
    ticket = access.keys(connection).read(connection.query_params.get(TICKET, ""))
    return ticket == f"address {asked(connection)}"


def asked(connection: HTTPConnection) -> str:
    """The address asked for, as phones in the room can reach it: for them, localhost is another machine."""
    name, scheme, port = parts(connection)
    if name in LOCAL:
        name, scheme = lan_address(), "http"
    name = f"[{name}]" if ":" in name else name
    return f"{scheme}://{name}" + (f":{port}" if port != PORTS[scheme] else "")


def parts(connection: HTTPConnection) -> tuple[str, str, int]:
    """(name, scheme, port)"""
    url = connection.url
    scheme = {"ws": "http", "wss": "https"}.get(url.scheme, url.scheme)
    return url.hostname or "", scheme, url.port or PORTS[scheme]
