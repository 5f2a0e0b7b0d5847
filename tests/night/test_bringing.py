"""Topics, rooms and a timetable from a file: what comes of them, and what is left out and why."""

import pytest

from opennight.night.bringing import BringWall, Place, Topic, Wall, WallBrought, plan
from opennight.night.kept.parts import Part
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import LineupSet
from opennight.night.messages import Refused
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch, PitchMade
from opennight.night.setups import SetupChanged
from tests.cast import CORNER, EARLY, HALL, Story, a_night, attendee, host, placed, setup, take_back

BEES = Topic(title="  Bees  ", more="On roofs", who="Ann Lee", room="hall", start="19:30", end="20:15")
BREAD = Topic(title="Bread")
NEW = Topic(title="Moths", room="Attic", start="21:45", end="22:30")


def wall(*topics: Topic, rooms: tuple[Place, ...] = ()) -> BringWall:
    return host(BringWall, wall=Wall(topics=topics, rooms=rooms))


def left_out(story: Story, command: BringWall) -> list[str]:
    return [str(one) for one in plan(story.night, command.wall).skipped]


def test_each_where_its_file_has_it() -> None:
    """A known room by any case, a new one with seats of ours, a new round; who brings it stands below it."""
    story = a_night().when(wall(BEES, BREAD, NEW, rooms=(Place("Attic", 7),)))
    assert [type(event) for event in story.events] == [
        WallBrought,
        SetupChanged,
        PitchMade,
        PitchMade,
        PitchMade,
        LineupSet,
    ]
    night = story.night
    assert night.setup.rooms == (HALL, CORNER, Room(3, "Attic", 7))
    assert night.setup.slots[-1] == Slot(3, "21:45", "22:30")
    assert [(pitch.title, pitch.more, pitch.hosted, pitch.person) for pitch in night.pitches.values()] == [
        ("Bees", "On roofs\n— Ann Lee", True, 0),
        ("Bread", "", False, 0),
        ("Moths", "", False, 0),
    ]
    assert list(night.lineup.values()) == [placed(1, EARLY.id, HALL.id), placed(3, 3, 3, group=2)]


def test_one_step_takes_it_all_back() -> None:
    story = a_night()
    before = story.night.setup
    story.given(wall(BEES, NEW)).given(take_back(story.night))
    night = story.night
    assert (night.setup, night.lineup) == (before, {})
    assert [pitch.status for pitch in night.pitches.values()] == ["withdrawn", "withdrawn"]


def test_twice_makes_nothing_twice() -> None:
    story = a_night().given(wall(BEES, NEW))
    assert left_out(story, wall(BEES, NEW)) == [
        "“Bees” is on the wall already.",
        "“Moths” is on the wall already.",
    ]
    story.when(wall(BEES, NEW)).then_refused("late", "nothing new", field="file")


def test_what_is_left_out_and_why() -> None:
    same = Topic(title="BEES"), Topic(title=" \u200b "), Topic(title="Late", room="Hall", start="19:30")
    assert left_out(a_night(), wall(BEES, *same)) == [
        "“BEES” is on the wall already.",
        "A topic without a title.",
        "The place for “Late” (Hall, 19:30) is taken: it goes on the wall without one.",
    ]
    rooms = tuple(Place(f"Room {no}") for no in range(59))
    assert left_out(a_night(), wall(rooms=rooms)) == ["Room “Room 58”: a night can have at most 60 rooms."]
    many = [Topic(title=f"Topic {no}", start=f"{no}:00") for no in range(20)]
    assert left_out(a_night(), wall(*many))[-1] == (
        "A round at 05:00: the night has as many rounds as it can have."
    )


def test_a_run_sheet_keeps_its_own_rounds() -> None:
    sheet = (Part("welcome", 10), Part("talk", 45, 1))
    story = Story().given(host(StartNight, setup=setup(starts="19:00", sheet=sheet)))
    slots = story.night.setup.slots
    assert left_out(story, wall(NEW)) == ["A round at 21:45: the run sheet has none then."]
    assert story.given(wall(NEW)).night.setup.slots == slots


def test_what_is_too_long_is_cut_at_a_word() -> None:
    long = Topic(title="A very long title " * 9, more="word " * 300, who="Ann")
    [made] = plan(a_night().night, Wall(topics=(long,))).topics
    assert len(made.title) <= 80
    assert made.title.endswith("very…")
    assert made.more.startswith("A very long title A very")
    assert made.more.endswith("…\n— Ann")
    assert len(made.more) <= 600


@pytest.mark.parametrize("phase", ["vote", "closed"])
def test_not_once_people_vote(phase: str) -> None:
    story = a_night().given(host(MovePhase, to=phase))
    story.when(wall(BEES)).then_refused("late", "only before the vote", field="file")
    with pytest.raises(Refused):
        plan(story.night, wall(BEES).wall)


def test_people_pitch_beside_it() -> None:
    """What somebody has pitched already is not brought once more."""
    story = a_night().given(host(MovePhase, to="pitch"), attendee(MakePitch, title="bees"))
    assert left_out(story, wall(BEES)) == ["“Bees” is on the wall already."]
