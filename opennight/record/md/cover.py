"""The cover of the record as Markdown: what people will do, concerns, and topics that did not run."""

import itertools
from collections.abc import Iterator

from opennight.record.cover import Cover, Deed
from opennight.record.keeping import KeptOutcome
from opennight.record.md.groups import entry, meeting, standing
from opennight.record.md.people import by, people
from opennight.record.md.pitches import pitch
from opennight.record.md.posed import sentences
from opennight.record.md.text import Gettext, item, joined, line
from opennight.record.outcome import Outcome
from opennight.record.publication import CorrectionOutcome


def kept_of(its: KeptOutcome, gettext: Gettext) -> str:
    said = gettext("%(kept)s of %(all)s kept") % {"kept": its.kept, "all": its.all}
    still = gettext("Still open: %(number)s") % {"number": its.open} if its.open else ""
    gone = gettext("Let go: %(number)s") % {"number": its.let_go} if its.let_go else ""
    return joined((f"**{said}**", still, gone))


def deed(one: Deed, gettext: Gettext) -> str:
    if one.note is None:
        stands = standing(one.state, one.day, one.changed, gettext)
        return item(one.what, stands, people(one.owners, gettext), joined((one.title, one.other), " + "))
    chosen = gettext("Chosen by the room") if one.dots else ""
    dots = gettext("Dots: %(number)s") % {"number": one.dots} if one.dots else ""
    day = one.day if one.day != one.due and not one.moved else ""
    return entry(one.note, gettext, day, chosen, dots, one.title)


def deeds(cover: Cover, kept: KeptOutcome | None, gettext: Gettext) -> Iterator[str]:
    if cover.deeds or cover.meetings:
        yield f"## {gettext('What we will do')}"
    if kept:
        yield kept_of(kept, gettext)
    if cover.deeds:
        yield "\n".join(deed(one, gettext) for one in cover.deeds)
    if cover.meetings:
        yield f"### {gettext('We meet again')}"
        those = ((meeting(one.meeting, gettext), line(one.title)) for one in cover.meetings)
        yield "\n".join(map(joined, those))


def dissent(cover: Cover, outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    """Concerns by group, and where the room differs."""
    told = outcome.propositions.sentences if outcome.propositions else ()
    differ = [one for one in told if one.finding == "differ"]
    if cover.concerns or differ:
        yield f"## {gettext('Concerns and dissent')}"
    for title, those in itertools.groupby(cover.concerns, key=lambda one: one.title):
        yield f"### {line(title)}"
        yield "\n".join(entry(one.note, gettext) for one in those)
    if differ:
        yield f"### {gettext('Where we differ')}"
        yield sentences(differ, gettext)


def seeds(cover: Cover, outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if cover.seeds:
        yield f"## {gettext('Seeds') if outcome.groups else gettext('What was pitched')}"
    for one in cover.seeds:
        yield from pitch(one, outcome, gettext)


def quiet(cover: Cover, gettext: Gettext) -> Iterator[str]:
    """Those that left nothing: they met, or their round did not begin."""
    for said, those in (
        ("Also met, but wrote nothing down:", cover.quiet),
        ("Planned for a round that did not begin:", cover.unheld),
    ):
        if those:
            yield joined((gettext(said), ", ".join(line(group.title) for group in those)), " ")


def corrections(those: tuple[CorrectionOutcome, ...], gettext: Gettext) -> Iterator[str]:
    """What was mended, in a list of its own: a file has no margin."""
    if those:
        said = gettext("What was mended")  # in an f-string it would not be collected for translators
        yield f"## {said}"
        yield "\n".join(correction(one, gettext) for one in those)


def correction(one: CorrectionOutcome, gettext: Gettext) -> str:
    was = f"{gettext('Before:')} {one.was}"
    name = gettext("%(name)s answers:") % {"name": by(one.answered_by, gettext)}
    return item(one.now, was, f"{name} {one.answer}" if one.answer else "")
