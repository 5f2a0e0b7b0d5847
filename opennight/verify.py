"""`opennight verify`: checks a record, or an archive, against the log, and works out again what follows from
the votes. It shows nobody's votes, and changes nothing; the server may run."""

import argparse
import asyncio
import pathlib
from collections.abc import Callable, Iterable

import msgspec

from opennight import config, proof
from opennight.archive import reading
from opennight.archive.manifest import Unfit
from opennight.commands import opened
from opennight.planning import Planner
from opennight.proof import Finding
from opennight.store.envelope import Row
from opennight.store.log import Unavailable
from opennight.terminal import say

MOST = 100_000_000_000
"""Bytes of a file: an archive has the clips of a night in it."""


class Unread(Exception):
    """It cannot be checked; the text is a sentence that says why."""


def verify(args: argparse.Namespace) -> int:
    """Returns 0 if all is well, 1 if something is not, or if the file cannot be read."""
    path = pathlib.Path(args.file)
    try:
        found = findings(path, (args.code or "").upper())
    except (Unread, Unfit, Unavailable) as error:
        say(error, wrong=True)
        return 1
    for one in found:
        say(one.text, wrong=not one.good)
    return 0 if all(one.good for one in found) else 1


def findings(path: pathlib.Path, code: str) -> list[Finding]:
    if not path.is_file():
        raise Unread(f"There is no file {str(path)!r}.")
    if path.stat().st_size > MOST:
        raise Unread("This file is far larger than any record or archive of ours.")
    with path.open("rb") as file:
        is_record = file.read(1) == b"{"
    if is_record:
        return asyncio.run(record(path.read_bytes(), code))
    with reading.opened(path) as found:
        return asyncio.run(archive(found, code))


async def rows_of(code: str) -> list[Row]:
    async with opened(config.load()) as log:
        rows = await log.rows(code)
    if not rows:
        raise Unread(f"There is no night with the code {code} in this database.")
    return rows


async def record(content: bytes, code: str) -> list[Finding]:
    try:
        its = code or str(msgspec.json.decode(content)["code"])
        return await held(its, lambda rows: proof.of_record(content, its, rows))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unread("This file is not an opennight record.json, or only part of one.") from None


async def archive(found: reading.Archive, code: str) -> list[Finding]:
    its = code or found.manifest.code
    return await held(its, lambda rows: proof.of_archive(found, its, rows))


async def held(code: str, against: Callable[[list[Row]], Iterable[Finding]]) -> list[Finding]:
    """What is to be said of the log of this night, and of the file that is held `against` its rows."""
    rows = await rows_of(code)
    chain = [*proof.of_chain(code, rows)]
    if not proof.can_be_read(code, rows):
        return [*chain, Finding(False, "This log makes no night, so nothing more can be checked.")]
    return [*chain, *against(rows), *await proof.of_votes(code, rows, Planner())]
