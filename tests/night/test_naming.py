"""Names that the desk reads first: until then their owners are guests, who can do all the rest."""

import pytest

from opennight.night import bylines, naming, people, undo
from opennight.night.bylines import NameTaken, TakeName
from opennight.night.door import LetIn
from opennight.night.messages import acting
from opennight.night.naming import NameRead, NameTurnedAway, TurnNameAway
from opennight.night.people import Join, Leave, PersonJoined, PersonRenamed, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.setups import ChangeSetup
from opennight.night.slow import SlowDown
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.record import people as published
from tests.cast import Somebody, Story, attendee, guest, happened, helper, host, setup, take_back

DAN = Somebody(acting(4))


@pytest.fixture
def read(story: Story) -> Story:
    """The desk reads names first; Ada, Ben and Cleo are in already."""
    return story.given(host(ReadFirst, nouns=("name",)))


@pytest.fixture
def dan(read: Story) -> Story:
    """Somebody new, whose name the desk has yet to read."""
    return read.given(guest(Join, name="Dan"))


def let_in(night: Night) -> LetWordsIn:
    """The host lets in all names that wait."""
    return host(LetWordsIn, names=tuple(night.unread_names))


def turn_away(story: Story, **more: str) -> TurnNameAway:
    return host(TurnNameAway, named=next(iter(story.night.unread_names)), **more)


def named(story: Story) -> list[str]:
    return [people.name(story.night, no) for no in story.night.people]


def test_a_name_waits_and_its_owner_does_all_the_rest(read: Story) -> None:
    read.when(guest(Join, name=" Dan ")).then(
        happened(PersonJoined, no=4, phone=True, name="Dan", waiting=True)
    )
    night = read.night
    assert (night.people[4].name, night.people[4].unread) == ("", "Dan")
    assert [person.no for person in naming.waiting(night)] == [4]
    assert (bylines.shown(night, night.people[4]), published.name(night, 4)) == ("", "a participant")
    read.given(host(MovePhase, to="pitch"), DAN(MakePitch, title="Doves"), host(MovePhase, to="vote"))
    read.given(DAN(Vote, pitch=1))
    assert night.voters[1] == {4: None}


def test_nobody_else_is_touched(read: Story) -> None:
    """Whoever was in keeps their name, and whom the desk enters has been read."""
    read.given(helper(Join, name="Nora", phone=False))
    assert named(read) == ["Ada", "Ben", "Cleo", "Nora"]


def test_a_name_is_let_in_and_waits_again_after_an_undo(dan: Story) -> None:
    dan.when(let_in(dan.night)).then(happened(NameRead, person=4))
    assert named(dan)[3] == "Dan"
    assert naming.waiting(dan.night) == []
    dan.given(take_back)
    assert (named(dan)[3], dan.night.people[4].unread) == ("", "Dan")
    dan.given(let_in)
    assert named(dan)[3] == "Dan"


def test_names_let_in_together_are_told_apart(dan: Story) -> None:
    dan.given(guest(Join, name="dan"), guest(Join, name="Ada"), guest(Join, name="Eve"), let_in)
    assert named(dan)[3:] == ["Dan", "dan 2", "Ada 2", "Eve"]
    assert [dan.night.people[no].number for no in (4, 5, 6, 7)] == [0, 2, 2, 0]


def test_only_what_the_desk_saw_is_let_in(dan: Story) -> None:
    """Given Dan took another name since, when the desk lets in what it saw, then the new one still waits."""
    saw = tuple(dan.night.unread_names)
    dan.given(DAN(Rename, name="Rude"))
    dan.when(host(LetWordsIn, names=(*saw, 99))).then()
    dan.when(host(TurnNameAway, named=saw[0])).then_refused("late", "is no longer waiting")
    assert dan.night.people[4].unread == "Rude"


def test_whoever_takes_another_name_is_a_guest_again(read: Story) -> None:
    first = read.night.people[1].named
    read.when(attendee(Rename, name="Adele")).then(
        happened(PersonRenamed, person=1, name="Adele", waiting=True)
    )
    assert named(read)[0] == ""
    assert read.night.forgettable == [first], "the former name is gone at once"
    read.when(attendee(Rename, name="Adele")).then()
    read.given(host(ReadFirst, nouns=()))
    assert read.night.people[1].unread == "Adele", "what waits already still waits"
    read.when(attendee(Rename, name="Adele")).then(happened(PersonRenamed, person=1, name="Adele"))
    assert (named(read)[0], read.night.people[1].unread) == ("Adele", "")


def test_a_name_that_waits_is_nobodys_business(dan: Story) -> None:
    """Another Dan is not told that there is one, and the desk can give anybody that name."""
    dan.when(guest(Join, name="Dan")).then(happened(PersonJoined, no=5, phone=True, name="Dan", waiting=True))
    dan.given(helper(Join, name="Dan", phone=False))
    assert named(dan)[5] == "Dan"


def test_the_desk_asks_for_another_name(dan: Story) -> None:
    waited = dan.night.people[4].named
    dan.when(turn_away(dan, why=" Not a name ")).then(happened(NameTurnedAway, person=4, why="Not a name"))
    person = dan.night.people[4]
    assert (person.name, person.unread, person.asked, person.here) == ("", "", True, True)
    assert naming.waiting(dan.night) == []
    act = list(dan.night.moderated.values())[-1]
    assert (act.deed, act.what, act.about, act.why) == ("turned away", "name", 4, "Not a name")
    dan.given(take_back)
    assert (person.unread, person.asked) == ("Dan", False)
    assert waited in dan.night.forgettable, "the undo has the name anew"
    dan.given(turn_away(dan), DAN(Rename, name="Daniel"))
    assert (person.asked, person.unread) == (False, "Daniel")


def test_the_log_forgets_a_name_that_was_turned_away(dan: Story) -> None:
    """Once no undo can bring it back."""
    waited = dan.night.people[4].named
    dan.given(turn_away(dan))
    assert waited not in dan.night.forgettable
    dan.given(*(host(SlowDown, seconds=30 + no) for no in range(undo.KEPT)))
    assert waited in dan.night.forgettable


def test_a_name_that_waits_can_be_taken_along(dan: Story) -> None:
    waited = dan.night.people[4].named
    dan.given(DAN(Leave))
    dan.when(DAN(TakeName)).then(happened(NameTaken, person=4))
    assert waited in dan.night.forgettable
    assert naming.waiting(dan.night) == []
    assert dan.night.people[4].unread == ""


def test_at_the_door_a_name_has_been_read_if_it_was_pressed(read: Story) -> None:
    """Who is let in by name need not wait again; of a whole batch nobody has read each name."""
    read.given(host(ChangeSetup, setup=setup(approve_names=True, expected=3)))
    read.given(*(guest(Join, name=name) for name in ("Dan", "Eve", "Fay")))
    dan, eve, fay = read.night.newcomers
    read.given(host(LetIn, newcomers=(dan,)), host(LetIn, newcomers=(eve, fay)))
    assert named(read)[3:] == ["Dan", "", ""]
    assert [person.unread for person in naming.waiting(read.night)] == ["Eve", "Fay"]
