"""Every sentence that is told of a line-up is true: on the desk, on each phone, in a proposal, and on the
page that says what would change it. Nights are made up and acted out, and each sentence is worked out again.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from opennight.night.proposals import Propose
from tests.cast import host
from tests.lineup import truth
from tests.lineup.acted import acted
from tests.lineup.any_night import Evening, evenings
from tests.lineup.nights import EVENING, night
from tests.lineup.told import Told, told, told_when_weighed
from tests.lineup.truth.changes import is_true_when_weighed

FEW, MANY = 10, 260
"""Nights: of a few hundred sentences, and of more than ten thousand."""

RARE = {
    "room: Nobody voted for any topic that is running\\.",
    "ticket: You were in this group before\\.",
    "place: You were in this group before the line-up was last made\\.",
    "totals: None of these topics has a vote, so there are no choices to meet\\.",
    "waits: (?:Number \\d+ in line\\. )?No round suits everybody who would run it\\.",
    "mine: No round suits everybody who would run it\\.",
}
"""Forms that so few nights may lack."""


def judged(evening: Evening) -> Iterator[tuple[Told, str, bool | None]]:
    """(sentence, its form, whether it is true) for each; None: of no known form."""
    for said in told(evening.night):
        yield said, truth.kind(said), truth.is_true(evening, said)
    for weighed, said in told_when_weighed(evening.night):
        yield said, said.place, is_true_when_weighed(evening, weighed, said)


def check(first: int, many: int) -> Counter[str]:
    """How many sentences of each form there were, all of them true."""
    forms: Counter[str] = Counter()
    for seed, evening in evenings(first, many):
        for said, form, is_so in judged(evening):
            assert is_so, f"night {seed}: {said} is {'unknown' if is_so is None else 'false'}"
            forms[form] += 1
    return forms


def check_second_runs(first: int, many: int) -> Counter[str]:
    """The same of line-ups that have second runs by themselves: as they are proposed, and once they stand."""
    forms: Counter[str] = Counter()
    for seed, evening in evenings(first, many):
        evening.meets_twice()
        for _proposed_and_applied in range(2):
            for said in told(evening.night):
                assert truth.is_true(evening, said), f"night {seed}: {said}"
                forms[truth.kind(said)] += 1
            if evening.night.proposal:
                evening.apply()
    return forms


def test_what_is_said_of_second_runs_is_true() -> None:
    forms = check_second_runs(80, 8)
    assert sum(many for form, many in forms.items() if "once more" in form) > 1


def test_some_hundred_sentences_are_true() -> None:
    assert sum(check(1000, FEW).values()) > 300


def test_what_is_said_of_a_dear_floor_is_true() -> None:
    """On a night that is big enough for a full per cent to be more than one choice; and of its proposal."""
    evening = acted(night(EVENING, 5, venue="even", approvals=True))
    found = [one for one in told_when_weighed(evening.night) if one[1].place in ("floor", "dear")]
    for weighed, said in found:
        assert is_true_when_weighed(evening, weighed, said), said
    assert {said.place for _weighed, said in found} == {"floor", "dear"}
    evening.does(host(Propose, proposal=weighed.floors["dear"]))
    for said in told(evening.night):
        if said.place == "proposal":
            assert truth.is_true(evening, said), said
    assert any("may cost a full per cent" in said.words for said in told(evening.night))


@pytest.mark.long
def test_ten_thousand_sentences_are_true() -> None:
    """And each of the forms that can be told occurs among them."""
    forms = check(0, MANY) + check_second_runs(0, MANY)
    assert sum(forms.values()) > 10_000
    assert truth.forms() - forms.keys() <= RARE
