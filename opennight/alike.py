"""Which topics are nearly the same, and which are about nearly the same, by the words that are rare tonight.

For whoever writes one, and for the desk. What is on a night's wall is kept beside it, so that only what is
new is read (joinup/wall.py).
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from opennight.joinup.neighbours import BY_WORDS
from opennight.joinup.wall import Wall
from opennight.joinup.words import Two
from opennight.night.doubles import told_apart
from opennight.night.kept.pitches import Pitch
from opennight.night.pitches import visible
from opennight.night.state import Night

SAME = 0.6
"""How alike two topics must be, from 0 to 1, to ask whether they are the same; see docs/joinup.md."""
NEAR = 0.33
"""The same, to be shown as neighbours: about nearly the same."""
COMPARED = 400
"""Pitches that are compared with each other, at most; the newest ones. It would take too long with more."""

Said = dict[int, tuple[str, str]]


class Alike(NamedTuple):
    """A pitch, whether it may be the same, and the words that both mention: none if it only means nearly the
    same, perhaps in another language."""

    pitch: Pitch
    same: bool
    words: tuple[str, ...]


class Neighbours(NamedTuple):
    """Two pitches that are about nearly the same, the earlier one first, and the words that both mention:
    none if they only mean nearly the same, perhaps in two languages.
    """

    one: Pitch
    other: Pitch
    words: tuple[str, ...]


@dataclass(slots=True)
class Meant:
    """What meaning.py found among the texts that were on a wall: pairs, and how nearly they mean the same."""

    said: Said = field(default_factory=dict)
    pairs: dict[Two, float] = field(default_factory=dict)


def similar(night: Night, title: str, meant: Sequence[int] = (), most: int = 3) -> list[Alike]:
    """The open pitches that this title is most like: those that may be the same first, and last those that
    only mean nearly the same (`meant`, by number)."""
    if len(title.strip()) < 4:
        return []
    found = shown(night).near(title, least=NEAR, most=most)
    by_words = [Alike(night.pitches[one.no], one.strength >= SAME, one.words) for one in found]
    known = {one.no for one in found}
    more = (night.pitches[no] for no in meant if no not in known and no in on_the_wall(night))
    return [*by_words, *(Alike(pitch, same=False, words=()) for pitch in more)][:most]


def doubles(night: Night) -> list[tuple[Pitch, Pitch]]:
    """Pairs of open pitches that may be the same, the most alike first, each with the earlier one first.

    Without those that the desk has told apart.
    """
    pairs = pairs_of(night, SAME)
    return [(night.pitches[one], night.pitches[other]) for (one, other), _strength in pairs]


def neighbours(night: Night, most: int = 3) -> list[Neighbours]:
    """Pairs that are about nearly the same, without those that may be doubles."""
    wall, meant = shown(night), standing(night)
    strengths = dict(pairs_of(night, NEAR))
    known = {pair for pair, strength in strengths.items() if strength >= SAME}
    for pair, strength in meant.items():
        if not told_apart(night, *pair):
            strengths[pair] = strengths.get(pair, 0.0) + strength - BY_WORDS
    near = sorted(strengths.keys() - known, key=lambda pair: (-strengths[pair], pair))[:most]
    return [Neighbours(night.pitches[a], night.pitches[b], wall.shared((a, b))) for a, b in near]


def pairs_of(night: Night, least: float) -> Iterator[tuple[Two, float]]:
    return (one for one in shown(night).alikes(least) if not told_apart(night, *one[0]))


def on_the_wall(night: Night) -> Said:
    """The newest pitches, each as (title, text)."""
    newest = itertools.islice(reversed(list(visible(night))), COMPARED)
    return {pitch.no: (pitch.title, pitch.more) for pitch in newest}


def shown(night: Night) -> Wall:
    """The night's wall as it is now."""
    wall = wall_of(night.code)
    wall.show(on_the_wall(night))
    return wall


def standing(night: Night) -> dict[Two, float]:
    """Those that mean nearly the same, if both still say what they said."""
    said, meant = on_the_wall(night), meant_of(night.code)
    same = {no for no, text in said.items() if meant.said.get(no) == text}
    return {pair: strength for pair, strength in meant.pairs.items() if same.issuperset(pair)}


def mean(code: str, said: Said, pairs: dict[Two, float]) -> None:
    """Keep what was found to mean nearly the same."""
    meant = meant_of(code)
    meant.said, meant.pairs = said, {(min(pair), max(pair)): strength for pair, strength in pairs.items()}


@lru_cache(maxsize=200)
def wall_of(code: str) -> Wall:
    """What is known of this night's wall."""
    return Wall()


@lru_cache(maxsize=200)
def meant_of(code: str) -> Meant:
    """What is known of what its texts mean."""
    return Meant()
