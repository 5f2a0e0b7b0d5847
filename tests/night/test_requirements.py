"""What a pitch asks of its place: features of the room, times, and who has to be there."""

import pytest

from opennight.night import requirements
from opennight.night.kept.rooms import Room
from opennight.night.merging import MergePitch
from opennight.night.moderation import WithdrawPitch
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch, PitchEdited, PitchMade
from opennight.night.setups import ChangeSetup, SetupChanged
from tests.cast import EARLY, HALL, LATE, Story, attendee, happened, host, latecomer, neighbour, setup

BEES, BOOKS = 1, 2


@pytest.fixture
def pitching(story: Story) -> Story:
    return story.given(host(MovePhase, to="pitch"))


def test_a_pitch_says_what_it_needs_and_when_it_can_run(pitching: Story) -> None:
    """Each once, in the order of FEATURES; asking for all times is the same as for none."""
    pitching.when(
        attendee(MakePitch, title="Bees", needs=("quiet", "step-free", "quiet"), times=(LATE.id,))
    ).then(
        happened(
            PitchMade,
            no=BEES,
            person=attendee.no,
            title="Bees",
            more="",
            hosted=True,
            waiting=False,
            needs=("step-free", "quiet"),
            times=(LATE.id,),
        )
    )
    pitching.when(attendee(EditPitch, pitch=BEES, title="Bees", times=(LATE.id, EARLY.id)))
    pitching.then(happened(PitchEdited, pitch=BEES, title="Bees", more="", hosted=True))
    assert (pitching.night.pitches[BEES].needs, pitching.night.pitches[BEES].times) == ((), ())
    pitching.when(attendee(EditPitch, pitch=BEES, title="Bees")).then()


@pytest.mark.parametrize(("asked", "field"), [({"needs": ("wings",)}, "needs"), ({"times": (9,)}, "times")])
def test_what_there_is_not_is_refused(pitching: Story, asked: dict[str, tuple[object]], field: str) -> None:
    words = {"needs": "what the room has", "times": "no such round"}[field]
    pitching.when(attendee(MakePitch, title="Bees", **asked)).then_refused("bad", words, field=field)
    pitching.given(attendee(MakePitch, title="Bees"))
    pitching.when(attendee(EditPitch, pitch=BEES, title="Bees", **asked))
    pitching.then_refused("bad", words, field=field)


def test_what_was_put_together_needs_what_each_part_needs(pitching: Story) -> None:
    """All features, the times that suit all, and everybody here who would host it."""
    pitching.given(
        attendee(MakePitch, title="Bees", needs=("quiet",), times=(EARLY.id,)),
        neighbour(MakePitch, title="Books", needs=("projector",)),
        latecomer(MakePitch, title="Bread", hosted=False, times=(LATE.id,)),
        host(MergePitch, pitch=2, into=BEES),
    )
    assert requirements.needs(pitching.night, BEES) == {"quiet", "projector"}
    assert requirements.times(pitching.night, BEES) == [EARLY.id]
    assert requirements.hosts(pitching.night, BEES) == [attendee.no, neighbour.no]
    pitching.given(host(MergePitch, pitch=3, into=BEES), attendee(Leave))
    assert requirements.times(pitching.night, BEES) == [], "these two never meet"
    assert requirements.hosts(pitching.night, BEES) == [neighbour.no]
    pitching.given(latecomer(WithdrawPitch, pitch=3))
    assert requirements.times(pitching.night, BEES) == [EARLY.id], "what was withdrawn asks for nothing"


def test_a_time_that_is_gone_binds_nobody(pitching: Story) -> None:
    pitching.given(
        attendee(MakePitch, title="Bees", times=(EARLY.id,)), host(ChangeSetup, setup=setup(slots=(LATE,)))
    )
    assert requirements.times(pitching.night, BEES) == [LATE.id]


def test_a_pitch_of_the_desk_ties_nobody(pitching: Story) -> None:
    pitching.given(host(MakePitch, person=0, title="Bees"))
    assert requirements.hosts(pitching.night, BEES) == []


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"least": 0}, "smallest group", "least"),
        ({"least": 51}, "smallest group", "least"),
        ({"least": 5, "most": 4}, "largest group", "most"),
        ({"most": -1}, "largest group", "most"),
        ({"most": 5001}, "largest group", "most"),
        ({"seating": "standing"}, "how people find", "seating"),
        ({"rooms": (Room(1, "Hall", 2, ("wings",)),)}, "what the room has", "rooms"),
    ],
)
def test_sizes_seating_and_features_that_cannot_be(
    story: Story, changes: dict[str, object], words: str, field: str
) -> None:
    story.when(host(ChangeSetup, setup=setup(**changes))).then_refused("bad", words, field=field)


def test_sizes_seating_and_features_are_kept(story: Story) -> None:
    rooms = (Room(1, "Hall", 2, ("quiet", "step-free", "quiet")), HALL)
    changed = setup(least=3, most=3, seating="mixed", rooms=rooms[:1])
    kept = setup(least=3, most=3, seating="mixed", rooms=(Room(1, "Hall", 2, ("step-free", "quiet")),))
    story.when(host(ChangeSetup, setup=changed)).then(happened(SetupChanged, setup=kept))
