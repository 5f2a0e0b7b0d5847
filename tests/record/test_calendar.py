"""Next meetings as calendars read them, checked with another reading of them than the writing."""

import datetime as dt

from icalendar import Calendar

from opennight.night.called_off import CancelMeeting, HideMeeting
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.phases import MovePhase
from opennight.record import calendar, outcome
from tests.cast import Story, attendee, host
from tests.record.conftest import ABOUT_BEES


def written(story: Story) -> Calendar:
    text = calendar.write(story.night, calendar.all_meetings(story.night, outcome.of(story.night).groups))
    assert "\r\n" in text
    made = Calendar.from_ical(text)
    assert isinstance(made, Calendar)
    return made


def test_a_meeting_leads_back_to_what_it_is_about(story: Story) -> None:
    night = fixed(story).night
    those = calendar.all_meetings(night, outcome.of(night).groups)
    (event,) = Calendar.from_ical(calendar.write(night, those, (), "https://n.example/n/BEES")).walk("VEVENT")
    assert event["URL"] == "https://n.example/n/BEES/record/to/meeting-1"


def fixed(story: Story, **more: str) -> Story:
    return story.given(
        host(MovePhase, to="share"),
        attendee(FixMeeting, group=ABOUT_BEES, day="2027-07-01", **more),
        host(MovePhase, to="closed"),
    )


def test_a_meeting_is_at_its_place_and_time_in_the_nights_zone(story: Story) -> None:
    fixed(story, time="19:30", place="Library; first floor", text="Bring seeds, and\ntools")
    its = written(story)
    (event,) = its.walk("VEVENT")
    assert event["UID"] == "meeting-1-bees@opennight"
    assert event["SUMMARY"] == "Bees · Bees and books"
    assert event["LOCATION"] == "Library; first floor"
    assert event["DESCRIPTION"] == "Bring seeds, and tools"
    assert event["STATUS"] == "CONFIRMED"
    start = event.decoded("DTSTART")
    assert start.isoformat() == "2027-07-01T19:30:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [zone["TZID"] for zone in its.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_without_a_time_it_lasts_the_day(story: Story) -> None:
    (event,) = written(fixed(story)).walk("VEVENT")
    assert event.decoded("DTSTART") == dt.date(2027, 7, 1)
    assert "LOCATION" not in event


def test_a_change_is_one_of_the_same_meeting(story: Story) -> None:
    fixed(story, time="19:30")
    first = written(story).walk("VEVENT")[0]
    story.given(attendee(ChangeMeeting, meeting=1, day="2027-07-08"))
    second = written(story).walk("VEVENT")[0]
    story.given(attendee(CancelMeeting, meeting=1))
    third = written(story).walk("VEVENT")[0]
    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == [0, 1, 2]
    assert third["STATUS"] == "CANCELLED"
    assert first.decoded("DTSTAMP") < third.decoded("DTSTAMP")


def test_what_is_hidden_is_in_no_calendar(story: Story) -> None:
    fixed(story)
    story.given(host(HideMeeting, meeting=1))
    assert written(story).walk("VEVENT") == []
