"""Which talks belong side by side, and why: each reason is worked out again by `truth`."""

import random

import pytest

from opennight.joinup.neighbours import Pair, Talk, neighbours
from opennight.joinup.reasons import Reason
from tests.joinup import said, truth

TIME_BANKS = Talk(
    "Time banks", "Hours that people give each other", frozenset({1, 2}), needs=("we need land for a shed",)
)
ALLOTMENTS = Talk("Allotments", "Who digs?", frozenset({2, 3}), haves=("we have plots, no hands",))
BUSES = Talk("Night buses", "Until two in the morning", frozenset({4}))


def night(seed: int) -> list[Talk]:
    """Groups with real words, some people in two of them, and things that they need and have."""
    dice = random.Random(seed)
    pairs = said.pairs("needs.txt")
    needs = {dice.randrange(30): (need,) for need, _have in pairs}
    haves = {dice.randrange(30): (have,) for _need, have in pairs}
    return [
        Talk(
            statement[:60],
            statement,
            frozenset(dice.sample(range(60), 6)),
            needs.get(place, ()),
            haves.get(place, ()),
        )
        for place, statement in enumerate(dice.sample(said.london(), 30))
    ]


def test_a_need_meets_what_another_has_though_no_word_is_the_same() -> None:
    [pair] = neighbours([BUSES, TIME_BANKS, ALLOTMENTS])
    assert (pair.a, pair.b) == (1, 2)
    assert pair.reasons == (
        Reason("need", ("we need land for a shed", "we have plots, no hands")),
        Reason("people", (), (2,)),
    )


def test_it_is_the_same_the_other_way_round() -> None:
    [pair] = neighbours([ALLOTMENTS, TIME_BANKS])
    assert pair.reasons[0] == Reason("have", ("we need land for a shed", "we have plots, no hands"))


def test_words_that_follow_each_other_are_given_as_one_and_as_they_were_typed() -> None:
    [pair] = neighbours([Talk("Time Banks here", ""), Talk("What time banks do", ""), BUSES])
    assert pair.reasons == (Reason("words", ("Time Banks",)),)


def test_words_across_a_comma_a_colon_or_a_line_are_no_phrase() -> None:
    safe = "Safe first, then scrutiny: meet young people in the youth-club\nSoup"
    [pair] = neighbours([Talk("Police", safe), Talk("Schools", safe), BUSES])
    assert pair.reasons == (Reason("words", ("Safe", "scrutiny", "meet young")),)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("An art gallery downtown", "More art galleries", "art gallery"),
        ("Ein Garten für alle", "Unsere Gärten", "Garten"),
        ("Des jardins partagés", "Un jardin pour tous", "jardins"),
        ("Huertos en las azoteas", "Un huerto para el barrio", "Huertos"),
        ("Potrzebujemy biblioteki", "Nasza biblioteka jest za mała", "biblioteki"),
        ("نريد حديقة للجميع", "الحديقة القديمة مغلقة", "حديقة"),
        ("Mae angen gardd arnom ni", "Yr ardd a gardd y plant", "gardd"),
    ],
)
def test_forms_of_a_word_are_one_word(one: str, other: str, words: str) -> None:
    [pair] = neighbours([Talk(one, ""), Talk(other, "")])
    assert pair.reasons == (Reason("words", (words,)),)


def test_how_many_of_them_begin_says_nothing() -> None:
    """“I would like to see more …” is learned from the night; what three pitches are about is not."""
    wishes = [Talk(f"I would like to see more {what}", "") for what in ("swifts", "trams", "kilns", "poets")]
    assert neighbours(wishes) == []
    nights = [Talk(f"Night buses {where}", "") for where in ("to Leith", "for nurses", "on Sundays")]
    assert [pair.reasons[0].words for pair in neighbours(nights)] == [("Night buses",)] * 3


def test_what_everybody_mentions_counts_less_than_what_two_do() -> None:
    talks = [Talk(f"Riverside {what}", "") for what in ("swifts", "trams", "kilns", "poets", "swift boxes")]
    best = neighbours(talks)[0]
    assert (best.a, best.b) == (0, 4)


@pytest.mark.parametrize("seed", range(3))
def test_every_reason_is_true(seed: int) -> None:
    talks = night(seed)
    pairs = neighbours(talks, most=10_000)
    assert {reason.kind for pair in pairs for reason in pair.reasons} == {"words", "people", "need", "have"}
    lies = [(pair, reason) for pair in pairs for reason in truth.wrong(talks, pair)]
    assert lies == []


def test_the_truth_is_not_always_told() -> None:
    """That is: what checks the reasons can tell."""
    talks = [TIME_BANKS, ALLOTMENTS]
    lies = (
        Reason("words", ("Time banks",)),
        Reason("people", (), (1,)),
        Reason("have", ("we need land for a shed", "we have plots, no hands")),
        Reason("need", ("we need land for a shed", "we have land")),
        Reason("words"),
    )
    assert list(truth.wrong(talks, Pair(0, 1, 1.0, lies))) == list(lies)


def test_the_same_night_gives_the_same_best_first() -> None:
    talks = night(1)
    pairs = neighbours(talks)
    assert pairs == neighbours(talks)
    assert neighbours(talks, most=3) == pairs[:3]
    assert [pair.strength for pair in pairs] == sorted((pair.strength for pair in pairs), reverse=True)
    assert all(0 < pair.strength <= 1 and pair.a < pair.b and pair.reasons for pair in pairs)


def test_nothing_to_say_about_nothing() -> None:
    assert neighbours([]) == []
    assert neighbours([Talk("", ""), Talk("…", "!"), BUSES]) == []
