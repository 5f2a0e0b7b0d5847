"""What all benchmarks share: what a process costs, medians and percentiles, and a table to print.

Linux only: it reads /proc.
"""

import argparse
import contextlib
import os
import pathlib
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence


@contextlib.contextmanager
def chosen_folder(about: str | None) -> Iterator[pathlib.Path]:
    """An empty folder on the disk that the command line names; `about` is what its help says."""
    arguments = argparse.ArgumentParser(description=about)
    arguments.add_argument("--folder", default=".", help="on the disk to measure; . if not given")
    with tempfile.TemporaryDirectory(dir=arguments.parse_args().folder) as name:
        yield pathlib.Path(name).resolve()


def cpu(pid: int) -> float:
    """Seconds of CPU, user and system, that this process has used in all its threads."""
    # The number of the process's CPU clock, as clock_getcpuclockid(3) makes it; it counts nanoseconds.
    return time.clock_gettime_ns(~pid << 3 | 2) / 1e9


def memory(pid: int) -> int:
    """Bytes of memory that this process holds now (resident set)."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def pin(core: int, pid: int = 0) -> None:
    """Keep a process (0: this one) on one core, counted from 0; with one core only, it stays as it is."""
    cores = sorted(os.sched_getaffinity(0 if pid == 0 else pid) | os.sched_getaffinity(1))
    os.sched_setaffinity(pid, {cores[core % len(cores)]})


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie; 0 if there are none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else 0.0


def verdict(got: float, sign: str, target: float) -> str:
    """Whether a figure meets its target ("≥" or "≤"), as a cell of a table."""
    met = got >= target if sign == "≥" else got <= target
    return f"{'yes' if met else 'NO'} ({sign} {target:g})"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads as a Markdown table that also reads well in a terminal."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(f"\n{title}\n")
    print("\n".join(lines), flush=True)
