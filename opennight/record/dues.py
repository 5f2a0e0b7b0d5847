"""By when something is to be done, as people write it (“by Friday”, “12 May”, “end of June”), as a day.

Only what is sure: a day that nobody named would be one that the record made up.
"""

import datetime as dt
import re
from collections.abc import Iterator

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
WRITTEN = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(r"\b(?P<day>[0-3]?\d)[./](?P<number>[01]?\d)[./](?P<year>20\d\d)\b"),
    re.compile(rf"\b{DAY}(?:\s+of)?\s+{MONTH}{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH}\s+{DAY}{YEAR}(?!\d)", re.IGNORECASE),
)
"""Ways to write a date; the day goes before the month wherever both are numbers."""
WEEKDAYS = (
    re.compile(r"\b(mon|tues?|thu(?:rs)?|fri|(?:wednes|satur|sun)(?=day))(?:day)?s?\b", re.IGNORECASE),
    re.compile(
        r"(?:^|\b(?:by|on|this|until|till|before|or|and)\s|[,/–-]|(?<=\b(?:mon|tue|wed|thu|fri|sat)\s))\s*"
        r"(wed|sat|sun)\b",
        re.IGNORECASE,
    ),
)
"""Three of them are words in short: “once we have sat down, when the sun is out” names no day."""
WHICH = re.compile(
    r"\b(?:next|every|each|first|second|third|fourth|last|two|three|four|weeks?|after)\b|days\b",
    re.IGNORECASE,
)
"""With one of these, a day of the week is another than the next one, or none: “two Sundays from now”."""
END_OF_MONTH = re.compile(
    rf"\b(?:end of|by|in|during)\s+(?:the\s+end\s+of\s+)?{MONTH}{YEAR}(?!\d)", re.IGNORECASE
)
TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)


def day_of(due: str, date: str) -> str:
    """The day (YYYY-MM-DD) that `due` names, said on the evening of `date`; "" if it names none, or two."""
    try:
        evening = dt.date.fromisoformat(date)
    except ValueError:
        return ""
    if named := set(dates(due, evening)):
        return the_one(named)
    if TOMORROW.search(due):
        return (evening + dt.timedelta(days=1)).isoformat()
    if days := {one.lower()[:3] for form in WEEKDAYS for one in form.findall(due)}:
        return weekday(the_one(days), evening, later=bool(WHICH.search(due)))
    return the_one({last_of(found["month"], evening, found["year"]) for found in END_OF_MONTH.finditer(due)})


def the_one(those: set[str]) -> str:
    """What is named, if that is one thing."""
    return those.pop() if len(those) == 1 else ""


def dates(due: str, evening: dt.date) -> Iterator[str]:
    """All dates in it, one that there is not as ""."""
    for form in WRITTEN:
        yield from (dated(found, evening) for found in form.finditer(due))
        due = form.sub(" ", due)  # in “12 May 19:00” there is no 19 May


def dated(found: re.Match[str], evening: dt.date) -> str:
    """A date without a year is the next such day."""
    known = found.groupdict()
    month = int(known["number"]) if known.get("number") else number(known["month"])
    day, year = int(known["day"]), int(known["year"] or 0)
    try:
        if year:
            return dt.date(year, month, day).isoformat()
        this = dt.date(evening.year, month, day)
        return (this if this >= evening else dt.date(evening.year + 1, month, day)).isoformat()
    except ValueError:
        return ""


def number(month: str) -> int:
    return MONTHS.index(month.lower()[:3]) + 1


def weekday(day: str, evening: dt.date, *, later: bool) -> str:
    """The next such day after the evening; none if it may be a later one, as “next Friday” may."""
    if later or not day:
        return ""
    ahead = (DAYS.index(day) - evening.weekday() - 1) % 7 + 1
    return (evening + dt.timedelta(days=ahead)).isoformat()


def last_of(month: str, evening: dt.date, said: str | None) -> str:
    """The last day of the next such month, or of the one in the year that was `said`."""
    which = number(month)
    year = int(said) if said else evening.year if which >= evening.month else evening.year + 1
    following = dt.date(year + which // 12, which % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).isoformat()
