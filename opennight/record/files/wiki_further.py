"""Cards, where things came from, and where they went, as MediaWiki text: a part of wiki.py."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from opennight.record.files.wikitext import link, text
from opennight.record.leaflets import LeafletOutcome
from opennight.record.md.leaflets import KINDS
from opennight.record.md.people import by
from opennight.record.md.text import Gettext
from opennight.record.outcome import Outcome


class Writes(Protocol):
    """What of the writer it takes (see wiki.py)."""

    outcome: Outcome
    _: Gettext

    def item(self, said: str, *about: str, anchor: str = "", depth: int = 1) -> str: ...
    def listed(self, label: str, items: Iterable[str], level: int = 4) -> Iterator[str]: ...


def card(to: Writes, one: LeafletOutcome) -> Iterator[str]:
    known = (to._(KINDS[one.kind]), one.price or to._("Free"), by(one.by, to._))
    yield to.item(text(one.title), *known, anchor=f"card-{one.no}")
    for words in (one.text, one.yours, one.ours, one.rules, one.steps):
        if words:
            yield to.item(text(words), depth=2)


def further(to: Writes) -> Iterator[str]:
    """The cards, what was taken further, and who took things further."""
    its = to.outcome
    yield from to.listed(to._("For you to take"), (row for one in its.leaflets for row in card(to, one)), 2)
    origins = (
        to.item(
            link(one.url, one.title) if one.url else text(one.title),
            one.night,
            one.place,
            one.date,
            by(one.by, to._),
        )
        for one in its.adapted
    )
    yield from to.listed(to._("Adapted from"), origins, 2)
    uses = (
        to.item(link(one.url, one.title) if one.url else text(one.title), one.place, one.date)
        for one in its.used
    )
    yield from to.listed(to._("Used in"), uses, 2)
