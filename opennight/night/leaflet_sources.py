"""What a card for others can be made from: what somebody said, or the host anything that was."""

from collections.abc import Iterator
from typing import NamedTuple

from opennight.night import anchored, offers, propositions
from opennight.night.kept.publication import named
from opennight.night.state import Night


class Source(NamedTuple):
    """What a card can be made from: what it says, and whose it is (nobody's: the desk's)."""

    text: str
    authors: tuple[int, ...]


def source(night: Night, about: str) -> Source | None:
    """What stands at this anchor, if a card can be made from it: a topic, a headline, an entry, an offer, an
    ask, or a proposition that the room sees."""
    kind, no = named(about)
    if kind in ("note", "headline", "pitch"):
        words = anchored.seen_at(night, about)
        return Source(words.text, words.authors) if words else None
    if kind in ("offer", "ask"):
        offer = night.offers.get(no)
        if offer and offer.wants == (kind == "ask") and offers.seen(night, offer):
            return Source(offer.text, (offer.person,))
    sentence = night.propositions.sentences.get(no) if kind == "sentence" else None
    seen = sentence is not None and propositions.is_seen(night, sentence)
    return Source(sentence.text, (sentence.person,)) if sentence and seen else None


def sources(night: Night, person: int, *, host: bool) -> Iterator[tuple[str, str]]:
    """What this person can make a card from, or the `host`: (anchor, what it says). First what groups will
    do and say, which is what most cards are made from."""
    actions = [note for note in night.notes.values() if note.kind == "action"]
    others = [note for note in night.notes.values() if note.kind in ("note", "quote")]
    anchors = [f"note-{note.no}" for note in actions]
    anchors += [f"headline-{no}" for no in night.groups] + [f"pitch-{no}" for no in night.pitches]
    anchors += [f"{'ask' if one.wants else 'offer'}-{one.no}" for one in night.offers.values()]
    anchors += [f"note-{note.no}" for note in others]
    for anchor in anchors:
        found = source(night, anchor)
        if found and (host or person in found.authors):
            yield anchor, found.text
