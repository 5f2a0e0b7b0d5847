"""Short lines put into piles by the words that they have in common."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from opennight.joinup.words import Text, read

LEAST = 2
"""A pile has so many lines at least."""
USUAL = 0.5
"""What more than this part of the lines say tells none of them apart."""
FEW = 8
"""Of fewer lines than this, nothing is usual."""


def piles(lines: Sequence[str], *, most: int) -> list[tuple[str, list[int]]]:
    """(word, positions of its lines), at most so many, the biggest first; the same for the same lines.

    Each line lies in one pile, or in none if it shares no word that says something with any other. The time
    grows with the number of words: 20 ms for 300 lines.
    """
    texts = read([("", line) for line in lines])
    having: dict[str, set[int]] = defaultdict(set)
    for place, text in enumerate(texts):
        for word in text.counts:
            having[word].add(place)
    if len(lines) >= FEW:
        having = {word: those for word, those in having.items() if len(those) <= USUAL * len(lines)}
    found: list[tuple[str, list[int]]] = []
    while len(found) < most and (word := biggest(having)):
        members = sorted(having.pop(word))
        found.append((typed(word, [texts[place] for place in members]), members))
        for those in having.values():
            those.difference_update(members)
    return found


def biggest(having: Mapping[str, set[int]]) -> str:
    """The word that most lines have that lie in no pile yet; of several the longer phrase, then the earlier
    line. Empty if no two lines share one."""
    shared = (word for word, those in having.items() if len(those) >= LEAST)
    return min(shared, key=lambda word: (-len(having[word]), -word.count(" "), min(having[word])), default="")


def typed(word: str, texts: Sequence[Text]) -> str:
    """How most of these write it."""
    wanted = word.split()
    ways: Counter[str] = Counter()
    for text in texts:
        stems = [one.stem for one in text.words]
        for start in range(len(stems) - len(wanted) + 1):
            if stems[start : start + len(wanted)] == wanted:
                ways[" ".join(one.typed for one in text.words[start : start + len(wanted)]).casefold()] += 1
    return ways.most_common(1)[0][0] if ways else word
