"""The cards that a night leaves for others to take and run.

In the code such a card is a leaflet: a card, here, is one of a deck (decks.py).
"""

from dataclasses import dataclass
from typing import Literal, get_args

LeafletKind = Literal["information", "conversation", "exchange", "product", "service"]
LEAFLET_KINDS: tuple[LeafletKind, ...] = get_args(LeafletKind)


@dataclass(slots=True)
class Leaflet:
    """Something that others can have, or do themselves.

    `text` says what it is, `price` what it costs in words (empty: it is free), `yours` and `ours` what is in
    it for whoever takes it and for whoever gives it, `rules` what holds, `steps` how to run it oneself.
    `about` is what of the night it was made from, by its anchor (“note-12”; empty: afresh). `person` made it,
    DESK for the host. `origin`: it came along from there (see taking.py; 0: from nowhere). `closed`: it can
    be had no more. It is `hidden` by the desk, or until the desk has read it (`waiting`).
    `quiet`: nobody can write about it.
    """

    no: int
    kind: LeafletKind
    title: str
    text: str
    person: int
    at: int
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""
    about: str = ""
    origin: int = 0
    closed: bool = False
    hidden: bool = False
    waiting: bool = False
    quiet: bool = False
