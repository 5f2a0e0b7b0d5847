"""People in the record as Markdown: by whom something is, and who was in it."""

from collections.abc import Sequence

from opennight.record.clips import ClipOutcome
from opennight.record.groups import NoteOutcome
from opennight.record.md.text import Gettext, joined, line
from opennight.record.people import PARTICIPANT, named


def by(name: str, gettext: Gettext) -> str:
    return name.replace(PARTICIPANT, gettext(PARTICIPANT))


def credit(one: NoteOutcome | ClipOutcome, gettext: Gettext) -> str:
    """Who made it; a reporter with what they have declared."""
    if not one.interest:
        return by(one.by, gettext)
    said = {"name": one.by, "interest": one.interest}
    return gettext("%(name)s, reporter (interest: %(interest)s)") % said


def people(names: Sequence[str], gettext: Gettext) -> str:
    """Several people, of whom those without a name are counted."""
    known = named(names)
    more = len(names) - len(known)
    if more == 1 and not known:
        return gettext(PARTICIPANT)
    counted = gettext("Participants: %(number)s") % {"number": more} if more else ""
    return joined((line(", ".join(known)), counted))
