"""People join, rename themselves, leave, come back; the host removes them and lets them back in."""

import pytest

from opennight.night import groups, people
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import GUEST, Command
from opennight.night.moderation import LetBackIn, PersonLetBackIn, RemovePerson
from opennight.night.names import NAME
from opennight.night.nights import LockJoining
from opennight.night.people import (
    ComeBack,
    Join,
    Leave,
    PersonCameBack,
    PersonJoined,
    PersonLeft,
    PersonRenamed,
    Rename,
)
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.removal import PeopleRemoved
from opennight.night.votes import Vote
from tests.cast import SEVEN, Story, attendee, guest, happened, helper, host, neighbour, outsider, take_back

DAN = 4
JOINED_BY_QR_CODE = Join(id="scanned", at=SEVEN, actor=GUEST, name="Dan")
"""Newcomers are nobody yet."""


@pytest.fixture
def in_a_group(story: Story) -> Story:
    """The attendee is in the group of pitch 1."""
    return story.given(
        host(MakePitch, person=0, title="Bees"),
        host(MovePhase, to="groups"),
        host(PlacePitch, pitch=1),
        attendee(JoinGroup, group=1),
    )


@pytest.fixture
def full(story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Two of 20 places are kept for the desk; 18 people have joined."""
    monkeypatch.setattr(people, "MOST_PEOPLE", 20)
    return story.given(*(guest(Join, name=f"Person {no}") for no in range(4, 19)))


def test_somebody_joins(story: Story) -> None:
    story.when(guest(Join, name="  Dan  ")).then(happened(PersonJoined, no=DAN, name="Dan", phone=True))
    assert people.count(story.night) == 4
    assert people.name(story.night, DAN) == "Dan"


@pytest.mark.parametrize("name", ["", " \t\n", "\u200d\u200b"])
def test_a_name_has_something_in_it(story: Story, name: str) -> None:
    story.when(guest(Join, name=name)).then_refused("bad", "write something", field="name")


def test_a_name_has_an_end(story: Story) -> None:
    story.when(guest(Join, name="x" * (NAME + 2))).then_refused("bad", "Too long by 2", field="name")
    story.when(attendee(Rename, name="x" * (NAME + 1))).then_refused("bad", "Too long", field="name")


def test_nobody_joins_behind_a_closed_door_but_the_helper_can_enter_somebody(story: Story) -> None:
    story.given(host(LockJoining, locked=True))
    story.when(guest(Join, name="Dan")).then_refused("late", "Ask the host to let you in")
    story.when(helper(Join, name="Dan", phone=False)).then(
        happened(PersonJoined, no=DAN, name="Dan", phone=False)
    )
    assert not story.night.people[DAN].phone


def test_nobody_joins_a_closed_night(story: Story) -> None:
    story.given(host(MovePhase, to="closed"))
    story.when(guest(Join, name="Dan")).then_refused("late", "closed")


def test_a_night_is_full_for_all_but_the_desk(full: Story) -> None:
    full.when(guest(Join, name="Dan")).then_refused("quota", "full")
    full.when(JOINED_BY_QR_CODE).then_refused("quota", "full")
    for no, name in ((19, "Nora"), (20, "Nils")):
        full.when(helper(Join, name=name, phone=False)).then(
            happened(PersonJoined, no=no, name=name, phone=False)
        )
    full.when(helper(Join, name="Nora", phone=False)).then_refused("quota", "full")


def test_who_is_removed_frees_a_place_and_who_leaves_keeps_theirs(full: Story) -> None:
    full.given(attendee(Leave))
    full.when(JOINED_BY_QR_CODE).then_refused("quota", "full")
    full.given(host(RemovePerson, person=neighbour.no))
    full.when(JOINED_BY_QR_CODE).then(happened(PersonJoined, no=19, name="Dan", phone=True))
    full.when(guest(Join, name="Dan")).then_refused("quota", "full")


def test_who_is_let_back_in_takes_a_place_again(full: Story) -> None:
    full.given(host(RemovePerson, person=neighbour.no), host(LetBackIn, person=neighbour.no))
    full.when(guest(Join, name="Dan")).then_refused("quota", "full")
    full.given(take_back, take_back)
    full.when(guest(Join, name="Dan")).then_refused("quota", "full")
    full.given(host(RemovePerson, person=neighbour.no), guest(Join, name="Dan"))
    full.when(host(LetBackIn, person=neighbour.no)).then(happened(PersonLetBackIn, person=neighbour.no))
    full.given(host(RemovePerson, person=neighbour.no))
    full.when(guest(Join, name="Eve")).then_refused("quota", "full")


def test_a_person_renames_themselves(story: Story) -> None:
    story.when(attendee(Rename, name="Ada L.")).then(
        happened(PersonRenamed, person=attendee.no, name="Ada L.")
    )
    story.when(attendee(Rename, name=" Ada  L.")).then()
    story.when(attendee(Rename, name="")).then_refused("bad", "write something", field="name")


def test_the_helper_renames_somebody(story: Story) -> None:
    story.when(helper(Rename, person=attendee.no, name="Adah")).then(
        happened(PersonRenamed, person=attendee.no, name="Adah")
    )


@pytest.mark.parametrize(
    "command",
    [
        neighbour(Rename, person=attendee.no, name="Silly"),
        neighbour(Leave, person=attendee.no),
        neighbour(ComeBack, person=attendee.no),
    ],
)
def test_nobody_does_this_for_another(story: Story, command: Command) -> None:
    story.when(command).then_refused("forbidden", "only do this for yourself")


@pytest.mark.parametrize("command", [outsider(Rename, name="Zoe"), outsider(Leave), outsider(ComeBack)])
def test_an_outsider_has_to_join_first(story: Story, command: Command) -> None:
    story.when(command).then_refused("forbidden", "Join the night first")


def test_somebody_leaves_and_comes_back(story: Story) -> None:
    story.when(attendee(Leave)).then(happened(PersonLeft, person=attendee.no, groups=()))
    assert people.count(story.night) == 2
    story.when(attendee(Leave)).then()
    story.when(attendee(ComeBack)).then(happened(PersonCameBack, person=attendee.no))
    assert people.count(story.night) == 3
    story.when(attendee(ComeBack)).then()


def test_who_left_is_not_in_the_way_and_does_nothing(in_a_group: Story) -> None:
    in_a_group.when(attendee(Leave)).then(happened(PersonLeft, person=attendee.no, groups=(1,)))
    assert groups.members(in_a_group.night, 1) == []
    in_a_group.when(attendee(JoinGroup, group=1)).then_refused("forbidden", "Come back in first")
    in_a_group.when(attendee(Rename, name="Ghost")).then_refused("forbidden", "Come back in first")


def test_the_host_removes_somebody(in_a_group: Story) -> None:
    in_a_group.when(host(RemovePerson, person=1)).then(happened(PeopleRemoved, people=(1,)))
    assert [person.no for person in people.present(in_a_group.night)] == [2, 3]
    assert groups.members(in_a_group.night, 1) == []
    in_a_group.when(host(RemovePerson, person=attendee.no)).then()


@pytest.mark.parametrize(
    "command",
    [attendee(Rename, name="Back"), attendee(Leave), attendee(ComeBack), attendee(Vote, pitch=1)],
)
def test_who_was_removed_does_nothing(story: Story, command: Command) -> None:
    story.given(host(RemovePerson, person=attendee.no))
    story.when(command).then_refused("forbidden", "removed you")


def test_the_host_lets_somebody_back_in(story: Story) -> None:
    story.given(host(RemovePerson, person=attendee.no))
    story.when(host(LetBackIn, person=attendee.no)).then(happened(PersonLetBackIn, person=attendee.no))
    story.when(host(LetBackIn, person=attendee.no)).then()
    assert people.count(story.night) == 3


@pytest.mark.parametrize("command", [host(RemovePerson, person=99), host(LetBackIn, person=99)])
def test_there_is_no_such_person(story: Story, command: Command) -> None:
    story.when(command).then_refused("missing", "no such person")


def test_the_desk_has_no_name(story: Story) -> None:
    assert people.name(story.night, 0) == ""
