"""Pitches are made, edited, withdrawn; let in, hidden, brought back and merged by the desk."""

from typing import Any

import pytest

from opennight.night import pitches
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch, PitchMerged, PitchUnmerged, UnmergePitch
from opennight.night.messages import Command
from opennight.night.moderation import (
    ApprovePitch,
    HidePitch,
    PitchApproved,
    PitchHidden,
    PitchShown,
    PitchWithdrawn,
    RemovePerson,
    ShowPitch,
    WithdrawPitch,
)
from opennight.night.phases import MovePhase
from opennight.night.pitches import MORE, TITLE, EditPitch, MakePitch, PitchEdited, PitchMade
from opennight.night.queue import CallSpeaker
from opennight.night.setups import ChangeSetup
from tests.cast import Happened, Story, attendee, happened, helper, host, neighbour, outsider, setup


def made(**changes: Any) -> Happened:
    """The attendee's pitch about bees, as it lands on the wall."""
    bees = {"no": 1, "person": 1, "title": "Bees", "more": "", "hosted": True, "waiting": False}
    return happened(PitchMade, **(bees | changes))


@pytest.fixture
def pitching(story: Story) -> Story:
    return story.given(host(MovePhase, to="pitch"))


@pytest.fixture
def wall(pitching: Story) -> Story:
    """Pitch 1, Bees, is the attendee's; 2, Books, the neighbour's."""
    return pitching.given(attendee(MakePitch, title="Bees"), neighbour(MakePitch, title="Books"))


@pytest.fixture
def approving(pitching: Story) -> Story:
    """Pitch 1 waits for the desk."""
    return pitching.given(host(ChangeSetup, setup=setup(approve=True)), attendee(MakePitch, title="Bees"))


def titles(story: Story) -> list[str]:
    return [pitch.title for pitch in pitches.visible(story.night)]


def test_a_pitch_lands_on_the_wall(pitching: Story) -> None:
    pitching.when(attendee(MakePitch, title=" Bees ", more="In town.\r\n\r\n\r\n\r\nOn roofs. "))
    pitching.then(made(more="In town.\n\nOn roofs."))
    assert titles(pitching) == ["Bees"]


def test_the_helper_pitches_for_somebody(pitching: Story) -> None:
    pitching.when(helper(MakePitch, person=1, title="Bees")).then(made())
    assert pitches.pitchers(pitching.night, 1) == [1]


def test_the_desk_pitches_in_nobodys_name_at_any_time(story: Story) -> None:
    story.when(host(MakePitch, person=0, title="Bees", hosted=False)).then(made(person=0, hosted=False))
    assert pitches.pitchers(story.night, 1) == []
    story.given(host(MovePhase, to="share"))
    story.when(host(MakePitch, person=0, title="Books")).then(made(no=2, person=0, title="Books"))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": ""}, "title", "write something"),
        ({"title": "x" * (TITLE + 1)}, "title", "Too long by 1"),
        ({"title": "Bees", "more": "x" * (MORE + 1)}, "more", "Too long"),
    ],
)
def test_a_pitch_has_a_shape(wall: Story, fields: dict[str, str], field: str, words: str) -> None:
    wall.when(attendee(MakePitch, **fields)).then_refused("bad", words, field=field)
    wall.when(attendee(EditPitch, pitch=1, **fields)).then_refused("bad", words, field=field)


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase not in ("pitch", "vote")])
def test_pitching_has_its_time(wall: Story, phase: Phase) -> None:
    words = "opens soon" if phase == "welcome" else "over for tonight"
    wall.given(host(MovePhase, to=phase))
    wall.when(attendee(MakePitch, title="Bees")).then_refused("late", words)
    wall.when(attendee(EditPitch, pitch=1, title="Wasps")).then_refused("late", words)
    wall.when(attendee(WithdrawPitch, pitch=1)).then_refused("late", words)


def test_the_desk_pitches_until_the_night_is_closed(story: Story) -> None:
    story.given(host(MovePhase, to="closed"))
    story.when(host(MakePitch, person=0, title="Bees")).then_refused("late", "over for tonight")


def test_nobody_pitches_for_another(pitching: Story) -> None:
    pitching.when(neighbour(MakePitch, person=1, title="Bees")).then_refused(
        "forbidden", "only do this for yourself"
    )
    pitching.when(neighbour(MakePitch, person=0, title="Bees")).then_refused(
        "forbidden", "only do this for yourself"
    )
    pitching.when(outsider(MakePitch, title="Bees")).then_refused("forbidden", "Join the night first")
    pitching.when(helper(MakePitch, person=99, title="Bees")).then_refused(
        "forbidden", "Join the night first"
    )


