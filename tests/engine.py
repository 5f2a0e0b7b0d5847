"""Engines of the tests' own, which say how long what they were given is, or misbehave."""

import contextlib
import os
import pathlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from opennight.night.kept.captions import Line

if TYPE_CHECKING:
    from opennight.media.captions.engine import Samples


class Parrot:
    """It waits for the file that PARROT_WAITS names, if it names one."""

    languages = ("en",)

    def __init__(self) -> None:
        """Take part in the work of this machine again: a test waits for it, and other tests leave no time."""
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
            os.setpriority(os.PRIO_PROCESS, 0, 0)

    def lines(self, samples: "Samples") -> Iterator[Line]:
        waits_for = pathlib.Path(os.environ.get("PARROT_WAITS", "."))
        while not waits_for.exists():
            time.sleep(0.05)
        ms = len(samples) // 16
        if float(abs(samples).max()) > 0.01:
            yield Line(0, ms // 2, f"I hear {ms // 1000} seconds")
            yield Line(ms // 2, ms, "of a bee")


class Caller:
    """One that would tell somebody."""

    languages = ("en",)

    def lines(self, _samples: "Samples") -> Iterator[Line]:
        import socket

        with socket.create_connection(("127.0.0.1", int(os.environ["TELL"])), timeout=5) as line:
            line.sendall(b"what they said")
        yield Line(0, 1, "told")


class Glutton:
    """One that takes all memory."""

    languages = ("en",)

    def lines(self, samples: "Samples") -> Iterator[Line]:
        import numpy as np

        yield Line(0, 1, str(np.ones(400_000_000).sum() + len(samples)))
