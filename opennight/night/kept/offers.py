"""Offers and asks, the questions about them, introductions, and standing up for them."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["time", "skills", "space", "money", "materials", "information", ""]
ALL_KINDS: tuple[Kind, ...] = get_args(Kind)
KINDS = ALL_KINDS[:-1]
"""Those that can be picked; empty: of any kind."""


@dataclass(slots=True)
class Offer:
    """What `person` can give; or needs, if it `wants`: then it is an ask.

    `much` is how much (“4 hours a month”), `until` a day (YYYY-MM-DD) or empty, `price` in words: nothing is
    paid here. `listed`: its owner lets the open record have it, for a while after it was `renewed` (ms).
    `closed`: its owner has taken it off the wall. It is `hidden` by the desk, or until the desk has read it
    (`waiting`). `pointed`: who named whom as somebody to ask; `spared` would rather not be named. `asked`:
    the inquiries about it, by number. `hands`: who can, as they said when it was read out, and since when
    (ms); `counted` are the hands that the host saw beside those; `table` is where they find each other.
    """

    no: int
    wants: bool
    kind: Kind
    text: str
    person: int
    at: int
    much: str = ""
    until: str = ""
    where: str = ""
    price: str = ""
    listed: bool = False
    renewed: int = 0
    closed: bool = False
    hidden: bool = False
    waiting: bool = False
    pointed: dict[int, int] = field(default_factory=dict)
    spared: dict[int, None] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    hands: dict[int, int] = field(default_factory=dict)
    counted: int = 0
    table: str = ""


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
    """`person` says “I can” (or “yes, please”) to an offer of `owner`.

    `agreed` is when the owner did, too (ms; 0: not yet): from then on each sees what the other passes, which
    is kept beside the log. `declined`: one of the two said no. `hours` were promised by whoever gives, and
    are `kept` once whoever received them says so. `helpers`: who said yes for a person without a phone, by
    the number of the helper's device (0: the host); `handed`: to which of the two it was handed what the
    other passed, and by which helper.
    """

    no: int
    offer: int
    person: int
    owner: int
    at: int
    agreed: int = 0
    declined: bool = False
    hours: int = 0
    kept: bool = False
    helpers: dict[int, int] = field(default_factory=dict)
    handed: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class StandUp:
    """The asks are read out, one after another: `ask` is the one that is, 0 once all were. `done` were before
    it. `meets` are the offers that may meet it."""

    on: bool = False
    ask: int = 0
    done: dict[int, None] = field(default_factory=dict)
    meets: tuple[int, ...] = ()
