"""A copy of a night to rehearse in: what it takes over, and what it leaves."""

from opennight.night.fold import fold
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch, PitchMade
from opennight.night.rehearsals import CopyNight, CopyThrownAway, NightCopied, ThrowAway, Topic, topics
from opennight.night.setups import ChangeSetup
from tests.cast import EARLY, LATE, Story, a_night, attendee, guest, happened, host, neighbour, setup


def with_pitches(**changes: object) -> Story:
    story = a_night(**changes).given(host(MovePhase, to="pitch"))
    return story.given(
        attendee(MakePitch, title="Bees", more="Wild ones", needs=("quiet",), times=(EARLY.id,)),
        neighbour(MakePitch, title="Books", hosted=False),
        neighbour(MakePitch, title="Bikes"),
        attendee(MakePitch, title="Bicycles"),
        host(HidePitch, pitch=3),
        host(MergePitch, pitch=4, into=2),
    )


def a_copy() -> Story:
    return Story().given(host(StartNight, setup=setup(), rehearsal=True))


def test_what_is_on_the_wall_is_taken_over() -> None:
    """What the desk hid or merged is not on it, and nobody's name is."""
    bees = Topic("Bees", "Wild ones", hosted=True, needs=("quiet",), times=(EARLY.id,))
    assert topics(with_pitches().night) == (bees, Topic("Books", hosted=False))


def test_where_people_walk_anybody_may_run_them() -> None:
    """Those who pitched are not in the copy: nobody could open their tables."""
    assert [topic.hosted for topic in topics(with_pitches(seating="open").night)] == [False, False]


def test_a_time_that_is_gone_ties_nothing() -> None:
    story = with_pitches().given(host(ChangeSetup, setup=setup(slots=(LATE,))))
    assert topics(story.night)[0].times == ()


def test_a_copy_begins_with_them_once() -> None:
    copy = a_copy()
    command = host(CopyNight, of="BEES", topics=topics(with_pitches().night))
    bees = {"title": "Bees", "more": "Wild ones", "needs": ("quiet",), "times": (EARLY.id,)}
    copy.when(command).then(
        happened(NightCopied, of="BEES"),
        happened(PitchMade, no=1, person=0, hosted=True, waiting=False, **bees),
        happened(PitchMade, no=2, person=0, hosted=False, waiting=False, title="Books"),
    )
    assert copy.night.copy_of == "BEES"
    assert fold("BEES", copy.log) == copy.night
    copy.when(host(CopyNight, of="BEES")).then()


def test_a_night_that_has_begun_becomes_no_copy() -> None:
    for begun in (guest(Join, name="Ada"), host(MakePitch, person=0, title="Bees")):
        a_copy().given(begun).when(host(CopyNight, of="BEES")).then_refused("late", "begun already")


def test_what_is_thrown_away_is_over() -> None:
    """Whatever was under way on another process is refused, and throwing it away again changes nothing."""
    copy = a_copy().given(host(CopyNight, of="BEES"), guest(Join, name="Ada"))
    copy.when(host(ThrowAway)).then(happened(CopyThrownAway))
    copy.when(host(ThrowAway)).then()
    for late in (guest(Join, name="Ben"), host(MovePhase, to="pitch"), host(CopyNight, of="BEES")):
        copy.when(late).then_refused("missing", "has been thrown away")


def test_a_night_cannot_be_thrown_away() -> None:
    for story in (a_copy(), a_night()):
        story.when(host(ThrowAway)).then_refused("bad", "Only a rehearsal")
