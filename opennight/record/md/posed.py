"""What was put to everybody, as Markdown: questions and propositions."""

import itertools
from collections.abc import Iterable, Iterator

from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item, line
from opennight.record.md.threads import reply
from opennight.record.posed import PropositionsOutcome, QuestionOutcome, SentenceOutcome, said_of


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
    """Where they differ stands with the concerns."""
    those = [one for one in told.sentences if one.finding != "differ"]
    if not those:
        return
    yield f"## {gettext('What we share')}"
    yield gettext("Answered: %(number)s") % {"number": told.people}
    for finding, its in itertools.groupby(those, key=lambda one: one.finding):
        if not finding:
            yield f"### {gettext('In between')}"
        yield sentences(its, gettext)


def sentences(those: Iterable[SentenceOutcome], gettext: Gettext) -> str:
    return "\n".join(item(one.text, *said_of(one, gettext)) for one in those)
