"""Zip files that are the same, byte for byte, whenever they are made of the same; also such as are too large
to be held in memory, whose length is known before the first byte.

Without the format's extensions for more than 4 GB, so that everything opens them.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

THEN = (0, 33)
"""The time and date that everything in them has: midnight of 1 January 1980, the first that there is."""
STORED, DEFLATED = 0, 8
UTF8 = 1 << 11
UNIX = 3 << 8 | 20
MODE = 0o100644 << 16
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


class Entry(NamedTuple):
    """A file in a zip: `size` bytes with this checksum, of which it keeps `kept` bytes that `read` gives in
    pieces."""

    name: bytes
    how: int
    crc: int
    size: int
    kept: int
    read: Callable[[], Iterable[bytes]]


def packed(name: str, content: str | bytes) -> Entry:
    """A file that is held in memory, packed if that gains something."""
    whole = content.encode() if isinstance(content, str) else content
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    small = squeeze.compress(whole) + squeeze.flush()
    how, kept = (DEFLATED, small) if len(small) < len(whole) else (STORED, whole)
    return Entry(name.encode(), how, zlib.crc32(whole), len(whole), len(kept), lambda: (kept,))


def stored(name: str, crc: int, size: int, read: Callable[[], Iterable[bytes]]) -> Entry:
    """A file that is read only when its turn comes, as it is."""
    return Entry(name.encode(), STORED, crc, size, size, read)


def head(one: Entry) -> bytes:
    known = (20, UTF8, one.how, *THEN, one.crc, one.kept, one.size, len(one.name), 0)
    return LOCAL.pack(b"PK\x03\x04", *known) + one.name


def listed(one: Entry, at: int) -> bytes:
    """Its line in the directory at the end; `at`: where its head is."""
    known = (UNIX, 20, UTF8, one.how, *THEN, one.crc, one.kept, one.size, len(one.name), 0, 0, 0, 0, MODE, at)
    return CENTRAL.pack(b"PK\x01\x02", *known) + one.name


def length(entries: Iterable[Entry]) -> int:
    """Bytes of the zip with these files."""
    ours = LOCAL.size + CENTRAL.size
    return END.size + sum(ours + 2 * len(one.name) + one.kept for one in entries)


def stream(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The zip in pieces. Raises `OSError` if a file is not what it was when it was looked at."""
    at, lines = 0, []
    for one in entries:
        lines.append(listed(one, at))
        yield head(one)
        given = 0
        for piece in one.read():
            given += len(piece)
            yield piece
        if given != one.kept:
            raise OSError(f"{one.name.decode()} has {given} bytes, not {one.kept}")
        at += LOCAL.size + len(one.name) + given
    directory = b"".join(lines)
    yield directory
    yield END.pack(b"PK\x05\x06", 0, 0, len(lines), len(lines), len(directory), at, 0)


def of(files: Mapping[str, str | bytes]) -> bytes:
    """A zip with these files, in this order."""
    return b"".join(stream([packed(name, content) for name, content in files.items()]))
