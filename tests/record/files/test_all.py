"""Every format of large nights, read by other people's tools: 400 people, and whatever a night can have."""

import json
from collections.abc import Callable

import jsonschema
import mwparserfromhell as mw
import pytest
from icalendar import Calendar

from opennight.night.groups import JoinGroup
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import PlacePitch
from opennight.night.messages import acting
from opennight.night.nights import StartNight
from opennight.night.notes import WriteNote
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.record import calendar, data, outcome, schema
from opennight.record.files import rounds, schedule, schedule_json, schedule_xml, wiki
from tests import everything
from tests.cast import Somebody, Story, guest, host, setup
from tests.record.files import voc
from tests.record.files.nasty import NASTY
from tests.record.files.test_package import read

PEOPLE, TOPICS, ROOMS = 400, 60, 20
ADDRESS = "https://night.example/n/BEES"


def large() -> Night:
    """400 people, 60 groups in three rounds, each with notes and actions."""
    rooms = tuple(Room(no, f"Room {no}", 40) for no in range(1, ROOMS + 1))
    slots = (Slot(1, "22:00", "22:40"), Slot(2, "23:30", "00:10"), Slot(3, "00:20", "01:00"))
    story = Story(Night("BEES")).given(
        host(StartNight, setup=setup(title="Large", rooms=rooms, slots=slots, expected=5000)),
        *(guest(Join, name=f"Person {no}") for no in range(PEOPLE)),
        host(MovePhase, to="pitch"),
    )
    people = [Somebody(acting(no)) for no in range(PEOPLE + 1)]
    topics = range(1, TOPICS + 1)
    story.given(
        *(people[no](MakePitch, title=f"Topic {no}", more=NASTY[no % len(NASTY)]) for no in topics),
        host(MovePhase, to="vote"),
        *(people[no](Vote, pitch=no * 7 % TOPICS + 1) for no in range(1, PEOPLE + 1)),
        *(host(PlacePitch, pitch=no, slot=(no - 1) // ROOMS + 1, room=no % ROOMS + 1) for no in topics),
        host(MovePhase, to="talk"),
        *(people[no](JoinGroup, group=no % ROOMS + 1) for no in range(1, PEOPLE + 1)),
        *(
            host(WriteNote, person=0, group=no, text=text, kind=kind)
            for no in topics
            for kind in ("note", "action")
            for text in NASTY
        ),
    )
    return story.given(host(MovePhase, to="closed")).night


def check(night: Night) -> None:
    """All formats of this night hold what their readers expect."""
    its, told = schedule.of(night, ADDRESS), outcome.of(night)
    voc.check(schedule_xml.write(its), schedule_json.write(its))
    validator = jsonschema.Draft202012Validator(schema.schema())
    validator.validate(json.loads(data.write(told, ADDRESS)))
    _described, rows = read(told)
    assert len(rows["pitches"]) == len(told.pitches)
    assert len(rows["notes"]) >= sum(len(group.notes) + len(group.actions) for group in told.groups)
    text = calendar.write(night, calendar.all_meetings(night, told.groups), rounds.events(night, its))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events)
    code = mw.parse(wiki.write(told, str, ADDRESS))
    assert (code.filter_templates(), code.filter_wikilinks()) == ([], [])


@pytest.mark.parametrize(
    "night", [everything.full, everything.posed, everything.bare, everything.empty, everything.with_slips]
)
def test_every_format_of_every_kind_of_night(night: Callable[[], Night]) -> None:
    check(night())


@pytest.mark.long
def test_every_format_of_a_night_of_400() -> None:
    night = large()
    assert len(outcome.of(night).groups) == TOPICS
    check(night)
