"""The evening in pictures: each number in them is one that the events of the night say, and nobody is in them
who does not want to be."""

import gettext
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

import msgspec
import pytest

from opennight.night.bylines import ChooseByline
from opennight.night.chronicle import Chronicle, follow
from opennight.night.groups import GroupJoined, JoinGroup
from opennight.night.kept.bylines import Byline
from opennight.night.kept.connections import Because, Pair
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import Recorded
from opennight.night.moderation import RemovePerson
from opennight.night.people import PersonJoined, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch, PitchMade
from opennight.night.timer import MINUTE
from opennight.night.votes import Vote, Voted
from opennight.record import outcome, plots
from opennight.record.drawing import times
from opennight.record.evening import of
from opennight.record.plots import Plots, Seen
from opennight.record.plotted import links
from tests import pictured
from tests.cast import (
    SEVEN,
    Story,
    a_night,
    attendee,
    host,
    neighbour,
)
from tests.pictured import at, opened

ENGLISH = gettext.NullTranslations()


def chronicle(log: Iterable[Recorded]) -> Chronicle:
    found = Chronicle()
    for recorded in log:
        follow(found, recorded)
    return found


def seen(story: Story) -> Seen:
    return plots.of(story.night, chronicle(story.log))


def drawn(story: Story) -> Plots:
    return plots.drawn(seen(story), ENGLISH)


@pytest.fixture
def evening() -> Story:
    return pictured.evening()


def moments(story: Story, kind: type) -> list[int]:
    return [one.at for one in story.log if isinstance(one.event, kind)]


def test_the_numbers_are_those_of_the_events(evening: Story) -> None:
    course = seen(evening).course
    assert course.people == len(moments(evening, PersonJoined)) == 5
    assert list(course.pitched) == moments(evening, PitchMade)
    assert len(moments(evening, Voted)) == 5, "one of which was taken back"
    assert list(course.dotted) == [at(13), at(13), at(13), at(14)]
    assert list(course.walked) == [at(27)], "only Ben changed groups; the others sat down"
    assert len(moments(evening, GroupJoined)) == 7
    assert course.presence[-1] == (at(30), -1)
    totals = outcome.of(evening.night).totals
    assert (course.people, len(course.dotted), len(course.pitched)) == (
        totals.people,
        totals.votes,
        totals.pitches,
    )


def test_the_table_adds_up(evening: Story) -> None:
    course = seen(evening).course
    rows = course.rows
    assert [sum(getattr(row, name) for row in rows) for name in ("came", "pitches", "dots", "walks")] == [
        5,
        3,
        4,
        1,
    ]
    assert rows[-1].here == 4
    assert len(rows) <= 17


def test_the_parts_are_as_they_really_were(evening: Story) -> None:
    parts = seen(evening).course.parts
    assert [(one.phase, one.round) for one in parts] == [
        ("welcome", 0),
        ("vote", 0),
        ("talk", 1),
        ("groups", 0),
        ("talk", 2),
        ("share", 0),
    ]
    assert (parts[2].start, parts[2].end) == (at(25), at(45))
    assert seen(evening).course.span.end == at(90)


def test_a_vote_without_dots_is_no_part_of_an_open_night(evening: Story) -> None:
    """The desk may have passed through it; but dots that were given were a vote."""
    evening.night.setup = msgspec.structs.replace(evening.night.setup, seating="open")
    assert "vote" in [part.phase for part in seen(evening).course.parts]
    for voters in evening.night.voters.values():
        voters.clear()
    assert "vote" not in [part.phase for part in seen(evening).course.parts]


def test_a_night_that_was_closed_the_next_morning_ends_with_what_was_done_last() -> None:
    story = opened().given(
        host(MovePhase, to="pitch", at=at(5)),
        attendee(MakePitch, title="Bees", at=at(30)),
        host(MovePhase, to="closed", at=at(14 * 60)),
    )
    assert seen(story).course.span.end == at(30)


def test_what_ran_and_what_did_not(evening: Story) -> None:
    topics = seen(evening).topics
    assert [
        (one.title, one.dots, [(its.column, its.people) for its in one.groups]) for one in topics.rows
    ] == [
        ("Bees", 3, [(0, 3)]),
        ("Books", 1, [(1, 1)]),
        ("Bread", 0, [(1, 2)]),
    ]
    assert (topics.ran, topics.best, topics.dots, topics.rounds) == (3, 3, 4, (1, 2))
    assert [(one.how, one.groups) for one in topics.steps] == [("set", 3)]


def test_dots_on_what_became_part_of_another_count_once() -> None:
    story = a_night().given(
        host(MovePhase, to="vote", at=at(1)),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Honey"),
        attendee(Vote, pitch=2, at=at(5)),
        attendee(Vote, pitch=1, at=at(6)),
        host(MergePitch, pitch=2, into=1),
    )
    assert seen(story).course.dotted == (at(5),)


def test_who_is_a_participant_is_in_no_line(evening: Story) -> None:
    """They count in the group they sat in, as in the record's own lists, and are followed nowhere."""
    companions = seen(evening).companions
    assert companions.names == ("Ada", "Ben", "Cleo")
    early, late = companions.rounds
    assert [(table.title, table.people, table.unnamed) for table in early.tables] == [("Bees", (0, 1), 1)]
    assert [(table.title, table.people, table.unnamed) for table in late.tables] == [
        ("Books", (0,), 0),
        ("Bread", (1, 2), 0),
    ]
    assert (companions.pairs, companions.each, companions.twice) == (2, 1, 0)
    picture = drawn(evening).met
    assert "Dora" not in picture
    assert "and a participant" in picture
    assert picture.count('class="thread"') == 3


