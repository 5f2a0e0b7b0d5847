"""What runs when not all can: Phragmén's rule, equal shares and most votes, against their definitions."""

from fractions import Fraction

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray

from opennight.lineup.problem import Rule
from opennight.lineup.select import equal_shares, in_line, most_votes, nothing, phragmen
from tests.examples import tried

Wishes = NDArray[np.int32]
RULES: tuple[Rule, ...] = ("phragmen", "votes", "shares")


def room(pitches: int, *ballots: tuple[int, str]) -> Wishes:
    """For each ballot, this many people who wish for these pitches, which are called A, B, C, …"""
    rows = [[int(chr(65 + pitch) in names) for pitch in range(pitches)] for _count, names in ballots]
    return np.repeat(np.array(rows, np.int32), [count for count, _names in ballots], axis=0)


def names(line: NDArray[np.int32]) -> str:
    return "".join(chr(65 + pitch) for pitch in line)


# --- the definitions, word for word, in fractions


def by_loads(wishes: Wishes, line: list[int], loads: list[Fraction]) -> list[int]:
    """Continue Phragmén's rule from `loads`, what each person has paid, and `line`, what is in line."""
    people, pitches = wishes.shape
    supporters = [[one for one in range(people) if wishes[one, pitch]] for pitch in range(pitches)]
    left = [pitch for pitch in range(pitches) if supporters[pitch] and pitch not in line]
    while left:
        best = min(
            left,
            key=lambda pitch: (
                (1 + sum(loads[one] for one in supporters[pitch])) / Fraction(len(supporters[pitch])),
                pitch,
            ),
        )
        load = (1 + sum(loads[one] for one in supporters[best])) / Fraction(len(supporters[best]))
        for one in supporters[best]:
            loads[one] = load
        left.remove(best)
        line.append(best)
    return line + [pitch for pitch in range(pitches) if not supporters[pitch]]


def by_shares(wishes: Wishes, places: int) -> list[int]:
    people, pitches = wishes.shape
    supporters = [[one for one in range(people) if wishes[one, pitch]] for pitch in range(pitches)]
    voters = [one for one in range(people) if wishes[one].any()]
    whole = Fraction(min(places, pitches), max(1, len(voters)))
    money = dict.fromkeys(voters, whole)
    line: list[int] = []
    while True:
        prices = []
        for pitch in range(pitches):
            purses = sorted(money[one] for one in supporters[pitch])
            if pitch in line or not purses or sum(purses) < 1:
                continue
            shares = ((1 - sum(purses[:k])) / Fraction(len(purses) - k) for k in range(len(purses)))
            prices.append((next(s for s, purse in zip(shares, purses, strict=True) if s <= purse), pitch))
        if not prices:
            break
        price, best = min(prices)
        for one in supporters[best]:
            money[one] -= min(money[one], price)
        line.append(best)
    return by_loads(
        wishes, line, [whole - money[one] if one in money else Fraction() for one in range(people)]
    )


small_rooms = st.integers(0, 7).flatmap(
    lambda pitches: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 3]), min_size=pitches, max_size=pitches), max_size=9
    ).map(lambda rows: np.array(rows, np.int32).reshape(len(rows), pitches))
)


@tried(100)
@given(small_rooms)
def test_phragmen_follows_its_definition(wishes: Wishes) -> None:
    assert phragmen(wishes).tolist() == by_loads(wishes, [], [Fraction()] * len(wishes))


@tried(100)
@given(small_rooms, st.integers(0, 9))
def test_equal_shares_follow_their_definition(wishes: Wishes, places: int) -> None:
    assert equal_shares(wishes, places).tolist() == by_shares(wishes, places)


# --- worked examples


def test_the_example_of_phragmen_himself() -> None:
    """1894: 1,034 for A B C, 519 for P Q R, 90 for A B Q, 47 for A P Q, three seats:
    A, Q, B. (P Q R are D E F here.)
    """
    ballots = room(6, (1034, "ABC"), (519, "DEF"), (90, "ABE"), (47, "ADE"))
    assert names(phragmen(ballots))[:3] == "AEB"
    assert names(most_votes(ballots))[:3] == "ABC"


def test_equal_shares_by_hand() -> None:
    """Half a place each. A costs its four people 1/4 each; B's three have only 3/4 left; C costs 3/8."""
    ballots = room(4, (3, "AB"), (1, "AC"), (2, "CD"))
    assert names(equal_shares(ballots, 3)) == "ACBD"


