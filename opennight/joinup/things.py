"""Sorts of things that people need and have: plots and fields are both land, in any of the languages."""

from collections.abc import Iterator
from functools import cache

from opennight.joinup.languages import THINGS
from opennight.joinup.tongues import plain, stem

JOINED = 4
"""The last part of a German word counts if it has so many letters: a Gemeinschaftsgarten is a garden."""


@cache
def names(tongue: str) -> dict[str, frozenset[str]]:
    """The sorts that a stem of this language stands for."""
    found: dict[str, frozenset[str]] = {}
    for sort, words in THINGS[tongue]:
        for word in words.split():
            key = stem(plain(word), tongue)
            found[key] = found.get(key, frozenset()) | {sort}
    return found


@cache
def sorts(key: str, tongue: str) -> frozenset[str]:
    """The sorts of things that a word with this stem is one of; mostly none."""
    known = names(tongue)
    if key not in known and tongue == "de":
        return next((known[part] for part in ends(key) if part in known), frozenset())
    return known.get(key, frozenset())


def ends(key: str) -> Iterator[str]:
    for start in range(1, len(key) - JOINED + 1):
        yield key[start:]
