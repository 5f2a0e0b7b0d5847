"""Whatever an event changes on any page, its row names: each kind of command, in a night with everything.

Where other tests hold pages against a fresh load, this one holds each region against what was told of it, and
draws only those again that were drawn from what has changed.
"""

import random

import msgspec
import pytest

from opennight import clock
from opennight.live import hub
from opennight.live.audiences import Audience
from opennight.live.channel import Channel
from opennight.live.rendering import seen
from opennight.night.fold import DECIDE
from opennight.night.kept.parts import PHASES
from opennight.night.messages import Command, Refused, acting
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.night.undo import UndoStep
from opennight.web.core import mine
from tests.cast import SEVEN, host
from tests.everything import whole
from tests.examples import at_length
from tests.live import anything, test_wall
from tests.live.inside import CODE, Inside
from tests.live.looks import Key, Look, Looks, Reading, missed, values
from tests.live.test_pages_follow import twice  # noqa: F401 - for all tests of this file

LATER = SEVEN + 150_000_000
TRIES = 300
"""How often a kind of command is made up, until one does something."""
MOST = 22
"""There are so many of most things, at most."""
FREE = {
    "count",
    "minutes",
    "seconds",
    "dots",
    "carried",
    "places",
    "points",
    "hours",
    "kept",
    "version",
    "day",
}
"""Numbers that are not those of things."""


def fitting(command: Command, chance: random.Random, night: Night) -> Command:
    """The same about any things that there may be, by anybody."""
    numbers = [one.name for one in msgspec.structs.fields(type(command)) if one.type is int]
    found = {
        name: chance.randint(1, MOST)
        for name in numbers
        if name not in FREE | {"at", "person"} and chance.random() < 0.7
    }
    by = acting(chance.choice(list(night.people))) if command.actor.person else command.actor
    person = {"person": by.person} if hasattr(command, "person") and by.person else {}
    return msgspec.structs.replace(command, actor=by, **found, **person)


def something(kind: type[Command], chance: random.Random, number: int, night: Night) -> Command | None:
    """A command of this kind that does something now, if one is found."""
    for tries in range(TRIES):
        command = anything.made(kind, chance, number, night)
        command = fitting(command, chance, night) if tries % 3 else command
        if anything.does_something(night, command):
            return command
    return None


class Watched:
    """A night with all of its pages, and what was told of them."""

    def __init__(self, inside: Inside, night: Night) -> None:
        self.inside = inside
        self.reading = Reading()
        self.looks = Looks(inside.hub.renderer.render, self.reading)
        self.night = night
        self.held: dict[Key, object] = {}
        self.pages: dict[Audience, dict[str, Look]] = {}
        self.marks: dict[int, str] = {}
        self.marked: set[int] = set()

    def own(self, channel: Channel, night: Night) -> dict[object, object]:
        """Stands in for the hub's: there are no screens, but whose marks would be told is noted."""
        self.marked |= set(night.people) if channel.everyone else channel.marks
        return {}

    def look(self) -> None:
        held = values(self.night)
        self.looks.forget({key for key in held | self.held if held.get(key) != self.held.get(key)})
        self.held, self.pages = held, self.looks.all(self.night)
        self.marks = {no: repr(mine.of(self.night, no)) for no in self.night.people}

    async def send(self, command: Command) -> list[str]:
        """What the command changed without telling."""
        was, pages, marks = self.night.version, self.pages, self.marks
        channel = self.inside.hub.channel(CODE)
        channel.persons = {no: set() for no in self.night.people}
        self.marked.clear()
        try:
            await self.inside.writers.send(CODE, command)
        except Refused:
            return []
        self.look()
        events = [type(one.event).__name__ for one in self.inside.log.nights[CODE] if one.version > was]
        told = {one: set(seen(channel, self.night, self.looks.view(one), was)) for one in self.pages}
        found = [
            f"{' '.join(events)}: {audience.kind} {audience.no or ''} #{region}"
            for audience in pages.keys() & self.pages.keys()
            for region in missed(pages[audience], self.pages[audience], told[audience])
        ]
        own = [no for no in marks if self.marks[no] != marks[no] and no not in self.marked]
        return found + [f"{' '.join(events)}: the marks of {no}" for no in own]


@pytest.mark.parametrize("phase", [at_length(phase) for phase in PHASES])
async def test_its_row_names_all_that_it_changes(monkeypatch: pytest.MonkeyPatch, phase: str) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setattr(anything, "VALUES", anything.VALUES | test_wall.VALUES)
    chance = random.Random(phase)
    kinds = [kind for kind in DECIDE if kind not in anything.SELDOM]
    chance.shuffle(kinds)
    found: list[str] = []
    async with Inside() as inside:
        inside.log.nights[CODE] = list(whole().log)
        await inside.writers.send(CODE, host(MovePhase, to=phase))
        watched = Watched(inside, await inside.writers.night(CODE))
        monkeypatch.setattr(inside.hub, "own", watched.own)
        with watched.reading.everywhere():
            watched.look()
            for number, kind in enumerate(kinds, 200_000):
                command = something(kind, chance, number, watched.night)
                if command is None:
                    continue
                found += await watched.send(command)
                if command.actor.at_desk and watched.night.steps and chance.random() < 0.2:
                    step = watched.night.steps[-1].no
                    found += await watched.send(host(UndoStep, id=f"undo-{number}", step=step))
    assert not found, "\n".join(found)
