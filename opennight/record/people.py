"""People in what becomes public: the one way in which anybody's name gets there.

Everybody is there as they have chosen (night/bylines.py), without those who were removed.
"""

import re
from collections.abc import Iterable

from opennight.night import bylines
from opennight.night import names as looking
from opennight.night.kept.bylines import BYLINES
from opennight.night.kept.clips import Clip
from opennight.night.kept.notes import Note
from opennight.night.messages import _
from opennight.night.state import Night

PARTICIPANT = _("a participant")
"""Stands for somebody who is there without name and initials. Pages and Markdown translate it."""


def name(night: Night, no: int) -> str:
    """What a person is called; empty for the desk and for people who were removed."""
    person = night.people.get(no)
    return "" if person is None or person.removed else bylines.shown(night, person) or PARTICIPANT


def author(night: Night, one: Note | Clip) -> tuple[str, str]:
    """What whoever made this is called; and what they have declared, if they were a reporter: whom they spoke
    for, which is never empty then."""
    reporter = night.reporters.get(one.reporter)
    return (reporter.name, reporter.interest) if reporter else (name(night, one.person), "")


def names(night: Night, persons: Iterable[int]) -> tuple[str, ...]:
    """The same of these, each once, in their order."""
    return tuple(known for no in dict.fromkeys(persons) if (known := name(night, no)))


BETWEEN = re.compile(r"(\s*(?:[,;/&+]|\band\b)\s*)")
"""What stands between two names where somebody typed both."""


def as_chosen(night: Night, typed: str) -> str:
    """Whom somebody named in a field of their own, such as who said something or will do it: people of the
    night as they have chosen, others as they were typed."""
    if not typed:
        return ""
    return "".join(one if place % 2 else known(night, one) for place, one in enumerate(BETWEEN.split(typed)))


def known(night: Night, typed: str) -> str:
    """Of several who are called that, the one who is least public."""
    those = {no for look in looking.looks(typed) for no in night.looks.get(look, ())} if typed else set()
    if not those:
        return typed
    least = max(those, key=lambda no: BYLINES.index(bylines.of(night, night.people[no])))
    return typed if bylines.of(night, night.people[least]) == "name" else name(night, least)


def everybody(night: Night) -> tuple[str, ...]:
    """All who were there. The order follows from what is shown, and so tells nothing else of a name."""
    return tuple(sorted(names(night, night.people), key=lambda one: (one == PARTICIPANT, one.casefold())))


def named(those: Iterable[str]) -> list[str]:
    """Without those who are participants only, whom a list counts."""
    return [one for one in those if one != PARTICIPANT]
