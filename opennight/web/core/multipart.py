"""Forms with files in them, as browsers send them (RFC 7578), taken apart in one pass.

Not by Python's parser of e-mail: what only mail has, such as parts within parts, takes it seconds, for which
all other requests wait.
"""

import mmap
import re
from collections.abc import Iterator
from typing import NamedTuple

from opennight.night.messages import Refused, _

LONGEST_HEAD = 4096
BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s";,]{1,70}))', re.IGNORECASE)
DISPOSITION = re.compile(rb"^content-disposition:\s*form-data\s*;(.*)$", re.IGNORECASE | re.MULTILINE)
NAME = re.compile(rb'(?:^|;)\s*name="([^"]*)"', re.IGNORECASE)
FILE = re.compile(rb"(?:^|;)\s*filename\*?=", re.IGNORECASE)


class Part(NamedTuple):
    """One field: its name, whether it is a file, and where in the body its value is."""

    name: str
    file: bool
    start: int
    end: int


def wrong() -> Refused:
    return Refused(_("Something is wrong with this form. Reload the page."))


def boundary_of(kind: str) -> bytes:
    """What stands before each part of a body of this content type. Raises `Refused` if it names nothing."""
    found = BOUNDARY.search(kind)
    if not found:
        raise wrong()
    return b"--" + (found[1] or found[2]).encode()


def parts(body: bytes | mmap.mmap, boundary: bytes, most: int) -> Iterator[Part]:
    """The first parts of a multipart body. Raises `Refused` if it does not end as it should."""
    at = body.find(boundary)
    for _count in range(most):
        head = at + len(boundary)
        if at < 0 or body[head : head + 2] == b"--":
            break
        start = body.find(b"\r\n\r\n", head, head + LONGEST_HEAD) + 4
        at = body.find(b"\r\n" + boundary, start)
        if start < 4 or at < 0:
            raise wrong()
        yield part(body[head:start], start, at)
        at += 2


def part(head: bytes, start: int, end: int) -> Part:
    """The part with these headers."""
    found = DISPOSITION.search(head)
    said = found[1] if found else b""
    name = NAME.search(said)
    return Part(name[1].decode(errors="replace") if name else "", bool(FILE.search(said)), start, end)
