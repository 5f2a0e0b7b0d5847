"""Offers and asks as Markdown."""

from collections.abc import Iterator

from opennight.night.messages import _
from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item
from opennight.record.md.threads import reply
from opennight.record.offers import OfferOutcome
from opennight.record.outcome import Outcome

OFFERED = {
    "time": _("Time"),
    "skills": _("Skills"),
    "space": _("Space"),
    "money": _("Money"),
    "materials": _("Materials"),
    "information": _("Information"),
    "": "",
}


def offer(one: OfferOutcome, gettext: Gettext) -> str:
    sort = gettext("Ask") if one.wants else gettext("Offer")
    until = gettext("until %(day)s") % {"day": one.until} if one.until else ""
    kind = gettext(OFFERED[one.kind]) if one.kind else ""
    told = item(f"{sort}: {one.text}", one.much, until, one.where, one.price, kind, by(one.by, gettext))
    return told + "".join(f"\n  {reply(its, gettext)}" for its in one.replies)


def offers(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if not outcome.offers and not outcome.hours:
        return
    yield f"## {gettext('Offers and asks')}"
    if outcome.hours:
        told = {"promised": outcome.hours.promised, "kept": outcome.hours.kept}
        yield gettext("Hours promised: %(promised)s, kept: %(kept)s") % told
        if outcome.hours.monthly:
            yield gettext("Hours promised each month: %(number)s") % {"number": outcome.hours.monthly}
    yield "\n".join(offer(one, gettext) for one in outcome.offers)
