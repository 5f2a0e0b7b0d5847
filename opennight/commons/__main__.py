"""The process that keeps the index up: `python -m opennight.commons`, asked with the database as JSON.

It comes after all else on this machine, has its own connections, and writes a few nights at a time.
"""

import asyncio
import contextlib
import os
import pathlib
import sys

import msgspec

from opennight.commons.keeping import Kept, catch_up
from opennight.config import Database
from opennight.store.opening import commons_beside, open_log


async def kept(database: Database) -> Kept:
    log = await open_log(database)
    commons = commons_beside(log, database)
    try:
        async with log.turn("the commons"):  # of several processes, one does it
            return await catch_up(log, commons)
    finally:
        await commons.close()
        await log.close()


def main() -> None:
    with contextlib.suppress(OSError):
        os.nice(10)
    file, url, listen = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[str, str, str])
    found = asyncio.run(kept(Database(pathlib.Path(file) if file else None, url, listen)))
    sys.stdout.write(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    main()
