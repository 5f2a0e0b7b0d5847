"""Stories in the record: what groups made of a deck of cards, in the order in which it is read."""

import msgspec

from opennight.night import decks, picks, stories, workbooks
from opennight.night.kept.decks import KINDS, Kind, Pick
from opennight.night.state import Night


class CardOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A card of a story: its `title`, what it says (`words`), and what it means for the group (`text`).

    `own`: it is one of theirs, and not of the deck. `costs` and `gives` are points.
    """

    no: int
    kind: Kind
    title: str
    words: str
    text: str
    own: bool
    costs: int
    gives: int


class StoryOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the cards of a group tell. Of the `budget` and what resources `give`, `spent` points are used.

    `finished`: the group said so. `ending` is in its own words.
    """

    finished: bool
    budget: int
    gives: int
    spent: int
    cards: tuple[CardOutcome, ...]
    ending: str


class DeckOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The deck that was played with; whose it is, and how others may use it. `kinds`: its own words for some
    kinds of cards."""

    title: str
    language: str
    author: str
    licence: str
    kinds: dict[str, str] = {}


def deck(night: Night) -> DeckOutcome | None:
    played = night.deck
    if played is None:
        return None
    return DeckOutcome(
        title=played.title[played.language],
        language=played.language,
        author=played.author,
        licence=played.licence,
        kinds=played.kinds.get(played.language, {}),
    )


def card_outcome(night: Night, pick: Pick, kind: Kind) -> CardOutcome:
    card = decks.find(night, pick.card)
    return CardOutcome(
        no=pick.no,
        kind=kind,
        title=picks.title(night, pick),
        words=decks.says(night, card).words if card else "",
        text=picks.text(pick),
        own=not pick.card,
        costs=stories.costs(night, pick),
        gives=stories.gives(night, pick),
    )


def of(night: Night, group: int) -> StoryOutcome | None:
    """The story of this group; None if no card lies on its table."""
    if not workbooks.laid(night, group):
        return None
    points = stories.points(night, group)
    return StoryOutcome(
        finished=workbooks.finished(night, group),
        budget=points.budget,
        gives=points.give,
        spent=points.spent,
        cards=tuple(
            card_outcome(night, pick, kind) for kind in KINDS for pick in workbooks.laid(night, group, kind)
        ),
        ending="\n\n".join(map(picks.text, workbooks.laid(night, group, "ending"))),
    )
