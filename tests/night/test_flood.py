"""A flood: found, shown, and undone in one step, with all that it did and nothing else."""

import pytest

from opennight.night import flood, people, votes
from opennight.night.door import MINUTE, TRICKLE, NewcomersGone
from opennight.night.entrance import EntranceRenewed
from opennight.night.flood import UndoFlood
from opennight.night.kept.door import Wrote
from opennight.night.messages import acting
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.removal import PeopleRemoved
from opennight.night.setups import ChangeSetup
from opennight.night.votes import Vote
from tests.cast import Somebody, Story, attendee, copied, guest, happened, helper, host, setup, take_back

REAL = 4
"""The first who joins later: a person like any other, among the flood."""


def an_hour_after(story: Story) -> int:
    """The beginning of a minute, an hour after the last act."""
    return (story.night.at // MINUTE + 60) * MINUTE


@pytest.fixture
def flooded(story: Story) -> Story:
    """One real person and fifteen scripts come within a minute, while people vote; the scripts pitched."""
    story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    later = an_hour_after(story)
    story.given(guest(Join, name="Dan", at=later))
    story.given(*(guest(Join, name=f"Bot {no}", ticket=False, at=later + no) for no in range(15)))
    bots = [Somebody(acting(no)) for no in range(REAL + 1, REAL + 1 + TRICKLE)]
    story.given(*(bot(MakePitch, title="Coins") for bot in bots))
    story.given(host(MovePhase, to="vote"), *(bot(Vote, pitch=1) for bot in bots))
    return story.given(Somebody(acting(REAL))(Vote, pitch=1), attendee(Vote, pitch=1))


BOTS = tuple(range(REAL + 1, REAL + 1 + TRICKLE))


def test_the_minute_in_which_it_began_is_suggested(flooded: Story) -> None:
    first = flood.moments(flooded.night).began
    assert first is not None
    assert first.no == REAL
    assert first in flood.moments(flooded.night).firsts
    assert flood.suspected(flooded.night)


def test_who_came_by_the_door_is_kept(flooded: Story) -> None:
    persons = flood.came(flooded.night, REAL)
    assert flood.kept(persons) == {REAL}
    assert flood.done([one for one in persons if one.no != REAL]) == {
        "dots": TRICKLE,
        "pitches": TRICKLE,
        "words": 0,
    }


def test_it_goes_in_one_step_with_all_it_did(flooded: Story) -> None:
    before = copied(flooded.night)
    bots = tuple(before.newcomers)
    assert votes.tally(flooded.night, 1) == TRICKLE + 2
    flooded.when(host(UndoFlood, since=REAL, upto=99, keep=(REAL,), entrance="K7WQ")).then(
        happened(PeopleRemoved, people=BOTS, wrote=Wrote(tuple(range(2, 2 + TRICKLE)))),
        happened(NewcomersGone, newcomers=bots),
        happened(EntranceRenewed, entrance="K7WQ"),
    )
    assert votes.tally(flooded.night, 1) == 2
    assert people.count(flooded.night) == 4
    assert [pitch.no for pitch in votes.ranked(flooded.night)] == [1]
    assert not flood.suspected(flooded.night)
    flooded.given(take_back)
    assert votes.tally(flooded.night, 1) == TRICKLE + 2
    assert flooded.night.pitches == before.pitches
    assert flooded.night.newcomers.keys() == before.newcomers.keys()
    assert flooded.night.entrance == ""


def test_what_they_wrote_may_stay(flooded: Story) -> None:
    flooded.when(host(UndoFlood, since=REAL, upto=99, keep=(REAL,), wrote=False))
    assert len(votes.ranked(flooded.night)) == 1 + TRICKLE


def test_whoever_comes_after_the_page_was_shown_stays(flooded: Story) -> None:
    shown = len(flooded.night.people)
    flooded.given(guest(Join, name="Eve"), host(UndoFlood, since=REAL, upto=shown, keep=(REAL,)))
    assert not flooded.night.people[shown + 1].removed


def test_who_has_no_phone_is_no_flood(story: Story) -> None:
    story.given(helper(Join, name="Nora", phone=False))
    assert [person.no for person in flood.came(story.night, 1)] == [1, 2, 3]
    story.given(host(UndoFlood, since=1, upto=99))
    assert people.count(story.night) == 1
    story.when(host(UndoFlood, since=1, upto=99)).then()


def test_a_flood_with_tickets_is_found_by_its_speed(story: Story) -> None:
    story.given(host(ChangeSetup, setup=setup(expected=500)))
    later = an_hour_after(story)
    story.given(*(guest(Join, name=f"Early {no}", at=later + no * 30_000) for no in range(20)))
    story.given(*(guest(Join, name=f"Fast {no}", at=later + 900_000 + no * 100) for no in range(100)))
    first = flood.moments(story.night).began
    assert first is not None
    assert first.name == "Fast 0"
    assert flood.kept(flood.came(story.night, first.no)) == set(), "nothing tells them apart"


def test_people_who_come_as_people_do_are_no_flood(story: Story) -> None:
    later = an_hour_after(story)
    story.given(*(guest(Join, name=f"Person {no}", at=later + no * 10_000) for no in range(40)))
    assert flood.moments(story.night).began is None
    assert not flood.suspected(story.night)
