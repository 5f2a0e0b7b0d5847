"""Runs the whole suite: `python -m tests.suite`, with arguments for pytest. `make test` calls it.

Two of the processes drive a Chromium each. The others mostly wait for servers, so there are more of them than
this machine may have cores.

On a busy machine a real browser may be late: what fails is tried once more, alone, and named. Whatever passes
only then may still be a race in the program.
"""

import pathlib
import subprocess
import sys

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
    status = pytest("--processes", "5", *arguments)
    if status in PASSED:
        return 0
    if any(pathlib.Path(one.partition("::")[0]).exists() for one in arguments):
        return status
    print("Once more, alone:", flush=True)
    return pytest(*arguments, *AGAIN)


def pytest(*arguments: str) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", "-p", "tests.forked", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
