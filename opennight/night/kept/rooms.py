"""Where and when groups can meet."""

import msgspec

FEATURES = ("step-free", "projector", "quiet")
"""What a room can have and a pitch can need."""


class Room(msgspec.Struct, frozen=True):
    """A place with `seats`; a table is a room. `features` are some of FEATURES."""

    id: int
    name: str
    seats: int
    features: tuple[str, ...] = ()


class Slot(msgspec.Struct, frozen=True):
    """A time span on the night's date, `start` and `end` as "HH:MM" in the night's time zone."""

    id: int
    start: str
    end: str
