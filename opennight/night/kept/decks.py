"""Decks, cards, and what groups lay out with them."""

from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

Kind = Literal["situation", "involve", "goal", "idea", "resource", "story"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Of cards, in the order of the game: where we start, whom to involve, what we want, ideas for action, roles
and resources, and what may happen."""
Place = Literal["situation", "involve", "goal", "idea", "resource", "story", "ending"]
PLACES: tuple[Place, ...] = get_args(Place)
"""Where words of a workbook stand: with its cards by their kind, or in the ending, which needs no card."""


class Words(msgspec.Struct, frozen=True, gc=False):
    """What a card says in one language. `examples` are from other nights; one may end in a link."""

    title: str
    words: str = ""
    examples: tuple[str, ...] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`says` it in each language of its deck. An idea `costs` points, a resource `gives` some."""

    id: str
    kind: Kind
    costs: int = 0
    gives: int = 0
    says: dict[str, Words]


class Deck(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A deck as its file says it. `title`, `about` and what the `kinds` are called are by language; the night
    is played in `language`."""

    languages: tuple[str, ...]
    language: str
    title: dict[str, str]
    about: dict[str, str] = {}
    kinds: dict[str, dict[str, str]] = {}
    author: str = ""
    licence: str = ""
    budget: int = 10
    cards: tuple[Card, ...] = ()


@dataclass(slots=True)
class Pick:
    """A card that a group took, with what it means for them (`text`).

    A `card` of the deck, or one of their own, which has a `title` and `points`. `person` wrote the words
    last, at that moment (ms). The words (and a title of their own) are out of sight while `hidden`; if
    they are also `waiting`, until the desk has read them.
    """

    no: int
    group: int
    kind: Place
    card: str
    person: int
    at: int
    title: str = ""
    points: int = 0
    text: str = ""
    hidden: bool = False
    waiting: bool = False


@dataclass(slots=True)
class Workbook:
    """What lies on a group's table: picks by number, in their order. `made` counts all that ever did."""

    picks: list[int] = field(default_factory=list)
    made: int = 0
    finished: bool = False
