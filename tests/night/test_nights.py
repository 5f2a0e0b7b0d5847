"""A night starts, changes its setup, moves through its phases; its door, its reveal, its desk key."""

from typing import Any

import pytest

from opennight.night.groups import JoinGroup
from opennight.night.kept.announcement import FIRST
from opennight.night.kept.parts import PHASES
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import seated
from opennight.night.messages import Command
from opennight.night.nights import (
    DeskKeyRenewed,
    JoiningLocked,
    LockJoining,
    NightStarted,
    PhaseMoved,
    RenewDeskKey,
    RevealVotes,
    StartNight,
    VotesRevealed,
)
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup, SetupChanged
from opennight.night.tidy import MOST_ROOMS, MOST_SLOTS
from opennight.night.times import length, minutes
from tests.cast import CORNER, EARLY, HALL, LATE, Story, attendee, happened, host, press, setup

WRONG_SETUPS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": "  "}, "title", "write something"),
    ({"title": "x" * 81}, "title", "Too long by 1"),
    ({"place": "x" * 121}, "place", "Too long"),
    ({"intro": "x" * 1001}, "intro", "Too long"),
    ({"briefing": "x" * 1001}, "briefing", "Too long"),
    ({"rules": "x" * 401}, "rules", "Too long by 1"),
    ({"zone": "Mars/Olympus"}, "zone", "time zone"),
    ({"zone": ""}, "zone", "time zone"),
    ({"date": "tomorrow"}, "date", "a date"),
    ({"date": ""}, "date", "a date"),
    ({"dots": -1}, "dots", "dots"),
    ({"dots": 101}, "dots", "dots"),
    ({"rooms": (Room(1, "Hall", 0),)}, "rooms", "seats"),
    ({"rooms": (Room(1, "Hall", 5001),)}, "rooms", "seats"),
    ({"rooms": (Room(1, "", 5),)}, "rooms", "write something"),
    ({"rooms": (Room(1, "x" * 41, 5),)}, "rooms", "Too long"),
    ({"rooms": (Room(1, "Hall", 5), Room(2, "hall ", 5))}, "rooms", "same name"),
    ({"rooms": (Room(1, "Hall", 5), Room(1, "Corner", 5))}, "rooms", "same name"),
    ({"slots": ()}, "slots", "between 1 and"),
    ({"slots": (Slot(1, "19:30", "half nine"),)}, "slots", "19:30"),
    ({"slots": (Slot(1, "9", "10"),)}, "slots", "19:30"),
    ({"slots": (Slot(1, "19:60", "20:00"),)}, "slots", "19:30"),
    ({"slots": (Slot(1, "24:10", "25:00"),)}, "slots", "19:30"),
    ({"slots": (Slot(1, "19:30", "19:30"),)}, "slots", "end after"),
    ({"slots": (EARLY, Slot(EARLY.id, "20:30", "21:15"))}, "slots", "same number"),
]


def test_a_night_starts() -> None:
    story = Story().when(host(StartNight, setup=setup(), rehearsal=True))
    story.then(happened(NightStarted, setup=setup(), rehearsal=True, licence=FIRST))
    assert story.night.setup.title == "Bees and books"
    assert story.night.rehearsal
    assert story.night.phase == "welcome"


def test_it_starts_once(story: Story) -> None:
    story.when(host(StartNight, setup=setup())).then_refused("late", "already started")


def test_what_was_typed_is_tidied() -> None:
    typed = setup(
        title="  Bees \n and books ", date="20261122", colour="plaid", slots=(Slot(1, " 9:30", "10:00"),)
    )
    story = Story()
    story.given(host(StartNight, setup=typed))
    kept = story.night.setup
    assert (kept.title, kept.date, kept.colour) == ("Bees and books", "2026-11-22", "teal")
    assert kept.slots == (Slot(1, "09:30", "10:00"),)


@pytest.mark.parametrize(("changes", "field", "words"), WRONG_SETUPS)
def test_a_wrong_setup_is_refused_beside_its_field(changes: dict[str, Any], field: str, words: str) -> None:
    Story().when(host(StartNight, setup=setup(**changes))).then_refused("bad", words, field=field)


@pytest.mark.parametrize(("changes", "field", "words"), WRONG_SETUPS)
def test_the_same_holds_for_a_change(story: Story, changes: dict[str, Any], field: str, words: str) -> None:
    story.when(host(ChangeSetup, setup=setup(**changes))).then_refused("bad", words, field=field)


