"""Time: the server's one clock, and a night's slots as moments."""

import datetime as dt
import time
import zoneinfo

from opennight.night.rooms import Slot
from opennight.night.state import Night
from opennight.night.tidy import length, minutes


def now() -> int:
    """Milliseconds since 1970 (UTC)."""
    return time.time_ns() // 1_000_000


def zone(name: str) -> dt.tzinfo:
    """The time zone with this IANA name; UTC if it is unknown."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return dt.UTC


def time_of_day(night: Night, ms: int) -> str:
    """The time of day in the night's zone, as "HH:MM"."""
    return f"{dt.datetime.fromtimestamp(ms / 1000, zone(night.setup.zone)):%H:%M}"


def today(zone_name: str) -> str:
    """Today's date in this time zone, as YYYY-MM-DD."""
    return dt.datetime.now(zone(zone_name)).date().isoformat()


def slot_ms(night: Night, slot: Slot) -> tuple[int, int]:
    """When a slot starts and ends, in milliseconds since 1970.

    A slot that starts earlier in the day than the night's first one is after midnight: on the next day.
    """
    try:
        day = dt.date.fromisoformat(night.setup.date)
    except ValueError:
        day = dt.date(1970, 1, 1)
    first = minutes(night.setup.slots[0].start) if night.setup.slots else 0
    since_midnight = minutes(slot.start) + (24 * 60 if minutes(slot.start) < first else 0)
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone(night.setup.zone))
    # Wall-clock arithmetic on purpose: 19:30 is 19:30 on the night the clocks change, too.
    start = midnight + dt.timedelta(minutes=since_midnight)
    begins = int(start.timestamp() * 1000)
    return begins, begins + length(slot) * 60_000
