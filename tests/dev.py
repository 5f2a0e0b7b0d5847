"""The server for whoever works on it: `make dev` starts it anew when a file has changed.

Nothing from before is left then: it reads templates and static files as it starts, and the addresses of the
static ones hold a hash of them all, so that no browser keeps an old one. Open pages connect again by
themselves.
"""

import contextlib
import pathlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from opennight.places import PACKAGE, STATIC, TEMPLATES

LOOK = 0.5
"""Seconds between two looks at the files."""


def stamps() -> dict[pathlib.Path, int]:
    """When each file of the program was last changed."""
    paths = (path for folder in (PACKAGE, TEMPLATES, STATIC) for path in folder.rglob("*"))
    found = {}
    for path in paths:
        if "__pycache__" not in path.parts:
            with contextlib.suppress(FileNotFoundError):  # editors put files aside as they save
                found[path] = path.stat().st_mtime_ns
    return found


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """A server in a process of its own. One that does not start says why, and the next change may mend it."""
    server = subprocess.Popen([sys.executable, "-m", "opennight", "serve"])
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit())  # else it would leave the server behind
    while True:
        seen = stamps()
        with serving():
            while stamps() == seen:
                time.sleep(LOOK)
        print("Something has changed: starting anew ...", flush=True)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
