"""Where server processes come from quickly: a process that has loaded the program, and forks.

To start Python and load everything takes half a second of work, for each of a hundred servers. A fork has all
of it at once, and is from there on what `python -m opennight serve` is: a process with its own folder,
settings and output, which can be killed.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from opennight.shelf import Shelf
from opennight.web.core import compiling

ROOT = pathlib.Path(__file__).parent.parent
LOADED = ("opennight.cli", "opennight.store.sqlite", "opennight.store.postgres", "tests.turned")
LOOK = 0.01
"""Seconds between two looks whether a process has ended."""


class Nursery:
    """The process that forks, of one test process: started by the first who wants a server."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        with its:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.nursery", str(its.fileno())], pass_fds=[its.fileno()], cwd=ROOT
            )
        self.lines = ours.makefile("rw")
        ours.close()  # the file keeps it open
        self.one_by_one = threading.Lock()
        atexit.register(self.close)

    def ask(self, **what: Any) -> Any:
        with self.one_by_one:
            self.lines.write(f"{json.dumps(what)}\n")
            self.lines.flush()
            return json.loads(self.lines.readline())

    def close(self) -> None:
        self.lines.close()
        self.process.wait()


class Child:
    """A forked process. It can what a `subprocess.Popen` can, as far as tests use it."""

    nursery: Nursery | None = None

    def __init__(
        self,
        module: str,
        words: Sequence[str],
        cwd: pathlib.Path,
        env: Mapping[str, str],
        output: pathlib.Path,
    ) -> None:
        Child.nursery = self.home = Child.nursery or Nursery()
        self.returncode: int | None = None
        self.pid: int = self.home.ask(
            module=module, words=list(words), cwd=str(cwd), env=dict(env), output=str(output)
        )

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self.home.ask(ended=self.pid)
        return self.returncode

    def wait(self, timeout: float = float("inf")) -> int:
        give_up = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > give_up:
                raise subprocess.TimeoutExpired(f"server {self.pid}", timeout)
            time.sleep(LOOK)
        return status

    def send_signal(self, sign: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sign)

    def kill(self) -> None:
        self.send_signal(9)


def fork(asked: dict[str, Any], line: socket.socket) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        os.close(line.detach())
        status = become(**asked)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # what the parent wants to do at its end is not ours to do


def become(module: str, words: list[str], cwd: str, env: dict[str, str], output: str) -> int:
    """Be what `python -m MODULE WORDS` is."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for where, how, fds in ((os.devnull, os.O_RDONLY, (0,)), (output, os.O_WRONLY | os.O_APPEND, (1, 2))):
        opened = os.open(where, how)
        for fd in fds:
            os.dup2(opened, fd)
        os.close(opened)
    if module == "tests.turned":
        constants, *words = words
        importlib.import_module(module).turn(json.loads(constants))
    sys.argv = [module, *words]
    return int(importlib.import_module("opennight.cli").main(words))


def ended(pid: int) -> int | None:
    """The exit status of this child, once it has ended."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def load() -> None:
    """What every server would load, compile and read anew: the templates and the decks, too."""
    for name in LOADED:
        importlib.import_module(name)
    from tests import kept_decks

    kept_decks.keep()
    compiling.compile_all()
    Shelf()
    gc.freeze()  # or each fork would look through all of it again and again, and so copy it


def listen(line: socket.socket) -> NoReturn:
    """Do what is asked, until nobody can ask any more."""
    load()
    with line, line.makefile("rw") as lines:
        for asked in map(json.loads, lines):
            answer = ended(asked["ended"]) if "ended" in asked else fork(asked, line)
            lines.write(f"{json.dumps(answer)}\n")
            lines.flush()
    sys.exit()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        listen(socket.socket(fileno=int(sys.argv[1])))
