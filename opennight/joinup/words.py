"""Texts as weighted words: rare words of the night weigh most, set phrases and small words nothing."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opennight.joinup.things import sorts
from opennight.joinup.tongues import EVERY, PLAIN, WORD, plain, small, stem, tongue_of

OTHERS = 20
"""As many texts without any of the words are thought of beside those of the night, so that in a night of two
texts what both mention still weighs something."""
TITLE = 2
"""A word of the title counts as much as so many in the text."""
OFTEN = 3
"""An opening is a set phrase if so many texts have it, and one in a hundred has it."""
OPENING = 7
"""Words at most in a set phrase."""
TOGETHER = 0.6
"""Two words that follow each other count so much of a word more: "ice rink" says more than ice and rink."""
ROW = 4
"""Words at most that are given as one reason."""
JOINED = re.compile(r"[ \t\xa0]*|-")
"""What may stand between two words that follow each other; anything else parts them."""

ALONE = 0.8
"""Times so much if two texts share one word only, which often means something else in each."""
THINGS = 2.0
"""A sort of things counts as much as a word that is there so many times."""
THING = "§"
"""Marks what stands for a sort of things, not for a word."""

Weights = dict[str, float]
Phrase = tuple[str, ...]
Two = tuple[int, int]


@dataclass(slots=True)
class Word:
    """`typed` as it stands; `stem` is what it is compared by, empty if the word says nothing. `parted`: from
    the word before it, by a comma, a new line or the like."""

    typed: str
    plain: str
    parted: bool
    stem: str = ""


@dataclass(slots=True)
class Text:
    """The words of a title (the first `titled`) and of a text. `counts`: how often what counts occurs."""

    words: list[Word]
    titled: int
    tongue: str = "en"
    counts: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def rows(self, *, parted: bool = False) -> list[list[Word]]:
        """The words that say something, those next to each other together; `parted`: not across a comma."""
        found: list[list[Word]] = [[]]
        for place, word in enumerate(self.words):
            if not word.stem or (parted and word.parted) or place == self.titled:
                found.append([])
            if word.stem:
                found[-1].append(word)
        return [row for row in found if row]

    def shared(self, other: "Text", most: int = 3) -> tuple[str, ...]:
        """What both mention, as typed here: words that follow each other in both are given together."""
        theirs = {stems(part) for row in other.rows(parted=True) for part in parts(row)}
        found: dict[tuple[str, ...], str] = {}
        for row in self.rows(parted=True):
            start = 0
            while start < len(row):
                ends = range(min(len(row), start + ROW), start, -1)
                end = next((end for end in ends if stems(row[start:end]) in theirs), 0)
                if end:
                    found.setdefault(stems(row[start:end]), " ".join(word.typed for word in row[start:end]))
                start = end or start + 1
        return tuple(found.values())[:most]

    def things(self) -> dict[str, str]:
        """The sorts of things it mentions, each with the first word for one, as typed."""
        found: dict[str, str] = {}
        for word in self.words:
            for sort in sorted(sorts(word.stem, self.tongue)) if word.stem else ():
                found.setdefault(sort, word.typed)
        return found


def stems(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in words)


def parts(row: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """All runs of up to ROW words of a row."""
    for start in range(len(row)):
        for end in range(start + 1, min(len(row), start + ROW) + 1):
            yield row[start:end]


def spoken(title: str, text: str) -> Text:
    """The words of a text as they stand; `understood` says which of them say something."""
    titled, told = list(words_of(title)), list(words_of(text))
    return Text(titled + told, len(titled))


def words_of(text: str) -> Iterator[Word]:
    """The words as they stand, each with whether more than a space or hyphen parts it from the last."""
    end = 0
    for found in WORD.finditer(text):
        parted = not JOINED.fullmatch(text, end, found.start())
        yield Word(found.group(), plain(found.group()), parted)
        end = found.end()


def understood(text: Text, usual: str, openings: Collection[Phrase], things: bool = False) -> None:
    """Work out what of this text says something, in a night that mostly speaks `usual` and has these set
    phrases. `things`: the sorts of things that it mentions count, too, in whatever language.
    """
    text.tongue = tongue_of([word.typed for word in text.words], usual)
    text.counts.clear()
    masked = opened(text, openings)
    for place, word in enumerate(text.words):
        says = place not in masked and not small(word.plain, text.tongue)
        word.stem = stem(word.plain, text.tongue) if says else ""
        if says:
            text.counts[word.stem] += TITLE if place < text.titled else 1
    twos = {f"{a.stem} {b.stem}" for row in text.rows() for a, b in itertools.pairwise(row)}
    text.counts.update(dict.fromkeys(twos, TOGETHER))
    if things:
        text.counts.update({f"{THING}{sort}": THINGS for sort in text.things()})


def read(said: Sequence[tuple[str, str]], *, things: bool = False) -> list[Text]:
    """The texts of a night, each as (title, text), with what of them says something."""
    texts = [spoken(title, text) for title, text in said]
    usual = usual_tongue(Counter(map(told_tongue, texts)))
    openings = set_phrases(Counter(itertools.chain.from_iterable(map(phrases, texts))), len(texts))
    for text in texts:
        understood(text, usual, openings, things)
    return texts


def gists(said: Sequence[tuple[str, str]]) -> list[str]:
    """What each of these texts of a night says in its own words: without the night's set phrases."""
    texts = [spoken(title, text) for title, text in said]
    openings = set_phrases(Counter(itertools.chain.from_iterable(map(phrases, texts))), len(texts))
    return [" ".join(own_words(text, openings)) for text in texts]


