"""The room chooses which actions it carries together, with dots."""

import pytest

from opennight.night import choosing
from opennight.night.choosing import (
    ActionChosen,
    ActionUnchosen,
    ChoiceSet,
    ChooseAction,
    CloseChoice,
    OpenChoice,
    UnchooseAction,
)
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote, ShowNote, WriteNote
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.slips import PrintSlips
from opennight.record import markdown, outcome
from tests.cast import (
    Story,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

SAID = 21
"""A note among them, which is no action."""


@pytest.fixture
def planned(story: Story) -> Story:
    """Two groups share; together they have twenty actions."""
    return story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="share"),
        *(
            host(WriteNote, person=0, group=1 + no % 2, kind="action", text=f"Action {no}")
            for no in range(1, 21)
        ),
        host(WriteNote, person=0, group=1, text="Said"),
    )


@pytest.fixture
def chosen(planned: Story) -> Story:
    """The room chooses, with two dots each, which two to carry."""
    return planned.given(host(OpenChoice, dots=2, carried=2))


def carried(story: Story) -> list[tuple[str, int]]:
    """What the record says that the room chose."""
    return [(one.text, one.dots) for one in outcome.of(story.night).chosen]


def test_the_room_chooses_five_of_twenty(planned: Story) -> None:
    planned.when(host(OpenChoice)).then(happened(ChoiceSet, open=True, dots=3, carried=5))
    people = (attendee, neighbour, latecomer)
    for one, mine in zip(people, ((3, 8, 11), (3, 8, 15), (3, 20, 11)), strict=True):
        planned.given(*(one(ChooseAction, note=no) for no in mine))
    planned.given(helper(Join, name="Nora", phone=False), helper(ChooseAction, person=4, note=15))
    assert carried(planned) == [], "not as long as they choose"
    planned.when(host(CloseChoice)).then(happened(ChoiceSet, open=False, dots=3, carried=5))
    assert carried(planned) == [
        ("Action 3", 3), ("Action 8", 2), ("Action 11", 2), ("Action 15", 2), ("Action 20", 1)
    ]  # fmt: skip
    words = markdown.write(outcome.of(planned.night), str)
    first = words.partition("## What we will do\n\n")[2].partition("\n")[0]
    assert first.startswith("- Action 3 — ")
    assert "Chosen by the room · Dots: 3 · Books" in first


def test_nobody_but_the_room_breaks_a_tie(chosen: Story) -> None:
    chosen.given(
        attendee(ChooseAction, note=1),
        neighbour(ChooseAction, note=1),
        attendee(ChooseAction, note=2),
        neighbour(ChooseAction, note=3),
        host(CloseChoice),
    )
    assert carried(chosen) == [("Action 1", 2), ("Action 2", 1), ("Action 3", 1)]


def test_a_dot_is_given_once_and_taken_back(chosen: Story) -> None:
    chosen.when(attendee(ChooseAction, note=1)).then(happened(ActionChosen, person=1, note=1))
    chosen.when(attendee(ChooseAction, note=1)).then()
    chosen.given(attendee(ChooseAction, note=2))
    chosen.when(attendee(ChooseAction, note=3)).then_refused("full", "no dots left")
    chosen.when(attendee(UnchooseAction, note=1)).then(happened(ActionUnchosen, person=1, note=1))
    chosen.when(attendee(UnchooseAction, note=1)).then()
    chosen.given(attendee(ChooseAction, note=3))


def test_what_is_hidden_gives_its_dots_back(chosen: Story) -> None:
    chosen.given(attendee(ChooseAction, note=1), attendee(ChooseAction, note=2), host(HideNote, note=1))
    chosen.given(attendee(ChooseAction, note=3))
    chosen.when(neighbour(ChooseAction, note=1)).then_refused("missing", "no such note")
    chosen.given(host(ShowNote, note=1))
    assert choosing.left(chosen.night, 1) == 0
    chosen.given(attendee(UnchooseAction, note=1), host(CloseChoice))
    assert carried(chosen) == [("Action 2", 1), ("Action 3", 1)]


def test_the_dots_of_whoever_is_removed_go_and_come_back(chosen: Story) -> None:
    chosen.given(attendee(ChooseAction, note=1), host(RemovePerson, person=1))
    assert choosing.dots(chosen.night, 1) == 0
    chosen.given(host(LetBackIn, person=1))
    assert choosing.dots(chosen.night, 1) == 1


def test_the_desk_takes_it_back(chosen: Story) -> None:
    chosen.given(attendee(ChooseAction, note=1), host(CloseChoice), take_back)
    assert choosing.is_on(chosen.night)
    chosen.when(host(OpenChoice, dots=2, carried=2)).then()
    chosen.given(host(OpenChoice, dots=1, carried=2), take_back, take_back)
    assert (chosen.night.choice.open, chosen.night.choice.dots) == (False, 0)
    assert choosing.dots(chosen.night, 1) == 1, "what the room did stays"


@pytest.mark.parametrize(
    ("command", "field"), [(host(OpenChoice, dots=0), "dots"), (host(OpenChoice, carried=99), "carried")]
)
def test_numbers_that_make_no_choice(planned: Story, command: Command, field: str) -> None:
    planned.when(command).then_refused("bad", "from 1 to 20", field=field)


def test_it_has_its_time(planned: Story, story: Story) -> None:
    planned.when(attendee(ChooseAction, note=1)).then_refused("late", "not opened")
    planned.when(host(CloseChoice)).then()
    planned.given(host(OpenChoice), attendee(ChooseAction, note=1), host(MovePhase, to="talk"))
    early: list[Command] = [
        attendee(ChooseAction, note=2),
        attendee(UnchooseAction, note=1),
        host(OpenChoice),
    ]
    for command in early:
        planned.when(command).then_refused("late", "when the groups share")
    planned.given(host(MovePhase, to="closed"))
    late: list[Command] = [attendee(ChooseAction, note=2), host(OpenChoice), host(CloseChoice)]
    for command in late:
        planned.when(command).then_refused("late", "closed")
    assert carried(planned) == [("Action 1", 1)]


def test_there_is_nothing_to_choose_from(groups_share: Story) -> None:
    groups_share.when(host(OpenChoice)).then_refused("late", "No group has an action")


@pytest.mark.parametrize("note", [SAID, 99])
def test_only_actions_are_chosen(chosen: Story, note: int) -> None:
    chosen.when(attendee(ChooseAction, note=note))
    assert chosen.refused
    assert chosen.refused.kind == "missing"


def test_nobody_chooses_for_others(chosen: Story) -> None:
    chosen.when(attendee(ChooseAction, person=2, note=1)).then_refused("forbidden", "only do this for yours")
    chosen.when(outsider(ChooseAction, note=1)).then_refused("forbidden", "Join the night first")


def test_one_slip_one_vote_holds_here_too(planned: Story) -> None:
    planned.given(host(PrintSlips, count=9), guest(Join, name="Jo", slip=1), host(OpenChoice))
    planned.when(attendee(ChooseAction, note=1)).then_refused("forbidden", "need a slip")
    planned.given(helper(ChooseAction, person=4, note=1))
