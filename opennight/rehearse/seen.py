"""What the rehearsal saw: counts and times, gathered by every phone in one place."""

import re
from array import array
from collections import Counter

QUOTED = re.compile(r"“[^”]*”")


class Seen:
    """`errors` are answers that no server should give; a rehearsal with one of them has failed."""

    def __init__(self) -> None:
        self.acks: array[float] = array("d")
        self.refusals: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.pushes = 0
        self.page_bytes = 0
        self.reconnects = 0
        self.gaps = 0
        self.retries = 0

    def acknowledged(self, seconds: float) -> None:
        self.acks.append(seconds)

    def refused(self, what: str, sentence: str, offer: int | None = None) -> None:
        """Count a refusal under its reason, without the names of rooms and pitches in it."""
        if offer is not None or "is full" in sentence:
            sentence = "the room is full; " + (
                "another was offered" if offer is not None else "so are all others"
            )
        self.refusals[f"{what}: {QUOTED.sub('“…”', sentence)}"] += 1

    def milliseconds(self, share: float) -> float:
        """The time within which this share of all acts was answered; 1.0 is the slowest of all."""
        ordered = sorted(self.acks)
        return ordered[max(0, round(share * len(ordered)) - 1)] * 1000 if ordered else 0.0
