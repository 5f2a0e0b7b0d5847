"""Whence people came into a night: by which addresses, and where its desk is. It is in no log, and forgotten
when the server stops.

A script far away has few addresses, and fills a night up to the number that is expected. So beyond that
number, whoever comes from where the desk is, or from where few came, walks in as long as others brought more
than their share.
"""

import ipaddress
from collections import OrderedDict

from starlette.requests import HTTPConnection

from opennight.night.door import expected
from opennight.night.state import Night
from opennight.web.core.limits import address

NIGHTS = 1_000
"""Nights that are remembered, at most; of each, so many addresses at which its desk was."""
DESKS = 50
SHARE = 8
"""One address brings, of those expected, one in so many, and this many at least."""
FEWEST = 5
NETWORK = 48
"""Bits of an IPv6 address that one holder can have all of."""


def network(connection: HTTPConnection) -> str:
    """The address, of IPv6 only what its holder cannot choose."""
    where = address(connection)
    if ":" not in where:
        return where
    return str(ipaddress.ip_network((where, NETWORK), strict=False))


class Arrivals:
    """Who came by which address, and the addresses of the desk, the latest last."""

    def __init__(self) -> None:
        self.came: dict[str, list[int]] = {}
        self.known: set[int] = set()
        self.desks: OrderedDict[str, None] = OrderedDict()


class Whence:
    """Keeps it for the nights of this process."""

    def __init__(self) -> None:
        self.nights: OrderedDict[str, Arrivals] = OrderedDict()

    def of(self, code: str) -> Arrivals:
        found = self.nights.setdefault(code, Arrivals())
        self.nights.move_to_end(code)
        if len(self.nights) > NIGHTS:
            self.nights.popitem(last=False)
        return found

    def came(self, connection: HTTPConnection, night: Night, person: int) -> None:
        """This person joined by this connection, unless they did before: a repeat is nobody new."""
        its = self.of(night.code)
        if person not in its.known:
            its.known.add(person)
            its.came.setdefault(network(connection), []).append(person)

    def desk(self, connection: HTTPConnection, night: Night) -> None:
        """The desk is here: the people around it are in the room."""
        desks = self.of(night.code).desks
        desks[network(connection)] = None
        desks.move_to_end(network(connection))
        if len(desks) > DESKS:
            desks.popitem(last=False)

    def spare(self, connection: HTTPConnection, night: Night) -> int:
        """How many of those inside take no place of whoever comes by this connection: they came from
        elsewhere, and are more than one address may bring. 0 while there are places, and as long as nobody
        knows where the desk is."""
        if night.inside < expected(night.setup):
            return 0
        its, here = self.of(night.code), network(connection)
        share = max(FEWEST, expected(night.setup) // SHARE)
        more = {
            where: sum(not night.people[no].removed for no in those) - share
            for where, those in its.came.items()
            if len(those) > share and where not in its.desks
        }
        if not its.desks or more.get(here, -1) >= 0:
            return 0
        return sum(many for many in more.values() if many > 0)


def whence(connection: HTTPConnection) -> Whence:
    found: Whence = connection.app.state.whence
    return found
