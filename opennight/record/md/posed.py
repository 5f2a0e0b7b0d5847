"""What was put to everybody, as Markdown: questions and propositions."""

import itertools
from collections.abc import Iterator

from opennight.night.messages import _
from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item, line
from opennight.record.md.threads import reply
from opennight.record.posed import PropositionsOutcome, QuestionOutcome, said_of

FINDINGS = {"shared": _("What we share"), "differ": _("Where we differ"), "": _("In between")}


def question(one: QuestionOutcome, gettext: Gettext) -> Iterator[str]:
    yield f"## {line(one.text)}"
    for pile in one.piles:
        if len(one.piles) > 1 or pile.name:
            yield f"### {line(pile.name) if pile.name else gettext('And also')}"
        yield "\n".join(item(its.text, by(its.by, gettext)) for its in pile.lines)
    if one.replies:
        yield f"### {gettext('Comments')}"
        yield "\n".join(reply(its, gettext) for its in one.replies)


def propositions(told: PropositionsOutcome, gettext: Gettext) -> Iterator[str]:
    yield f"## {gettext('What we share, where we differ')}"
    yield gettext("Answered: %(number)s") % {"number": told.people}
    for finding, those in itertools.groupby(told.sentences, key=lambda one: one.finding):
        yield f"### {gettext(FINDINGS[finding])}"
        yield "\n".join(item(one.text, *said_of(one, gettext)) for one in those)
