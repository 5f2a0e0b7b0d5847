"""A real server process for the tests: on a free port of this machine, with its own SQLite file."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException

from opennight.web.core.keys import Keys
from tests.nursery import Child

ROOT = pathlib.Path(__file__).parent.parent
SECRET = "a secret for the tests, long enough"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`opennight serve` as people run it, for the length of a `with`. It can be killed and restarted.

    `words` are further arguments, `environ` further settings. With another `command` it is started by that.
    """

    program: tuple[str, ...] = ("opennight",)

    def __init__(self, folder: pathlib.Path, *words: str, **environ: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start_key = Keys(SECRET).start
        self.start_link = f"{self.url}/?key={self.start_key}"
        self.usual = [sys.executable, "-m", *self.program, "serve", *words]
        self.command = list(self.usual)
        self.cwd = folder
        self.environ = os.environ | {
            "PYTHONPATH": str(ROOT),
            "PORT": str(self.port),
            "OPENNIGHT_HOST": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{folder / 'nights.db'}",
            "SECRET_KEY": SECRET,
            "OPENNIGHT_CAPTIONS": "off",  # those who want some name an engine of their own
            "OPENNIGHT_MEANING": "off",  # the same
            **environ,
        }
        self.process: subprocess.Popen[bytes] | Child | None = None

    @property
    def output(self) -> str:
        """What the server has printed since its first start."""
        return (self.folder / "output.txt").read_text()

    def start(self) -> None:
        self.process = self.forked() if self.command == self.usual else self.executed()
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up and self.process.poll() is None:
            if self.is_ready():
                return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.output}")

    def forked(self) -> Child:
        output = self.folder / "output.txt"
        output.touch()
        module, *words = self.usual[2:]
        return Child(module, words, self.cwd, self.environ, output)

    def executed(self) -> "subprocess.Popen[bytes]":
        with (self.folder / "output.txt").open("ab") as output:
            return subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def is_ready(self) -> bool:
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=1)) as line:
            try:
                line.request("GET", "/readyz")
                return line.getresponse().status == 200
            except (OSError, HTTPException):
                return False

    def stop(self) -> int:
        """Ask it to end, and wait until it has. Returns the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)

    def kill(self) -> None:
        """End it as a power cut would: kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def restart(self) -> None:
        """Start it again on the same port and file, after a `stop` or a `kill`."""
        self.start()
