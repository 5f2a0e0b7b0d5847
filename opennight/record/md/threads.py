"""What was said under something, and thanks, as Markdown."""

from opennight.night.messages import _
from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item
from opennight.record.threads import ReplyOutcome, ThanksOutcome

KINDS = {
    "question": _("Question"),
    "quote": _("Quote"),
    "link": _("Link"),
    "concern": _("Concern"),
    "answer": _("Answer"),
}


def reply(one: ReplyOutcome, gettext: Gettext) -> str:
    kind = gettext(KINDS[one.kind]) if one.kind in KINDS else ""
    kind = gettext("This answers it") if one.accepted else kind
    who = by(one.by, gettext)
    if one.spoke_for:
        who = gettext("%(name)s, for “%(group)s”") % {"name": who, "group": one.spoke_for}
    return item(one.text.replace("\n", " "), kind, who)


def thanked(one: ThanksOutcome, gettext: Gettext) -> str:
    said = gettext("%(name)s thanks %(whom)s") % {"name": by(one.by, gettext), "whom": by(one.whom, gettext)}
    return item(said, one.title, f"“{one.words}”" if one.words else "")
