"""Holds the shipped scripts to browsers as old as the README promises: what came later must not be called.

`make check` runs this. What is asked for first may be used, as in `list.moveBefore ?? list.insertBefore`.
"""

import pathlib
import re
import sys
from collections.abc import Iterator

from opennight.places import STATIC

METHODS = {
    "Array": "findLast findLastIndex toReversed toSorted toSpliced with fromAsync",
    "Object, Map": "groupBy",
    "Element": "checkVisibility moveBefore requestSubmit showPopover hidePopover togglePopover",
    "Promise": "withResolvers",
    "Set": "difference intersection isDisjointFrom isSubsetOf isSupersetOf symmetricDifference union",
    "String": "isWellFormed toWellFormed",
    "URL": "canParse",
    "Document": "startViewTransition",
}
"""By what has them. `findLast` is not that new, but as easily done without."""
FUNCTIONS = ("AbortSignal.any", "AbortSignal.timeout", "Promise.try", "URL.parse", "requestIdleCallback")
BANNED = {
    **{name: rf"(?<!\?)\.{name}\(" for names in METHODS.values() for name in names.split()},
    **{name: rf"(?<![\w.]){re.escape(name)}\(" for name in FUNCTIONS},
    "FormData with a button": r"new FormData\([^)]*,",
    "lookbehind": r"\(\?<[=!]",
}
"""What it is → how it looks in a script."""


def too_new(script: str) -> Iterator[tuple[int, str]]:
    """Each line that asks too much of an old browser, by its number from 1, and what it asks for."""
    for number, line in enumerate(script.splitlines(), 1):
        code = re.sub(r"(^|\s)//.*", "", line)
        yield from ((number, what) for what, pattern in BANNED.items() if re.search(pattern, code))


def scripts() -> list[pathlib.Path]:
    """All of our own that are shipped."""
    return sorted((STATIC / "js").rglob("*.js"))


def found() -> list[str]:
    return [
        f"{path.relative_to(STATIC.parent)}:{number}: {what} is missing in the oldest browsers"
        for path in scripts()
        for number, what in too_new(path.read_text(encoding="utf-8"))
    ]


if __name__ == "__main__":
    sys.exit("\n".join(found()) or 0)
