"""What was once written can be read for ever: the golden log folds to the states stored beside it."""

import json

import pytest

from opennight.night import fold
from opennight.night.messages import Event
from opennight.store.checks import wrong_with
from tests import golden

STATES = json.loads(golden.STATES.read_text(encoding="utf-8"))
NIGHTS = golden.nights()


def test_every_kind_is_in_it_in_the_form_of_today() -> None:
    assert golden.missing() == set(), "run python -m tests.golden"


@pytest.mark.parametrize("code", NIGHTS)
def test_it_folds_to_the_night_that_it_was(code: str) -> None:
    assert golden.state(code, NIGHTS[code]) == STATES[code]


@pytest.mark.parametrize("code", NIGHTS)
def test_its_chain_holds(code: str) -> None:
    assert wrong_with(code, NIGHTS[code]) == []


@pytest.mark.parametrize("kind", list(fold.UNDO), ids=lambda kind: str(kind.KIND))
def test_without_a_row_of_undo_it_is_the_same_night(
    monkeypatch: pytest.MonkeyPatch, kind: type[Event]
) -> None:
    """The log says what an undo took back; only the steps that can still be undone differ, and so what is
    kept for them that nobody else needs."""
    monkeypatch.delitem(fold.UNDO, kind)
    aside = {"steps": 0, "forgettable": 0}
    for code, rows in NIGHTS.items():
        assert golden.state(code, rows) | aside == STATES[code] | aside
