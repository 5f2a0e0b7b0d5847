"""How much one sender may do: per person first, since a whole venue shares one address."""

import time
from collections import OrderedDict

from starlette.requests import HTTPConnection

from opennight.night.words import Refused, _
from opennight.web.access import Caller


class Bucket:
    """Fills by `rate` a second up to `most`; each act takes one out.

    Forgets the senders that were seen longest ago.
    """

    def __init__(self, rate: float, most: float, kept: int = 20_000) -> None:
        self.rate = rate
        self.most = most
        self.kept = kept
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str) -> bool:
        """False if this sender has to wait."""
        at = time.monotonic()
        level, since = self.levels.pop(sender, (self.most, at))
        level = min(self.most, level + (at - since) * self.rate)
        self.levels[sender] = (level - 1 if level >= 1 else level, at)
        if len(self.levels) > self.kept:
            self.levels.popitem(last=False)
        return level >= 1


class Limits:
    """The server's buckets.

    A thumb does at most a few things a second; a room of 2,500 behind one address hundreds. A page costs
    much more to draw than an act to carry out, and whoever asks for too many can still act.
    """

    def __init__(self) -> None:
        self.person = Bucket(rate=10, most=60)
        self.readers = Bucket(rate=5, most=60)
        self.desk = Bucket(rate=50, most=300)
        self.address = Bucket(rate=500, most=5000)
        self.visits = Bucket(rate=100, most=5000)
        self.guesses = Bucket(rate=0.5, most=30)
        self.wrong_codes = Bucket(rate=5, most=300)


def limits(connection: HTTPConnection) -> Limits:
    found: Limits = connection.app.state.limits
    return found


def address(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


def refuse_flood(connection: HTTPConnection, caller: Caller) -> None:
    """A sender who does too much waits; everybody else is served."""
    buckets = limits(connection)
    acts = connection.scope.get("method") == "POST"
    code = str(connection.path_params.get("code", "")).upper()
    if caller.no and not caller.helper:
        fine = (buckets.person if acts else buckets.readers).take(f"{code} {caller.no}")
    elif caller.helper:
        fine = buckets.desk.take(code)
    else:
        fine = (buckets.address if acts else buckets.visits).take(address(connection))
    if not fine:
        raise Refused(_("That was very fast. Wait a moment, then try again."), "too many")
