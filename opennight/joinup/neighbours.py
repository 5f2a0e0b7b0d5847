"""Which talks are about nearly the same, share people, or need what the other has, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from opennight.joinup.cues import had, needed
from opennight.joinup.reasons import Reason
from opennight.joinup.words import Text, Two, likeness, read, weigh

LEAST = 0.12
"""The least likeness of two talks (the cosine of their words) that is worth saying."""
MET = 0.08
"""The same for what is needed here and what is there."""
TOGETHER = 0.3
"""How strong a reason it is if both have the very same people; it comes second to what they talk about."""


BY_WORDS = 0.3
"""Meaning counts so much less than words: it can be wrong, and cannot be said."""


class Talk(NamedTuple):
    """What is known of one topic or group. `text` has pitch, headline and notes, one per line; `needs` and
    `haves` are sentences in which they say so, such as "we need land" and "we have plots, no hands".
    """

    title: str
    text: str
    people: frozenset[int] = frozenset()
    needs: tuple[str, ...] = ()
    haves: tuple[str, ...] = ()


class Pair(NamedTuple):
    """Two talks by their positions, a < b. `strength` is from 0 to 1; the strongest reason comes first."""

    a: int
    b: int
    strength: float
    reasons: tuple[Reason, ...]


WORDS = Reason("words")
"""Stands for the words that two mention until they are looked for."""

Found = dict[Two, list[tuple[float, Reason]]]


def neighbours(
    talks: Sequence[Talk], *, most: int = 100, meant: Mapping[Two, float] | None = None
) -> list[Pair]:
    """The pairs worth pointing out, the strongest first, ties by position; the same for the same talks.

    `meant`: which of them mean nearly the same (a < b), and how nearly, if that is known: see meaning.py.
    """
    found: Found = defaultdict(list)
    texts = read([(talk.title, talk.text) for talk in talks])
    by_words(texts, found)
    by_people(talks, found)
    by_needs(talks, found)
    for pair, strength in (meant or {}).items():
        found[pair].append((max(0.0, strength - BY_WORDS), Reason("meaning")))
    pairs = [joined(a, b, reasons) for (a, b), reasons in found.items()]
    best = sorted(pairs, key=lambda pair: (-pair.strength, pair.a, pair.b))[:most]
    return [pair._replace(reasons=tuple(spelt(texts, pair))) for pair in best]


def joined(a: int, b: int, found: Iterable[tuple[float, Reason]]) -> Pair:
    """Each further reason takes away from what is missing to 1."""
    ranked = sorted(found, key=lambda one: (-one[0], one[1]))
    missing = 1.0
    for strength, _reason in ranked:
        missing *= 1 - strength
    return Pair(a, b, round(1 - missing, 4), tuple(reason for _strength, reason in ranked))


def by_words(texts: Sequence[Text], found: Found) -> None:
    """Add the pairs whose texts have rare words in common."""
    for pair, strength in likeness(weigh(texts)).items():
        if strength >= LEAST:
            found[pair].append((strength, WORDS))


def spelt(texts: Sequence[Text], pair: Pair) -> Iterator[Reason]:
    """Its reasons, with the words that both mention: looked for only where they will be said."""
    for reason in pair.reasons:
        yield Reason("words", texts[pair.a].shared(texts[pair.b])) if reason is WORDS else reason


def by_people(talks: Sequence[Talk], found: Found) -> None:
    """Add the pairs that share people: the stronger, the more of those in either are in both."""
    at: dict[int, list[int]] = defaultdict(list)
    for place, talk in enumerate(talks):
        for person in talk.people:
            at[person].append(place)
    both: dict[Two, list[int]] = defaultdict(list)
    for person in sorted(at):
        for a in at[person]:
            for b in at[person]:
                if a < b:
                    both[a, b].append(person)
    for (a, b), people in both.items():
        share = len(people) / (len(talks[a].people) * len(talks[b].people)) ** 0.5
        found[a, b].append((TOGETHER * share, Reason("people", (), tuple(people))))


def by_needs(talks: Sequence[Talk], found: Found) -> None:
    """The best match of a need here and a have there, for each two talks and each way.

    They say so in a few words, so that few are the same: the root makes up for it.
    """
    lines: list[tuple[int, bool, str]] = []
    for place, talk in enumerate(talks):
        lines += [(place, True, line) for line in talk.needs] + [(place, False, line) for line in talk.haves]
    said = [("", needed(line) if wants else had(line)) for _place, wants, line in lines]
    texts = read(said, things=True)
    best: dict[Two, tuple[float, str, str]] = {}
    for (one, other), strength in likeness(weigh(texts)).items():
        (here, wants, line), (there, wanted, reply) = lines[one], lines[other]
        if here == there or wants == wanted or strength < MET:
            continue
        way = (here, there) if wants else (there, here)
        match = (strength, line, reply) if wants else (strength, reply, line)
        if way not in best or match[0] > best[way][0]:
            best[way] = match
    for (needing, having), (strength, need, have) in sorted(best.items()):
        kind = "need" if needing < having else "have"
        pair = min(needing, having), max(needing, having)
        found[pair].append((strength**0.5, Reason(kind, (need, have))))
