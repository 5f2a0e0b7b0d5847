"""What people say, for tests and benchmarks: needs and what meets them, in seven languages, and other texts.

`python -m benchmarks.joinup` measures with the same.
"""

import json
import pathlib
from functools import cache

DATA = pathlib.Path(__file__).parent / "data"
REHEARSED = pathlib.Path(__file__).parents[2] / "opennight" / "rehearse" / "data"


def lines(name: str) -> list[str]:
    told = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in told if line and not line.startswith("#")]


def pairs(name: str) -> list[tuple[str, str]]:
    """Two texts on a line: a need and what meets it."""
    return [(one, other) for one, other in (line.split(" | ") for line in lines(name))]


@cache
def london() -> tuple[str, ...]:
    """Real statements, which are shipped with the crowd: about young people and the police."""
    told = (REHEARSED / "london-youth-policing.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(row["text"] for row in map(json.loads, told) if row["kind"] == "pitch")
