"""The gate: limits connections, so that the log on the disk never runs out of file descriptors."""

import errno
import logging
import socket
import time
from typing import Any

logger = logging.getLogger("opennight")

SPARE = 50
"""Descriptors kept free for the database and for the processes that work out line-ups."""
REST = 1.0
"""Seconds for which asyncio stops accepting once the system has no descriptors left."""
MINUTE = 60.0
OUT_OF = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


def most_open() -> int:
    """How many descriptors connections may use."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return 2**31
    now, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(now - SPARE, now // 2) if now != resource.RLIM_INFINITY else 2**31


class Gate(socket.socket):
    """A listening socket that hangs up at once on new connections when descriptors are nearly used up.

    The system gives out the lowest free number, so a high one means that nearly all are taken.
    """

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(listening.family, listening.type, listening.proto, fileno=listening.detach())
        self.most = most_open()
        self.rested = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        """As for any socket; raises BlockingIOError if there is no connection that we can take."""
        try:
            wire, address = super().accept()
        except OSError as error:
            # asyncio pauses for a second after such an error, but first it would try the whole backlog.
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
    """Lets each warning through once a minute, without its traceback, or an attacker could fill the disk.

    Errors always pass, since they are bugs in our code. asyncio's errors from `socket.accept()` count as
    warnings: they only say that the system has no descriptors left.
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
    """Log what strangers can provoke only once a minute."""
    seldom = Seldom()
    for name in ("opennight", "uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(seldom)
