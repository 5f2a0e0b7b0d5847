"""Which titles say nearly the same: those that phones show to whoever writes one, and likely doubles."""

import itertools
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from opennight.night.doubles import told_apart
from opennight.night.pitches import visible
from opennight.night.state import Night, Pitch

ALIKE = 60
"""How alike two titles must be, from 0 to 100, to be worth pointing out to somebody who is writing one."""
DOUBLE = 85
"""The same, to be suggested to the desk as doubles: it should not have to say no too often."""
COMPARED = 400
"""Titles that are compared with each other, at most; the newest ones. It would take too long with more."""

Pair = tuple[int, int]


def similar(night: Night, title: str, most: int = 3) -> list[Pitch]:
    """The open pitches whose titles are most like this one."""
    if len(title.strip()) < 4:
        return []
    titles = {pitch.no: pitch.title for pitch in visible(night)}
    found = process.extract(
        title, titles, scorer=fuzz.token_set_ratio, processor=str.casefold, score_cutoff=ALIKE, limit=most
    )
    return [night.pitches[no] for _title, _score, no in found]


class Wall:
    """The titles on a night's wall, and which pairs of them are alike. Only what is new gets compared."""

    def __init__(self) -> None:
        self.titles: dict[int, str] = {}
        self.scores: dict[Pair, float] = {}

    def alike(self, titles: Mapping[int, str]) -> dict[Pair, float]:
        """The pairs among these titles, by number and in ascending order, with how alike they are."""
        gone = {no for no, title in self.titles.items() if titles.get(no) != title}
        if gone:
            self.titles = {no: title for no, title in self.titles.items() if no not in gone}
            self.scores = {pair: score for pair, score in self.scores.items() if gone.isdisjoint(pair)}
        for no, title in titles.items():
            if no not in self.titles:
                self.add(no, title)
        return self.scores

    def add(self, no: int, title: str) -> None:
        found = process.extract(
            title, self.titles, scorer=fuzz.token_set_ratio, score_cutoff=DOUBLE, limit=None
        )
        for _title, score, other in found:
            self.scores[min(no, other), max(no, other)] = score
        self.titles[no] = title


@lru_cache(maxsize=200)
def wall(code: str) -> Wall:
    """What is known of this night's wall."""
    return Wall()


def doubles(night: Night) -> list[tuple[Pitch, Pitch]]:
    """Pairs of open pitches that may be the same, the most alike first, each with the earlier one first.

    Without those that the desk has told apart.
    """
    newest = itertools.islice(reversed(list(visible(night))), COMPARED)
    scores = wall(night.code).alike({pitch.no: plain(pitch.title) for pitch in newest})
    likely = sorted(scores, key=lambda pair: (-scores[pair], pair))
    return [
        (night.pitches[one], night.pitches[other])
        for one, other in likely
        if not told_apart(night, one, other)
    ]


@lru_cache(maxsize=10_000)
def plain(title: str) -> str:
    """The words of a title, without marks and capitals."""
    return " ".join("".join(char if char.isalnum() else " " for char in title.casefold()).split())
