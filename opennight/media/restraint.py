"""What a process that works on strangers' files does first. It loads little: each photo starts one."""

import contextlib
import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
"""As in <sys/prctl.h>."""
MEMORY = 1_500_000_000
"""Bytes of memory that such a process may have."""
LARGEST = 500_000_000
"""Bytes of what it may write."""


def restrain(seconds: int, nice: int = 15, memory: int = MEMORY) -> None:
    """In such a process: take little from the machine, nothing without end, and end with the server:
    after it was killed, another one does the same work again."""
    os.nice(nice)
    with contextlib.suppress(OSError, AttributeError):  # a system that is not Linux
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: LARGEST,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # lower already
            resource.setrlimit(limit, (most, most))
