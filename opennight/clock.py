"""Time: the server's one clock, and what it says in a night's zone."""

import datetime as dt
import time
import zoneinfo

from opennight.night.state import Night


def now() -> int:
    """Milliseconds since 1970 (UTC)."""
    return time.time_ns() // 1_000_000


def zone(name: str) -> dt.tzinfo:
    """The time zone with this IANA name; UTC if it is unknown."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return dt.UTC


def midnight(night: Night) -> int:
    """The moment (ms) at which the night's date begins in its zone."""
    day = dt.date.fromisoformat(night.setup.date)
    return round(dt.datetime.combine(day, dt.time(), zone(night.setup.zone)).timestamp() * 1000)


def time_of_day(night: Night, ms: int) -> str:
    """The time of day in the night's zone, as "HH:MM"."""
    return f"{dt.datetime.fromtimestamp(ms / 1000, zone(night.setup.zone)):%H:%M}"


def moment(night: Night, ms: int) -> str:
    """ISO 8601 with the night's offset, to the second."""
    return dt.datetime.fromtimestamp(ms / 1000, zone(night.setup.zone)).isoformat(timespec="seconds")


def today(zone_name: str) -> str:
    """Today's date in this time zone, as YYYY-MM-DD."""
    return dt.datetime.now(zone(zone_name)).date().isoformat()
