"""What each process of the tests would make anew: the decks, read once in each."""

import functools

from opennight.night import deckfile


def keep() -> None:
    """From now on, this process reads a deck once."""
    deckfile.read = functools.cache(deckfile.read)
