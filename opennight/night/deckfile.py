"""A deck as a file: TOML that people write by hand, translate and share. docs/decks.md says what is in one.

Whoever gives a file that will not do is told in which line, and at which card: see deck_toml.py.
"""

import re

from opennight.night import deck_toml
from opennight.night.deck_toml import FIELD, Table
from opennight.night.kept.decks import KINDS, Card, Deck, Words
from opennight.night.messages import Refused, _

VERSION = 1
"""Goes up when a key changes its meaning. New keys need not: a server that does not know one says so."""
MOST_LANGUAGES = 4
NAME, ABOUT, CREDIT = 80, 400, 120
TITLE, WORDS, EXAMPLE, MOST_EXAMPLES = 60, 180, 240, 4
KIND = 30
MOST_POINTS, MOST_BUDGET = 3, 30
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
OF_DECK = {"opennight", "version", "languages", "author", "licence", "budget", "card"}
OF_CARD = {"id", "kind", "costs", "gives"}


def read(content: bytes) -> Deck:
    """What the file says. Raises `Refused` with a sentence for whoever gave it."""
    text = deck_toml.decoded(content)
    whole = deck_toml.parsed(text)
    if whole.get("opennight") != "deck":
        raise Refused(_('This is not a deck: a line in it must say opennight = "deck".'), field=FIELD)
    version = whole.get("version")
    if type(version) is not int or version > VERSION:
        raise Refused(_("This file was made by a newer opennight than the one on this server."), field=FIELD)
    return checked(*deck_toml.parts(text, whole))


def of_plain(given: object) -> Deck:
    """The same of plain data, as `plain` makes it: a part of another file. Raises `Refused`."""
    whole = given if isinstance(given, dict) else {}
    return checked(*deck_toml.parts("", whole))


def plain(deck: Deck) -> dict[str, object]:
    """A deck as its file has it, as plain data."""
    whole: dict[str, object] = {"languages": list(deck.languages), "budget": deck.budget}
    whole |= {"author": deck.author, "licence": deck.licence}
    for code in deck.languages:
        says: dict[str, object] = {
            "title": deck.title[code],
            "about": deck.about.get(code, ""),
            "kinds": deck.kinds.get(code, {}),
        }
        whole[code] = {name: value for name, value in says.items() if value}
    return whole | {"card": [plain_card(card) for card in deck.cards]}


def plain_card(card: Card) -> dict[str, object]:
    whole: dict[str, object] = {"id": card.id, "kind": card.kind}
    whole |= {name: value for name, value in (("costs", card.costs), ("gives", card.gives)) if value}
    for code, its in card.says.items():
        whole[code] = {"title": its.title, "words": its.words, "examples": list(its.examples)}
    return whole


def checked(deck: Table, cards: list[Table]) -> Deck:
    """The deck that these say. Raises `Refused`."""
    languages = languages_of(deck)
    deck.refuse_strange(OF_DECK | set(languages))
    deck.require(languages)
    for code in languages:
        deck.refuse_strange({"title", "about", "kinds"}, code)
    known: set[str] = set()
    return Deck(
        languages=languages,
        language=languages[0],
        title={code: deck.text("title", NAME, language=code) for code in languages},
        about={code: deck.text("about", ABOUT, least=0, language=code) for code in languages},
        kinds={code: kinds_of(deck, code) for code in languages},
        author=deck.text("author", CREDIT, least=0),
        licence=deck.text("licence", CREDIT, least=0),
        budget=deck.points(
            "budget",
            MOST_BUDGET,
            _("Line %(line)s (%(name)s): “%(key)s” must be a whole number, at most %(most)s."),
            10,
        ),
        cards=tuple(card_of(card, languages, known) for card in cards),
    )


def languages_of(deck: Table) -> tuple[str, ...]:
    said = deck.says.get("languages")
    codes = [code for code in said if isinstance(code, str)] if isinstance(said, list) else []
    good = [
        code for code in dict.fromkeys(codes) if LANGUAGE.fullmatch(code) and code not in OF_DECK | OF_CARD
    ]
    if not 1 <= len(good) <= MOST_LANGUAGES or good != said:
        raise deck.fault(
            _(
                'Line %(line)s (%(name)s): “%(key)s” must list languages by their codes, such as ["en", '
                '"ar"].'
            ),
            "languages",
        )
    return tuple(good)


def kinds_of(deck: Table, code: str) -> dict[str, str]:
    """What the kinds of cards are called in this language, as far as the deck says so."""
    said = deck.says[code].get("kinds", {})
    if not isinstance(said, dict) or not said.keys() <= set(KINDS):
        raise deck.fault(
            _("Line %(line)s (%(name)s): “%(key)s” must name kinds of cards: %(kinds)s."),
            f"{code}.kinds",
            kinds=", ".join(KINDS),
        )
    return {kind: deck.tidied(name, f"{code}.kinds", KIND, 1) for kind, name in said.items()}


def card_of(card: Table, languages: tuple[str, ...], known: set[str]) -> Card:
    """One card; `known` are the ids of those before it."""
    card.refuse_strange(OF_CARD | set(languages))
    id = card.text("id", 40)
    if not ID.fullmatch(id):
        raise card.fault(
            _("Line %(line)s (%(name)s): “%(key)s” can have only small letters, digits and hyphens."), "id"
        )
    if id in known:
        raise card.fault(_("Line %(line)s (%(name)s): another card already has this “%(key)s”."), "id")
    known.add(id)
    kind = card.says.get("kind")
    if kind not in KINDS:
        raise card.fault(
            _("Line %(line)s (%(name)s): there is no such “%(key)s”. Use one of these: %(kinds)s."),
            "kind",
            kinds=", ".join(KINDS),
        )
    card.require(languages)
    return Card(
        id=id,
        kind=kind,
        costs=its_points(card, "costs", kind == "idea"),
        gives=its_points(card, "gives", kind == "resource"),
        says={code: words(card, code) for code in languages},
    )


def its_points(card: Table, key: str, due: bool) -> int:
    if not due and key in card.says:
        raise card.fault(
            _(
                "Line %(line)s (%(name)s): “%(key)s” does not belong here. An idea “costs” points, a "
                "resource “gives” some."
            ),
            key,
        )
    wrong = _("Line %(line)s (%(name)s): “%(key)s” must be 1, 2 or 3 points.")
    points = card.points(key, MOST_POINTS, wrong)
    if due and not points:
        raise card.fault(wrong, key)
    return points


def words(card: Table, code: str) -> Words:
    card.refuse_strange({"title", "words", "examples"}, code)
    examples = card.says[code].get("examples", [])
    key = f"{code}.examples"
    if not isinstance(examples, list) or len(examples) > MOST_EXAMPLES:
        raise card.fault(
            _("Line %(line)s (%(name)s): “%(key)s” must be a list of at most %(most)s texts."),
            key,
            most=MOST_EXAMPLES,
        )
    return Words(
        card.text("title", TITLE, language=code),
        card.text("words", WORDS, least=0, language=code),
        tuple(card.tidied(one, key, EXAMPLE, 1) for one in examples),
    )
