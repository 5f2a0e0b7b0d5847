"""How much one sender may do: per person first, since a whole venue shares one address."""

import contextlib
import functools
import ipaddress
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator

from starlette.requests import HTTPConnection

from opennight.config import Allowances
from opennight.night.messages import Refused, _
from opennight.web.core.access import Caller, signed
from opennight.web.core.boards import Board, Boards

DAY = 24 * 3600
LETTERS = 200
"""Letters of a night in a day, about cards, to addresses whose readers have not said yes to them; and as many
that ask about reminders."""
LONG_FORM = 300
"""Fields of a form that take a millisecond to read."""
PAYS = "opennight.pays"
"""The key in the ASGI scope of the bucket and the sender that a request was taken from."""


class TooFast(Refused):
    """More than a thumb, or a room full of them, could do."""

    def __init__(self) -> None:
        super().__init__(_("That was very fast. Wait a moment, then try again."), "too many")


class Bucket:
    """A token bucket for each sender: it fills by `rate` a second up to `most`, and each act takes one out.

    `rate` is in acts a second, `most` in acts. Of more than `kept` senders, those seen longest ago are
    forgotten. `covers`: the processor seconds that an act pays for; 0 if that does not count (see `charge`).
    """

    def __init__(self, rate: float, most: float, kept: int = 20_000, covers: float = 0.0) -> None:
        self.rate = rate
        self.most = most
        self.kept = kept
        self.covers = covers
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str) -> bool:
        """False if this sender has to wait."""
        level = self.level(sender)
        self.levels[sender] = (level - 1 if level >= 1 else level, time.monotonic())
        self.levels.move_to_end(sender)
        if len(self.levels) > self.kept:
            self.levels.popitem(last=False)
        return level >= 1

    def charge(self, sender: str, seconds: float) -> None:
        """Take out what these seconds of the processor cost beyond what the act itself took."""
        more = seconds / self.covers - 1 if self.covers else 0.0
        if more > 0 and sender in self.levels:
            self.levels[sender] = max(0.0, self.level(sender) - more), time.monotonic()

    def empty(self, sender: str) -> bool:
        """Whether a `take` would be refused; takes nothing."""
        return sender in self.levels and self.level(sender) < 1

    def level(self, sender: str) -> float:
        """How many acts this sender could do now."""
        at = time.monotonic()
        level, since = self.levels.get(sender, (self.most, at))
        return min(self.most, level + (at - since) * self.rate)


class Places:
    """How many each sender may hold at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: Counter[str] = Counter()

    @contextlib.contextmanager
    def one(self, sender: str) -> Iterator[None]:
        """Hold one, or be refused."""
        if self.held[sender] >= self.most:
            raise Refused(
                _("Too many screens are open here. Close some of them, then try again."), "too many"
            )
        self.held[sender] += 1
        try:
            yield
        finally:
            self.held[sender] -= 1
            if not self.held[sender]:
                del self.held[sender]


class Limits:
    """The server's buckets.

    A thumb does at most a few things a second; a room of 2,500 behind one address hundreds. A page costs
    much more to render than an act to carry out, so pages are counted apart: whoever asks for too many
    can still act. Some cost more than others, so what drawing one took is counted, too: of the processor,
    nobody outside gets more than a fifth, and nobody inside more than a twentieth. Messages about cards
    come seldom, and so do posts from outside and letters to one reader: those that ask about reminders are
    counted by who asked, by their address, whoever gave it, and by night. Programs are counted apart, by
    address or by key. Clips come a few at a time. Names and the like change seldom, and every screen is
    told. The screens of a whole venue come back at once after a restart; boards of people who have not
    joined are few. One person has a few screens, or a script of theirs would take everybody's places; and
    what the host has put up, and the desks, take none of those that others can.
    """

    def __init__(self, allowed: Allowances = Allowances()) -> None:  # noqa: B008 - nobody changes it
        self.person = Bucket(rate=10, most=60)
        self.readers = Bucket(rate=5, most=60, covers=0.01)
        self.desk = Bucket(rate=50, most=300)
        self.long_forms = Bucket(rate=0.5, most=20)
        self.address = Bucket(rate=500, most=5000)
        self.uploads = Bucket(rate=allowed.each_minute / 60, most=2.5 * allowed.each_minute)
        self.night_uploads = Bucket(rate=allowed.night_minute / 60, most=allowed.night_minute)
        self.visits = Bucket(rate=100, most=5000, covers=0.002)
        self.readings = Bucket(rate=5, most=120)
        self.programs = Bucket(rate=5, most=120)
        self.screens = Bucket(rate=500, most=10_000)
        self.boards = Bucket(rate=2, most=100)
        self.searches = Bucket(rate=5, most=120)
        self.restless = Bucket(rate=1 / 10, most=20)
        self.knocks = Bucket(rate=1 / 30, most=12)
        self.posts = Bucket(rate=1 / 60, most=6)
        self.mails = Bucket(rate=1 / 3600, most=6)
        self.letters = Bucket(rate=LETTERS / DAY, most=LETTERS)
        self.reminders = Bucket(rate=6 / DAY, most=6)
        self.reminded = Bucket(rate=2 / DAY, most=2)
        self.night_reminders = Bucket(rate=LETTERS / DAY, most=LETTERS)
        self.sites = Bucket(rate=0.5, most=30)
        self.screens_open = {"night": Places(10_000), "address": Places(10_000)}
        self.screens_each = Places(20)
        self.screens_again = Bucket(rate=1, most=60)
        self.boards_open = Boards(50, in_night=200)
        self.desks_open = Places(500)
        self.follows = Bucket(rate=20, most=500)
        self.follows_open = {"night": Places(3000), "address": Places(300)}


def limits(connection: HTTPConnection) -> Limits:
    found: Limits = connection.app.state.limits
    return found


def address(connection: HTTPConnection) -> str:
    """The address by which senders are told apart."""
    client = connection.client
    return network(client.host) if client else ""


@functools.lru_cache(maxsize=10_000)
def network(host: str) -> str:
    """The address; of IPv6 only the first half, since its holder can choose the rest anew each time."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return host
    return str(found.ipv4_mapped or ipaddress.IPv6Address(int(found) >> 64 << 64))


