"""The forms of sentences about a line-up, each with what finds out whether one is so."""

import re
from collections.abc import Callable

from tests.lineup.any_night import Evening
from tests.lineup.told import Told

Check = Callable[[Evening, Told, re.Match[str]], bool]
CHECKS: dict[str, list[tuple[re.Pattern[str], Check]]] = {}


def so(place: str, pattern: str) -> Callable[[Check], Check]:
    """The sentences at this place that have this form are so if the function says so."""

    def note(check: Check) -> Check:
        CHECKS.setdefault(place, []).append((re.compile(pattern), check))
        return check

    return note


def is_true(evening: Evening, told: Told) -> bool | None:
    """None for a sentence of an unknown form."""
    for pattern, check in CHECKS.get(told.place, ()):
        if match := pattern.fullmatch(told.words):
            return check(evening, told, match)
    return None


def kind(told: Told) -> str:
    """By which of the forms it is counted."""
    here = CHECKS.get(told.place, ())
    fitting = (pattern.pattern for pattern, _check in here if pattern.fullmatch(told.words))
    return f"{told.place}: {next(fitting, told.words)}"


def forms() -> set[str]:
    """All of them, as `kind` names them."""
    return {f"{place}: {pattern.pattern}" for place, its in CHECKS.items() for pattern, _check in its}
