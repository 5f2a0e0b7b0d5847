"""What came after the night, as Markdown."""

from collections.abc import Iterator

from opennight.record.md.people import by
from opennight.record.md.text import Gettext, item
from opennight.record.outcome import Outcome
from opennight.record.sequels import SequelOutcome


def author(one: SequelOutcome, gettext: Gettext) -> str:
    """Who added it, or wrote it without having been there."""
    if one.outside:
        return gettext("%(name)s, who was not there") % {"name": one.by}
    return by(one.by, gettext)


def sequels(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if not outcome.sequels:
        return
    yield f"## {gettext('Afterwards')}"
    yield "\n".join(
        item(one.text, one.title, author(one, gettext), one.at[:10], after=f" <{one.url}>" if one.url else "")
        for one in outcome.sequels
    )
