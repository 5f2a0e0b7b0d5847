"""A group fixes when and where it meets again; it is changed, called off, hidden, and promised."""

import pytest

from opennight.night import meetings, moderated, promises
from opennight.night.called_off import (
    CancelMeeting,
    HideMeeting,
    MeetingCancelled,
    MeetingHidden,
    MeetingShown,
    ShowMeeting,
)
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.meetings import MOST_A_GROUP, ChangeMeeting, FixMeeting, MeetingChanged, MeetingFixed
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn
from opennight.night.reading import ReadFirst
from opennight.night.slow import SlowDown
from tests.cast import Story, attendee, happened, helper, host, latecomer, neighbour, outsider, take_back

WHEN = {"day": "2026-12-01", "time": "19:30", "place": "Library", "text": "Bring seeds"}


@pytest.fixture
def talking(story: Story) -> Story:
    """The attendee and the neighbour are in group 1."""
    return story.given(
        host(MakePitch, person=0, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
    )


@pytest.fixture
def fixed(talking: Story) -> Story:
    return talking.given(attendee(FixMeeting, group=1, **WHEN))


def test_a_member_fixes_the_next_meeting(talking: Story) -> None:
    talking.when(attendee(FixMeeting, group=1, **(WHEN | {"place": "  The\nlibrary "}))).then(
        happened(MeetingFixed, no=1, group=1, person=1, **(WHEN | {"place": "The library"}))
    )
    talking.when(helper(FixMeeting, group=1, person=0, day="2026-11-30")).then(
        happened(MeetingFixed, no=2, group=1, person=0, day="2026-11-30", time="")
    )
    assert [one.no for one in meetings.of_group(talking.night, 1)] == [2, 1], "in the order of their days"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"day": ""}, "day", "Pick a day"),
        ({"day": "2026-02-30"}, "day", "Pick a day"),
        ({"day": "tomorrow"}, "day", "Pick a day"),
        ({"day": "2026-11-21"}, "day", "That day is over"),
        ({"day": "2206-11-21"}, "day", "very far"),
        ({"time": "25:00"}, "time", "Pick a time"),
        ({"time": "half past"}, "time", "Pick a time"),
        ({"place": "x" * 121}, "place", "Too long"),
        ({"text": "x" * 301}, "text", "Too long"),
    ],
)
def test_a_meeting_has_a_day_and_says_not_too_much(
    fixed: Story, changed: dict[str, str], field: str, sentence: str
) -> None:
    fixed.when(attendee(FixMeeting, group=1, **(WHEN | changed))).then_refused("bad", sentence, field=field)
    fixed.when(attendee(ChangeMeeting, meeting=1, **(WHEN | changed))).then_refused(
        "bad", sentence, field=field
    )


def test_only_the_group_fixes_and_changes_it(fixed: Story) -> None:
    fixed.when(latecomer(FixMeeting, group=1, **WHEN)).then_refused("forbidden", "Join this group first")
    fixed.when(outsider(FixMeeting, group=1, **WHEN)).then_refused("forbidden", "Join the night first")
    fixed.when(attendee(FixMeeting, person=2, group=1, **WHEN)).then_refused("forbidden", "for yourself")
    fixed.when(latecomer(ChangeMeeting, meeting=1, **WHEN)).then_refused("forbidden", "Only the group")
    fixed.when(latecomer(CancelMeeting, meeting=1)).then_refused("forbidden", "Only the group")
    fixed.when(attendee(ChangeMeeting, meeting=9, **WHEN)).then_refused("missing", "no such meeting")


def test_not_before_the_groups_and_no_new_one_after_the_close(fixed: Story) -> None:
    fixed.given(host(MovePhase, to="closed"))
    fixed.when(attendee(FixMeeting, group=1, **WHEN)).then_refused("late", "closed")
    fixed.given(host(MovePhase, to="vote"))
    fixed.when(attendee(FixMeeting, group=1, **WHEN)).then_refused("late", "once the groups form")
    fixed.when(attendee(ChangeMeeting, meeting=1, **WHEN)).then_refused("late", "once the groups form")