def test_who_goes_by_initials_is_there_by_initials(evening: Story) -> None:
    evening.given(attendee(ChooseByline, byline="initials"))
    assert seen(evening).companions.names == ("A", "Ben", "Cleo")
    assert "Ada" not in drawn(evening).met


@pytest.mark.parametrize(
    ("choice", "shown"), [("name", "Ada Quackenbush"), ("initials", "AQ"), ("participant", "")]
)
def test_a_choice_holds_in_each_picture_and_table(evening: Story, choice: Byline, shown: str) -> None:
    """And what Ada's evening says of it: in the others', she is as she chose."""
    evening.given(attendee(Rename, name="Ada Quackenbush"), attendee(ChooseByline, byline=choice))
    found = drawn(evening)
    everything = repr(found)
    words = {"name": "Quackenbush", "initials": "AQ"}
    assert [kind for kind, word in words.items() if word in everything] == [choice] * bool(shown)
    assert (shown in found.seen.companions.names) is bool(shown)
    assert [one.name for one in of(evening.night, neighbour.no).met] == ([shown] if shown else []) + ["Cleo"]


def test_too_few_names_are_no_picture(evening: Story) -> None:
    evening.given(attendee(ChooseByline, byline="participant"))
    assert not drawn(evening).met


def test_who_was_removed_is_in_none_of_it(evening: Story) -> None:
    evening.given(host(MovePhase, to="share"), host(RemovePerson, person=neighbour.no))
    found = seen(evening)
    assert found.course.people == 4
    assert found.course.walked == ()
    assert len(found.course.dotted) == outcome.of(evening.night).totals.votes == 2
    assert "Ben" not in found.companions.names


def test_the_same_night_has_the_same_pictures(evening: Story) -> None:
    assert drawn(evening) == drawn(Story(evening.night, list(evening.log)))


@pytest.mark.parametrize("name", ["evening", "lineup", "met"])
def test_a_picture_is_sound_markup_that_needs_no_style(evening: Story, name: str) -> None:
    """It says what it is, and takes its ink from the page."""
    root = ET.fromstring(getattr(drawn(evening), name))  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert not re.search(r"#[0-9a-f]{3,6}|style=", getattr(drawn(evening), name).replace("&#", ""))


def test_what_people_wrote_is_no_markup() -> None:
    nasty = '<script>alert("&")</script>'
    story = a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title=nasty),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        *(one(JoinGroup, group=1) for one in (attendee, neighbour)),
    )
    # An older log has whatever was let in then.
    story.night.pitches[1].title = f"{nasty}\x0b\ufffe"
    picture = drawn(story).lineup
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture
    ET.fromstring(picture)  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("minutes", "most", "step"), [(1, 8, 10_000), (60, 8, 10 * MINUTE), (180, 8, 30 * MINUTE), (0, 8, 1000)]
)
def test_time_is_counted_in_what_people_count_it_in(minutes: int, most: int, step: int) -> None:
    span = times.Span(SEVEN, at(minutes))
    assert times.step(span, most) == step
    marks = times.marks(span, step)
    assert len(marks) <= most + 1
    assert all(mark % step == 0 for mark in marks)


def test_nothing_is_lost_between_the_bars() -> None:
    those = [at(0), at(3), at(3.5), at(9), at(30)]
    edges = times.edges(times.Span(at(1), at(10)), MINUTE)
    assert sum(times.counted(those, edges)) == len(those)


def test_the_map_has_what_went_on_between_groups_and_the_best_of_what_was_found() -> None:
    """In the order of the line-up; with many groups, without those that nothing joins to others."""
    found = seen(pictured.crowded()).map
    pairs = [(found.groups[one.one].title, found.groups[one.other].title, one.kind) for one in found.pairs]
    assert pairs == [
        ("Topic 1", "Topic 2", links.TALKED),
        ("Topic 1", "Topic 6", links.LINKED),
        ("Topic 2", "Topic 3", links.NEAR),
        ("Topic 3", "Topic 4", links.NEAR),
        ("Topic 3", "Topic 5", links.NEAR),
    ]
    assert (found.left_out, found.by_kind) == (20, (1, 1, 3))
    assert seen(pictured.crowded(rooms=6)).map.left_out == 0


def test_people_in_both_groups_are_counted_as_they_chose() -> None:
    """Ada and Ben were in both: once Ada is “a participant”, only Ben counts; then nobody."""
    story = pictured.crowded()
    story.night.connections.pairs = (Pair(2, 3, 0.7, (Because("people", people=(1, 2)),)),)
    assert [one.people for one in seen(story).map.pairs if one.kind == links.NEAR] == [2]
    story.given(attendee(ChooseByline, byline="participant"))
    assert [one.people for one in seen(story).map.pairs if one.kind == links.NEAR] == [1]
    story.given(neighbour(ChooseByline, byline="participant"))
    assert [one for one in seen(story).map.pairs if one.kind == links.NEAR] == []
