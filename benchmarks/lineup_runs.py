"""A press as the server runs it, in a separate process, and what it costs.

A small process in between starts it and waits for it, because the peak that the kernel reports for a child
includes what its parent held when it was started. Python finds its modules compiled, as it does from the
second press on wherever it may write them.
"""

import atexit
import os
import subprocess
import sys
import tempfile
from typing import NamedTuple

import msgspec

from opennight.lineup.problem import Plan, Problem

CORE = 1
WATCH = """
import os, sys, time
os.sched_setaffinity(0, {int(sys.argv[1])} & os.sched_getaffinity(0) or os.sched_getaffinity(0))
began = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_child, status, used = os.wait4(child, 0)
wall = time.perf_counter() - began
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, status, file=sys.stderr)
"""
COMPILED = tempfile.TemporaryDirectory()
atexit.register(COMPILED.cleanup)
NOTHING = Problem(people=0, slots=1, seats=(), pitchers=())
"""An empty night: what the interpreter and numpy take to start, and no more."""


class Run(NamedTuple):
    """Seconds by the clock and of CPU, including the start of the interpreter; megabytes at the peak."""

    wall: float
    cpu: float
    peak: float
    plan: Plan


class Bound(NamedTuple):
    """The same seconds, and the most points that any line-up of the same topics can keep."""

    cpu: float
    most: int


def run(problem: Problem) -> Run:
    """Raises CalledProcessError if the press fails."""
    wall, cpu, peak, said = watched(msgspec.json.encode(problem))
    return Run(wall, cpu, peak, msgspec.json.decode(said, type=Plan))


def run_bound(problem: Problem, kept: int) -> Bound:
    """Raises CalledProcessError if it fails."""
    _wall, cpu, _peak, said = watched(msgspec.json.encode((problem, kept)), "bound")
    return Bound(cpu, msgspec.json.decode(said, type=int))


def watched(given: bytes, *what: str) -> tuple[float, float, float, bytes]:
    """Seconds by the clock and of CPU, megabytes, and the answer. Raises CalledProcessError if it fails."""
    command = [sys.executable, "-I", "-S", "-c", WATCH, str(CORE), sys.executable, "-m", "opennight.lineup"]
    command += what
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": COMPILED.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(command, input=given, env=environment, capture_output=True, check=True)
    *_others, last = ran.stderr.decode().splitlines()
    wall, cpu, peak, status = (float(word) for word in last.split())
    if status:
        raise subprocess.CalledProcessError(int(status), command, ran.stdout, ran.stderr)
    return wall, cpu, peak / 1024, ran.stdout
