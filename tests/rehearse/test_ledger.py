"""Anything acknowledged that is missing from the record is found."""

from collections import Counter

import pytest

from opennight.rehearse.ledger import Ledger, Told
from opennight.rehearse.seen import Seen


def an_evening() -> Ledger:
    ledger = Ledger(people=2, pitches={1: "Bees"}, dots={(1, 1), (2, 1)}, members={(1, "early"): 1})
    ledger.headlines[1] = "Honey for all"
    ledger.notes[1, "Ask the beekeeper"] = 1
    ledger.likes.add((2, 7))
    ledger.replies[7, "Good idea"] = 1
    ledger.thanks.add((1, 2, 1))
    return ledger


def its_record() -> Told:
    return Told(
        people=2,
        pitches={1: "Bees"},
        dots={1: 2},
        slots={1: "early"},
        members={1: 1},
        headlines={1: "Honey for all"},
        notes=Counter({(1, "Ask the beekeeper"): 1}),
        actions=Counter(),
        hearts={},
        comments=Counter(),
        likes={7: 1},
        replies=Counter({(7, "Good idea"): 1}),
        thanks=1,
    )


def test_nothing_is_missing() -> None:
    assert an_evening().missing(its_record()) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("people", 1, "people: 2 acknowledged, 1 in the record"),
        ("pitches", {}, "pitch 1 “Bees” is not in the record"),
        ("dots", {1: 1}, "dots on pitch 1: 2 acknowledged, 1 in the record"),
        ("dots", {1: 3}, "dots on pitch 1: 2 acknowledged, 3 in the record"),
        ("members", {}, "people in group 1: 1 acknowledged, 0 in the record"),
        ("headlines", {}, "the headline of group 1 differs"),
        ("likes", {}, "hearts on note 7: 1 acknowledged, 0 in the record"),
        ("replies", Counter(), "a reply to note 7 is not in the record: “Good idea”"),
        ("thanks", 0, "thanks: 1 acknowledged, 0 in the record"),
        ("notes", Counter(), "a note of group 1 is not in the record: “Ask the beekeeper”"),
    ],
)
def test_what_is_missing_is_named(field: str, value: object, words: str) -> None:
    record = its_record()
    setattr(record, field, value)
    assert an_evening().missing(record) == [words]


def test_others_may_add_to_a_night_that_is_not_ours_alone() -> None:
    record = its_record()
    record.people, record.dots = 3, {1: 5}
    assert an_evening().missing(record, alone=False) == []


def test_times_and_refusals_are_counted() -> None:
    seen = Seen()
    for thousandth in range(1, 101):
        seen.acknowledged(thousandth / 1000)
    assert [round(seen.milliseconds(share)) for share in (0.5, 0.99, 1.0)] == [50, 99, 100]
    for title in ("Bees", "Books"):
        seen.refused("vote", f"“{title}” was withdrawn a moment ago.")
    assert seen.refusals == {"vote: “…” was withdrawn a moment ago.": 2}
