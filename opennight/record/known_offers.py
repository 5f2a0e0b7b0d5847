"""What a night knows about the offers, asks and introductions of one person: a part of known.py."""

from collections.abc import Iterator

import msgspec

from opennight import clock
from opennight.night import introductions, offers
from opennight.night.state import Night
from opennight.record.known_words import KnownWord, WordKind, known_word


class KnownIntroduction(msgspec.Struct, frozen=True, kw_only=True):
    """What they, or the `other` one, said yes to; `agreed`: both did. `hours` were promised. What the two
    pass to each other is not here: it is kept beside the log, and is on their own page of offers alone."""

    about: str
    other: str
    agreed: bool
    declined: bool
    hours: int
    kept: bool
    at: str


def known_offered(night: Night, no: int) -> Iterator[KnownWord]:
    """What they offer and ask for, and the questions about that of others; their answers are with those."""
    for offer in night.offers.values():
        if offer.person == no:
            kind: WordKind = "ask" if offer.wants else "offer"
            about, text = night.setup.title, offers.words(offer)
            yield known_word(night, offer, kind, about, text, due=offer.until, gone=offer.closed)
    for one in night.inquiries.values():
        asked = night.offers[one.offer]
        if no in (one.person, asked.person):
            about = asked.text if offers.seen(night, asked) or asked.person == no else ""
            text = one.text if one.person == no else one.answer
            yield known_word(night, one, "inquiry", about, text)


def known_introductions(night: Night, no: int) -> Iterator[KnownIntroduction]:
    for one in night.introductions.values():
        if no in (one.person, one.owner):
            yield KnownIntroduction(
                about=night.offers[one.offer].text,
                other=night.people[introductions.other(one, no)].name,
                agreed=bool(one.agreed),
                declined=one.declined,
                hours=one.hours,
                kept=one.kept,
                at=clock.moment(night, one.at),
            )


def hands(night: Night, no: int) -> tuple[str, ...]:
    """The asks to which they put a hand up; one is empty if others can no longer read it."""
    those = (one for one in night.offers.values() if no in one.hands)
    return tuple(one.text if offers.seen(night, one) else "" for one in those)
