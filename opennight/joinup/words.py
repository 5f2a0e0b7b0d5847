"""Texts as weighted words: those of the night that are rare weigh most, set phrases and small words nothing."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from opennight.joinup.tongues import PLAIN, plain, small, stem, tongue_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OTHERS = 20
"""As many texts without any of the words are thought of beside those of the night, so that in a night of two
texts what both mention still weighs something."""
TITLE = 2
"""A word of the title counts as much as so many in the text."""
OFTEN = 3
"""An opening is a set phrase if so many texts have it, and one in a hundred has it."""

Weights = dict[str, float]


@dataclass(slots=True)
class Word:
    """`typed` as it stands, `stem` what it is compared by; empty if it says nothing."""

    typed: str
    plain: str
    stem: str = ""


@dataclass(slots=True)
class Text:
    """The words of a title and of a text, in order."""

    words: list[Word]
    titled: int
    tongue: str = "en"
    counts: Counter[str] = field(default_factory=Counter)

    def runs(self) -> list[list[Word]]:
        """The words that say something, those in a row together."""
        found: list[list[Word]] = [[]]
        for place, word in enumerate(self.words):
            if not word.stem or place == self.titled:
                found.append([])
            if word.stem:
                found[-1].append(word)
        return [run for run in found if run]

    def shared(self, other: "Text", most: int = 3) -> tuple[str, ...]:
        """The words that this one and the other mention, as typed here; a row of them as one, if it is one there."""
        theirs = {tuple(word.stem for word in run[i:j]) for run in other.runs() for i, j in spans(len(run))}
        found: dict[tuple[str, ...], str] = {}
        for run in self.runs():
            start = 0
            while start < len(run):
                end = start
                while end < len(run) and tuple(word.stem for word in run[start : end + 1]) in theirs:
                    end += 1
                if end > start:
                    stems = tuple(word.stem for word in run[start:end])
                    found.setdefault(stems, " ".join(word.typed for word in run[start:end]))
                start = max(end, start + 1)
        return tuple(found.values())[:most]


def spans(length: int, longest: int = 4) -> list[tuple[int, int]]:
    return [(i, j) for i in range(length) for j in range(i + 1, min(length, i + longest) + 1)]


def read(said: Sequence[tuple[str, str]]) -> list[Text]:
    """The texts of a night, each as (title, text), without what says nothing."""
    texts = []
    for title, text in said:
        titled = [Word(word, plain(word)) for word in WORD.findall(title)]
        told = [Word(word, plain(word)) for word in WORD.findall(text)]
        texts.append(Text(titled + told, len(titled)))
    usual = usual_tongue(texts)
    openings = learned(texts)
    for one in texts:
        one.tongue = tongue_of([word.plain for word in one.words], usual)
        masked = opened(one, openings)
        for place, word in enumerate(one.words):
            if place not in masked and not small(word.plain, one.tongue):
                word.stem = stem(word.plain, one.tongue)
                one.counts[word.stem] += TITLE if place < one.titled else 1
    return texts


def usual_tongue(texts: Sequence[Text]) -> str:
    """The language of most of the night, for what is too short to tell."""
    spoken = Counter(tongue_of([word.plain for word in text.words], "") for text in texts)
    del spoken[""]
    return min(spoken, key=lambda tongue: (-spoken[tongue], tongue), default="en")


def starts(text: Text) -> list[int]:
    """Where the title and the text begin."""
    return [0, text.titled] if 0 < text.titled < len(text.words) else [0]


def learned(texts: Sequence[Text]) -> set[tuple[str, ...]]:
    """Set phrases of this night: many texts open with them, and half of their words or more are small."""
    every = frozenset().union(*PLAIN.values())
    seen: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for start in starts(text):
            words = [word.plain for word in text.words[start : start + 7]]
            seen.update(tuple(words[:length]) for length in range(2, len(words) + 1))
    least = max(OFTEN, len(texts) / 100)
    return {
        phrase
        for phrase, count in seen.items()
        if count >= least and 2 * sum(word in every for word in phrase) >= len(phrase)
    }


def opened(text: Text, openings: set[tuple[str, ...]]) -> set[int]:
    """The places of this text's words that are part of a set phrase."""
    masked: set[int] = set()
    for start in starts(text):
        words = [word.plain for word in text.words[start : start + 7]]
        longest = max((n for n in range(2, len(words) + 1) if tuple(words[:n]) in openings), default=0)
        masked.update(range(start, start + longest))
    return masked


def weigh(texts: Sequence[Text]) -> list[Weights]:
    """For each text the weights of its words, of length 1 together: often here and rare in the night is much."""
    spread = Counter(itertools.chain.from_iterable(text.counts for text in texts))
    found = []
    for text in texts:
        weights = {
            word: (1 + math.log(count)) * math.log((len(texts) + OTHERS) / spread[word])
            for word, count in text.counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found.append({word: weight / length for word, weight in weights.items()})
    return found


def cosine(weighed: Sequence[Weights]) -> dict[tuple[int, int], float]:
    """How alike any two texts are that share a word, from 0 to 1, by their positions, the smaller first."""
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    likeness: dict[tuple[int, int], float] = defaultdict(float)
    for place, weights in enumerate(weighed):
        for word, weight in weights.items():
            for other, its in having[word]:
                likeness[other, place] += weight * its
            having[word].append((place, weight))
    return likeness


def same_place(one: str, other: str) -> bool:
    """Whether two places have a word in common that says something."""
    words = [{plain(word) for word in WORD.findall(place)} - PLAIN["en"] for place in (one, other)]
    return bool(words[0] & words[1])
