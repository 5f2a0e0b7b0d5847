"""By when something is to be done, as people write it: a day only where one is named."""

import pytest

from opennight.record.dues import day_of

SUNDAY = "2026-11-29"


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("Friday", "2026-12-04"),
        ("by Fri", "2026-12-04"),
        ("Sunday", "2026-12-06"),
        ("Saturday night", "2026-12-05"),
        ("tomorrow", "2026-11-30"),
        ("12 May", "2027-05-12"),
        ("30 November", "2026-11-30"),
        ("May 12, 2028", "2028-05-12"),
        ("12.5.2027", "2027-05-12"),
        ("end of February", "2027-02-28"),
        ("end of January 2031", "2031-01-31"),
        ("Sun", "2026-12-06"),
        ("by sat", "2026-12-05"),
        ("12 May 19:00", "2027-05-12"),
        ("12 May, that is 12.5.2027", "2027-05-12"),
    ],
)
def test_a_day_that_was_named(due: str, day: str) -> None:
    """Said on a Sunday in November."""
    assert day_of(due, SUNDAY) == day


@pytest.mark.parametrize(
    "due",
    [
        "",
        "soon",
        "in two weeks",
        "next Friday",
        "two Sundays from now",
        "on Sundays",
        "every Saturday",
        "each Sat",
        "a week on Friday",
        "first Sunday of the month",
        "the last Friday in May",
        "Friday or Saturday",
        "31 February",
        "12 May or 15 May",
        "12.5.2027 or 15 May 2027",
        "2027-05-12 to 2027-05-15",
        "Fri/Sat",
        "Wed, Thu",
        "Sat Sun",
        "when the sun is out",
        "once we have sat down",
    ],
)
def test_none_is_made_up(due: str) -> None:
    assert day_of(due, SUNDAY) == ""
