"""Reads talks, and which of them mean the same, as JSON; writes which are neighbours, as JSON.

A process of its own, so that a big night holds up nobody (see opennight/joining.py).
"""

import os
import sys

os.nice(5)  # the pushes to the phones come first

import msgspec  # noqa: E402

from opennight.joinup.compared import Meant, compared  # noqa: E402
from opennight.joinup.neighbours import Talk  # noqa: E402


def main() -> None:
    talks, meant = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[list[Talk], list[Meant]])
    sys.stdout.buffer.write(msgspec.json.encode(compared(talks, meant)))


if __name__ == "__main__":
    main()
