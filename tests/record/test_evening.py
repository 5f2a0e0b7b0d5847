"""What somebody's own evening tells them, and what it does not."""

import datetime as dt

import pytest
from icalendar import Calendar

from opennight.night.groups import JoinGroup
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import PlacePitch
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.notes import HideNote, WriteNote
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.record import calendar, evening, own_calendar
from opennight.record.evening import Evening
from tests import pictured
from tests.cast import EARLY, HALL, Story, a_night, attendee, guest, host, latecomer, neighbour, setup
from tests.record.conftest import ABOUT_BEES, BEES, BOOKS

ADA, BEN, CLEO = attendee.no, neighbour.no, latecomer.no


def of(story: Story, no: int) -> Evening:
    return evening.of(story.night, no)


def test_what_became_of_a_pitch(story: Story) -> None:
    [bees] = of(story, ADA).pitched
    assert (bees.title, bees.anchor, bees.into, bees.votes) == ("Bees", f"pitch-{BEES}", "", 3)
    [ran] = bees.sittings
    assert (ran.group.room, ran.group.start, ran.group.end, ran.met) == ("Hall", "19:42", "20:24", True)
    [books] = of(story, BEN).pitched
    assert (books.anchor, books.votes) == (f"pitch-{BOOKS}", 1)
    assert [ran.met for ran in books.sittings] == [False], "its round was not held"


def test_what_kept_a_pitch_from_the_room(story: Story) -> None:
    """A part of another pitch shares what became of that; what the desk hid has no place in the record."""
    honey, rude, gone = of(story, CLEO).pitched
    assert (honey.into, honey.votes, [ran.group.no for ran in honey.sittings]) == ("Bees", 3, [ABOUT_BEES])
    assert (rude.status, rude.anchor, rude.sittings) == ("hidden", "", ())
    assert (gone.status, gone.anchor) == ("withdrawn", "")


def test_a_part_of_what_was_hidden_is_gone_with_it(story: Story) -> None:
    story.given(host(MovePhase, to="share"), host(HidePitch, pitch=BEES))
    for pitch in (of(story, ADA).pitched[0], of(story, CLEO).pitched[0]):
        assert (pitch.anchor, pitch.into, pitch.sittings) == ("", "", ())
    assert [word.anchor for word in of(story, ADA).written] == [""], "their own words stay theirs"


def test_who_was_there(story: Story) -> None:
    [bees] = of(story, ADA).joined
    assert (bees.number, bees.group.no, bees.others) == (1, ABOUT_BEES, ("Ben",))
    assert bees.group.headline == "Bees need roofs"
    assert [note.text for note in (*bees.group.notes, *bees.group.actions)] == [
        "Line one\nLine two",
        "Call the mayor",
    ]
    story.given(host(RemovePerson, person=BEN))
    assert of(story, ADA).joined[0].others == (), "as in the record"


def test_what_they_wrote(story: Story) -> None:
    """Without what was taken away."""
    assert [(word.kind, word.text, word.title, word.anchor) for word in of(story, BEN).written] == [
        ("action", "Call the mayor", "Bees", "note-3")
    ]
    assert [(word.kind, word.anchor) for word in of(story, CLEO).written] == [("comment", "comment-1")]
    story.given(host(MovePhase, to="share"), host(HideNote, note=3))
    assert of(story, BEN).written == ()


def test_somebody_who_did_nothing(story: Story) -> None:
    story.given(host(MovePhase, to="share"), guest(Join, name="Dora"))
    assert of(story, 4) == Evening(name="Dora", byline="Dora", pitched=(), joined=(), written=())


def test_a_night_without_a_vote_counts_none() -> None:
    story = a_night().given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    assert of(story, ADA).pitched[0].votes is None


def test_rounds_in_their_order() -> None:
    """Also if the later one was joined first."""
    story = a_night().given(host(MovePhase, to="pitch"))
    for no, slot in ((1, 2), (2, 1)):
        story.given(attendee(MakePitch, title=f"Topic {no}"), host(PlacePitch, pitch=no, slot=slot, room=1))
    story.given(host(MovePhase, to="groups"), *(attendee(JoinGroup, group=no) for no in (1, 2)))
    assert [(one.number, one.group.title) for one in of(story, ADA).joined] == [
        (1, "Topic 2"),
        (2, "Topic 1"),
    ]


@pytest.mark.parametrize("phase", ["groups", "talk"])
def test_a_log_without_rounds(phase: str) -> None:
    """In an older one a group with people in it has met."""
    story = a_night().given(
        host(ChangeSetup, setup=setup()),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=HALL.id),
        host(MovePhase, to=phase),
        attendee(JoinGroup, group=1),
        attendee(WriteNote, group=1, text="Hedges"),
    )
    story.night.rounds = ()
    assert of(story, ADA).joined[0].met


