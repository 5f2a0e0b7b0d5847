"""Server processes for the benchmarks: each on the first core, driven by lines on its stdin."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType

from benchmarks.night import Evening
from benchmarks.tools import cpu, pin
from tests.server import Server as OpenNight

ROOT = pathlib.Path(__file__).parent.parent
REFERENCE = pathlib.Path(__file__).parent / "reference"
NODE_MODULES = ("ws@8.18.3", "socket.io@4.8.1")
SERVERS_CORE, LOAD_CORE = 0, 1


class Server:
    """A running server. In a `with`, it ends when the block ends."""

    def __init__(
        self, command: list[str], folder: pathlib.Path, environ: dict[str, str] | None = None
    ) -> None:
        pin(SERVERS_CORE)  # children inherit it, with all their threads
        self.output = folder / "output.txt"
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=os.environ | {"PYTHONPATH": str(ROOT)} | (environ or {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
            )
        pin(LOAD_CORE)
        self.port = self.listens()

    def listens(self) -> int:
        """Wait until it has printed its port."""
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith(b"PORT "):
                return int(line.split()[1])
        raise RuntimeError(f"{self.process.args!r} did not start:\n{self.output.read_text()[-2000:]}")

    def order(self, line: str) -> None:
        assert self.process.stdin
        os.write(self.process.stdin.fileno(), line.encode() + b"\n")

    @property
    def pid(self) -> int:
        return self.process.pid

    def cpu(self) -> float:
        return cpu(self.pid)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """Close its stdin, which ends it; kill it if that does not."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process.stdout.close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


@contextlib.contextmanager
def serving(folder: pathlib.Path, evening: Evening) -> Iterator[OpenNight]:
    """`opennight serve` as people run it, on the first core."""
    server = OpenNight(folder, **evening.environ)
    pin(SERVERS_CORE)
    server.start()
    pin(LOAD_CORE)
    try:
        yield server
    finally:
        server.kill()


def python(name: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{name}"]


def node(name: str, modules: pathlib.Path) -> list[str]:
    """Node finds a script's modules beside the script, so the scripts are copied to where the modules are."""
    return ["node", str(modules / name)]


def node_modules(folder: pathlib.Path) -> pathlib.Path | None:
    """The folder with our Node scripts and the pinned modules they need; None if those are unavailable."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("No Node here: `ws` and Socket.IO are left out.", flush=True)
        return None
    for script in REFERENCE.glob("*.js"):
        shutil.copy(script, folder)
    command = [
        "npm",
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
        str(folder),
    ]
    done = subprocess.run([*command, *NODE_MODULES], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"npm could not install {NODE_MODULES}: both are left out.\n{done.stderr[-300:]}", flush=True)
        return None
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
