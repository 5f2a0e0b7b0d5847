"""WebSocket frames in a stream of bytes, and weather that loses, doubles and delays whole frames."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

TEXT, BINARY = 1, 2


@dataclass
class Frames:
    """Cuts a server's bytes into whole frames; a server's frames carry no mask (RFC 6455, 5.2)."""

    rest: bytes = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that are complete now, each with its header."""
        self.rest += data
        found = []
        while (size := size_of(self.rest)) and len(self.rest) >= size:
            found.append(self.rest[:size])
            self.rest = self.rest[size:]
        return found


def size_of(data: bytes) -> int:
    """The length of the frame that starts here, header included; 0 until that can be known."""
    if len(data) < 2:
        return 0
    wide = {126: 2, 127: 8}.get(data[1] & 127, 0)
    if len(data) < 2 + wide:
        return 0
    return 2 + wide + (int.from_bytes(data[2 : 2 + wide]) if wide else data[1] & 127)


def is_message(frame: bytes) -> bool:
    """Whether it is a whole message: it can be lost without breaking the protocol, unlike a ping or close."""
    return frame[0] & 0x80 != 0 and frame[0] & 0x0F in (TEXT, BINARY)


@dataclass
class Weather:
    """What happens to each frame, at random: shares from 0 to 1. Later frames may overtake a delayed one."""

    chance: random.Random
    lost: float = 0.0
    doubled: float = 0.0
    delayed: float = 0.0
    longest: float = 0.5
    """Maximum delay, in seconds."""
    befell: dict[str, int] = field(default_factory=lambda: {"lost": 0, "doubled": 0, "delayed": 0})

    def passes(self, frame: bytes, write: Callable[[bytes], None], later: Callable[..., object]) -> None:
        """Pass the frame on once, twice, not at all, or `later(seconds, write, frame)`."""
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
