"""The process that knows what texts mean: `python -m opennight.joinup.encoder MODULE:CLASS`.

Each line that it reads is the texts of a night, as a JSON list; each line that it answers is [a, b, likeness]
for those that mean nearly the same, by their places in the list. If the line is {"near": text, "of": texts},
it answers [place, likeness] for those that mean nearly the same as the one. {"keep": name, "texts": texts}
begins a list of that name, or goes on with it; it answers how long the list is now. {"near": text, "among":
name, "most": number} asks about that list, and is answered with {"found": …}, null if there is none. It
keeps what it has worked out, so that one more text costs only that text; it ends when nobody writes to it any
more.
"""

import os
import signal
import sys

os.nice(10)  # all else comes first, even while numpy is being loaded
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # and the other cores are left to it

import importlib  # noqa: E402
import json  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

LEAST = 0.6
"""How alike what two texts mean has to be (the cosine of their vectors): see docs/joinup.md."""
LIKE = 0.55
"""The same for what is only offered to be read, the nearest first: three of four do belong together."""
KEPT = 30_000
"""Texts that are kept, 2 kB each; beyond that it begins again."""
LISTS = 2
"""Lists that are kept: the one that is asked about while another one is made."""

MOST = 1000
"""Pairs that it answers at most, the nearest: a night of one text said again and again has any number."""


class Meaning:
    """`engine` has `encode`, which gives a list of texts as an array of vectors of length 1."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.known: dict[str, NDArray[np.float32]] = {}
        self.lists: dict[str, list[NDArray[np.float32]]] = {}

    def vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """What each of them means: (texts, dimensions). There is at least one."""
        if len(self.known) > KEPT:
            self.known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.engine.encode(new), strict=True))
        return np.stack([self.known[text] for text in texts])

    def pairs(self, texts: list[str]) -> list[tuple[int, int, float]]:
        """Which mean nearly the same: (place, later place, how nearly from 0 to 1), the nearest first."""
        if len(texts) < 2:
            return []
        vectors = self.vectors(texts)
        alike = np.triu(vectors @ vectors.T, 1)
        found = [(int(a), int(b), round(float(alike[a, b]), 3)) for a, b in np.argwhere(alike >= LEAST)]
        return sorted(found, key=lambda pair: (-pair[2], pair))[:MOST]

    def near(self, text: str, others: list[str]) -> list[tuple[int, float]]:
        """Which of the others mean nearly the same as this, the nearest first. What is typed is not kept."""
        if not others:
            return []
        return nearest(self.vectors(others) @ self.engine.encode([text])[0], MOST)

    def keep(self, name: str, texts: list[str]) -> int:
        """Go on with the list of this name. Returns how many texts it has."""
        its = self.lists.setdefault(name, [])
        if texts:
            its.append(self.vectors(texts))
        while len(self.lists) > LISTS:
            del self.lists[next(iter(self.lists))]
        return sum(map(len, its))

    def among(self, text: str, name: str, most: int) -> list[tuple[int, float]] | None:
        """Those of a list that mean nearly the same as this, the nearest first; None if there is no such
        list."""
        its = self.lists.get(name)
        if its is None:
            return None
        if len(its) > 1:
            its[:] = [np.concatenate(its)]
        return nearest(its[0] @ self.vectors([text])[0], most, LIKE) if its else []


def nearest(alike: NDArray[np.float32], most: int, least: float = LEAST) -> list[tuple[int, float]]:
    found = [(int(place), round(float(alike[place]), 3)) for place in np.flatnonzero(alike >= least)]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:most]


def answer(meaning: Meaning, asked: Any) -> Any:
    if not isinstance(asked, dict):
        return meaning.pairs(asked)
    if "keep" in asked:
        return meaning.keep(asked["keep"], asked["texts"])
    if "among" in asked:
        return {"found": meaning.among(asked["near"], asked["among"], asked["most"])}
    return meaning.near(asked["near"], asked["of"])


def main(engine: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when it ends
    module, _colon, kind = engine.partition(":")
    meaning = Meaning(getattr(importlib.import_module(module), kind)())
    for line in sys.stdin.buffer:
        print(json.dumps(answer(meaning, json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