def test_rooms_and_slots_have_a_limit(story: Story) -> None:
    rooms = tuple(Room(no, f"Table {no}", 8) for no in range(MOST_ROOMS + 1))
    story.when(host(ChangeSetup, setup=setup(rooms=rooms))).then_refused("quota", "rooms", field="rooms")
    slots = tuple(Slot(no, f"10:{no:02}", f"11:{no:02}") for no in range(MOST_SLOTS + 1))
    story.when(host(ChangeSetup, setup=setup(slots=slots))).then_refused("bad", "rounds", field="slots")


def test_the_setup_changes(story: Story) -> None:
    changed = setup(title="Books and bees", dots=5)
    story.when(host(ChangeSetup, setup=changed)).then(happened(SetupChanged, setup=changed))
    assert story.night.setup == changed
    story.when(host(ChangeSetup, setup=changed)).then()


def test_a_room_that_goes_takes_its_groups_along(story: Story) -> None:
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")))
    story.given(press(story.night))
    assert {p.room for p in story.night.lineup.values()} == {HALL.id}
    story.given(host(MovePhase, to="groups"), attendee(JoinGroup, group=1))
    story.given(host(ChangeSetup, setup=setup(rooms=(CORNER,))))
    assert (story.night.lineup, seated(story.night)) == ({}, {})


def test_a_slot_that_goes_takes_its_groups_along(story: Story) -> None:
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")))
    story.given(press(story.night))
    story.given(host(ChangeSetup, setup=setup(slots=(LATE,))))
    assert {p.slot for p in story.night.lineup.values()} == {LATE.id}


@pytest.mark.parametrize("phase", PHASES[1:])
def test_the_host_moves_the_phase_and_back(story: Story, phase: str) -> None:
    story.when(host(MovePhase, to=phase)).then(happened(PhaseMoved, to=phase))
    assert story.night.phase == phase
    story.when(host(MovePhase, to=phase)).then()
    story.when(host(MovePhase, to="welcome")).then(happened(PhaseMoved, to="welcome"))


def test_a_phase_that_the_night_has_left_is_left_once(story: Story) -> None:
    """Whoever presses a button twice, or on a page that is behind, moves the night no further."""
    story.when(host(MovePhase, to="pitch", since="welcome")).then(happened(PhaseMoved, to="pitch"))
    story.when(host(MovePhase, to="pitch", since="welcome")).then()
    story.when(host(MovePhase, to="vote", since="welcome")).then_refused("late", "already moved on")
    story.when(host(MovePhase, to="vote", since="pitch")).then(happened(PhaseMoved, to="vote"))


@pytest.mark.parametrize("phase", ["", "party", "Closed"])
def test_there_are_no_other_phases(story: Story, phase: str) -> None:
    story.when(host(MovePhase, to=phase)).then_refused("bad", "no such phase", field="to")


def test_the_door_closes_and_opens(story: Story) -> None:
    story.when(host(LockJoining, locked=True)).then(happened(JoiningLocked, locked=True))
    story.when(host(LockJoining, locked=True)).then()
    story.when(host(LockJoining, locked=False)).then(happened(JoiningLocked, locked=False))


def test_the_votes_are_revealed_and_hidden_again(story: Story) -> None:
    story.when(host(RevealVotes, revealed=True)).then(happened(VotesRevealed, revealed=True))
    story.when(host(RevealVotes, revealed=True)).then()
    story.when(host(RevealVotes, revealed=False)).then(happened(VotesRevealed, revealed=False))


def test_each_renewal_makes_another_desk_key(story: Story) -> None:
    story.when(host(RenewDeskKey)).then(happened(DeskKeyRenewed, bound=True))
    story.when(host(RenewDeskKey)).then(happened(DeskKeyRenewed, bound=True))
    assert story.night.desk_key == 3


@pytest.mark.parametrize("late", [RevealVotes, RenewDeskKey])
def test_a_desk_that_was_let_in_with_a_former_key(story: Story, late: type[Command]) -> None:
    """Another process may have let it in before it heard that the key was renewed."""
    more = {"revealed": True} if late is RevealVotes else {}
    story.given(host(RenewDeskKey, desk_key=1)).when(host(late, desk_key=1, **more))
    story.then_refused("forbidden", "Only the host")
    story.when(host(late, desk_key=2, **more)).then(
        happened(VotesRevealed, revealed=True) if more else happened(DeskKeyRenewed, bound=True)
    )


def test_a_slot_may_go_past_midnight() -> None:
    assert length(EARLY) == 45
    assert length(Slot(1, "23:30", "00:30")) == 60
    assert minutes("00:05") == 5