def own_words(text: Text, openings: Collection[Phrase]) -> Iterator[str]:
    masked = opened(text, openings)
    return (word.typed for place, word in enumerate(text.words) if place not in masked)


def told_tongue(text: Text) -> str:
    """The language of a text, empty if there is no telling."""
    return tongue_of([word.typed for word in text.words], "")


def usual_tongue(tongues: Mapping[str, int]) -> str:
    """The language of most of the night, for what is too short to tell."""
    known = (tongue for tongue in tongues if tongue and tongues[tongue])
    return min(known, key=lambda tongue: (-tongues[tongue], tongue), default="en")


def beginnings(text: Text) -> Iterator[tuple[int, list[str]]]:
    """The first words of the title and of the text, each with its place."""
    for start in {0, text.titled} - {len(text.words)}:
        yield start, [word.plain for word in text.words[start : start + OPENING]]


def phrases(text: Text) -> set[Phrase]:
    """The ways in which this text opens that could be set phrases: at least half of their words are small."""
    every = {tuple(w[:n]) for _start, w in beginnings(text) for n in range(2, len(w) + 1)}
    return {phrase for phrase in every if 2 * sum(word in EVERY for word in phrase) >= len(phrase)}


def set_phrases(seen: Mapping[Phrase, int], texts: int) -> set[Phrase]:
    """The set phrases of a night of so many texts: those that many of them open with."""
    least = max(OFTEN, texts / 100)
    return {phrase for phrase, count in seen.items() if count >= least}


def opened(text: Text, openings: Collection[Phrase]) -> set[int]:
    """The places of this text's words that are part of a set phrase."""
    masked: set[int] = set()
    for start, words in beginnings(text):
        lengths = range(len(words), 1, -1)
        masked.update(range(start, start + next((n for n in lengths if tuple(words[:n]) in openings), 0)))
    return masked


def rarity(spread: int, texts: int) -> float:
    """What a word weighs that occurs in `spread` of so many texts."""
    return math.log((texts + OTHERS) / max(spread, 1))


def weights(counts: Mapping[str, float], spread: Mapping[str, int], texts: int) -> Weights:
    """The weights of a text's words, as a vector of length 1: often here and rare elsewhere is much."""
    found = {
        word: (1 + math.log(count)) * rarity(spread.get(word, 0), texts) for word, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {word: weight / length for word, weight in found.items()}


def weigh(texts: Sequence[Text]) -> list[Weights]:
    """The same for each text of a night."""
    spread = Counter(itertools.chain.from_iterable(text.counts for text in texts))
    return [weights(text.counts, spread, len(texts)) for text in texts]


def dot(one: Weights, other: Weights) -> float:
    """How alike two texts are, from 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    shared = [weight * other[word] for word, weight in one.items() if word in other]
    return alike(math.fsum(shared), len(shared))


def alike(cosine: float, shared: int) -> float:
    """The same from the cosine of two texts and how many words they share."""
    return min(cosine, 1.0) * (ALONE if shared == 1 else 1)


def likeness(weighed: Sequence[Weights]) -> dict[Two, float]:
    """How alike any two texts are that share a word, from 0 to 1, by their positions, the smaller first."""
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    cosine: dict[Two, float] = defaultdict(float)
    shared: dict[Two, int] = defaultdict(int)
    for place, weights in enumerate(weighed):
        for word, weight in weights.items():
            for other, its in having[word]:
                cosine[other, place] += weight * its
                shared[other, place] += 1
            having[word].append((place, weight))
    return {pair: alike(value, shared[pair]) for pair, value in cosine.items()}


def same_place(one: str, other: str) -> bool:
    """Whether two places have a word in common that says something."""
    words = [{plain(word) for word in WORD.findall(place)} - PLAIN["en"] for place in (one, other)]
    return bool(words[0] & words[1])
