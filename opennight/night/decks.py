"""Decks: a night may be played with a deck of cards, from which each group lays out its own story.

The host picks one of ours or gives a file. What is in it, is in the log: the night needs the file no more.
"""

import re

import msgspec

from opennight.night.closed import refuse_closed
from opennight.night.kept.decks import Card, Deck, Words
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.state import Night


class ChooseDeck(Command, frozen=True):
    """Play with this deck, as deckfile.py has read it; with none, if it is None."""

    deck: Deck | None


class SpeakDeck(Command, frozen=True):
    """Play in another language of the deck."""

    language: str


class DeckChosen(Event, frozen=True):
    """From now on the night is played with it. None: with none any more."""

    KIND = "deck-chosen"

    deck: Deck | None


class DeckSpoken(Event, frozen=True):
    KIND = "deck-spoken"

    language: str


RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"}


def direction(language: str) -> str:
    """How this language is written: "ltr" or "rtl"."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


NAMES: dict[str, str] = {
    "situation": _("Situation"),
    "involve": _("Who to involve"),
    "goal": _("Goal"),
    "idea": _("Idea for action"),
    "resource": _("Roles and resources"),
    "story": _("What may happen"),
    "ending": _("Our ending"),
}
"""What the kinds of cards are called, unless the deck has words of its own for them."""
LINK = re.compile(r"(.*?)\s*(https?://\S+)")
"""An example that ends in a link."""


def parted(example: str) -> tuple[str, str]:
    """What an example says, and its link; empty if it has none."""
    found = LINK.fullmatch(example)
    return (found[1], found[2]) if found else (example, "")


def find(night: Night, id: str) -> Card | None:
    """The card of the night's deck with this id."""
    return next((card for card in night.deck.cards if card.id == id), None) if night.deck else None


def require(night: Night) -> Deck:
    if night.deck is None:
        raise Refused(_("This night has no deck of cards. Ask the host."), "missing")
    return night.deck


def require_card(night: Night, id: str) -> Card:
    require(night)
    card = find(night, id)
    if card is None:
        raise Refused(_("There is no such card in tonight's deck."), "missing", field="card")
    return card


def says(night: Night, card: Card, language: str = "") -> Words:
    """What the card says in the language that is played in, or another one."""
    deck = require(night)
    return card.says.get(language) or card.says[deck.language]


def of_kind(deck: Deck, kind: str) -> list[Card]:
    return [card for card in deck.cards if card.kind == kind]


def in_use(night: Night) -> dict[str, str]:
    """The cards of the deck that lie on some table: id → kind."""
    picks = (night.picks[no] for book in night.workbooks.values() for no in book.picks)
    return {pick.card: pick.kind for pick in picks if pick.card}


def choose(night: Night, command: ChooseDeck) -> list[Event]:
    refuse_closed(night)
    if command.deck == night.deck:
        return []
    there = {card.id: card.kind for card in command.deck.cards} if command.deck else {}
    if not in_use(night).items() <= there.items():
        raise Refused(
            _("Groups have taken cards from this deck. A new deck must have those cards, too."),
            "late",
            field="file",
        )
    return [DeckChosen(deck=command.deck)]


def speak(night: Night, command: SpeakDeck) -> list[Event]:
    deck = require(night)
    if command.language not in deck.languages:
        raise Refused(_("The deck is not in that language."), "missing", field="language")
    return [] if command.language == deck.language else [DeckSpoken(language=command.language)]


def chosen(night: Night, event: DeckChosen) -> None:
    night.deck = event.deck


def spoken(night: Night, event: DeckSpoken) -> None:
    if night.deck:
        night.deck = msgspec.structs.replace(night.deck, language=event.language)


DECIDE = {ChooseDeck: choose, SpeakDeck: speak}
EVOLVE = {DeckChosen: chosen, DeckSpoken: spoken}
UNDO: dict[type[Event], Undo] = {
    DeckChosen: (plain(_("changing the deck of cards")), lambda n, e: [DeckChosen(deck=n.deck)]),
    DeckSpoken: (
        plain(_("changing the language of the cards")),
        lambda n, e: [DeckSpoken(language=n.deck.language if n.deck else "")],
    ),
}
