"""Work on what strangers sent is done in processes of its own: what breaks a decoder breaks nothing else."""

import asyncio
import contextlib
import os
import pathlib
import sys

from opennight.places import PACKAGE

MEMORY = 1_500_000_000
"""Bytes of memory that such a process may have."""
LARGEST = 500_000_000
"""Bytes of what it may write."""


async def run(module: str, *arguments: str) -> bytes:
    """What `python -m module` says. Raises `OSError` if it fails; leaves no process behind."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,
    )
    try:
        said, wrong = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise OSError(f"{module}: {process.returncode}: {wrong[-2000:].decode(errors='replace')}")
    return said


def paths(*files: pathlib.Path) -> list[str]:
    """They mean the same from another folder."""
    return [str(file.absolute()) for file in files]


def restrain(seconds: int, nice: int = 15) -> None:
    """In such a process: take little from the rest of the machine, and nothing without end."""
    os.nice(nice)
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: LARGEST,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # lower already
            resource.setrlimit(limit, (most, most))
