"""The process that knows what texts mean: `python -m opennight.joinup.encoder MODULE:CLASS`.

Each line that it reads is the texts of a night, as a JSON list; each line that it answers is [a, b, likeness]
for those that mean nearly the same, by their places in the list. If the line is {"near": text, "of": texts},
it answers [place, likeness] for those that mean nearly the same as the one. It keeps what it has worked out,
so that one more text costs only that text; it ends when nobody writes to it any more.
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
KEPT = 20_000
"""Texts that are kept, 2 kB each; beyond that it begins again."""

MOST = 1000
"""Pairs that it answers at most, the nearest: a night of one text said again and again has any number."""


class Meaning:
    """`engine` has `encode`, which gives a list of texts as an array of vectors of length 1."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.known: dict[str, NDArray[np.float32]] = {}

    def pairs(self, texts: list[str]) -> list[tuple[int, int, float]]:
        if len(self.known) > KEPT:
            self.known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.engine.encode(new), strict=True))
        if len(texts) < 2:
            return []
        vectors = np.stack([self.known[text] for text in texts])
        alike = np.triu(vectors @ vectors.T, 1)
        found = [(int(a), int(b), round(float(alike[a, b]), 3)) for a, b in np.argwhere(alike >= LEAST)]
        return sorted(found, key=lambda pair: (-pair[2], pair))[:MOST]

    def near(self, text: str, others: list[str]) -> list[tuple[int, float]]:
        """Which of the others mean nearly the same as this, the nearest first. What is typed is not kept."""
        if not others:
            return []
        self.pairs(others)  # so that they are known
        vector = self.engine.encode([text])[0]
        alike = np.stack([self.known[other] for other in others]) @ vector
        found = [(int(place), round(float(alike[place]), 3)) for place in np.flatnonzero(alike >= LEAST)]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST]


def main(engine: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when it ends
    module, _colon, kind = engine.partition(":")
    meaning = Meaning(getattr(importlib.import_module(module), kind)())
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        typed = isinstance(asked, dict)
        found: Any = meaning.near(asked["near"], asked["of"]) if typed else meaning.pairs(asked)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
