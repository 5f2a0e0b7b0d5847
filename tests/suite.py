"""Runs the whole suite: `python -m tests.suite`, with arguments for pytest. `make test` calls it.

Journeys run beside all other tests, in a pytest of their own: each of its processes keeps a Chromium, which
costs work for each, and the other tests mostly wait for servers. One pytest for both would need five of
everything, a fifth more work.

On a busy machine a real browser may be late: what fails is tried once more, alone, and named. Whatever passes
only then may still be a race in the program.
"""

import pathlib
import subprocess
import sys
import tempfile

JOURNEYS = "tests/journeys"
KINDS: dict[str, tuple[str, ...]] = {
    "journeys": ("--numprocesses", "2", "--dist", "load", "--maxschedchunk", "1", JOURNEYS),
    "others": ("--numprocesses", "3", "--dist", "worksteal", "--ignore", JOURNEYS),
}
"""The longest journeys are given out first (see its conftest.py)."""
PASSED = (0, 5)
"""What pytest returns if all is well, or if its arguments leave nothing to run."""
AGAIN = (
    "--last-failed",
    "--last-failed-no-failures",
    "none",
    "--maxfail",
    "1",
    "-rA",
    "--show-capture",
    "no",
)


def main(arguments: list[str]) -> int:
    if any(pathlib.Path(one.partition("::")[0]).exists() for one in arguments):
        return subprocess.call([sys.executable, "-m", "pytest", "--numprocesses", "4", *arguments])
    statuses = run_beside(arguments)
    return max(0 if one in PASSED else once_more(kind, arguments) for kind, one in statuses.items())


def run_beside(arguments: list[str]) -> dict[str, int]:
    """Run both kinds at once. What the journeys say is shown when they have ended."""
    with tempfile.TemporaryFile("w+") as said:
        journeys = subprocess.Popen(pytest("journeys", *arguments), stdout=said, stderr=subprocess.STDOUT)
        try:
            others = subprocess.call(pytest("others", *arguments))
        finally:
            journeys.wait()
        said.seek(0)
        print(said.read(), flush=True)
    return {"journeys": journeys.returncode, "others": others}


def pytest(kind: str, *arguments: str) -> list[str]:
    """The command for one kind, which remembers what failed of it."""
    cache = f"cache_dir=.pytest_cache/{kind}"
    return [sys.executable, "-m", "pytest", "-o", cache, *KINDS[kind], *arguments]


def once_more(kind: str, arguments: list[str]) -> int:
    print("Once more, alone:", flush=True)
    return subprocess.call([*pytest(kind, *arguments), "--numprocesses", "0", *AGAIN])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
