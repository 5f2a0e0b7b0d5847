"""The gate: who is let in to connect at all, so that descriptors never run out for the log on the disk."""

import errno
import logging
import socket
import time
from typing import Any

logger = logging.getLogger("opennight")

SPARE = 50
"""Descriptors that connections leave free: for the database, and for the processes of line-ups."""
REST = 1.0
"""Seconds for which asyncio accepts nobody once the system has said that it has nothing left."""
MINUTE = 60.0
OUT_OF = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


def most_open() -> int:
    """How many descriptors connections may take up."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return 2**31
    now, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(now - SPARE, now // 2) if now != resource.RLIM_INFINITY else 2**31


class Gate(socket.socket):
    """A listening socket that hangs up at once on those for whom there is no descriptor to spare.

    A system gives out the lowest number that is free, so one that is high says that nearly all are taken.
    """

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(listening.family, listening.type, listening.proto, fileno=listening.detach())
        self.most = most_open()
        self.rested = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        """As ever, or BlockingIOError: nobody there whom we could take."""
        try:
            wire, address = super().accept()
        except OSError as error:
            # asyncio rests for a second then; but first it would try again as often as its queue is long.
            if error.errno in OUT_OF:
                if time.monotonic() < self.rested:
                    raise BlockingIOError from None
                self.rested = time.monotonic() + REST
            raise
        if wire.fileno() >= self.most:
            wire.close()
            logger.warning("too many connections: hung up on one, as nearly all descriptors are taken")
            raise BlockingIOError
        return wire, address


class Seldom(logging.Filter):
    """Lets a warning through once a minute, without the traceback: who means harm could fill the disk.

    Errors pass, as they are bugs of ours; but not asyncio's of a system that has nothing left.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        words = str(record.msg).partition("\n")[0]
        if record.levelno != logging.WARNING and not words.startswith("socket.accept()"):
            return True
        record.msg, record.exc_info = words, None
        at = time.monotonic()
        if at < self.said.get(words, 0.0):
            return False
        self.said[words] = at + MINUTE
        return True


def say_seldom() -> None:
    """What strangers can make the server say, it says once a minute."""
    seldom = Seldom()
    for name in ("opennight", "uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(seldom)
