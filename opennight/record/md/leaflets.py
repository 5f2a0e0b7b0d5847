"""Cards for others, as Markdown; and where things came from, and went."""

from collections.abc import Iterator

from opennight.night.messages import _
from opennight.record.leaflets import AdaptedOutcome, LeafletOutcome, UsedOutcome
from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item
from opennight.record.outcome import Outcome

KINDS = {
    "information": _("Information"),
    "conversation": _("Conversation"),
    "exchange": _("Exchange"),
    "product": _("Product"),
    "service": _("Service"),
}


def card(one: LeafletOutcome, gettext: Gettext) -> str:
    sides = {
        _("For you: %(words)s"): one.yours,
        _("For us: %(words)s"): one.ours,
        _("Rules: %(words)s"): one.rules,
        _("How to run it yourself: %(words)s"): one.steps,
    }
    told = [gettext(label) % {"words": words} for label, words in sides.items() if words]
    price = one.price or gettext("Free")
    return item(f"{one.title}: {one.text}", gettext(KINDS[one.kind]), price, *told, by(one.by, gettext))


def adapted(one: AdaptedOutcome) -> str:
    return item(one.title, one.night, one.place, one.date, one.by, after=f" <{one.url}>" if one.url else "")


def used(one: UsedOutcome) -> str:
    return item(one.title, one.place, one.date, after=f" <{one.url}>" if one.url else "")


def cards(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if outcome.leaflets:
        yield f"## {gettext('For you to take')}"
        yield "\n".join(card(one, gettext) for one in outcome.leaflets)
    if outcome.adapted:
        yield f"## {gettext('Adapted from')}"
        yield "\n".join(map(adapted, outcome.adapted))
    if outcome.used:
        yield f"## {gettext('Used in')}"
        yield "\n".join(map(used, outcome.used))
