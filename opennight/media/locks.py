"""Locks on files: several processes may want to do the same work, and one of them does it."""

import contextlib
import fcntl
from collections.abc import Iterator
from typing import BinaryIO


@contextlib.contextmanager
def locked(file: BinaryIO) -> Iterator[bool]:
    """Whether nobody else holds this file. They do not, from then on until it is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
