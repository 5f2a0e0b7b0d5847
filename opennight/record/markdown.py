"""The record as Markdown, for a wiki, a repository or a mail."""

from collections.abc import Iterator

import msgspec

from opennight.record import cover as covers
from opennight.record.cover import Cover
from opennight.record.md.assembly import assembly
from opennight.record.md.clips import clip
from opennight.record.md.cover import corrections, deeds, dissent, quiet, seeds
from opennight.record.md.feedback import feedback
from opennight.record.md.groups import group
from opennight.record.md.leaflets import cards
from opennight.record.md.offers import offers
from opennight.record.md.people import people
from opennight.record.md.posed import propositions, question
from opennight.record.md.sequels import sequels
from opennight.record.md.text import Gettext, block, joined, line
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
    story = outcome.publication.story if outcome.publication else ""
    yield block(story)
    yield block(outcome.intro)
    if last := outcome.earlier:
        yield gettext("It opened with what became of “%(title)s”: %(kept)s of %(all)s kept.") % {
            "title": line(last.title),
            "kept": last.kept,
            "all": last.all,
        }
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
    yield joined(f"{label}: {figure}" for label, figure in figures if figure)


def about(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    """How it came about, for whoever wants to know."""
    if outcome.slips:
        yield gettext("One slip, one vote: %(printed)s printed, %(used)s used, %(void)s void.") % (
            msgspec.structs.asdict(outcome.slips)
        )
    yield played_with(outcome, gettext)
    if outcome.moderated is not None:
        yield gettext("Taken out by the host: %(number)s") % {"number": outcome.moderated}
    if outcome.rules:
        yield f"## {gettext('House rules')}"
        yield block(outcome.rules)


def played_with(outcome: Outcome, gettext: Gettext) -> str:
    deck = outcome.deck
    if deck is None:
        return ""
    played = gettext("Played with the deck “%(title)s”") % {"title": line(deck.title)}
    return joined((played, line(deck.author), line(deck.licence)))


def groups(outcome: Outcome, cover: Cover, address: str, gettext: Gettext) -> Iterator[str]:
    """Each with the pitch that it talked about, where that has not been told."""
    pitches = {pitch.no: pitch for pitch in outcome.pitches}
    if cover.told or cover.quiet or cover.unheld:
        yield f"## {gettext('What the groups say')}"
    for one in cover.told:
        yield from group(one, pitches.pop(one.pitch, None), outcome, address, gettext)
    yield from quiet(cover, gettext)


def pieces(outcome: Outcome, address: str, gettext: Gettext) -> Iterator[str]:
    cover = covers.of(outcome)
    yield from head(outcome, gettext)
    yield from deeds(cover, outcome.kept, gettext)
    yield from groups(outcome, cover, address, gettext)
    yield from dissent(cover, outcome, gettext)
    if outcome.assembly:
        yield from assembly(outcome.assembly, gettext)
    for asked in outcome.questions:
        yield from question(asked, gettext)
    if outcome.propositions:
        yield from propositions(outcome.propositions, gettext)
    yield from offers(outcome, gettext)
    yield from sequels(outcome, gettext)
    yield from cards(outcome, gettext)
    yield from seeds(cover, outcome, gettext)
    if outcome.thanks:
        yield f"## {gettext('Thanks')}"
        yield "\n".join(thanked(one, gettext) for one in outcome.thanks)
    if outcome.clips:
        yield f"## {gettext('Clips')}"
        yield "\n".join(clip(one, address, gettext) for one in outcome.clips)
    if outcome.feedback:
        yield f"## {gettext('How it was for people')}"
    for its in outcome.feedback:
        yield from feedback(its, gettext)
    yield from corrections(outcome.corrections, gettext)
    yield from about(outcome, gettext)
    if outcome.people:
        yield f"## {gettext('People')}"
        yield people(outcome.people, gettext)
    yield licence(outcome, gettext)


def licence(outcome: Outcome, gettext: Gettext) -> str:
    its = outcome.licence
    said = gettext("Licence: %(name)s") % {"name": line(gettext(its.name))}
    return joined((said, its.url), " ")


def write(outcome: Outcome, gettext: Gettext, address: str = "") -> str:
    """CommonMark, with a newline at its end; its own words in the language of `gettext`. `address`: of the
    night on the web, if it will last."""
    return "\n\n".join(filter(None, pieces(outcome, address, gettext))) + "\n"
