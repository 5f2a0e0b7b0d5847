"""What was made of a night is remembered while the night is as it was."""

import itertools

from opennight.night.state import Night
from opennight.web.core.remembered import Remembered


def test_it_is_made_once_for_a_night_as_it_is() -> None:
    kept, numbers = Remembered[int](most=2), itertools.count(1)

    def ask(night: Night, what: str = "") -> int:
        return kept.of(night, what, lambda: next(numbers))

    bees, books = Night("BEES"), Night("BOOKS")
    assert [ask(bees), ask(bees), ask(books), ask(bees)] == [1, 1, 2, 1]
    bees.version += 1
    assert ask(bees) == 3
    assert ask(Night("BEES", version=1)) == 4, "another night of that code"
    assert [ask(books, "page"), ask(books)] == [5, 6], "no more than two are kept"
