"""How it was for people, as Markdown."""

import itertools
from collections.abc import Iterator

from opennight.record.feedback import FeedbackOutcome
from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item, joined, line


def feedback(one: FeedbackOutcome, gettext: Gettext) -> Iterator[str]:
    if one.title:
        yield f"### {line(one.title)}"
    yield joined((line(gettext(one.question)), gettext("Answered: %(number)s") % {"number": one.people}))
    steps = zip(one.steps, one.counts, strict=True)
    yield "\n".join(f"- {line(gettext(step))}: {count}" for step, count in reversed(list(steps)))
    for question, words in itertools.groupby(one.words, key=lambda its: its.question):
        yield f"#### {line(gettext(question))}"
        yield "\n".join(item(its.text, by(its.by, gettext)) for its in words)
