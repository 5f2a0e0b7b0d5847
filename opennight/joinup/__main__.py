"""Reads talks, and which of them mean the same, as JSON; writes which are neighbours, as JSON.

A process of its own, so that a big night holds up nobody (see opennight/joining.py). Here, too, it is found
out which sentences say what a talk needs, and what it has.
"""

import os
import re
import sys

os.nice(5)  # the pushes to the phones come first

import msgspec  # noqa: E402

from opennight.joinup.matches import needs_and_haves  # noqa: E402
from opennight.joinup.neighbours import Talk, neighbours  # noqa: E402

Meant = list[tuple[int, int, float]]
"""Which of the talks mean nearly the same, by their places, and how nearly; see opennight/meaning.py."""
PAIRS_EACH = 10
"""Pairs for each talk on average: enough that each has its own best ones among them."""
SENTENCE = re.compile(r"(?<=[.!?。؟])\s+")


def with_needs(talk: Talk) -> Talk:
    said = [one for line in (talk.title, *talk.text.splitlines()) for one in SENTENCE.split(line)]
    needs, haves = needs_and_haves(said)
    return talk._replace(needs=tuple(needs), haves=tuple(haves))


def main() -> None:
    talks, meant = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[list[Talk], Meant])
    found = neighbours(
        [with_needs(talk) for talk in talks],
        most=PAIRS_EACH * len(talks),
        meant={(a, b): strength for a, b, strength in meant},
    )
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
