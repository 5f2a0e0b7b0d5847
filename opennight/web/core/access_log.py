"""A line in the log for each request, written many at a time: each write is a call to the system."""

import asyncio
import logging

import msgspec

encode = msgspec.json.Encoder().encode
logger = logging.getLogger("opennight.requests")

EACH = 0.25
"""Seconds between two writes; a server that is killed takes the last lines with it."""
MOST = 1_000
"""Lines that wait, at most."""


class AccessLog:
    """Says which path was asked for, what came of it, and how long that took.

    The path only: queries can hold keys. No address, no name: it is nobody's business who was here.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.timer: asyncio.TimerHandle | None = None

    def add(self, method: str, path: str, status: int, seconds: float) -> None:
        line = {"method": method, "path": path, "status": status, "ms": round(seconds * 1000, 1)}
        self.lines.append(encode(line).decode())
        if len(self.lines) >= MOST:
            self.flush()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(EACH, self.flush)

    def flush(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if self.lines:
            logger.info("\n".join(self.lines))
            self.lines = []
