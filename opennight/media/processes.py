"""Work on what strangers sent is done in processes of its own: what breaks a decoder breaks nothing else."""

import asyncio
import os
import pathlib
import shutil
import sys

from opennight.places import PACKAGE

BEHIND = ("nice", "-n", "10") if shutil.which("nice") else ()
"""Starts it behind all else: what it loads takes as long as what it does, and votes would wait for that."""


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
