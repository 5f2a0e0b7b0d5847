"""The server for development: `make dev` restarts it when a file changes.

Nothing old survives a restart: the server reads templates and static files when it starts, and the addresses
of static files contain a hash of them all, so no browser keeps an old one. Open pages reconnect on their own.
"""

import contextlib
import pathlib
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator

from opennight.places import PACKAGE, STATIC, TEMPLATES

LOOK = 0.5
"""Seconds between checks of the files."""


def stamps() -> dict[pathlib.Path, int]:
    """When each file of the program was last changed."""
    paths = (path for folder in (PACKAGE, TEMPLATES, STATIC) for path in folder.rglob("*"))
    found = {}
    for path in paths:
        if "__pycache__" not in path.parts:
            with contextlib.suppress(FileNotFoundError):  # editors move files away as they save
                known = path.stat()
                if stat.S_ISREG(known.st_mode):  # a folder changes with whatever Python keeps in it
                    found[path] = known.st_mtime_ns
    return found


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """A server in its own process. If it does not start, it says why, and the next change may fix it."""
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