def refuse_flood(connection: HTTPConnection, caller: Caller) -> None:
    """A sender who does too much waits; everybody else is served."""
    if not taken(connection, caller, acts=connection.scope.get("method") == "POST"):
        raise TooFast


def refuse_long(connection: HTTPConnection, fields: int) -> None:
    """Raise `TooFast` for one more form with so many fields, or with texts that take as long, before it is
    taken apart: nearly all have a few, and only a desk sends hundreds. Each desk is counted by itself."""
    if fields > LONG_FORM:
        code = str(connection.path_params.get("code", "")).upper().partition("-")[0]
        sender = signed(connection, "desk", code) or address(connection)
        if not limits(connection).long_forms.take(sender):
            raise TooFast


def may_read(connection: HTTPConnection, caller: Caller) -> bool:
    """Whether the sender of a form may have a whole page for an answer, as if they had asked for that."""
    return taken(connection, caller, acts=False)


def taken(connection: HTTPConnection, caller: Caller, *, acts: bool) -> bool:
    """Take one act, or one page, from the bucket of this sender, which pays for it. False if it is empty."""
    buckets = limits(connection)
    code = str(connection.path_params.get("code", "")).upper().partition("-")[0]
    if caller.no and not caller.helper:
        bucket, sender = buckets.person if acts else buckets.readers, f"{code} {caller.no}"
    elif caller.newcomer and acts:
        bucket, sender = buckets.person, f"{code} newcomer {caller.newcomer}"
    elif caller.helper or caller.reporter:
        bucket, sender = buckets.desk, code
    else:
        bucket, sender = buckets.address if acts else buckets.visits, address(connection)
    connection.scope[PAYS] = bucket, sender
    return bucket.take(sender)


def refuse_restless(connection: HTTPConnection, code: str, person: int) -> None:
    """For what all screens draw anew at once, such as a name: whoever does that on and on has to wait."""
    if not limits(connection).restless.take(f"{code} {person}"):
        raise TooFast


@contextlib.contextmanager
def counted(connection: HTTPConnection) -> Iterator[None]:
    """Whoever asks for this pays for what it takes of the processor, without a wait in between."""
    began = time.thread_time()
    try:
        yield
    finally:
        bucket, sender = connection.scope.get(PAYS, (None, ""))
        if bucket:
            bucket.charge(sender, time.thread_time() - began)


def one_of(caller: Caller) -> str:
    """By which somebody in a night, or at its door, is told apart; "" for the desk and for strangers."""
    if caller.helper or caller.reporter:
        return ""
    return str(caller.no or (f"newcomer {caller.newcomer}" if caller.newcomer else ""))


@contextlib.contextmanager
def place(
    connection: HTTPConnection, code: str, *, known: bool, whose: str = "", board: Board | None = None
) -> Iterator[None]:
    """Hold a place for one socket of this night. `known`: of somebody who is in it, or waits at its door;
    `whose`: which one (see `one_of`). `board`: of a stranger who watches it; without one, they follow the
    night from outside, and take no board's place. Raises `Refused`."""
    buckets, where = limits(connection), address(connection)
    settled = board is not None and board.settled
    desks = (known and not whose) or (board is not None and board.hosts)
    if board and settled:
        whose = board.name
    if whose and not buckets.screens_again.take(f"{code} {whose}"):
        raise TooFast
    fast = buckets.screens if known else buckets.boards if board else buckets.follows
    if not (settled or desks or fast.take(where)):
        raise TooFast
    with contextlib.ExitStack() as held:
        if whose:
            held.enter_context(buckets.screens_each.one(f"{code} {whose}"))
        if desks:
            held.enter_context(buckets.desks_open.one(code))
        elif board and not known:
            held.enter_context(buckets.boards_open.one(code, where, board))
        else:
            places = buckets.screens_open if known else buckets.follows_open
            held.enter_context(places["night"].one(code))
            held.enter_context(places["address"].one(where))
        yield
