"""Searching: clips by what is said in them."""

from opennight.night import captions, watch
from opennight.night.kept.clips import Clip
from opennight.night.state import Night


def says(night: Night, clip: Clip, words: str) -> bool:
    """Whether all of these words, or parts of words, are in what the clip says or what is said of it."""
    known = watch.plainly(f"{clip.title} {clip.who} {captions.text(captions.shown(night, clip.no))}")
    return all(word in known for word in watch.plainly(words).split())
