"""The cast of every story, and the three words that tell it: given … when … then.

story.given(host(MovePhase, to="pitch"))
story.when(attendee(MakePitch, title="Bees"))
story.then(happened(PitchMade, no=1, person=attendee.no, title="Bees", …))
"""

import copy
import inspect
import itertools
import pickle
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import msgspec

from opennight.night import people, votes
from opennight.night.entry import Entry
from opennight.night.fold import evolve, fold
from opennight.night.kept.connections import Link
from opennight.night.kept.groups import Group
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import (
    DESK,
    GUEST,
    HOST,
    SYSTEM,
    Actor,
    Command,
    Event,
    Kind,
    Recorded,
    Refused,
    acting,
)
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.proposals import ApplyProposal, Propose, SetProposalAside
from opennight.night.state import Night
from opennight.night.undo import UndoStep
from opennight.store.envelope import START, pack, unpack
from tests.twice import decide

SEVEN = 1_795_370_400_000
"""19:00 on the night of the stories, in milliseconds since 1970."""

C = TypeVar("C", bound=Command)
T = TypeVar("T")
ids = itertools.count(1)


@dataclass(frozen=True)
class Somebody:
    """Somebody in a story. Called with a kind of command, builds one with their actor, an id and a time."""

    actor: Actor

    @property
    def no(self) -> int:
        return self.actor.person

    def __call__(self, command: type[C], /, **fields: Any) -> C:
        number = next(ids)
        if self.no != DESK and "person" in inspect.signature(command).parameters:
            fields.setdefault("person", self.no)
        told: dict[str, Any] = {"id": f"command-{number}", "at": SEVEN + 1000 * number}
        return command(**({"actor": self.actor} | told | fields))


host = Somebody(HOST)
helper = Somebody(Actor("helper", 481516))
attendee = Somebody(acting(1))
neighbour = Somebody(acting(2))
latecomer = Somebody(acting(3))
system = Somebody(SYSTEM)
guest = Somebody(GUEST)
"""Whoever is about to join: nobody yet."""
outsider = Somebody(acting(99))
"""Has not joined this night."""

HALL, CORNER = Room(1, "Hall", 2), Room(2, "Corner", 1)
EARLY, LATE = Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15")


def placed(pitch: int, slot: int, room: int, *, group: int = 0, pinned: bool = False) -> Placement:
    """Where and when a group of this pitch meets; by default the group has the pitch's number."""
    return Placement(group or pitch, pitch, slot, room, pinned)


def setup(**changes: Any) -> Setup:
    """A small night: two rooms with two seats and one, two slots, two dots each."""
    small = Setup(
        title="Bees and books",
        place="Library",
        zone="Europe/Berlin",
        date="2026-11-22",
        dots=2,
        rooms=(HALL, CORNER),
        slots=(EARLY, LATE),
    )
    return msgspec.structs.replace(small, **changes)


@dataclass(frozen=True)
class Happened:
    """An event as a story expects it."""

    kind: type[Event]
    fields: dict[str, Any]

    def event(self) -> Event:
        return self.kind(**self.fields)


def as_stored(recorded: Recorded) -> Recorded:
    """The event as it comes back from the log."""
    return unpack(pack("BEES", recorded, START))


def happened(kind: type[Event], /, **fields: Any) -> Happened:
    return Happened(kind, fields)


def recorded(version: int, command: Command, event: Event) -> Recorded:
    """The event in the envelope that the writer puts it in."""
    return Recorded(version, command.id, command.at, command.actor, event)


@dataclass
class Story:
    """One night, command by command."""

    night: Night = field(default_factory=lambda: Night("BEES"))
    log: list[Recorded] = field(default_factory=list)
    command: Command | None = None
    events: list[Event] = field(default_factory=list)
    refused: Refused | None = None

    def carry_out(self, command: "Command | Later") -> list[Event]:
        command = command if isinstance(command, Command) else command(self.night)
        events = decide(self.night, command)
        for event in events:
            self.log.append(recorded(self.night.version + 1, command, event))
            evolve(self.night, self.log[-1])
        return events

    def given(self, *commands: "Command | Later") -> "Story":
        """Carry out commands that must all succeed."""
        for command in commands:
            self.carry_out(command)
        return self

    def when(self, command: Command) -> "Story":
        self.command, self.events, self.refused = command, [], None
        before = copied(self.night)
        try:
            self.events = self.carry_out(command)
        except Refused as refused:
            self.refused = refused
        if not self.events:
            assert self.night == before, "without an event nothing changes"
        return self

    def then(self, *expected: Happened) -> "Story":
        """Exactly these events happened (perhaps none), and the log folds to the same night."""
        assert self.command is not None
        assert self.refused is None, f"refused: {self.refused}"
        assert self.events == [one.event() for one in expected]
        assert fold(self.night.code, self.log) == self.night
        return self

    def then_refused(self, kind: Kind, words: str, *, field: str = "", offer: int | None = None) -> "Story":
        """It was refused, with these words in the sentence, which belongs beside this field."""
        assert self.refused is not None, f"not refused: {self.events}"
        assert words in str(self.refused)
        assert (self.refused.kind, self.refused.field, self.refused.offer) == (kind, field, offer)
        return self


