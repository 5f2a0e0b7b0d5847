"""A busy night: what serving it costs this tree, beside an earlier commit.

    .venv/bin/python -m benchmarks.busy --against COMMIT [--pairs 5] [--people 80] [--seconds 24]

One crowd drives both: that of the earlier commit's `opennight rehearse`, which knows nothing of what came
since. So everybody does the same on both servers, and what differs is what the same night costs. Each pair
is a night on either server, in turns; the ratio is that of their CPU, and what is printed the median of all
pairs. The server's own process is counted from the moment it is ready, and its children (photos, sound, the
line-up) beside it. A server that has run before has its templates compiled, if it keeps them; with --first,
none has.
"""

import argparse
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.servers import LOAD_CORE, ROOT, SERVERS_CORE
from benchmarks.tools import cpu, median, pin, table, verdict
from tests.server import Server

MOST = 1.1
"""What is new since may cost the same night a tenth more."""
SEED = "7"


class Cost(NamedTuple):
    """Seconds of CPU, user and system."""

    server: float
    children: float

    def since(self, before: "Cost") -> "Cost":
        return Cost(self.server - before.server, self.children - before.children)


class Earlier(Server):
    """The server of another tree, in a process that has loaded nothing of this one."""

    def __init__(self, folder: pathlib.Path, tree: pathlib.Path, *, first: bool) -> None:
        super().__init__(folder, PYTHONPATH=str(tree))
        self.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # its children would compile everything anew
        if first:
            shutil.rmtree(tree / "__pycache__" / "templates", ignore_errors=True)

    def forked(self) -> Any:
        return self.executed()

    def start(self) -> None:
        pin(SERVERS_CORE)  # children inherit it
        try:
            super().start()
        finally:
            pin(LOAD_CORE)

    def cost(self) -> Cost:
        """So far, with the children that have ended."""
        assert self.process
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return Cost(cpu(self.process.pid), (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK"))


@contextlib.contextmanager
def as_of(commit: str) -> Iterator[pathlib.Path]:
    """A copy of the repository as it was at this commit."""
    with tempfile.TemporaryDirectory() as name:
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", name], input=archive.stdout, check=True)
        yield pathlib.Path(name)


def night(tree: pathlib.Path, crowd: pathlib.Path, people: int, seconds: int, *, first: bool) -> Cost:
    """What it costs the server of `tree` to serve one night of the crowd of another."""
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory())
        server = Earlier(pathlib.Path(name), tree, first=first)
        stack.enter_context(server)
        before = server.cost()
        words = ["--url", server.url, "--start-key", server.start_key, "--seed", SEED]
        words += ["--people", str(people), "--seconds", str(seconds)]
        subprocess.run(
            [sys.executable, "-m", "opennight", "rehearse", *words],
            cwd=name,
            env=os.environ | {"PYTHONPATH": str(crowd)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return server.cost().since(before)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--against", required=True, metavar="COMMIT", help="the earlier commit")
    parser.add_argument("--pairs", type=int, default=5, metavar="N", help="nights on either (default: 5)")
    parser.add_argument("--people", type=int, default=80, metavar="N", help="in the crowd (default: 80)")
    parser.add_argument("--seconds", type=int, default=24, metavar="N", help="of a night (default: 24)")
    parser.add_argument("--first", action="store_true", help="no templates compiled before")
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    pairs: list[tuple[Cost, Cost]] = []
    with as_of(chosen.against) as before:
        for no in range(chosen.pairs):
            trees = (before, ROOT) if no % 2 == 0 else (ROOT, before)
            costs = {
                tree: night(tree, before, chosen.people, chosen.seconds, first=chosen.first) for tree in trees
            }
            pairs.append((costs[before], costs[ROOT]))
            print(f"pair {no + 1}: {costs[before].server:.2f} s, {costs[ROOT].server:.2f} s", flush=True)
    report(chosen.against, pairs)


def report(commit: str, pairs: list[tuple[Cost, Cost]]) -> None:
    def row(what: str, each: Callable[[Cost], float], target: str = "") -> tuple[str, ...]:
        was, now = (median([each(pair[which]) for pair in pairs]) for which in (0, 1))
        ratio = median([each(now) / each(was) for was, now in pairs])
        return what, f"{was:.2f}", f"{now:.2f}", f"{ratio:.2f}", target and verdict(ratio, "≤", MOST)

    head = ("seconds of CPU, the median of the pairs", commit, "now", "ratio", "target")
    rows = [
        row("the server's process", lambda cost: cost.server, "≤"),
        row("with its children", lambda cost: cost.server + cost.children),
    ]
    table("The same night on both", head, rows)


if __name__ == "__main__":
    main()
