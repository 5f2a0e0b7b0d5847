"""The rounds in a calendar, read by another reading than the writing, in two time zones."""

import datetime as dt
import zoneinfo

import pytest
from icalendar import Calendar

from opennight.night.lineup import PlacePitch
from opennight.night.phases import MovePhase
from opennight.night.setups import ChangeSetup
from opennight.record import calendar
from opennight.record.anchored import place
from opennight.record.files import rounds, schedule
from tests.cast import CORNER, LATE, Story, host, setup
from tests.record.conftest import ABOUT_BEES

ADDRESS = "https://night.example/n/BEES"


def written(story: Story, address: str = ADDRESS) -> Calendar:
    night = story.night
    text = calendar.write(night, [], rounds.events(night, schedule.of(night, address)))
    made = Calendar.from_ical(text)
    assert isinstance(made, Calendar)
    return made


@pytest.mark.parametrize(("zone", "start"), [("Europe/Berlin", "19:42"), ("Asia/Kathmandu", "00:27")])
def test_a_round_is_when_it_really_was(story: Story, zone: str, start: str) -> None:
    """The same moment, as each zone calls it."""
    story.given(host(MovePhase, to="share"), host(ChangeSetup, setup=setup(zone=zone)))
    its = written(story)
    bees = its.walk("VEVENT")[0]
    assert f"{bees.decoded('DTSTART'):%H:%M}" == start
    assert bees.decoded("DTSTART").astimezone(dt.UTC).isoformat() == "2026-11-22T18:42:00+00:00"
    assert bees.decoded("DTEND") - bees.decoded("DTSTART") == dt.timedelta(minutes=42)
    assert bees["DTSTART"].params["TZID"] == zone
    assert [one["TZID"] for one in its.walk("VTIMEZONE")] == [zone]
    here = bees.decoded("DTSTART").astimezone(zoneinfo.ZoneInfo("America/New_York"))
    assert f"{here:%H:%M}" == "13:42"


def test_it_says_what_where_and_where_to_read_on(story: Story) -> None:
    bees = written(story).walk("VEVENT")[0]
    assert bees["UID"] == f"group-{ABOUT_BEES}-bees@opennight"
    assert bees["SUMMARY"] == "Bees · Bees and books"
    assert bees["LOCATION"] == "Hall, Library"
    assert bees["DESCRIPTION"] == "On roofs\n\nHoney: Sweet"
    assert bees["URL"] == place(ADDRESS, f"group-{ABOUT_BEES}")
    assert "URL" not in written(story, "").walk("VEVENT")[0]
    assert "CC BY 4.0" in str(written(story)["X-WR-CALDESC"])


def test_a_change_is_one_of_the_same_round(story: Story) -> None:
    first = written(story).walk("VEVENT")
    story.given(host(MovePhase, to="share"), host(PlacePitch, pitch=2, slot=LATE.id, room=CORNER.id))
    second = written(story).walk("VEVENT")
    assert [one["UID"] for one in first] == [one["UID"] for one in second]
    assert first[1].decoded("SEQUENCE") < second[1].decoded("SEQUENCE")
    assert first[1].decoded("DTSTAMP") < second[1].decoded("DTSTAMP")
