"""Work on what strangers sent is done in processes of its own: what breaks a decoder breaks nothing else."""

import asyncio
import pathlib
import sys

from opennight.places import PACKAGE


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