def test_nobody_was_met_in_a_round_that_never_began() -> None:
    """Given Ada and Ben side by side in both rounds, when the host leaves out the second one, then they met
    once; unless something was written there."""
    story = a_night().given(host(MovePhase, to="pitch"))
    for no in (1, 2):
        story.given(attendee(MakePitch, title=f"Topic {no}"), host(PlacePitch, pitch=no, slot=no, room=1))
    story.given(host(MovePhase, to="groups"))
    story.given(*(one(JoinGroup, group=no) for no in (1, 2) for one in (attendee, neighbour)))
    story.given(host(MovePhase, to="talk"))
    assert [one.number for one in of(story, ADA).joined] == [1]
    assert [(one.name, one.times) for one in of(story, ADA).met] == [("Ben", 1)]
    story.given(attendee(WriteNote, group=2, text="Hedges"), host(MovePhase, to="closed"))
    assert [one.number for one in of(story, ADA).joined] == [1, 2]


def test_whom_they_met() -> None:
    """Of Dora, who is in the record without a name, only that somebody like her was there."""
    ada, ben = of(pictured.evening(), ADA), of(pictured.evening(), BEN)
    assert [(one.name, one.times) for one in ada.met] == [("Ben", 1)]
    assert ada.unnamed
    assert [(one.name, one.times) for one in ben.met] == [("Ada", 1), ("Cleo", 1)]
    assert ben.looked_in == (), "he changed groups before the round began"
    assert of(pictured.evening(), CLEO).unnamed is False
    twice = of(pictured.crowded(), ADA)
    assert [(one.name, one.times) for one in twice.met] == [("Ben", 2), ("Cleo", 2)]


def test_who_went_home_early_was_where_they_were() -> None:
    """Not where they would have been later; and whoever changes seats before a round begins looked in
    nowhere."""
    at, story = pictured.at, pictured.opened(rooms=(Room(1, "Hall", 9), Room(2, "Corner", 9)))
    story.given(host(MovePhase, to="pitch", at=at(1)))
    for no, (slot, room) in enumerate([(1, 1), (1, 2), (2, 1)], 1):
        story.given(
            attendee(MakePitch, title=f"Topic {no}", at=at(2)),
            host(PlacePitch, pitch=no, slot=slot, room=room, at=at(3)),
        )
    story.given(
        host(MovePhase, to="groups", at=at(5)),
        *(one(JoinGroup, group=1, at=at(6)) for one in (attendee, neighbour, latecomer)),
        neighbour(JoinGroup, group=2, at=at(7)),
        *(one(JoinGroup, group=3, at=at(7)) for one in (attendee, neighbour)),
        host(MovePhase, to="talk", at=at(10)),
        attendee(Leave, at=at(20)),
        latecomer(JoinGroup, group=2, at=at(25)),
        host(MovePhase, to="closed", at=at(40)),
    )
    ada, ben, cleo = (of(story, no) for no in (ADA, BEN, CLEO))
    assert [one.group.title for one in ada.joined] == ["Topic 1"]
    assert ada.looked_in == ()
    assert ([one.group.title for one in ben.joined], ben.looked_in) == (["Topic 2"], ())
    assert [one.group.title for one in cleo.joined] == ["Topic 2"]
    assert [one.title for one in cleo.looked_in] == ["Topic 1"]


def test_what_they_offered() -> None:
    story = a_night().given(
        attendee(MakeOffer, wants=False, kind="time", text="I can drive"),
        attendee(MakeOffer, wants=True, kind="", text="A ladder"),
        attendee(CloseOffer, offer=1),
    )
    assert [(one.text, one.wants, one.closed) for one in of(story, ADA).offers] == [
        ("A ladder", True, False),
        ("I can drive", False, True),
    ]
    assert of(story, BEN).offers == ()


def test_their_groups_in_a_calendar_when_they_really_met() -> None:
    """The record's own calendar has the same event under the same name."""
    story = pictured.evening()
    events = own_calendar.sittings(story.night, BEN)
    assert [str(one["uid"]) for one in events] == ["group-1-bees@opennight", "group-3-bees@opennight"]
    found = [(one.start, one.end) for one in events]
    assert [(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in found] == [
        ("19:25", "19:45"),
        ("19:50", "20:20"),
    ]
    assert f"{events[0].start:%z}" == "+0100", "in the night's own zone"
    text = calendar.write(story.night, (), events)
    read = Calendar.from_ical(text)
    assert [str(one["summary"]) for one in read.walk("VEVENT")] == ["Bees · Night", "Bread · Night"]


def test_a_round_that_was_not_held_is_there_as_planned() -> None:
    story = a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=HALL.id),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
    )
    [one] = own_calendar.sittings(story.night, ADA)
    assert (f"{one.start:%H:%M}", f"{one.end:%H:%M}") == ("19:30", "20:15")


def test_a_round_past_midnight_is_on_the_next_day() -> None:
    late = Slot(2, "00:15", "01:00")
    story = a_night(slots=(EARLY, late)).given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1, slot=late.id, room=HALL.id),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
    )
    [one] = own_calendar.sittings(story.night, ADA)
    assert f"{one.start:%Y-%m-%d}" == str(
        dt.date.fromisoformat(story.night.setup.date) + dt.timedelta(days=1)
    )
