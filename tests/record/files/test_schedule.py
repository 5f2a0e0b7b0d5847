"""The timetable that apps follow: right at every moment of a night, and after it."""

import datetime as dt

import pytest

from opennight.night.bylines import ChooseByline
from opennight.night.groups import JoinGroup
from opennight.night.lineup import ClearLineup, DropGroup, PlacePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.rounds import CallRound
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.night.timer import MINUTE
from opennight.record.files import schedule, schedule_json, schedule_xml
from opennight.record.files.schedule import Session
from tests import everything
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    SEVEN,
    Story,
    a_night,
    attendee,
    host,
    latecomer,
    neighbour,
    setup,
)
from tests.record.conftest import ABOUT_BEES
from tests.record.files import voc
from tests.record.files.nasty import NASTY

ADDRESS = "http://192.168.0.7:8000/n/BEES"


def at(night: Night) -> tuple[Session, ...]:
    """What is on, once it is sure that apps can read it."""
    its = schedule.of(night, ADDRESS, ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"))
    voc.check(schedule_xml.write(its), schedule_json.write(its))
    return tuple(one for day in its.days for one in day.sessions)


def test_apps_can_read_it_at_every_step_of_a_night() -> None:
    """Each change of the line-up, while it runs and after it, in a night on the wrong side of midnight."""
    slots = (EARLY, LATE, type(LATE)(3, "23:30", "00:30"), type(LATE)(4, "00:45", "01:30"))
    story = a_night(slots=slots)
    steps = (
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        latecomer(MakePitch, title="Bread"),
        host(MovePhase, to="vote"),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=2, slot=LATE.id, room=HALL.id),
        host(MovePhase, to="groups"),
        host(PlacePitch, pitch=3, slot=4, room=CORNER.id),
        host(CallRound, slot=EARLY.id, minutes=5),
        host(MovePhase, to="talk", at=SEVEN + 42 * MINUTE),
        attendee(JoinGroup, group=1),
        host(EditPitch, pitch=1, title="Bees!", more=NASTY[6]),
        host(PlacePitch, pitch=2, slot=3, room=CORNER.id),
        host(MovePhase, to="share", at=SEVEN + 84 * MINUTE),
        host(MovePhase, to="groups"),
        host(CallRound, slot=3),
        host(DropGroup, group=3),
        host(MovePhase, to="vote"),
        host(ChangeSetup, setup=setup(zone="America/Argentina/Buenos_Aires", slots=slots)),
        host(MovePhase, to="closed"),
    )
    seen = []
    for step in steps:
        story.given(step)
        seen.append([one.title for one in at(story.night)])
    assert seen[6] == []  # the room has not seen it yet
    assert seen[8] == ["Bees", "Books", "Bread"]
    assert seen[-1] == ["Bees!", "Books"]


@pytest.mark.parametrize("night", [everything.full(), everything.bare(), everything.walking(tables=2)])
def test_apps_can_read_that_of_other_nights(night: Night) -> None:
    at(night)


def test_what_has_run_has_the_times_at_which_it_really_ran(story: Story) -> None:
    bees, books = at(story.night)
    assert (f"{bees.start:%H:%M}", bees.minutes) == ("19:42", 42)
    assert (f"{books.start:%H:%M}", books.minutes) == (LATE.start, 45)
    assert bees.persons == ("Ada", "Cleo")
    assert bees.more == "On roofs\n\nHoney: Sweet"


def test_people_are_in_it_as_they_chose(story: Story) -> None:
    story.given(attendee(ChooseByline, byline="participant"), latecomer(ChooseByline, byline="initials"))
    assert at(story.night)[0].persons == ("C",)


def test_a_group_and_a_room_keep_their_ids(story: Story) -> None:
    def ids() -> tuple[list[str], list[str]]:
        its = schedule.of(story.night, ADDRESS)
        return [one.guid for one in its.days[0].sessions], [room.guid for room in its.rooms]

    before = ids()
    assert len({*before[0], *before[1]}) == 4
    story.given(host(MovePhase, to="share"), host(PlacePitch, pitch=1, slot=LATE.id, room=HALL.id))
    story.given(host(ChangeSetup, setup=setup(title="Other", date="2027-01-02")))
    assert (sorted(ids()[0]), ids()[1]) == (sorted(before[0]), before[1])


def test_its_version_changes_with_it_and_only_then(story: Story) -> None:
    first = schedule.of(story.night, ADDRESS).version
    story.given(host(MovePhase, to="share"), attendee(ChooseByline, byline="name"))
    assert schedule.of(story.night, ADDRESS).version == first
    story.given(host(DropGroup, group=ABOUT_BEES))
    second = schedule.of(story.night, ADDRESS).version
    story.given(host(ClearLineup))
    assert len({first, second, schedule.of(story.night, ADDRESS).version}) == 3


def test_what_goes_on_past_midnight_belongs_to_the_night_before() -> None:
    late = type(LATE)(2, "00:15", "01:00")
    story = a_night(slots=(EARLY, late)).given(
        host(MovePhase, to="vote"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1, slot=late.id, room=HALL.id),
        host(MovePhase, to="groups"),
    )
    (day,) = schedule.of(story.night, ADDRESS).days
    assert day.date == dt.date.fromisoformat(story.night.setup.date)
    assert day.sessions[0].start.date() == day.date + dt.timedelta(days=1)


def test_what_people_typed_comes_back(story: Story) -> None:
    its = schedule.of(story.night, ADDRESS)
    for text in NASTY:
        story.night.pitches[1].more = text
        its = schedule.of(story.night, ADDRESS)
        wanted = f"{text}\n\nHoney: Sweet"
        for found in (voc.of_xml(schedule_xml.write(its)), voc.of_json(schedule_json.write(its))):
            assert next(row[5] for row in found) == wanted
