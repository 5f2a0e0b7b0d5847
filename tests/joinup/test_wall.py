"""A wall of texts that grows, changes and shrinks: what it says is what a new wall of the same texts says."""

import random

import pytest

from opennight.joinup.wall import Wall
from tests.joinup import said, truth

Said = dict[int, tuple[str, str]]


def of(texts: Said) -> Wall:
    wall = Wall()
    wall.show(texts)
    return wall


def london() -> Said:
    return {no: (text[:40], text) for no, text in enumerate(said.london())}


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_same_however_it_came_to_be(seed: int) -> None:
    dice = random.Random(seed)
    wall, texts = Wall(), Said()
    for no, text in london().items():
        texts[no] = text
        if dice.random() < 0.3:
            del texts[dice.choice(list(texts))]
        if texts and dice.random() < 0.2:
            texts[dice.choice(list(texts))] = ("I would like to see more trams", "")
        wall.show(dict(texts))
    new = of(texts)
    assert wall.alikes(0.5) == new.alikes(0.5)
    assert wall.openings == new.openings
    for no in texts:
        assert wall.near(texts[no][0], least=0.2, most=5) == new.near(texts[no][0], least=0.2, most=5)


def test_titles_alone_are_enough() -> None:
    """However much more is said about each."""
    wall = of(
        {1: ("Night buses", "For nurses on their way home"), 2: ("Night buses!", "The last one leaves early")}
    )
    [(pair, strength)] = wall.alikes(0.9)
    assert pair == (1, 2)
    assert strength == pytest.approx(1.0)


def test_what_is_typed_is_not_on_the_wall() -> None:
    wall = of({1: ("Swifts", ""), 2: ("Night buses", "until two")})
    [near] = wall.near("A later night bus", least=0.2, most=3)
    assert (near.no, near.words) == (2, ("night bus",))
    assert wall.near("Trams", least=0.01, most=3) == []


def test_both_mention_what_is_given_as_the_reason() -> None:
    texts = london()
    wall = of(texts)
    pairs = [pair for pair, _strength in wall.alikes(0.25)]
    assert len(pairs) > 5
    for a, b in pairs:
        words = wall.shared((a, b))
        assert words, (a, b)
        assert all(truth.mentions(" ".join(texts[no]), phrase) for phrase in words for no in (a, b)), (
            a,
            b,
            words,
        )


def test_what_is_typed_is_shown_as_it_was_typed() -> None:
    wall = of({1: ("Repair CAFÉS", ""), 2: ("Swifts", "")})
    [near] = wall.near("a #repair café", least=0.2, most=3)
    assert near.words == ("#repair café",)
