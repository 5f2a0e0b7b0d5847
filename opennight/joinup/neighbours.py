"""Which talks are nearly about the same, share people, or need what the other has, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from opennight.joinup.cues import had, needed
from opennight.joinup.words import Text, cosine, read, weigh

LEAST = 0.12
"""The least likeness of two talks (the cosine of their words) that is worth saying."""
TOGETHER = 0.3
"""How strong a reason it is if both have the very same people; it comes second to what they talk about."""


class Talk(NamedTuple):
    """What is known of one topic or group. `text` has pitch, headline and notes, one per line; `needs` and
    `haves` are sentences in which they say so, such as "we need land" and "we have plots, no hands".
    """

    title: str
    text: str
    people: frozenset[int] = frozenset()
    needs: tuple[str, ...] = ()
    haves: tuple[str, ...] = ()


class Reason(NamedTuple):
    """Why two belong side by side. `kind` is "words", "people", "need" (the first needs what the second has),
    "have" (the other way), "kind", "place" or "meaning"; `words` are those that both mention, as typed in
    the first, or the two sentences (what is needed, what is there).
    """

    kind: str
    words: tuple[str, ...] = ()
    people: tuple[int, ...] = ()


class Pair(NamedTuple):
    """Two talks by their positions, a < b. `strength` is from 0 to 1; the strongest reason comes first."""

    a: int
    b: int
    strength: float
    reasons: tuple[Reason, ...]


Found = dict[tuple[int, int], list[tuple[float, Reason]]]


def neighbours(talks: Sequence[Talk], *, most: int = 100) -> list[Pair]:
    """The pairs worth pointing out, the strongest first, ties by position; the same for the same talks."""
    found: Found = defaultdict(list)
    by_words(talks, found)
    by_people(talks, found)
    by_needs(talks, found)
    pairs = [joined(a, b, reasons) for (a, b), reasons in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.strength, pair.a, pair.b))[:most]


def joined(a: int, b: int, found: Iterable[tuple[float, Reason]]) -> Pair:
    """Each further reason takes away from what is missing to 1."""
    ranked = sorted(found, key=lambda one: (-one[0], one[1]))
    missing = 1.0
    for strength, _reason in ranked:
        missing *= 1 - strength
    return Pair(a, b, round(1 - missing, 4), tuple(reason for _strength, reason in ranked))


def by_words(talks: Sequence[Talk], found: Found) -> None:
    texts = read([(talk.title, talk.text) for talk in talks])
    weighed = weigh(texts)
    for (a, b), strength in cosine(weighed).items():
        words = texts[a].shared(texts[b])
        if strength >= LEAST and words:
            found[a, b].append((min(strength, 1.0), Reason("words", words)))


def by_people(talks: Sequence[Talk], found: Found) -> None:
    at: dict[int, list[int]] = defaultdict(list)
    for place, talk in enumerate(talks):
        for person in talk.people:
            at[person].append(place)
    both: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person in sorted(at):
        for a in at[person]:
            for b in at[person]:
                if a < b:
                    both[a, b].append(person)
    for (a, b), people in both.items():
        share = len(people) / (len(talks[a].people) * len(talks[b].people)) ** 0.5
        found[a, b].append((TOGETHER * share, Reason("people", (), tuple(people))))


def by_needs(talks: Sequence[Talk], found: Found) -> None:
    """The best match of a need here and a have there, for each two talks and each way."""
    lines: list[tuple[int, bool, str]] = []
    for place, talk in enumerate(talks):
        lines += [(place, True, line) for line in talk.needs] + [(place, False, line) for line in talk.haves]
    said = [("", needed(line) if wants else had(line)) for _place, wants, line in lines]
    texts: list[Text] = read(said)
    best: dict[tuple[int, int], tuple[float, str, str]] = {}
    for (one, other), strength in cosine(weigh(texts)).items():
        (here, wants, line), (there, wanted, reply) = lines[one], lines[other]
        if here == there or wants == wanted or strength < LEAST:
            continue
        way = (here, there) if wants else (there, here)
        match = (strength, line, reply) if wants else (strength, reply, line)
        if way not in best or match[0] > best[way][0]:
            best[way] = match
    for (needing, having), (strength, need, have) in sorted(best.items()):
        kind = "need" if needing < having else "have"
        pair = min(needing, having), max(needing, having)
        found[pair].append((min(strength, 1.0), Reason(kind, (need, have))))
