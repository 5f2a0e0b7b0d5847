"""Searching: clips by what is said in them, and topics on a wall that is too long to read through."""

from opennight.night import captions, watch
from opennight.night.kept.clips import Clip
from opennight.night.pitches import visible
from opennight.night.state import Night

MANY = 60
"""A wall with more topics has a field to find one."""


def says(night: Night, clip: Clip, words: str) -> bool:
    """Whether all of these words, or parts of words, are in what the clip says or what is said of it."""
    return has(words, f"{clip.title} {clip.who} {captions.text(captions.shown(night, clip.no))}")


def has(words: str, text: str) -> bool:
    """Whether all of these words, or parts of words, are in the text."""
    known = watch.plainly(text)
    return all(word in known for word in watch.plainly(words).split())


def long_wall(night: Night) -> bool:
    """Whether the vote shows so many topics that nobody finds one by scrolling."""
    return night.phase == "vote" and sum(1 for _pitch in visible(night)) > MANY


def topics(night: Night, words: str) -> list[int]:
    """The topics on the wall with all of these words, or parts of words, by number; no words: all of them."""
    return [pitch.no for pitch in visible(night) if has(words, f"{pitch.title} {pitch.more}")]
