"""A deck as a file: TOML that people write by hand, translate and share. docs/decks.md says what is in one.

Whoever gives a file that will not do is told in which line, and at which card.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from opennight.night.kept.decks import KINDS, Card, Deck, Words
from opennight.night.messages import Refused, _, clean

VERSION = 1
"""Goes up when a key changes its meaning. New keys need not: a server that does not know one says so."""
MOST = 64 * 1024
"""Bytes of a file."""
MOST_CARDS = 90
"""Ten sheets of nine."""
MOST_LANGUAGES = 4
LONGEST_LINE = 2000
NAME, ABOUT, CREDIT = 80, 400, 120
TITLE, WORDS, EXAMPLE, MOST_EXAMPLES = 60, 180, 240, 4
KIND = 30
MOST_POINTS, MOST_BUDGET = 3, 30
FIELD = "file"
BOM = b"\xef\xbb\xbf"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
HEADER = re.compile(r"\s*\[\[\s*card\s*\]\]\s*(#.*)?")
AT_LINE = re.compile(r"at line (\d+)")
MARKUP = re.compile(r"<[/!?]?[a-zA-Z]")
OF_DECK = {"opennight", "version", "languages", "author", "licence", "budget", "card"}
OF_CARD = {"id", "kind", "costs", "gives"}


@dataclass(frozen=True)
class Table:
    """A part of the file: the deck itself, or one of its cards. It stands in `lines`, from `start` on."""

    name: str
    says: dict[str, Any]
    lines: list[str]
    start: int = 0

    def line(self, key: str) -> int:
        """The line of this key; if no line says it, that in which the part begins."""
        written = re.compile(rf"\s*(\[\s*)?{re.escape(key)}\s*[=.\]]")
        found = (no for no, line in enumerate(self.lines, self.start) if key and written.match(line))
        return next(found, self.start) + 1

    def fault(self, text: str, key: str = "", **values: object) -> Refused:
        """What is wrong with it; `text` begins with its %(line)s and its %(name)s."""
        refused = Refused(text, field=FIELD, line=self.line(key), name=self.name, key=key)
        refused.values |= values
        return refused

    def refuse_strange(self, known: set[str], within: str = "") -> None:
        for key in self.says[within] if within else self.says:
            if key not in known:
                raise self.fault(
                    _("Line %(line)s (%(name)s): this server does not know what “%(key)s” means."),
                    f"{within}.{key}"[:40] if within else key[:40],
                )

    def tidied(self, said: object, key: str, most: int, least: int) -> str:
        """A text as it is kept."""
        if not isinstance(said, str):
            raise self.fault(
                _("Line %(line)s (%(name)s): “%(key)s” has to be a text in quotation marks."), key
            )
        if MARKUP.search(said):
            raise self.fault(
                _("Line %(line)s (%(name)s): “%(key)s” has a tag in it, such as <b>. A deck is plain text."),
                key,
            )
        try:
            tidy = clean(said, len(said), FIELD, least=least)
        except Refused:
            raise self.fault(_("Line %(line)s (%(name)s): “%(key)s” is empty."), key) from None
        if len(tidy) > most:
            raise self.fault(
                _("Line %(line)s (%(name)s): “%(key)s” is %(over)s too long: it can have %(most)s letters."),
                key,
                over=len(tidy) - most,
                most=most,
            )
        return tidy

    def text(self, key: str, most: int, *, least: int = 1, language: str = "") -> str:
        """What it says under this key, in this language if one is named."""
        says = self.says[language] if language else self.says
        whole = f"{language}.{key}" if language else key
        if least and key not in says:
            raise self.fault(_("Line %(line)s (%(name)s): “%(key)s” is missing."), whole)
        return self.tidied(says.get(key, ""), whole, most, least)

    def points(self, key: str, most: int, wrong: str, default: int = 0) -> int:
        said = self.says.get(key, default)
        if type(said) is not int or not 0 <= said <= most:
            raise self.fault(wrong, key, most=most)
        return said

    def require(self, languages: tuple[str, ...]) -> None:
        """Raise `Refused` unless it says something in each of these languages."""
        for code in languages:
            if not isinstance(self.says.get(code), dict):
                raise self.fault(_("Line %(line)s (%(name)s): there is nothing in “%(key)s”."), code)


def read(content: bytes) -> Deck:
    """What the file says. Raises `Refused` with a sentence for whoever gave it."""
    text = decoded(content)
    whole = parsed(text)
    if whole.get("opennight") != "deck":
        raise Refused(_('This is not a deck: a line in it has to say opennight = "deck".'), field=FIELD)
    version = whole.get("version")
    if type(version) is not int or version > VERSION:
        raise Refused(_("This file was made by a newer opennight than this server runs."), field=FIELD)
    return checked(*parts(text, whole))


def of_plain(given: object) -> Deck:
    """The same of plain data, as `plain` makes it: a part of another file. Raises `Refused`."""
    whole = given if isinstance(given, dict) else {}
    return checked(*parts("", whole))


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
            _("Line %(line)s (%(name)s): “%(key)s” is a whole number, at most %(most)s."),
            10,
        ),
        cards=tuple(card_of(card, languages, known) for card in cards),
    )


def decoded(content: bytes) -> str:
    """The text in the file."""
    if len(content) > MOST:
        raise Refused(
            _("This file is too large: a deck has at most %(most)s kB."),
            "too much",
            field=FIELD,
            most=MOST // 1024,
        )
    try:
        text = content.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(_("Line %(line)s: this is not text in UTF-8."), field=FIELD, line=line) from None
    for number, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST_LINE:  # it also keeps the depth of what is nested within bounds
            raise Refused(
                _("Line %(line)s is too long: the limit is %(most)s characters."),
                field=FIELD,
                line=number,
                most=LONGEST_LINE,
            )
    return text


def parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Refused(
            _(
                "Line %(line)s cannot be read as TOML. Look there and just above it for a missing quotation "
                "mark, bracket or equals sign, or for something that is said twice."
            ),
            field=FIELD,
            line=line,
        ) from None


def parts(text: str, whole: dict[str, Any]) -> tuple[Table, list[Table]]:
    """The deck and its cards, each with its own lines as far as those can be told."""
    lines = text.split("\n")
    given = whole.get("card")
    given = given if isinstance(given, list) else []
    cards = [one for one in given if isinstance(one, dict)]
    starts = [number for number, line in enumerate(lines) if HEADER.fullmatch(line)]
    deck = Table("deck", whole, lines[: starts[0]] if starts else lines)
    if not cards or len(cards) != len(given):
        raise deck.fault(
            _("Line %(line)s (%(name)s): there are no cards. Each begins with a line [[card]]."), "card"
        )
    if len(starts) != len(cards):  # written in some other way
        return deck, [Table(name_of(card, no), card, []) for no, card in enumerate(cards, 1)]
    ends = [*starts[1:], len(lines)]
    found = [
        Table(name_of(card, no), card, lines[start:end], start)
        for no, (card, start, end) in enumerate(zip(cards, starts, ends, strict=True), 1)
    ]
    if len(cards) > MOST_CARDS:
        raise found[MOST_CARDS].fault(_("Line %(line)s: a deck has at most %(most)s cards."), most=MOST_CARDS)
    return deck, found


def name_of(card: dict[str, Any], no: int) -> str:
    return str(card.get("id") or no)[:40]


def languages_of(deck: Table) -> tuple[str, ...]:
    said = deck.says.get("languages")
    codes = [code for code in said if isinstance(code, str)] if isinstance(said, list) else []
    good = [
        code for code in dict.fromkeys(codes) if LANGUAGE.fullmatch(code) and code not in OF_DECK | OF_CARD
    ]
    if not 1 <= len(good) <= MOST_LANGUAGES or good != said:
        raise deck.fault(
            _('Line %(line)s (%(name)s): “%(key)s” lists languages by their codes, such as ["en", "ar"].'),
            "languages",
        )
    return tuple(good)


def kinds_of(deck: Table, code: str) -> dict[str, str]:
    """What the kinds of cards are called in this language, as far as the deck says so."""
    said = deck.says[code].get("kinds", {})
    if not isinstance(said, dict) or not said.keys() <= set(KINDS):
        raise deck.fault(
            _("Line %(line)s (%(name)s): “%(key)s” names kinds of cards. There are: %(kinds)s."),
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
            _("Line %(line)s (%(name)s): “%(key)s” is made of small letters, digits and hyphens."), "id"
        )
    if id in known:
        raise card.fault(_("Line %(line)s (%(name)s): another card has this “%(key)s”."), "id")
    known.add(id)
    kind = card.says.get("kind")
    if kind not in KINDS:
        raise card.fault(
            _("Line %(line)s (%(name)s): there is no such “%(key)s”. There are: %(kinds)s."),
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
            _("Line %(line)s (%(name)s): not “%(key)s”. An idea “costs” points, a resource “gives” some."),
            key,
        )
    wrong = _("Line %(line)s (%(name)s): “%(key)s” says how many points: 1, 2 or 3.")
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
            _("Line %(line)s (%(name)s): “%(key)s” is a list of at most %(most)s texts."),
            key,
            most=MOST_EXAMPLES,
        )
    return Words(
        card.text("title", TITLE, language=code),
        card.text("words", WORDS, least=0, language=code),
        tuple(card.tidied(one, key, EXAMPLE, 1) for one in examples),
    )
