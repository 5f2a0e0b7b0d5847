"""The record as Markdown, for a wiki, a repository or a mail."""

from collections.abc import Iterator

import msgspec

from opennight.record.md.assembly import assembly
from opennight.record.md.clips import clip
from opennight.record.md.feedback import feedback
from opennight.record.md.groups import group
from opennight.record.md.offers import offers
from opennight.record.md.people import people
from opennight.record.md.pitches import pitch
from opennight.record.md.posed import propositions, question
from opennight.record.md.sequels import sequels
from opennight.record.md.text import Gettext, block, item, joined, line
from opennight.record.md.threads import thanked
from opennight.record.outcome import Outcome


def head(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    yield f"# {line(outcome.title)}"
    yield joined((line(outcome.place), outcome.date))
    if outcome.rehearsal:
        yield gettext("This night was a rehearsal.")
    if outcome.sources:
        yield gettext("This is a replay: these are the words of others, not of the people who were here.")
        yield "\n".join(f"- {block(source, '  ')}" for source in outcome.sources)
    if outcome.slips:
        yield gettext("One slip, one vote: %(printed)s printed, %(used)s used, %(void)s void.") % (
            msgspec.structs.asdict(outcome.slips)
        )
    yield played_with(outcome, gettext)
    yield block(outcome.intro)
    totals = outcome.totals
    figures = (
        (gettext("People"), totals.people),
        (gettext("Pitches"), totals.pitches),
        (gettext("Votes"), totals.votes),
        (gettext("Groups"), totals.groups),
        (gettext("Notes"), totals.notes),
        (gettext("Actions"), totals.actions),
        (gettext("Hearts"), totals.hearts),
        (gettext("Comments"), totals.comments),
        (gettext("Thanks"), totals.thanks),
    )
    yield "\n".join(f"- {label}: {figure}" for label, figure in figures)
    if outcome.moderated is not None:
        yield gettext("Taken out by the host: %(number)s") % {"number": outcome.moderated}
    if outcome.rules:
        yield f"## {gettext('House rules')}"
        yield block(outcome.rules)


def lineup(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if not any(slot.pitches for slot in outcome.lineup):
        return
    yield f"## {gettext('Line-up')}"
    for slot in outcome.lineup:
        yield f"### {slot.start}–{slot.end}"
        yield "\n".join(f"- {line(room)}: {line(outcome.title_of(pitch))}" for room, pitch in slot.pitches)


def played_with(outcome: Outcome, gettext: Gettext) -> str:
    deck = outcome.deck
    if deck is None:
        return ""
    played = gettext("Played with the deck “%(title)s”") % {"title": line(deck.title)}
    return joined((played, line(deck.author), line(deck.licence)))


def pieces(outcome: Outcome, address: str, gettext: Gettext) -> Iterator[str]:
    yield from head(outcome, gettext)
    yield from lineup(outcome, gettext)
    if outcome.chosen:
        yield f"## {gettext('Chosen by the room')}"
        dots = gettext("Dots: %(number)s")
        yield "\n".join(item(one.text, one.title, dots % {"number": one.dots}) for one in outcome.chosen)
    if outcome.assembly:
        yield from assembly(outcome.assembly, gettext)
    if outcome.groups:
        yield f"## {gettext('Groups')}"
    for one in outcome.groups:
        yield from group(one, outcome.deck.kinds if outcome.deck else {}, address, gettext)
    for asked in outcome.questions:
        yield from question(asked, gettext)
    if outcome.propositions:
        yield from propositions(outcome.propositions, gettext)
    if outcome.clips:
        yield f"## {gettext('Clips')}"
        yield "\n".join(clip(one, address, gettext) for one in outcome.clips)
    yield from offers(outcome, gettext)
    yield from sequels(outcome, gettext)
    if outcome.pitches:
        yield f"## {gettext('Pitches')}"
    for each in outcome.pitches:
        yield from pitch(each, outcome, gettext)
    if outcome.feedback:
        yield f"## {gettext('How it was for people')}"
    for about in outcome.feedback:
        yield from feedback(about, gettext)
    if outcome.thanks:
        yield f"## {gettext('Thanks')}"
        yield "\n".join(thanked(one, gettext) for one in outcome.thanks)
    if outcome.people:
        yield f"## {gettext('People')}"
        yield people(outcome.people, gettext)


def write(outcome: Outcome, gettext: Gettext, address: str = "") -> str:
    """CommonMark, with a newline at its end; its own words in the language of `gettext`. `address`: of the
    night on the web, if it will last."""
    return "\n\n".join(filter(None, pieces(outcome, address, gettext))) + "\n"
