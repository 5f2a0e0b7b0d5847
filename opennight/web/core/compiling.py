"""Compiles all templates before anybody asks for them: once for each version of them, in a process of its own
behind all else, while the server already serves. Without it, the first night that a server has spends a
second of its own on them.

Runs as `python -m opennight.web.core.compiling`.
"""

import asyncio
import hashlib
import logging
import os
import sys

from opennight.media.processes import run
from opennight.places import COMPILED, TEMPLATES
from opennight.web.core.templates import HOW, templates

logger = logging.getLogger("opennight")

MODULE = "opennight.web.core.compiling"
DONE = COMPILED / "all"
"""Has the mark of the templates that have all been compiled."""


def mark() -> str:
    """What changes with any template, and with how they are compiled. Looks at no file's content."""
    seen = hashlib.sha256(HOW.encode())
    for path in sorted(TEMPLATES.rglob("*.*")):
        about = path.stat()
        seen.update(f"{path}\n{about.st_size}\n{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def is_done() -> bool:
    try:
        return DONE.read_text() == mark()
    except OSError:
        return False


def compile_all() -> None:
    """Compile whatever has not been, and note that if it is kept. Raises `OSError` if the disk is full."""
    now = mark()
    environment = templates("en")  # in other languages it is the same code
    for name in environment.list_templates():
        environment.get_template(name)
    if can_keep():
        COMPILED.mkdir(parents=True, exist_ok=True)
        DONE.write_text(now)


def can_keep() -> bool:
    """Whether what is compiled is kept at all: not if the program's folder belongs to somebody else."""
    place = next(one for one in (COMPILED, *COMPILED.parents) if one.exists())
    return not sys.dont_write_bytecode and os.access(place, os.W_OK)


async def beside() -> None:
    """Have it done, unless it was. A server can do without: else each is compiled at its first use."""
    if not can_keep() or await asyncio.to_thread(is_done):
        return
    try:
        await run(MODULE)
    except OSError:
        logger.exception("templates not compiled ahead")


if __name__ == "__main__":
    compile_all()
