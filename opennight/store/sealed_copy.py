"""What a copy of a database looked like when it was made: a file beside it, with a hash of each block.

So one byte that is changed anywhere in the copy is found, also where nothing stands, which no reading of it
would notice.
"""

import pathlib
from collections.abc import Iterator
from hashlib import sha256

BLOCK = 65_536
"""Bytes; the first has the header of SQLite."""
COUNTERS = (slice(18, 20), slice(24, 28), slice(92, 100))
"""In the header: what SQLite writes when it merely opens a file (how it is locked, and who wrote last)."""


def beside(copy: pathlib.Path) -> pathlib.Path:
    return copy.with_name(copy.name + ".sha256")


def hashes(file: pathlib.Path) -> Iterator[str]:
    with file.open("rb") as opened:
        first = True
        while block := opened.read(BLOCK):
            plain = bytearray(block)
            for part in COUNTERS if first else ():
                plain[part] = bytes(len(plain[part]))
            first = False
            yield sha256(plain).hexdigest()


def seal(copy: pathlib.Path) -> pathlib.Path:
    """Write down what the copy looks like now. Raises `OSError`."""
    beside(copy).write_text("".join(f"{one}\n" for one in hashes(copy)))
    return beside(copy)


def changed(copy: pathlib.Path) -> list[str]:
    """A sentence for each block that is not as it was; none if nobody wrote down how it was."""
    if not beside(copy).exists():
        return []
    before, now = beside(copy).read_text().split(), list(hashes(copy))
    found = [
        f"{copy}: changed between byte {place * BLOCK} and {(place + 1) * BLOCK - 1}, since it was copied"
        for place, (one, other) in enumerate(zip(before, now, strict=False))
        if one != other
    ]
    if len(before) != len(now):
        found.append(f"{copy}: it is longer or shorter than when it was copied")
    return [*found, f"If opennight wrote to it since, delete {beside(copy).name}."] if found else []


def open_up(copy: pathlib.Path) -> None:
    """It is no copy any more: a server writes to it."""
    beside(copy).unlink(missing_ok=True)
