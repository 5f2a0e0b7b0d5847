"""The words of a made-up crowd, from the lists in data/."""

import importlib.resources
from functools import cache
from random import Random

DATA = importlib.resources.files(__package__) / "data"


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def pairs(name: str) -> list[tuple[str, str]]:
    """Lines of the form "first | second"; the second is empty where there is none."""
    return [(first, second) for first, _bar, second in (line.partition(" | ") for line in lines(name))]


def names(chance: Random, number: int) -> list[str]:
    """That many names; from the second round on with an initial, then two, as in a room with many Marias."""
    first = list(lines("names"))
    chance.shuffle(first)
    return [first[place % len(first)] + initials(place // len(first)) for place in range(number)]


def initials(turn: int) -> str:
    """'' → ' A.' → … → ' Z.' → ' AA.' …"""
    letters = ""
    while turn:
        turn, letter = divmod(turn - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f" {letters}." if letters else ""
