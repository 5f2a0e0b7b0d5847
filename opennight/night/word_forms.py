"""Forms of words: whether two are one word, and whether a text has all words of a phrase."""

from opennight.night.watch import plainly

BEGINS, ENDS = 4, 3
"""Two words are forms of one if they begin with so many letters alike, or end so (as in Welsh)."""


def mentions(text: str, phrase: str) -> bool:
    """Whether a text that was made plain has all words of the phrase, or other forms of them."""
    words = set(text.split())
    return all(
        word in words or any(one_word(word, other) for other in words) for word in plainly(phrase).split()
    )


def one_word(word: str, other: str) -> bool:
    """Whether these two plain words are forms of one."""
    if word == other or min(len(word), len(other)) < BEGINS:
        return word == other
    return word[:BEGINS] == other[:BEGINS] or word[-ENDS:] == other[-ENDS:]
