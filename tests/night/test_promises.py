"""“I'm in”: people of any group promise an action, and take it back."""

import pytest

from opennight.night import promises
from opennight.night.bylines import TakeName
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote, ShowNote, WriteNote
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn, ImOut, PromiseLeft, PromiseMade
from opennight.night.reading import ReadFirst
from opennight.record import keeping, outcome
from tests.cast import (
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

HEDGE, SAID = "note:1", "note:2"


@pytest.fixture
def planned(story: Story) -> Story:
    """The attendee's group will plant a hedge; the neighbour sits elsewhere, the latecomer nowhere."""
    return story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=2),
        attendee(WriteNote, group=1, kind="action", text="Plant a hedge", who="the council"),
        attendee(WriteNote, group=1, text="Bees like hedges"),
    )


def recorded(story: Story) -> tuple[str, ...]:
    """Who is in on the hedge, as the record says it."""
    return outcome.of(story.night).groups[0].actions[0].owners


def test_people_of_any_group_are_in(planned: Story) -> None:
    for somebody in (neighbour, latecomer, attendee):
        planned.when(somebody(ImIn, about=HEDGE)).then(happened(PromiseMade, person=somebody.no, about=HEDGE))
    assert promises.owners(planned.night, HEDGE) == [2, 3, 1]
    assert recorded(planned) == ("Ben", "Cleo", "Ada")
    assert [what.text for _about, what in promises.of_person(planned.night, 2)] == ["Plant a hedge"]


def test_once_is_enough_and_it_can_be_taken_back(planned: Story) -> None:
    planned.given(neighbour(ImIn, about=HEDGE)).when(neighbour(ImIn, about=HEDGE)).then()
    planned.when(neighbour(ImOut, about=HEDGE)).then(happened(PromiseLeft, person=2, about=HEDGE))
    planned.when(neighbour(ImOut, about=HEDGE)).then()
    assert promises.owners(planned.night, HEDGE) == []


def test_a_helper_adds_one_without_a_phone(planned: Story) -> None:
    planned.given(helper(Join, name="Nora", phone=False))
    planned.when(helper(ImIn, person=4, about=HEDGE)).then(happened(PromiseMade, person=4, about=HEDGE))
    assert recorded(planned) == ("Nora",)


@pytest.mark.parametrize(
    "about", [SAID, "note:9", "note:01", "note:", "note", "pitch:1", "", "note:" + "9" * 99]
)
def test_only_what_can_be_done_is_promised(planned: Story, about: str) -> None:
    planned.when(neighbour(ImIn, about=about)).then_refused("missing", "nothing like that")


def test_what_waits_or_is_hidden_is_not_there(planned: Story) -> None:
    planned.given(neighbour(ImIn, about=HEDGE), host(HideNote, note=1))
    planned.when(latecomer(ImIn, about=HEDGE)).then_refused("missing", "nothing like that")
    assert promises.of_person(planned.night, 2) == []
    planned.given(host(ShowNote, note=1))
    assert promises.owners(planned.night, HEDGE) == [2]
    planned.given(host(ReadFirst, nouns=("note",)), attendee(WriteNote, group=1, kind="action", text="Dig"))
    planned.when(attendee(ImIn, about="note:3")).then_refused("missing", "nothing like that")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (outsider(ImIn, about=HEDGE), "Join the night first"),
        (attendee(ImIn, person=2, about=HEDGE), "only do this for yourself"),
        (attendee(ImOut, person=2, about=HEDGE), "only do this for yourself"),
        (host(ImIn, person=0, about=HEDGE), "Join the night first"),
    ],
)
def test_nobody_promises_for_others(planned: Story, command: Command, words: str) -> None:
    planned.when(command).then_refused("forbidden", words)


def test_whoever_was_there_is_in_or_out_also_once_the_night_is_closed(planned: Story) -> None:
    planned.given(neighbour(ImIn, about=HEDGE), host(MovePhase, to="closed"))
    planned.when(latecomer(ImIn, about=HEDGE)).then(happened(PromiseMade, person=3, about=HEDGE))
    planned.when(outsider(ImIn, about=HEDGE)).then_refused("forbidden", "Join the night first")
    planned.when(neighbour(ImOut, about=HEDGE)).then(happened(PromiseLeft, person=2, about=HEDGE))


def test_whoever_is_in_is_not_named_twice(planned: Story) -> None:
    """Given an action that names whoever will do it, when they say that they are in, then they stand there
    once, as they chose; whom it names besides stays."""
    planned.given(
        attendee(WriteNote, group=1, kind="action", text="Dig", who="ben"),
        *(one(ImIn, about=about) for one in (neighbour, latecomer) for about in (HEDGE, "note:3")),
    )
    hedge, dig = outcome.of(planned.night).groups[0].actions
    assert (hedge.who, hedge.owners) == ("the council", ("Ben", "Cleo"))
    assert (dig.who, dig.owners) == ("", ("Ben", "Cleo"))
    assert [one.who for one in keeping.all_of(planned.night)] == ["the council", ""]
    planned.given(neighbour(ImOut, about="note:3"))
    assert outcome.of(planned.night).groups[0].actions[1].who == "ben"


def test_an_owner_who_goes_home_is_still_in(planned: Story) -> None:
    planned.given(neighbour(ImIn, about=HEDGE), neighbour(Leave))
    assert recorded(planned) == ("Ben",)
    planned.given(neighbour(TakeName))
    assert recorded(planned) == ("a participant",)


def test_an_owner_who_is_removed_comes_back_in_their_place(planned: Story) -> None:
    planned.given(neighbour(ImIn, about=HEDGE), latecomer(ImIn, about=HEDGE), host(RemovePerson, person=2))
    assert recorded(planned) == ("Cleo",)
    planned.given(host(LetBackIn, person=2))
    assert recorded(planned) == ("Ben", "Cleo")
    planned.given(host(RemovePerson, person=2), take_back)
    assert recorded(planned) == ("Ben", "Cleo")


def test_nobody_promises_the_world(planned: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promises, "MOST_A_PERSON", 1)
    planned.given(attendee(WriteNote, group=1, kind="action", text="Dig"), neighbour(ImIn, about=HEDGE))
    planned.when(neighbour(ImIn, about="note:3")).then_refused("quota", "1 things already")
