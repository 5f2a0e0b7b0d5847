"""The assembly as Markdown."""

from collections.abc import Iterator, Sequence

from opennight.night.messages import _
from opennight.record.assembly import AskOutcome, AssemblyOutcome
from opennight.record.md.people import people
from opennight.record.md.text import Gettext, block, joined, line

VERDICTS = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
KEPT = {"kept": _("Kept"), "not kept": _("Not kept"), "": ""}


def assembly(its: AssemblyOutcome, gettext: Gettext) -> Iterator[str]:
    """What was asked and answered, and what people do themselves; then who was here."""
    yield f"## {gettext('Assembly')}"
    if its.voters:
        figures = {"voters": its.voters, "reached": its.reached}
        yield (
            gettext("Gave dots: %(voters)s. At least one of their choices is here: %(reached)s.") % figures
        )
    for ask in its.asks:
        yield f"### {line(ask.text)}"
        speaker = gettext("Spoke for it: %(name)s") % {"name": line(ask.speaker)} if ask.speaker else ""
        back = gettext("Dots: %(number)s") % {"number": ask.back} if ask.back else ""
        guest = joined((line(ask.guest), line(ask.stands_for)), ", ")
        yield joined((gettext("To: %(guest)s") % {"guest": guest} if guest else "", speaker, back))
        if ask.verdict:
            yield "\n".join(side for side in sides(ask, gettext) if side)
    if its.present:
        yield f"### {gettext('Who was here')}"
        yield "\n".join(f"- {line(one.name)}: {one.people}" for one in its.present)
        yield gettext("Stood up in all: %(number)s") % {"number": its.stood}


def sides(ask: AskOutcome, gettext: Gettext) -> tuple[str, str]:
    """The guest's promise, and our own."""

    def side(label: str, words: str, due: str, owners: Sequence[str], kept: str) -> str:
        by_when = gettext("Due: %(due)s") % {"due": line(due)} if due else ""
        those = gettext("In: %(names)s") % {"names": people(owners, gettext)} if owners else ""
        mark = gettext(KEPT[kept]) if kept else ""
        return f"- {label}: {joined((words, by_when, those, mark))}"

    said = joined((f"**{gettext(VERDICTS[ask.verdict])}**", block(ask.what, "  ")), " ")
    theirs = side(gettext("The answer"), said, ask.due, ask.owners, ask.kept)
    if not ask.ours:
        return theirs, ""
    label = gettext("What we will do ourselves")
    return theirs, side(label, block(ask.ours, "  "), ask.ours_due, ask.ours_owners, ask.ours_kept)
