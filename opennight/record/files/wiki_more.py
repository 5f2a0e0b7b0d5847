"""More of the record as MediaWiki text: replies, how it was for people, what came after and was mended."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from opennight.record.feedback import FeedbackOutcome
from opennight.record.files.wikitext import heading, joined, link, text
from opennight.record.md.people import by
from opennight.record.md.sequels import author
from opennight.record.md.text import Gettext
from opennight.record.outcome import Outcome
from opennight.record.threads import ReplyOutcome


class Writes(Protocol):
    """What of the writer it takes (see wiki.py)."""

    outcome: Outcome
    _: Gettext

    def item(self, said: str, *about: str, anchor: str = "", depth: int = 1) -> str: ...
    def listed(self, label: str, items: Iterable[str], level: int = 4) -> Iterator[str]: ...


def replies(to: Writes, those: Iterable[ReplyOutcome], depth: int) -> Iterator[str]:
    """What was said under something."""
    for reply in those:
        spoke = to._("%(name)s, for “%(group)s”") % {"name": by(reply.by, to._), "group": reply.spoke_for}
        whose = spoke if reply.spoke_for else by(reply.by, to._)
        accepted = to._("This answers it") if reply.accepted else ""
        yield to.item(text(reply.text), accepted, whose, anchor=f"reply-{reply.no}", depth=depth)


def deck(to: Writes) -> Iterator[str]:
    its = to.outcome.deck
    if its:
        played = to._("Played with the deck “%(title)s”") % {"title": its.title}
        yield text(joined((played, its.author, its.licence)))


def how_it_was(to: Writes) -> Iterator[str]:
    if to.outcome.feedback:
        yield heading(2, to._("How it was for people"))
    for one in to.outcome.feedback:
        yield from about(to, one)


def about(to: Writes, one: FeedbackOutcome) -> Iterator[str]:
    """What was answered about the night, or about a group."""
    if one.title:
        yield heading(3, one.title)
    yield joined((text(to._(one.question)), to._("Answered: %(number)s") % {"number": one.people}))
    steps = reversed(list(zip(one.steps, one.counts, strict=True)))
    yield "\n".join(f"* {text(to._(step))}: {count}" for step, count in steps)
    for question in one.questions:
        said = (its for its in one.words if its.question == question)
        rows = (to.item(text(its.text), by(its.by, to._), anchor=f"answer-{its.no}") for its in said)
        yield from to.listed(to._(question), rows)


def afterwards(to: Writes) -> Iterator[str]:
    """What came after the night."""
    rows = (
        to.item(
            link(one.url, one.text) if one.url else text(one.text),
            one.title,
            author(one, to._),
            one.at[:10],
            anchor=f"sequel-{one.no}",
        )
        for one in to.outcome.sequels
    )
    yield from to.listed(to._("Afterwards"), rows, 2)


def mended(to: Writes) -> Iterator[str]:
    """In a list of its own: a file has no margin."""
    rows = []
    for one in to.outcome.corrections:
        answers = to._("%(name)s answers:") % {"name": by(one.answered_by, to._)}
        answer = f"{answers} {one.answer}" if one.answer else ""
        rows.append(to.item(text(one.now), f"{to._('Before:')} {one.was}", answer, anchor=one.anchor))
    yield from to.listed(to._("What was corrected"), rows, 2)
