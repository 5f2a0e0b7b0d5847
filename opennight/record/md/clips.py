"""Clips as Markdown, with what is said in them."""

from opennight.night.messages import _
from opennight.record.clips import ClipOutcome, length
from opennight.record.md.people import by, credit
from opennight.record.md.text import Gettext, block, item, joined

SORTS = {"photo": _("Photo"), "sound": _("Recording"), "film": _("Film")}


def clip(one: ClipOutcome, address: str, gettext: Gettext) -> str:
    """`address`: of the night, if it will last."""
    link = f" <{address}/{one.path}>" if address else ""
    sort = joined((gettext(SORTS[one.sort]), length(one)), " ")
    return item(one.title, sort, by(one.who, gettext), credit(one, gettext), after=link) + words(one, gettext)


def words(one: ClipOutcome, gettext: Gettext) -> str:
    """What is said in it, a line under another."""
    machine = gettext("Written by a machine: it may be wrong.") if one.machine else ""
    said = "\n".join(line.text for line in one.lines)
    return f"\n  - {joined((block(said, '    '), machine), ' — ')}" if said else ""
