"""What was once written can be read for ever: the golden log folds to the states stored beside it."""

import json

import pytest

from opennight.night import fold
from opennight.store.checks import wrong_with
from opennight.store.envelope import unpack
from tests import golden
from tests.examples import LONG, at_length

STATES = json.loads(golden.STATES.read_text(encoding="utf-8"))
NIGHTS = golden.nights()
SOME = [code for no, code in enumerate(NIGHTS) if no % 4 == 0]


def test_every_kind_is_in_it_in_the_form_of_today() -> None:
    assert golden.missing() == set(), "run python -m tests.golden"


@pytest.mark.parametrize("code", NIGHTS)
def test_it_folds_to_the_night_that_it_was(code: str) -> None:
    assert golden.state(code, NIGHTS[code]) == STATES[code]
    assert wrong_with(code, NIGHTS[code]) == []


@pytest.mark.parametrize("code", [*SOME, *(at_length(code) for code in NIGHTS if code not in SOME)])
def test_without_rows_of_undo_it_is_the_same_night(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """The log says what an undo took back; only the steps that can still be undone differ, and so what is
    kept for them that nobody else needs. Without any row, and, in `make test-long`, without each."""
    aside = {"steps": 0, "forgettable": 0}
    recorded = [unpack(row) for row in NIGHTS[code]]
    there = {type(one.event) for one in recorded} & fold.UNDO.keys()
    for kinds in (there, *({kind} for kind in there if LONG)):
        with monkeypatch.context() as without:
            for kind in kinds:
                without.delitem(fold.UNDO, kind)
            night = fold.fold(code, recorded)
        assert golden.plainly(night) | aside == STATES[code] | aside, kinds