def test_it_is_changed_also_after_the_close(fixed: Story) -> None:
    fixed.given(host(MovePhase, to="closed"))
    later = WHEN | {"day": "2026-12-08"}
    fixed.when(neighbour(ChangeMeeting, meeting=1, **later)).then(
        happened(MeetingChanged, meeting=1, group=1, **later)
    )
    fixed.when(neighbour(ChangeMeeting, meeting=1, **later)).then()
    assert fixed.night.meetings[1].edition == 1


def test_it_is_called_off_and_held_after_all(fixed: Story) -> None:
    fixed.when(neighbour(CancelMeeting, meeting=1)).then(
        happened(MeetingCancelled, meeting=1, group=1, cancelled=True)
    )
    fixed.when(neighbour(CancelMeeting, meeting=1)).then()
    assert promises.subject(fixed.night, "meeting:1") is None
    fixed.given(neighbour(CancelMeeting, meeting=1, cancelled=False))
    assert fixed.night.meetings[1].edition == 2, "calendars go by it"


def test_what_the_desk_did_is_taken_back(fixed: Story) -> None:
    for step in (
        host(ChangeMeeting, meeting=1, day="2026-12-24"),
        host(CancelMeeting, meeting=1),
        host(HideMeeting, meeting=1, why="Not tonight"),
    ):
        fixed.given(step)
        fixed.when(take_back(fixed.night))
        meeting = fixed.night.meetings[1]
        assert (meeting.day, meeting.cancelled, meeting.hidden) == ("2026-12-01", False, False)
        assert meetings.words(meeting) == "2026-12-01 19:30 · Library · Bring seeds"
    assert [act.deed for act in moderated.of_person(fixed.night, 1)][-1] == "edited"


def test_anybody_is_in_and_nobody_in_what_is_hidden(fixed: Story) -> None:
    fixed.given(latecomer(ImIn, about="meeting:1"))
    assert meetings.those_in(fixed.night, 1) == [3]
    fixed.when(host(HideMeeting, meeting=1, why="Spam")).then(
        happened(MeetingHidden, meeting=1, group=1, why="Spam")
    )
    fixed.when(neighbour(ImIn, about="meeting:1")).then_refused("missing", "nothing like that")
    assert promises.of_person(fixed.night, 3) == []
    fixed.when(host(ShowMeeting, meeting=1)).then(happened(MeetingShown, meeting=1, group=1))
    assert [about for about, _what in promises.of_person(fixed.night, 3)] == ["meeting:1"]


def test_whoever_fixed_it_takes_it_away(fixed: Story) -> None:
    fixed.when(neighbour(HideMeeting, meeting=1)).then_refused("forbidden", "Only the person who wrote this")
    fixed.given(attendee(HideMeeting, meeting=1))
    assert meetings.of_group(fixed.night, 1) == []


def test_it_waits_where_notes_wait(talking: Story) -> None:
    talking.given(host(ReadFirst, nouns=("note",)), attendee(FixMeeting, group=1, **WHEN))
    assert meetings.of_group(talking.night, 1) == []
    talking.when(neighbour(ChangeMeeting, meeting=1, **WHEN)).then_refused("missing", "no such meeting")
    talking.given(host(ShowMeeting, meeting=1), neighbour(ChangeMeeting, meeting=1, day="2026-12-02"))
    assert [one.no for one in meetings.waiting(talking.night)] == [1]
    talking.given(host(ShowMeeting, meeting=1))
    assert [one.day for one in meetings.of_group(talking.night, 1)] == ["2026-12-02"]


def test_it_leaves_with_whoever_is_removed_and_comes_back(fixed: Story) -> None:
    fixed.given(host(RemovePerson, person=1))
    assert meetings.of_group(fixed.night, 1) == []
    fixed.given(host(LetBackIn, person=1))
    assert len(meetings.of_group(fixed.night, 1)) == 1


def test_there_are_only_so_many_and_not_too_fast(talking: Story) -> None:
    talking.given(*(attendee(FixMeeting, group=1, **WHEN) for _one in range(MOST_A_GROUP - 1)))
    talking.when(attendee(FixMeeting, group=1, **WHEN)).then_refused("quota", "enough meetings")
    talking.given(host(FixMeeting, group=1, person=0, **WHEN), attendee(HideMeeting, meeting=1))
    talking.given(attendee(HideMeeting, meeting=2), host(SlowDown, seconds=300))
    talking.when(attendee(FixMeeting, group=1, **WHEN)).then_refused("quota", "slowed things down")
