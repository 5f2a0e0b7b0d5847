"""Offers and asks, the questions about them, introductions, and standing up for them."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["time", "skills", "space", "money", "materials", "information", ""]
ALL_KINDS: tuple[Kind, ...] = get_args(Kind)
KINDS = ALL_KINDS[:-1]
"""Those that can be picked; empty: of any kind."""


@dataclass(slots=True)
class Offer:
    """What `person` can give; or needs, if it `wants`: then it is an ask."""

    no: int
    wants: bool
    kind: Kind
    text: str
    person: int
    at: int
    much: str = ""
    """How much (“4 hours a month”)."""
    until: str = ""
    """A day (YYYY-MM-DD), or empty."""
    where: str = ""
    price: str = ""
    """In words: nothing is paid here."""
    listed: bool = False
    """Its owner lets the open record have it, for a while after it was `renewed` …"""
    renewed: int = 0
    """… which was then (ms)."""
    closed: bool = False
    """Its owner has taken it off the wall."""
    hidden: bool = False
    """By the desk, or until the desk has read it (`waiting`)."""
    waiting: bool = False
    pointed: dict[int, int] = field(default_factory=dict)
    """Who named whom as somebody to ask …"""
    spared: dict[int, None] = field(default_factory=dict)
    """… and who would rather not be named."""
    asked: list[int] = field(default_factory=list)
    """The inquiries about it, by number."""
    hands: dict[int, int] = field(default_factory=dict)
    """Who can, as they said when it was read out, and since when (ms) …"""
    counted: int = 0
    """… and how many hands the host saw beside those."""
    table: str = ""
    """Where these find each other."""


@dataclass(slots=True)
class Inquiry:
    """A short question of `person` about an offer, and what its owner answered; `hidden` and `waiting` as
    above, of both."""

    no: int
    offer: int
    person: int
    text: str
    at: int
    answer: str = ""
    hidden: bool = False
    waiting: bool = False


@dataclass(slots=True)
class Introduction:
    """`person` says “I can” (or “yes, please”) to an offer of `owner`."""

    no: int
    offer: int
    person: int
    owner: int
    at: int
    agreed: int = 0
    """When the owner did, too (ms; 0: not yet). From then on each sees what the other passes, which is kept
    beside the log."""
    declined: bool = False
    """One of the two said no."""
    hours: int = 0
    """Promised by whoever gives …"""
    kept: bool = False
    """… and given, as whoever received them says."""
    helpers: dict[int, int] = field(default_factory=dict)
    """Who said yes for a person without a phone, by the number of the helper's device (0: the host)."""
    handed: list[tuple[int, int]] = field(default_factory=list)
    """To which of the two what the other passed was handed, and by which helper."""


@dataclass(slots=True)
class StandUp:
    """The asks are read out, one after another: `ask` is the one that is, 0 once all were. `done` were before
    it. `meets` are the offers that may meet it."""

    on: bool = False
    ask: int = 0
    done: dict[int, None] = field(default_factory=dict)
    meets: tuple[int, ...] = ()
