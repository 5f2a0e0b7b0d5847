"""In which of seven languages a text is, by its small words; and the stem of a word, lightly."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from opennight.joinup.languages import ENDINGS, LETTERS, SMALL

WORD = re.compile(r"[#@※]?[^\W_]+(?:['’][^\W_]+)*")
"""A word, with the mark that it may carry: it is given as it was typed, and compared without."""
MARKS = str.maketrans({"’": "'", "ʼ": "'", "ł": "l", "ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i"})
ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": None}
)
FRONTS = ("وال", "بال", "كال", "فال", "لل", "ال")
"""Articles that Arabic writes in one with its word."""
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)'(?=\w{2})")
"""What French puts before a vowel: l'ombre, d'eau."""
LEAST = {"ar": 3, "cy": 3, "pl": 3, "en": 3}
"""Letters that have to be left; 4 in the others."""
SOFTENED = (
    *(
        ("ngh", "c"),
        ("mh", "p"),
        ("nh", "t"),
        ("ng", "g"),
        ("ph", "p"),
        ("th", "t"),
        ("ch", "c"),
        ("dd", "d"),
    ),
    *(("rh", "r"), ("ll", "l"), ("f", "p"), ("m", "p"), ("b", "p"), ("d", "t"), ("g", "c")),
)
"""How a Welsh word may begin after another, and one letter for all of these: tir, dir, thir, nhir."""


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word without capitals and accents; letters of Arabic that are often confused are one."""
    folded = unicodedata.normalize("NFKD", word.lstrip("#@※").casefold().translate(MARKS).translate(ARABIC))
    return "".join(char for char in folded if not unicodedata.combining(char))


PLAIN = {tongue: frozenset(plain(word) for word in words) for tongue, words in SMALL.items()}
EVERY = frozenset().union(*PLAIN.values())
TONGUES = {word: [tongue for tongue, words in PLAIN.items() if word in words] for word in EVERY}


def tongue_of(typed: Sequence[str], usual: str = "en") -> str:
    """The language whose small words and letters are among these words; `usual` if there is no telling."""
    if any("\u0600" <= char <= "\u06ff" for word in typed for char in word):
        return "ar"
    counts = dict.fromkeys(PLAIN, 0.0)
    for word in typed:
        small = TONGUES.get(plain(word), ())
        for tongue in small:
            counts[tongue] += 1 / len(small)
        for tongue, letters in LETTERS.items():
            counts[tongue] += not letters.isdisjoint(word.casefold())
    best = max(counts.values())
    if not best or counts.get(usual) == best:
        return usual
    return next(tongue for tongue, count in counts.items() if count == best)


@lru_cache(maxsize=50_000)
def stem(word: str, tongue: str) -> str:
    """What a plain word has in common with its other forms, roughly."""
    if tongue == "ar":
        word = next((word[len(f) :] for f in FRONTS if word.startswith(f) and len(word) >= len(f) + 2), word)
    if tongue == "cy" and len(word) > 2:
        front, letter = next((pair for pair in SOFTENED if word.startswith(pair[0])), ("", ""))
        word = letter + word[len(front) :]
    if tongue == "fr":
        word = ELIDED.sub("", word)
    if tongue == "pl" and word.endswith("ek"):
        word = word[:-2] + "k"
    least = LEAST.get(tongue, 4)
    for step in ENDINGS[tongue]:
        end = next((end for end in step if word.endswith(end) and len(word) - len(end) >= least), "")
        if end and not word.endswith("ss"):
            word = word[: -len(end)]
    return word[:-1] + "i" if tongue == "en" and word.endswith("y") else word


def small(word: str, tongue: str) -> bool:
    """Whether a plain word says little; so do single letters and numbers."""
    return word in PLAIN[tongue] or word.isdigit() or (len(word) < 2 and word.isascii())
