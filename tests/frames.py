"""WebSocket frames in a stream of bytes, and a line that loses, doubles and delays whole ones."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

TEXT, BINARY = 1, 2


@dataclass
class Frames:
    """Cuts what a server says into whole frames; a server's frames carry no mask (RFC 6455, 5.2)."""

    rest: bytes = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that are complete now, each with its head."""
        self.rest += data
        found = []
        while (size := size_of(self.rest)) and len(self.rest) >= size:
            found.append(self.rest[:size])
            self.rest = self.rest[size:]
        return found


def size_of(data: bytes) -> int:
    """The length of the frame that starts here, head and all; 0 as long as that cannot be known."""
    if len(data) < 2:
        return 0
    wide = {126: 2, 127: 8}.get(data[1] & 127, 0)
    if len(data) < 2 + wide:
        return 0
    return 2 + wide + (int.from_bytes(data[2 : 2 + wide]) if wide else data[1] & 127)


def is_message(frame: bytes) -> bool:
    """A whole message of its own: what can be lost without breaking the protocol. Not a ping, nor a close."""
    return frame[0] & 0x80 != 0 and frame[0] & 0x0F in (TEXT, BINARY)


@dataclass
class Weather:
    """What becomes of each frame, by chance: shares from 0 to 1. A delayed frame comes after later ones."""

    chance: random.Random
    lost: float = 0.0
    doubled: float = 0.0
    delayed: float = 0.0
    longest: float = 0.5
    """Seconds that a delayed frame may be late."""
    befell: dict[str, int] = field(default_factory=lambda: {"lost": 0, "doubled": 0, "delayed": 0})

    def passes(self, frame: bytes, write: Callable[[bytes], None], later: Callable[..., object]) -> None:
        """Hand the frame on, or not, or twice, or `later(seconds, write, frame)`."""
        fate = self.fate() if is_message(frame) else ""
        if fate:
            self.befell[fate] += 1
        if fate == "lost":
            return
        if fate == "delayed":
            later(self.chance.uniform(0, self.longest), write, frame)
            return
        write(frame * 2 if fate == "doubled" else frame)

    def fate(self) -> str:
        point = self.chance.random()
        for name, share in (("lost", self.lost), ("doubled", self.doubled), ("delayed", self.delayed)):
            if point < share:
                return name
            point -= share
        return ""
