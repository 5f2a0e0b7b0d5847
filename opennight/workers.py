"""Several serving processes behind one port: `opennight serve --workers N`, with PostgreSQL."""

import logging
import multiprocessing
import signal
import time
from multiprocessing.context import SpawnProcess
from types import FrameType

from opennight.config import Settings
from opennight.places import more_sockets
from opennight.serve import serve

logger = logging.getLogger("opennight")

LOOK = 0.2
"""Seconds between two looks at the workers."""
AGAIN = 1.0
"""Seconds before a worker that has ended is started again."""
spawn = multiprocessing.get_context("spawn")


def work(settings: Settings) -> None:
    """One worker. The system spreads connections over all that listen on the port."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    more_sockets()
    serve(settings, shared=True)


class Workers:
    """Keeps this many workers running until told to stop."""

    def __init__(self, settings: Settings, number: int) -> None:
        self.settings = settings
        self.running: list[SpawnProcess] = []
        self.number = number
        self.stopping = False

    def run(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self.stop)
        while not self.stopping:
            self.replace()
            time.sleep(LOOK)
        for worker in self.running:
            worker.join()

    def replace(self) -> None:
        """Start a worker for each that is missing."""
        ended = [worker for worker in self.running if not worker.is_alive()]
        for worker in ended:
            logger.error("worker %s has ended (%s); another takes its place", worker.pid, worker.exitcode)
            self.running.remove(worker)
        if ended:
            time.sleep(AGAIN)
        while len(self.running) < self.number and not self.stopping:
            worker = spawn.Process(target=work, args=(self.settings,))
            worker.start()
            self.running.append(worker)

    def stop(self, sign: int, frame: FrameType | None) -> None:
        """Pass it on. A second one ends them at once, as it does a single server."""
        self.stopping = True
        for worker in self.running:
            worker.terminate()
