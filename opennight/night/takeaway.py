"""What is taken further, as a small file between two servers; and the one that goes back: “used in”.

{"opennight": "takeaway", "version": 1, "origin": {…}, "topics": […], "questions": […], "cards": […]}
{"opennight": "use", "version": 1, "about": "card-3", "title": "…", "place": "…", "date": "…", "url": "…"}

Nothing in a file is trusted: each text is tidied as if somebody had typed it, and addresses are of the web.
docs/cards.md says what is in one.
"""

from typing import TypeVar

import msgspec

from opennight.night import deckfile
from opennight.night.announcement import LICENCES
from opennight.night.bringing import cut
from opennight.night.kept.publication import named
from opennight.night.kept.taking import Origin, Takeaway, TakenCard, TakenTopic
from opennight.night.leaflets import RULES, SHORT, SIDE, STEPS, TEXT, TITLE
from opennight.night.messages import Refused, _
from opennight.night.pitches import MORE
from opennight.night.setupfile import BOM, FIELD
from opennight.night.uses import day
from opennight.night.wording import address

KIND, USE = "takeaway", "use"
VERSION = 1
MOST = 256 * 1024
"""Bytes of a file: a deck of ninety cards in four languages fits."""
MOST_TOPICS, MOST_QUESTIONS, MOST_LEAFLETS = 40, 50, 40
QUESTION = 1000
NAME = 120
T = TypeVar("T")


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A takeaway as a file has it: its deck is as that of deckfile.py."""

    origin: Origin
    topics: tuple[TakenTopic, ...] = ()
    questions: tuple[str, ...] = ()
    cards: tuple[TakenCard, ...] = ()
    deck: dict[str, object] | None = None


class UseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A night that took something further, as its host tells the host of the first one."""

    about: str = ""
    title: str
    place: str = ""
    date: str = ""
    url: str


def write(takeaway: Takeaway, url: str) -> bytes:
    """The file, in UTF-8. `url`: where what it holds can be read."""
    origin = msgspec.structs.replace(takeaway.origin, url=url, code="")
    fields = msgspec.to_builtins(msgspec.structs.replace(takeaway, origin=origin, deck=None))
    deck = deckfile.plain(takeaway.deck) if takeaway.deck else None
    return encoded(KIND, fields | {"deck": deck})


def write_use(use: UseFile) -> bytes:
    return encoded(USE, msgspec.to_builtins(use))


def encoded(kind: str, fields: dict[str, object]) -> bytes:
    whole = {"opennight": kind, "version": VERSION} | fields
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def is_one(content: bytes) -> bool:
    """Whether a file that somebody gave says that it is such a one."""
    try:
        whole = msgspec.json.decode(content.removeprefix(BOM)) if len(content) <= MOST else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(whole, dict) and whole.get("opennight") == KIND


def decoded(content: bytes, kind: str, into: type[T]) -> T:
    """What a file of this kind holds, not tidied yet. Raises `Refused`."""
    if len(content) > MOST:
        raise Refused(_("This file is too large."), "too much", field=FIELD)
    try:
        whole = msgspec.json.decode(content.removeprefix(BOM))
        if not isinstance(whole, dict) or whole.get("opennight") != kind:
            raise Refused(_("There is nothing in this file that can be used here."), field=FIELD)
        version = whole.get("version")
        if not isinstance(version, int) or version > VERSION:
            raise Refused(
                _("This file was made by a newer opennight than the one on this server."), field=FIELD
            )
        return msgspec.convert(whole, into)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        raise Refused(
            _("This file cannot be read: it is not JSON, or a part of it is missing."), field=FIELD
        ) from None


def read(content: bytes) -> Takeaway:
    """What a file says, tidied. Raises `Refused` with a sentence for whoever gave it."""
    its = decoded(content, KIND, Given)
    return Takeaway(
        origin=origin(its.origin),
        topics=tuple(
            TakenTopic(title, cut(one.more, MORE, lines=True))
            for one in its.topics[:MOST_TOPICS]
            if (title := cut(one.title, TITLE))
        ),
        questions=tuple(
            text for one in its.questions[:MOST_QUESTIONS] if (text := cut(one, QUESTION, lines=True))
        ),
        cards=tuple(card(one) for one in its.cards[:MOST_LEAFLETS] if cut(one.title, TITLE)),
        deck=deckfile.of_plain(its.deck) if its.deck else None,
    )


def origin(its: Origin) -> Origin:
    title = cut(its.title, TITLE)
    if not title or its.licence not in LICENCES:
        raise Refused(_("There is nothing in this file that can be used here."), field=FIELD)
    try:
        url = address("link", its.url) if its.url else ""
    except Refused:
        raise Refused(_("This file leads to an address that is not on the web."), field=FIELD) from None
    return Origin(
        title=title,
        night=cut(its.night, NAME),
        place=cut(its.place, NAME),
        date=day(its.date),
        by=cut(its.by, NAME),
        licence=its.licence,
        url=url,
        anchor=its.anchor if its.anchor == "deck" or named(its.anchor)[0] else "",
    )


def card(one: TakenCard) -> TakenCard:
    return TakenCard(
        kind=one.kind,
        title=cut(one.title, TITLE),
        text=cut(one.text, TEXT, lines=True),
        price=cut(one.price, SHORT),
        yours=cut(one.yours, SIDE),
        ours=cut(one.ours, SIDE),
        rules=cut(one.rules, RULES, lines=True),
        steps=cut(one.steps, STEPS, lines=True),
    )


def read_use(content: bytes) -> UseFile:
    """What the host of another night says. `NoteUse` tidies it."""
    return decoded(content, USE, UseFile)
