"""Work on what strangers sent is done in processes of its own: what breaks a decoder breaks nothing else."""

import asyncio
import contextlib
import ctypes
import os
import pathlib
import shutil
import signal
import sys

from opennight.places import PACKAGE

PR_SET_PDEATHSIG = 1
"""As in <sys/prctl.h>."""
BEHIND = ("nice", "-n", "10") if shutil.which("nice") else ()
"""Starts it behind all else: what it loads takes as long as what it does, and votes would wait for that."""
MEMORY = 1_500_000_000
"""Bytes of memory that such a process may have."""
LARGEST = 500_000_000
"""Bytes of what it may write."""


class Died(OSError):
    """Such a process came to nothing; a negative `status` is the signal that ended it."""

    def __init__(self, module: str, status: int, wrong: bytes) -> None:
        super().__init__(f"{module}: {status}: {wrong[-2000:].decode(errors='replace')}")
        self.status = status


async def run(module: str, *arguments: str) -> bytes:
    """What `python -m module` says. Raises `Died` if it fails, `OSError` if it cannot begin; leaves no
    process behind."""
    process = await asyncio.create_subprocess_exec(
        *(*BEHIND, sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # numpy would take a thread for each core
    )
    try:
        said, wrong = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise Died(module, process.returncode, wrong)
    return said


def paths(*files: pathlib.Path) -> list[str]:
    """They mean the same from another folder."""
    return [str(file.absolute()) for file in files]


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
