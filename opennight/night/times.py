"""Times of day, as "HH:MM" and as minutes since midnight."""

import re

from opennight.night.kept.rooms import Slot
from opennight.night.messages import Refused, _

DAY = 24 * 60


def minutes(clock: str, field: str = "slots") -> int:
    """The minutes since midnight of "HH:MM". Raises `Refused` for anything else."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(:\d\d)?", clock.strip())
    if not match or not (int(match[1]) < 24 and int(match[2]) < 60):
        raise Refused(_("Write a time as hours and minutes, like 19:30."), field=field)
    return int(match[1]) * 60 + int(match[2])


def time_of(minute: int) -> str:
    """The time of day, so many minutes after a midnight."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def length(slot: Slot) -> int:
    """Minutes of a slot; one that ends before it starts ends after midnight."""
    return (minutes(slot.end) - minutes(slot.start)) % DAY
