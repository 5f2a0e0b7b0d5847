"""Whoever is removed takes dots, hearts and seat along, and what they wrote if the host says so; all of it
comes back with them."""

import pytest

from opennight.night import groups, notes, people, pitches, removal, sharing, votes
from opennight.night.fold import evolve
from opennight.night.groups import JoinGroup
from opennight.night.kept.door import Wrote
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch, LetBackIn, PersonRemoved, RemovePerson
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import Appreciate, MakeComment
from opennight.night.votes import Vote
from tests.cast import Story, attendee, copied, host, latecomer, neighbour, recorded, setup, take_back

BEES, BOOKS, HIDDEN = 1, 2, 3


@pytest.fixture
def wall(story: Story) -> Story:
    """Ada pitched bees and something that was hidden, Ben books. Ada is at the front."""
    return story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        attendee(MakePitch, title="Rude"),
        host(HidePitch, pitch=HIDDEN),
    )


@pytest.fixture
def shared(wall: Story) -> Story:
    """They voted, talked in the group on books, and share."""
    return wall.given(
        host(MovePhase, to="vote"),
        attendee(Vote, pitch=BOOKS),
        neighbour(Vote, pitch=BEES),
        host(MovePhase, to="groups"),
        host(PlacePitch, pitch=BOOKS),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        host(MovePhase, to="talk"),
        attendee(WriteNote, group=1, text="Read them."),
        host(MovePhase, to="share"),
        attendee(Appreciate, group=1),
        attendee(MakeComment, group=1, text="So do I."),
    )


def seen(story: Story) -> dict[str, object]:
    night = story.night
    return {
        "dots": votes.tally(night, BOOKS),
        "hearts": sharing.hearts(night, 1),
        "members": groups.members(night, 1),
        "notes": len(notes.of_group(night, 1)),
        "comments": len(sharing.comments(night, 1)),
        "wall": [pitch.no for pitch in pitches.visible(night)],
        "people": people.count(night),
    }


ALL = {"dots": 1, "hearts": 1, "members": [1, 2], "notes": 1, "comments": 1, "wall": [1, 2], "people": 3}


def test_their_dots_hearts_and_seats_go(shared: Story) -> None:
    assert seen(shared) == ALL
    shared.given(host(RemovePerson, person=1))
    assert seen(shared) == ALL | {"dots": 0, "hearts": 0, "members": [2], "people": 2}


def test_what_they_wrote_goes_if_the_host_says_so(shared: Story) -> None:
    shared.given(host(RemovePerson, person=1, wrote=True))
    gone = {"dots": 0, "hearts": 0, "members": [2], "notes": 0, "comments": 0, "wall": [2], "people": 2}
    assert seen(shared) == gone
    assert removal.written(shared.night, [shared.night.people[1]]) == Wrote()


@pytest.mark.parametrize("wrote", [False, True])
def test_one_press_undoes_it(shared: Story, wrote: bool) -> None:
    before = copied(shared.night.pitches)
    shared.given(host(RemovePerson, person=1, wrote=wrote), take_back)
    assert seen(shared) == ALL
    assert shared.night.pitches == before


def test_all_but_their_seat_comes_back_with_them(shared: Story) -> None:
    shared.given(host(RemovePerson, person=1, wrote=True), host(LetBackIn, person=1))
    assert seen(shared) == ALL | {"members": [2]}
    assert shared.night.pitches[HIDDEN].status == "hidden", "which was hidden for itself"


def test_nobody_waits_to_speak_who_is_not_there(wall: Story) -> None:
    assert wall.night.queue == [BEES, BOOKS]
    wall.given(host(RemovePerson, person=1))
    assert wall.night.queue == [BOOKS]
    wall.given(take_back)
    assert wall.night.queue == [BEES, BOOKS]


def test_pitches_of_others_stand_alone_again(wall: Story) -> None:
    wall.given(host(MergePitch, pitch=BOOKS, into=BEES), host(RemovePerson, person=1, wrote=True))
    assert [pitch.no for pitch in pitches.visible(wall.night)] == [BOOKS]
    wall.given(take_back)
    assert [pitch.no for pitch in pitches.visible(wall.night)] == [BEES]
    assert pitches.pitchers(wall.night, BEES) == [1, 2]


def test_nobody_is_named_for_a_part_that_went(wall: Story) -> None:
    wall.given(host(MergePitch, pitch=BEES, into=BOOKS), host(RemovePerson, person=1, wrote=True))
    assert pitches.pitchers(wall.night, BOOKS) == [2]


def test_dots_that_others_gave_stay(shared: Story) -> None:
    shared.given(host(RemovePerson, person=1, wrote=True), host(LetBackIn, person=1))
    assert votes.tally(shared.night, BEES) == 1
    assert latecomer.no in shared.night.people


def test_an_old_log_says_what_it_said(shared: Story) -> None:
    """Given a removal from before dots went along, then they still count."""
    command = host(RemovePerson, person=1)
    evolve(shared.night, recorded(shared.night.version + 1, command, PersonRemoved(person=1)))
    assert votes.tally(shared.night, BOOKS) == 1


def test_what_waited_for_the_host_waits_again(story: Story) -> None:
    """Given a pitch that the host has not read yet, when its author is removed with it and let back in, then
    the room does not see it.
    """
    story.given(
        host(ChangeSetup, setup=setup(approve=True)),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(RemovePerson, person=attendee.no, wrote=True),
        host(LetBackIn, person=attendee.no),
    )
    assert story.night.pitches[BEES].status == "waiting"
    assert not story.night.pitches[BEES].seen


def test_letting_somebody_back_in_is_undone_with_what_they_wrote(shared: Story) -> None:
    shared.given(host(RemovePerson, person=1, wrote=True))
    before = copied(seen(shared)), shared.night.people[1].took
    shared.given(host(LetBackIn, person=1), take_back)
    assert (seen(shared), shared.night.people[1].took) == before
