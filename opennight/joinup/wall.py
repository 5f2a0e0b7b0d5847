"""A wall of texts that grows while the night goes on: only what is new is read, and compared."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from opennight.joinup.words import (
    Phrase,
    Text,
    Two,
    Weights,
    dot,
    phrases,
    set_phrases,
    spoken,
    told_tongue,
    understood,
    usual_tongue,
    weights,
)

WORTH = 0.25
"""Pairs less alike than this are not kept: what comes later would hardly make doubles of them."""


class Near(NamedTuple):
    """A text of the wall, how alike it is (0 to 1), and what both mention, as typed in what was asked."""

    no: int
    strength: float
    words: tuple[str, ...]


class Wall:
    """Texts by number, each as (title, text)."""

    def __init__(self) -> None:
        self.said: dict[int, tuple[str, str]] = {}
        self.texts: dict[int, Text] = {}
        self.titles: dict[int, Text] = {}
        self.spread: Counter[str] = Counter()
        self.having: dict[str, set[int]] = defaultdict(set)
        self.seen: Counter[Phrase] = Counter()
        self.tongues: Counter[str] = Counter()
        self.usual = "en"
        self.openings: set[Phrase] = set()
        self.pairs: set[Two] = set()
        self.weights: dict[int, tuple[Weights, Weights]] = {}

    def show(self, said: Mapping[int, tuple[str, str]]) -> None:
        """Have these texts on the wall, and no others."""
        gone = [no for no, one in self.said.items() if said.get(no) != one]
        new = [no for no, one in said.items() if self.said.get(no) != one]
        if not gone and not new:
            return
        self.weights.clear()
        for no in gone:
            self.take_off(no)
        for no in new:
            self.put_on(no, *said[no])
        usual = usual_tongue(self.tongues)
        openings = set_phrases(self.seen, len(self.texts))
        if usual != self.usual or openings != self.openings:  # what was read has to be read anew
            anew = [
                no for no, text in self.texts.items() if usual != self.usual or self.opens(text, openings)
            ]
            self.usual, self.openings = usual, openings
        else:
            anew = []
        for no in {*anew, *new}:
            self.count(no)
        self.pairs = {pair for pair in self.pairs if self.said.keys() >= set(pair)}
        for no in new:
            self.pairs.update((min(no, other), max(no, other)) for other in self.around(no))

    def opens(self, text: Text, openings: set[Phrase]) -> bool:
        """Whether this text opens with a phrase that has become, or is no longer, a set phrase."""
        return not phrases(text).isdisjoint(openings ^ self.openings)

    def put_on(self, no: int, title: str, text: str) -> None:
        """Read a new text. Its words count once it is known which language and set phrases are usual here."""
        self.said[no] = title, text
        self.texts[no], self.titles[no] = spoken(title, text), spoken(title, "")
        self.seen.update(phrases(self.texts[no]))
        self.tongues[told_tongue(self.texts[no])] += 1

    def take_off(self, no: int) -> None:
        """Forget a text, and what it added to the counts."""
        text = self.texts.pop(no)
        del self.said[no], self.titles[no]
        self.seen -= Counter(phrases(text))
        self.tongues[told_tongue(text)] -= 1
        self.uncount(no, text)

    def uncount(self, no: int, text: Text) -> None:
        for word in text.counts:
            self.spread[word] -= 1
            self.having[word].discard(no)

    def count(self, no: int) -> None:
        """Count the words of this text that say something, in place of what was counted of it before."""
        text = self.texts[no]
        self.uncount(no, text)
        understood(text, self.usual, self.openings)
        understood(self.titles[no], self.usual, self.openings)
        for word in text.counts:
            self.spread[word] += 1
            self.having[word].add(no)

    def weighed(self, text: Text) -> Weights:
        return weights(text.counts, self.spread, len(self.texts))

    def of(self, no: int) -> tuple[Weights, Weights]:
        """The weights of a text on the wall, and of its title alone."""
        if no not in self.weights:
            self.weights[no] = self.weighed(self.texts[no]), self.weighed(self.titles[no])
        return self.weights[no]

    def around(self, no: int) -> Iterator[int]:
        """The other texts that are alike enough to be kept as pairs."""
        others = self.alike(self.texts[no], self.of(no))
        return (other for other, strength in others if other != no and strength >= WORTH)

    def alike(self, text: Text, weighed: tuple[Weights, Weights]) -> Iterator[tuple[int, float]]:
        """How alike those texts are that share a word with this one."""
        for no in sorted(set().union(*(self.having.get(word, ()) for word in text.counts))):
            yield no, nearer(weighed, self.of(no))

    def near(self, title: str, text: str = "", *, least: float, most: int) -> list[Near]:
        """The texts of the wall that are most like this one, which need not be on it."""
        asked, titled = spoken(title, text), spoken(title, "")
        for one in (asked, titled):
            understood(one, self.usual, self.openings)
        weighed = self.weighed(asked), self.weighed(titled)
        found = [(no, strength) for no, strength in self.alike(asked, weighed) if strength >= least]
        best = sorted(found, key=lambda one: (-one[1], one[0]))[:most]
        return [Near(no, strength, asked.shared(self.texts[no])) for no, strength in best]

    def alikes(self, least: float) -> list[tuple[Two, float]]:
        """The pairs on the wall that are so much alike, the most alike first."""
        found = [((a, b), nearer(self.of(a), self.of(b))) for a, b in self.pairs]
        return sorted((one for one in found if one[1] >= least), key=lambda one: (-one[1], one[0]))

    def shared(self, pair: Two) -> tuple[str, ...]:
        """What both mention, as typed in the first."""
        return self.texts[pair[0]].shared(self.texts[pair[1]])


def nearer(one: tuple[Weights, Weights], other: tuple[Weights, Weights]) -> float:
    """How alike two texts are as a whole, or their titles, if these are more alike: from 0 to 1."""
    return max(dot(one[0], other[0]), dot(one[1], other[1]))
