"""Pitches as Markdown."""

from collections.abc import Iterator

from opennight.record.md.people import by, people
from opennight.record.md.text import Gettext, block, item, joined, line
from opennight.record.outcome import Outcome
from opennight.record.pitches import PitchOutcome


def pitch(pitch: PitchOutcome, outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    """A table that was laid, or found somebody, asks for nobody any more."""
    ran = any(group.pitch == pitch.no and group.members for group in outcome.groups)
    yield f"### {line(pitch.title)}"
    yield joined(
        (
            gettext("Votes: %(number)s") % {"number": pitch.votes} if outcome.totals.votes else "",
            gettext("Love it: %(number)s") % {"number": pitch.loves} if pitch.loves else "",
            people(pitch.by, gettext),
            "" if pitch.hosted or ran else gettext("Someone should run this"),
        )
    )
    yield block(pitch.more)
    yield from merged(pitch, gettext)


def merged(pitch: PitchOutcome, gettext: Gettext) -> Iterator[str]:
    """What became part of it."""
    if pitch.parts:
        yield gettext("Merged into this:")
        yield "\n".join(
            item(joined((part.title, part.more), "\n"), *(by(one, gettext) for one in part.by))
            for part in pitch.parts
        )