def test_the_pitcher_edits(wall: Story) -> None:
    wall.when(attendee(EditPitch, pitch=1, title="Wild bees", more="More", hosted=False))
    wall.then(happened(PitchEdited, pitch=1, title="Wild bees", more="More", hosted=False))
    wall.when(attendee(EditPitch, pitch=1, title=" Wild  bees", more="More", hosted=False)).then()
    assert titles(wall) == ["Wild bees", "Books"]


def test_the_pitcher_withdraws(wall: Story) -> None:
    wall.when(attendee(WithdrawPitch, pitch=1)).then(happened(PitchWithdrawn, pitch=1))
    assert titles(wall) == ["Books"]
    assert [pitch.no for pitch in pitches.gone(wall.night)] == [1]
    assert wall.night.queue == [2]
    wall.when(attendee(WithdrawPitch, pitch=1)).then()


@pytest.mark.parametrize("who", [host, helper])
def test_the_desk_may_change_every_pitch(wall: Story, who: Any) -> None:
    wall.when(who(EditPitch, pitch=1, title="Wasps"))
    wall.then(happened(PitchEdited, pitch=1, title="Wasps", more="", hosted=True))
    wall.when(who(WithdrawPitch, pitch=1)).then(happened(PitchWithdrawn, pitch=1))


@pytest.mark.parametrize(
    "command", [neighbour(EditPitch, pitch=1, title="X"), neighbour(WithdrawPitch, pitch=1)]
)
def test_nobody_else_changes_a_pitch(wall: Story, command: Command) -> None:
    wall.when(command).then_refused("forbidden", "Only the person who pitched")


@pytest.mark.parametrize(
    "command", [outsider(EditPitch, pitch=1, title="X"), outsider(WithdrawPitch, pitch=1)]
)
def test_an_outsider_changes_no_pitch(wall: Story, command: Command) -> None:
    wall.when(command).then_refused("forbidden", "Join the night first")


def test_who_was_removed_changes_no_pitch(wall: Story) -> None:
    wall.given(host(RemovePerson, person=1))
    wall.when(attendee(WithdrawPitch, pitch=1)).then_refused("forbidden", "removed you")


@pytest.mark.parametrize(
    "command",
    [
        host(EditPitch, pitch=9, title="X"),
        host(WithdrawPitch, pitch=9),
        host(ApprovePitch, pitch=9),
        host(HidePitch, pitch=9),
        host(ShowPitch, pitch=9),
        host(MergePitch, pitch=9, into=1),
        host(MergePitch, pitch=1, into=9),
        host(UnmergePitch, pitch=9),
    ],
)
def test_there_is_no_such_pitch(wall: Story, command: Command) -> None:
    wall.when(command).then_refused("missing", "no such pitch")


def test_the_desk_lets_a_pitch_in(approving: Story) -> None:
    assert titles(approving) == []
    assert [pitch.no for pitch in pitches.waiting(approving.night)] == [1]
    assert approving.night.queue == []
    approving.when(host(ApprovePitch, pitch=1)).then(happened(PitchApproved, pitch=1))
    assert titles(approving) == ["Bees"]
    assert approving.night.queue == [1]
    approving.when(host(ApprovePitch, pitch=1)).then()


def test_what_the_desk_pitches_needs_nobody_to_let_it_in(approving: Story) -> None:
    approving.when(host(MakePitch, person=0, title="Books")).then(made(no=2, person=0, title="Books"))


def test_a_pitch_withdrawn_before_anybody_saw_it_was_never_seen(approving: Story) -> None:
    approving.given(attendee(WithdrawPitch, pitch=1))
    assert not approving.night.pitches[1].seen
    approving.given(host(ShowPitch, pitch=1))
    assert approving.night.pitches[1].seen


def test_the_desk_hides_a_pitch_and_brings_it_back(wall: Story) -> None:
    wall.when(host(HidePitch, pitch=1)).then(happened(PitchHidden, pitch=1))
    assert titles(wall) == ["Books"]
    wall.when(host(HidePitch, pitch=1)).then()
    wall.when(host(ShowPitch, pitch=1)).then(happened(PitchShown, pitch=1))
    assert titles(wall) == ["Bees", "Books"]
    wall.when(host(ShowPitch, pitch=1)).then()


def test_what_the_desk_hid_its_pitcher_cannot_turn_into_a_withdrawn_one(wall: Story) -> None:
    wall.given(host(HidePitch, pitch=1))
    wall.when(attendee(WithdrawPitch, pitch=1)).then()
    assert wall.night.pitches[1].status == "hidden"


