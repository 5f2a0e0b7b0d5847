"""The interface behind which whatever writes down speech is kept, so that another engine can come.

To add one, write a class with the two names of `Engine` and name it in OPENNIGHT_CAPTIONS as
`module:Class`. It is made, with no arguments, in a process of its own (see worker.py), which has no network,
little priority, and limits on memory and time; what it raises or how it dies is the end of that process
alone. It never sees a night: only the sound of one clip, a piece at a time.
"""

import importlib
import importlib.util
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from opennight.night.kept.captions import Line, Why

if TYPE_CHECKING:  # the server never loads it
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

RATE = 16_000
"""Samples a second of what an engine is given."""
PIECE = 30
"""Seconds of sound that it is given at a time, at most; it is cut where it is quiet."""


class Engine(Protocol):
    """`languages`: tags such as "en" of those that it can write down."""

    languages: tuple[str, ...]

    def lines(self, samples: "Samples") -> Iterable[Line]:
        """What is said in these samples: one channel, RATE a second, from -1 to 1. Each line says from when
        to when (milliseconds from the first sample) and what; none if nobody speaks."""
        ...


class Heard(msgspec.Struct, frozen=True):
    """What became of a clip: its lines; or `why` there are none: "silent" or "failed"."""

    lines: tuple[Line, ...] = ()
    why: Why = ""


def kind_of(name: str) -> "type[Engine] | None":
    """The engine of this name; None if it is off, or if what it needs is not
    installed."""
    module, _colon, kind = name.partition(":")
    if not kind:
        return None
    try:
        found = getattr(importlib.import_module(module), kind)
    except ImportError:
        return None
    needs = getattr(found, "NEEDS", ())
    return cast("type[Engine]", found) if all(map(importlib.util.find_spec, needs)) else None
