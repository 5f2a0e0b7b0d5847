"""Days of the calendar: that of a moment, and one that somebody picks."""

import datetime as dt

from opennight.night.messages import Refused, _

AHEAD = 5
"""Years. A day further ahead is a slip of the thumb."""
DAY = 24 * 3600 * 1000
FIRST = dt.date(1970, 1, 1)


def date_of(at: int) -> dt.date:
    """The day of a moment (ms since 1970), in UTC."""
    return FIRST + dt.timedelta(days=at // DAY)


def earliest(at: int) -> dt.date:
    """The first day that may not be over at this moment (ms), wherever somebody is."""
    return date_of(at) - dt.timedelta(days=1)


def picked(text: str, field: str, first: dt.date | None) -> str:
    """The day that somebody picked (YYYY-MM-DD), from the `first` on, if there is one. Raises `Refused`."""
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("Pick a day."), field=field) from None
    if first and day < first:
        raise Refused(_("That day is over. Pick one still to come."), field=field)
    if first and day > first + dt.timedelta(days=366 * AHEAD):
        raise Refused(_("That is very far ahead. Check the year."), field=field)
    return day.isoformat()