def copied(thing: T) -> T:
    """A copy that shares nothing with it: in a third of the time that copy.deepcopy takes."""
    return cast(T, pickle.loads(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)))  # noqa: S301, our own


Later = Callable[[Night], Command]
"""A command that can only be built from the night, because it names something in it."""


def that_matter(groups: dict[int, Group]) -> dict[int, Group]:
    """The groups without empty ones: an undo leaves behind the groups that the undone step began."""
    return {no: group for no, group in groups.items() if group != Group(no, group.pitch)}


def what_is(night: Night) -> Night:
    """The night without its history. To it belongs, too, that its record was published once: for good."""
    night = copy.copy(night)
    night.published = False
    its = copied(night.publication)
    its.state, its.at, its.mended = "draft", 0, list(its.corrections)
    night.publication = its
    night.groups = that_matter(night.groups)
    night.version, night.at, night.undone = 0, 0, ""
    night.trail, night.steps = [], []
    night.moderated = {}
    night.commands = defaultdict(dict)
    night = copied(night)
    met = night.connections
    met.version = 0
    met.links = {no: link for no, link in met.links.items() if link != Link(no, link.one, link.other)}
    for passed in met.passed.values():
        passed.at = 0
    for meeting in night.meetings.values():
        meeting.at, meeting.edition = 0, 0  # calendars are told of a change and of its undoing
    return night


def take_back(night: Night) -> UndoStep:
    """The host takes back the desk's last step."""
    return host(UndoStep, step=night.steps[-1].no)


def apply(night: Night) -> ApplyProposal:
    """The host applies what is proposed."""
    assert night.proposal
    return host(ApplyProposal, proposal=night.proposal.no)


def set_aside(night: Night) -> SetProposalAside:
    """The host sets aside what is proposed."""
    assert night.proposal
    return host(SetProposalAside, proposal=night.proposal.no)


def a_night(**changes: Any) -> Story:
    """A night has started, and attendee, neighbour and latecomer have joined."""
    story = Story().given(host(StartNight, setup=setup(**changes)))
    return story.given(*(guest(Join, name=name) for name in ("Ada", "Ben", "Cleo")))


def entry_of(night: Night) -> Entry:
    """What a list of nights should say of it, but for the time of its last act."""
    setup = night.setup
    return Entry(
        code=night.code,
        title=setup.title,
        place=setup.place,
        date=setup.date,
        phase=night.phase,
        people=night.inside,
        rehearsal=night.rehearsal,
        copy_of=night.copy_of,
        desk_key=night.desk_key,
        desk_made=night.desk_made,
        desk_by=night.trail[night.desk_made - 1] if night.desk_made else "",
    )


def made(night: Night, *, rule: str = "phragmen") -> Proposal:
    """A simple line-up to propose: what is pinned, then the most wanted pitches in the biggest rooms.

    In each slot everybody sits in the first group with free seats that they wished for, else in the first
    with free seats.
    """
    pinned = [p for p in night.lineup.values() if p.pinned]
    taken = {(p.slot, p.room) for p in pinned}
    rooms = sorted(night.setup.rooms, key=lambda room: -room.seats)
    cells = [(slot.id, room.id) for room in rooms for slot in night.setup.slots]
    free = [cell for cell in cells if cell not in taken]
    line = [pitch.no for pitch in votes.ranked(night)]
    others = [no for no in line if no not in {p.pitch for p in pinned}]
    placements = [*pinned, *(Placement(-no, no, *cell) for no, cell in zip(others, free, strict=False))]
    seats = {room.id: room.seats for room in rooms}
    groups: dict[int, list[int]] = {p.group: [] for p in placements}
    for slot in night.setup.slots if night.setup.seating == "wishes" else ():
        running = [p for p in placements if p.slot == slot.id]
        for guest in people.present(night):
            dots = set(votes.by_person(night, guest.no))
            open_ones = [p for p in running if len(groups[p.group]) < seats[p.room]]
            if open_ones:
                first = max(open_ones, key=lambda p: p.pitch in dots)
                groups[first.group].append(guest.no)
    seated = {no: tuple(group) for no, group in groups.items()}
    why = Why(
        at=night_time(),
        rule=rule,
        line=tuple(line),
        seating="free" if night.setup.seating == "open" else night.setup.seating,
    )
    return Proposal(placements=tuple(placements), groups=seated, why=why)


def night_time() -> int:
    """A moment between the last command and the next."""
    return SEVEN + 1000 * next(ids)


def press(night: Night) -> Propose:
    """The host proposes a line-up made now."""
    return host(Propose, proposal=made(night))