def test_out_of_sight_is_out_of_the_queue_the_front_and_the_lineup(wall: Story) -> None:
    wall.given(host(CallSpeaker, pitch=1), host(PlacePitch, pitch=1), host(PlacePitch, pitch=2))
    wall.given(host(HidePitch, pitch=1), host(HidePitch, pitch=2))
    assert (wall.night.queue, wall.night.speaker, wall.night.lineup) == ([], None, {})


def test_a_withdrawn_pitch_comes_back(wall: Story) -> None:
    wall.given(attendee(WithdrawPitch, pitch=1))
    wall.when(host(ShowPitch, pitch=1)).then(happened(PitchShown, pitch=1))
    assert titles(wall) == ["Bees", "Books"]


def test_two_pitches_become_one(wall: Story) -> None:
    wall.when(host(MergePitch, pitch=1, into=2)).then(happened(PitchMerged, pitch=1, into=2))
    assert titles(wall) == ["Books"]
    assert pitches.pitchers(wall.night, 2) == [2, 1]
    assert wall.night.queue == [2]
    wall.when(host(UnmergePitch, pitch=1)).then(happened(PitchUnmerged, pitch=1))
    assert titles(wall) == ["Bees", "Books"]
    wall.when(host(UnmergePitch, pitch=1)).then()


def test_merging_follows_the_chain(wall: Story) -> None:
    wall.given(attendee(MakePitch, title="Honey"), host(MergePitch, pitch=1, into=2))
    wall.when(host(MergePitch, pitch=3, into=1)).then(happened(PitchMerged, pitch=3, into=2))
    assert pitches.pitchers(wall.night, 2) == [2, 1]
    assert [part.no for part in pitches.parts(wall.night, 2)] == [2, 1, 3]


def test_a_pitch_is_merged_once_and_not_into_itself(wall: Story) -> None:
    wall.when(host(MergePitch, pitch=1, into=1)).then_refused("bad", "two different", field="into")
    wall.given(host(MergePitch, pitch=1, into=2))
    wall.when(host(MergePitch, pitch=1, into=2)).then_refused("late", "not on the wall")
    wall.when(host(MergePitch, pitch=2, into=1)).then_refused("bad", "two different", field="into")


def test_only_what_is_on_the_wall_is_merged(wall: Story) -> None:
    wall.given(attendee(WithdrawPitch, pitch=1))
    wall.when(host(MergePitch, pitch=1, into=2)).then_refused("late", "not on the wall")
    wall.when(host(MergePitch, pitch=2, into=1)).then_refused("late", "withdrawn a moment ago")
    wall.given(host(ShowPitch, pitch=1), host(HidePitch, pitch=1))
    wall.when(host(MergePitch, pitch=2, into=1)).then_refused("late", "not on the wall")


def test_a_pitch_made_after_the_pitches_were_heard_does_not_queue(wall: Story) -> None:
    wall.given(host(MovePhase, to="vote"), attendee(MakePitch, title="Honey"))
    assert wall.night.queue == [1, 2]


def test_a_pitch_that_somebody_else_should_run_does_not_queue(pitching: Story) -> None:
    pitching.given(attendee(MakePitch, title="Honey", hosted=False))
    assert pitching.night.queue == []


def test_what_is_edited_is_read_by_the_desk_again(approving: Story) -> None:
    approving.given(host(ApprovePitch, pitch=1))
    approving.when(attendee(EditPitch, pitch=1, title="Something else"))
    approving.then(happened(PitchEdited, pitch=1, title="Something else", more="", hosted=True, waiting=True))
    assert titles(approving) == []
    assert approving.night.queue == []
    approving.given(host(EditPitch, pitch=1, title="Bees"), host(ApprovePitch, pitch=1))
    assert titles(approving) == ["Bees"]


def test_withdrawing_takes_nobody_else_off_the_wall(wall: Story) -> None:
    wall.given(host(MergePitch, pitch=2, into=1))
    wall.when(attendee(WithdrawPitch, pitch=1))
    wall.then(happened(PitchUnmerged, pitch=2), happened(PitchWithdrawn, pitch=1))
    assert titles(wall) == ["Books"]


def test_titles_are_looked_up_as_in_a_list(pitching: Story) -> None:
    titles = ("Zebras", "“Ähren” and bread", "ants", "13 bees", "8 bees", "Arctic", "🐝", "ahoy")
    story = pitching.given(*(host(MakePitch, person=0, title=title) for title in titles))
    shown = [pitch.title for pitch in pitches.by_title(story.night)]
    assert shown == ["8 bees", "13 bees", "ahoy", "“Ähren” and bread", "ants", "Arctic", "Zebras", "🐝"]