def test_equal_shares_choose_otherwise_than_phragmen() -> None:
    """One place each. A and C cost two people 1/2 each, and nobody has 1 left for B or D.

    By then the one who wants D has paid 1/2 and the one who wants B has paid 1, so D is next. Phragmén's rule
    gave both the same load for C, so there it is a tie, and B came earlier.
    """
    ballots = room(4, (1, "A"), (1, "ABC"), (1, "CD"))
    assert names(equal_shares(ballots, 3)) == "ACDB"
    assert names(phragmen(ballots)) == "ACBD"


# --- what they promise


@tried(33)
@given(st.data())
def test_people_with_topics_of_their_own_get_their_share_of_the_places(data: st.DataObject) -> None:
    """Rounded down, however the others vote."""
    few, others = data.draw(st.integers(1, 6)), data.draw(st.integers(0, 12))
    topics, own = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 6))
    places = data.draw(st.integers(1, 12))
    marks = data.draw(st.lists(st.integers(0, 1), min_size=others * topics, max_size=others * topics))
    wishes = np.zeros((few + others, topics + own), np.int32)
    wishes[few:, :topics] = np.reshape(marks, (others, topics))
    wishes[:few, topics:] = 1
    for rule in ("phragmen", "shares"):
        theirs = np.count_nonzero(in_line(wishes, rule, places)[:places] >= topics)
        assert theirs >= min(own, places * few // (few + others))


@pytest.mark.parametrize("places", [10, 25, 60])
def test_a_tenth_of_the_room_gets_nothing_where_the_most_votes_win(places: int) -> None:
    wishes = np.zeros((200, 160), np.int32)
    wishes[:180, :120] = wishes[180:, 120:] = 1
    for rule in ("phragmen", "shares"):
        chosen = in_line(wishes, rule, places)[:places]
        assert np.count_nonzero(chosen >= 120) == places // 10
        assert nothing(wishes, chosen) == 0
    chosen = in_line(wishes, "votes", places)[:places]
    assert np.count_nonzero(chosen >= 120) == 0
    assert nothing(wishes, chosen) == 20


@pytest.mark.parametrize("rule", RULES)
def test_ties_go_to_the_earlier_pitch(rule: Rule) -> None:
    assert names(in_line(room(5, (6, "ABCDE")), rule, 3)) == "ABCDE"
    assert names(in_line(room(4, (7, "D"), (7, "B"), (7, "A"), (7, "C")), rule, 2)) == "ABCD"


def test_rounding_breaks_no_tie() -> None:
    """A costs its two people 1/2 each. Then C would bring both of them to a load of 1, as B would its one."""
    ballots = room(3, (2, "AC"), (1, "B"))
    assert names(phragmen(ballots)) == names(equal_shares(ballots, 2)) == "ABC"


@pytest.mark.parametrize("rule", RULES)
def test_pitches_that_nobody_wants_are_last_in_their_order(rule: Rule) -> None:
    assert names(in_line(room(5, (2, "D"), (3, "")), rule, 3)) == "DABCE"
    assert names(in_line(room(3, (4, "")), rule, 3)) == "ABC"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("people", "pitches", "places"), [(0, 3, 2), (3, 0, 2), (0, 0, 0), (3, 3, 0)])
def test_nobody_no_pitches_no_places(rule: Rule, people: int, pitches: int, places: int) -> None:
    wishes = np.ones((people, pitches), np.int32)
    line = in_line(wishes, rule, places)
    assert line.tolist() == list(range(pitches))
    assert line.dtype == np.int32
    assert nothing(wishes, line[:places]) == (people if pitches and not places else 0)


@pytest.mark.parametrize("rule", RULES)
def test_the_strength_of_a_wish_does_not_count(rule: Rule) -> None:
    wishes = room(6, (3, "ABF"), (4, "CD"), (2, "BE"), (1, "F"))
    stronger = (wishes * np.arange(1, 7)).astype(np.int32)
    assert in_line(wishes, rule, 4).tolist() == in_line(stronger, rule, 4).tolist()


@pytest.mark.parametrize("rule", RULES)
def test_a_great_night_puts_every_pitch_in_line_once(rule: Rule) -> None:
    rng = np.random.default_rng(1)
    wishes = (rng.random((5000, 300)) < 0.3).astype(np.int32)
    assert sorted(in_line(wishes, rule, 299).tolist()) == list(range(300))
