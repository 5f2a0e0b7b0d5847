"""Runs tests in several processes, forked once all tests are collected: `-p tests.forked --processes 4`.

To load the program and collect the tests takes seven seconds of work, in a fresh clone twenty. A fork has all
of it at once, and shares its memory; pytest-xdist does it anew in each of its processes.

Each process asks for a few tests at a time. A journey needs a Chromium, so two processes take those and then
help the others, which take none.
"""

import contextlib
import gc
import itertools
import os
import random
import sys
import traceback
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, NoReturn

import pytest

JOURNEYS = "tests/journeys/"
WITH_BROWSER = 2
"""Processes that take journeys, of three or more; else all do."""
AT_ONCE = 20
"""Tests that a process takes at a time: of one file, as they may share what is set up for all of them. Of
journeys, which take long, it takes one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--processes", type=int, default=0, help="run tests in so many processes")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    option = session.config.option
    if option.processes < 2 or option.collectonly or session.testsfailed:
        return None  # pytest's own loop does it, or says why not
    Crew(session).run(option.processes)
    return True


def batches(items: Iterable[tuple[int, pytest.Item]], size: int) -> Iterator[list[int]]:
    """The numbers of the items, those of a file in lists of at most this size."""
    for _file, those in itertools.groupby(items, lambda pair: pair[1].path):
        numbers = [number for number, _item in those]
        yield from (numbers[start : start + size] for start in range(0, len(numbers), size))


@dataclass
class Worker:
    """One of the processes, as the first one knows it: the numbers of the tests that it has yet to end."""

    pid: int
    takes_journeys: bool
    given: list[int] = field(default_factory=list)


class Crew:
    """The first process: it gives out the tests, and tells pytest how they went."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.config = session.config
        numbered = list(enumerate(session.items))
        journeys = [pair for pair in numbered if pair[1].nodeid.startswith(JOURNEYS)]
        others = [pair for pair in numbered if not pair[1].nodeid.startswith(JOURNEYS)]
        self.journeys = deque(batches(journeys, 1))
        self.others = deque(batches(others, AT_ONCE))
        self.workers: dict[Connection, Worker] = {}

    def run(self, processes: int) -> None:
        self.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # for all of them
        gc.freeze()  # or each fork would look through all of it again and again, and so copy it
        try:
            for number in range(processes):
                self.begin(takes_journeys=processes <= WITH_BROWSER or number < WITH_BROWSER)
            while self.workers:
                for line in wait(list(self.workers)):
                    assert isinstance(line, Connection)
                    self.hear(line)
        finally:
            for line in self.workers:
                line.close()  # whoever asks for more ends
        if self.session.shouldfail:
            raise self.session.Failed(self.session.shouldfail)
        if self.session.shouldstop:
            raise self.session.Interrupted(self.session.shouldstop)

    def begin(self, takes_journeys: bool) -> None:
        ours, its = Pipe()
        with warnings.catch_warnings(action="ignore"):  # numpy's threads look after themselves
            pid = os.fork()
        if pid == 0:
            for line in (ours, *self.workers):
                line.close()
            work(self.session, its)
        its.close()
        self.workers[ours] = Worker(pid, takes_journeys)

    def hear(self, line: Connection) -> None:
        worker = self.workers[line]
        try:
            kind, said = line.recv()
        except (EOFError, ConnectionError):
            self.bury(line, worker)
            return
        if kind == "more":
            batch = self.next_batch(worker)
            worker.given += batch
            with contextlib.suppress(ConnectionError):  # it has ended, as is heard next
                line.send(batch)
        elif kind == "ended":
            worker.given.remove(said)
        else:
            self.tell(self.config.hook.pytest_report_from_serializable(config=self.config, data=said))

    def next_batch(self, worker: Worker) -> list[int]:
        if self.session.shouldfail or self.session.shouldstop:
            return []
        if worker.takes_journeys and self.journeys:
            return self.journeys.popleft()
        return self.others.popleft() if self.others else []

    def tell(self, report: pytest.TestReport) -> None:
        self.config.hook.pytest_runtest_logreport(report=report)

    def bury(self, line: Connection, worker: Worker) -> None:
        """Its process has ended. If that was in the midst of a test, this one failed, and another process
        does what was left to do."""
        del self.workers[line]
        line.close()
        status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        if worker.given:
            number, *left = worker.given
            item = self.session.items[number]
            says = f"The process that ran this ended, with status {status}."
            self.tell(pytest.TestReport(item.nodeid, item.location, {}, "failed", says, "call"))
            (self.journeys if worker.takes_journeys else self.others).extendleft([left] if left else [])
            self.begin(worker.takes_journeys)
        elif status:
            self.session.shouldfail = f"a process ended with status {status}"


def work(session: pytest.Session, line: Connection) -> NoReturn:
    """What a forked process does: all that it is given."""
    status = 1
    try:
        on_its_own(session.config, line)
        run_all(session, line)
        status = 0
    except (EOFError, ConnectionError, KeyboardInterrupt):
        pass  # the first process is gone, or told to end
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # what the first process wants to do at its end is not ours to do


def on_its_own(config: pytest.Config, line: Connection) -> None:
    """Share no more files and no more chance with the first process, and tell it alone how tests went."""
    random.seed()
    plugins = config.pluginmanager
    for name in ("terminalreporter", "terminalprogress"):
        with contextlib.suppress(AssertionError):
            plugins.unregister(name=name)
    capture = plugins.getplugin("capturemanager")
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture(in_=False)
    folder = config._tmp_path_factory  # type: ignore[attr-defined]
    folder._basetemp = folder.getbasetemp() / str(os.getpid())
    folder._basetemp.mkdir()
    plugins.register(Teller(config, line))


class Teller:
    """Tells the first process what pytest would print."""

    def __init__(self, config: pytest.Config, line: Connection) -> None:
        self.config = config
        self.line = line

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.line.send(("report", data))


def run_all(session: pytest.Session, line: Connection) -> None:
    def more() -> Any:
        line.send(("more", None))
        return line.recv()

    todo = deque(more())
    while todo:
        number = todo.popleft()
        todo.extend([] if todo else more())  # what comes next says what a test may leave behind
        follows = session.items[todo[0]] if todo else None
        item = session.items[number]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=follows)
        line.send(("ended", number))
