"""Heavy thinking, in a process of its own: so the pushes to the phones never wait for it."""

import asyncio
import sys

from opennight.places import PACKAGE


async def think(module: str, asked: bytes, *what: str) -> bytes:
    """Hand what is asked (JSON) to this module in a separate process, and return its answer (JSON). `what`
    says which of its questions it is, if it knows several.

    Raises `OSError` if that fails; leaves no process behind.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *what),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,  # so that Python finds the package, wherever the server was started
    )
    try:
        answer, said = await process.communicate(asked)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise OSError(f"{module} ended with {process.returncode}: {said.decode(errors='replace')}")
    return answer
