"""Which words say that something is needed, and which that it is there; and which part of a sentence does."""

import re
from collections.abc import Mapping

from opennight.joinup.languages import HAVES, NEEDS
from opennight.joinup.tongues import WORD, tongue_of

Cues = Mapping[str, re.Pattern[str]]

CLAUSE = re.compile(r"[,;.!?،؛؟–—]+\s*|\s+(?:but|aber|mais|pero|ale|ond|لكن|ولكن)\s+")


def cues(patterns: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """For each language; under "" those of all, for a sentence that could be of any."""
    every = {**patterns, "": [line for lines in patterns.values() for line in lines]}
    start, end = r"(?:(?<!\w)|(?<=')|(?='))", r"(?!\w)"
    return {
        tongue: re.compile(f"{start}(?:{'|'.join(lines)}){end}", re.IGNORECASE)
        for tongue, lines in every.items()
    }


NEED, HAVE = cues(NEEDS), cues(HAVES)


def clauses(line: str) -> list[str]:
    return [clause for clause in CLAUSE.split(line.replace("’", "'")) if clause.strip()]


def tongue(line: str) -> str:
    return tongue_of(WORD.findall(line), "")


def without(line: str, only: Cues, other: Cues) -> str:
    """This sentence without the parts that only say the one, not the other; all of it if nothing is left."""
    its = tongue(line)
    left = [one for one in clauses(line) if other[its].search(one) or not only[its].search(one)]
    return ", ".join(left) or line


def says(line: str, cues: Cues) -> bool:
    cue = cues[tongue(line)]
    return any(cue.search(one) for one in clauses(line))


def says_need(line: str) -> bool:
    """Whether this sentence says that something is needed."""
    return says(line, NEED)


def says_have(line: str) -> bool:
    """Whether it says that something is there."""
    return says(line, HAVE)


def needed(line: str) -> str:
    """The part of it that can say what is needed: without what is said to be there."""
    return without(line, HAVE, NEED)


def had(line: str) -> str:
    """The same the other way."""
    return without(line, NEED, HAVE)
