"""What is pushed, act by act, in a full night: bytes to one phone, to a group's page, to the desk, the board
and others, and what of the processor it takes.

    .venv/bin/python -m benchmarks.pushed

A night of 150 people, 60 topics, and 40 groups with 225 notes each is played into this process, with a phone
for each person and one screen of each other kind. Each act goes out in frames of its own. Bytes are those on
the wire, compressed; a phone's are with what is its person's own. Who acts and whose phone is weighed are
different people.
"""

import asyncio
import itertools
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from benchmarks.night import CODE, a_hub
from benchmarks.pushed_acts import ACTS, MOVES
from benchmarks.tools import median, table, verdict
from opennight.live.audiences import ASSEMBLY, BOARD, CHOOSING, DESK, OFFERS, PHONE, Audience
from opennight.live.channel import View
from opennight.live.frames import Form
from opennight.live.hub import Hub
from opennight.night import groups
from opennight.night.fold import decide, evolve
from opennight.night.groups import JoinGroup
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import HOST, Recorded, acting
from opennight.night.nights import StartNight
from opennight.night.notes import WriteNote
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.rehearse import made_up

PEOPLE, TOPICS, ROOMS, NOTES, DOTS = 150, 60, 20, 225, 5
ADDRESS = "http://127.0.0.1"
SETUP = Setup(
    title="An open night for our town",
    date="2026-11-22",
    dots=DOTS,
    expected=5000,
    hidden=True,
    rooms=tuple(Room(no, f"Room {no}", 20) for no in range(1, ROOMS + 1)),
    slots=(Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15")),
)
SEATED = {person: (person - 1) % ROOMS + 1 for person in range(1, PEOPLE + 1)}
"""The group of each person in the first round."""
SCREENS = {"group": Audience("group", 1), "desk": DESK, "board": BOARD}
ASIDE = {"choosing": CHOOSING, "assembly": ASSEMBLY, "offers": OFFERS}
MOST = 4.0
"""kB to a phone or the desk for an act that leaves everybody on the page where they are."""
HEAVIEST = 5


class Screen:
    """A screen that counts the bytes it receives."""

    form: Form = "deflated"

    def __init__(self, audience: Audience, person: int = 0) -> None:
        self.view = View(audience, "en", ADDRESS if audience in (BOARD, DESK) else "")
        self.person = person
        self.bytes = 0

    def may(self, night: Night) -> bool:
        return True

    def hang_up(self) -> None: ...

    def write(self, data: bytes) -> None:
        self.bytes += len(data)

    def taken(self) -> int:
        got, self.bytes = self.bytes, 0
        return got


class Played:
    """A night, its hub, and who listens."""

    def __init__(self) -> None:
        self.night = Night(CODE)
        self.hub: Hub = a_hub()
        self.hub.certain = lambda code: self.night
        self.numbers = itertools.count(1)
        self.screens: dict[str, Screen] = {}
        self.phones: list[Screen] = []

    def send(self, kind: Any, person: int = 0, /, **fields: Any) -> None:
        """What happens, without anything being pushed yet."""
        actor = acting(person) if person else HOST
        command = kind(id=f"benchmark-{next(self.numbers)}", at=1_795_370_400_000, actor=actor, **fields)
        rows = []
        for event in decide(self.night, command):
            recorded = Recorded(self.night.version + 1, command.id, command.at, command.actor, event)
            evolve(self.night, recorded)
            self.hub.folded(self.night, recorded)
            rows.append(recorded)
        assert rows, command
        self.hub.channel(CODE).note(self.night, rows)

    def push(self) -> None:
        self.hub.send(self.hub.channel(CODE), self.night)

    def listen(self) -> None:
        """Everybody opens their page, and sees that nothing is due."""
        self.push()
        new = [Screen(PHONE, person) for person in self.night.people if person > len(self.phones)]
        self.phones += new
        if not self.screens:
            self.screens = {name: Screen(audience) for name, audience in (SCREENS | ASIDE).items()}
            new += self.screens.values()
        for screen in new:
            self.hub.join(self.night, screen, self.night.version)
        for screen in (*self.phones, *self.screens.values()):
            screen.taken()


def beginning(played: Played) -> None:
    """Everybody is in, the topics are on the wall."""
    played.send(StartNight, setup=SETUP)
    for name in made_up.names(Random(1), PEOPLE):
        played.send(Join, name=name)
    played.send(MovePhase, to="pitch")
    topics = itertools.islice(itertools.cycle(made_up.pairs("pitches")), TOPICS)
    for person, (title, more) in enumerate(topics, 1):
        played.send(MakePitch, person, person=person, title=title, more=more)


def voted(played: Played) -> None:
    """All have given all dots but one, and all rooms have a topic in both rounds."""
    for person, dot in itertools.product(range(1, PEOPLE + 1), range(DOTS - 1)):
        played.send(Vote, person, person=person, pitch=(person * 7 + dot * 11) % TOPICS + 1)

    for slot, room in itertools.product((1, 2), range(1, ROOMS + 1)):
        played.send(PlacePitch, pitch=room + (slot - 1) * ROOMS, slot=slot, room=room)


def seated(played: Played) -> None:
    """Everybody has a seat in both rounds."""
    for person, group in SEATED.items():
        for no in (group, group + ROOMS):
            if no not in groups.of_person(played.night, person).values():
                played.send(JoinGroup, person, person=person, group=no)


def noted(played: Played) -> None:
    """All groups have written what they do in a long night, and something was said below some of it."""
    chance, words = Random(2), sorted({word for line in made_up.lines("notes") for word in line.split()})
    kinds = itertools.cycle(("note", "note", "action", "question", "concern"))
    for group in sorted(played.night.lineup):
        members = sorted(played.night.groups[group].members)
        for person in itertools.islice(itertools.cycle(members), NOTES):
            text = " ".join(chance.choices(words, k=14))
            played.send(WriteNote, person, person=person, group=group, text=text, kind=next(kinds))


STEPS = {"pitch": beginning, "vote": voted, "groups": seated, "talk": noted, "share": None, "closed": None}
"""What has happened before the acts of each phase, the last of which moves on to the next one."""


def weighed(played: Played, phase: str) -> Iterator[tuple[str, list[int], float]]:
    """(act, bytes to a phone and to the other screens, milliseconds) of each act of this phase."""
    hub = played.hub
    for name, (kind, person, fields) in ACTS[phase].items():
        made = fields(played.night)
        hub.renderer.kept.clear()  # it is another second
        began = time.thread_time()
        played.send(kind, person, **made)
        played.push()
        took = 1000 * (time.thread_time() - began)
        phones = median([phone.taken() for phone in played.phones])
        yield name, [int(phones), *(screen.taken() for screen in played.screens.values())], took


def row(phase: str, name: str, sizes: list[int], took: float) -> list[object]:
    cells = [f"{size / 1000:.1f}" for size in sizes]
    met = "another page" if name in MOVES else verdict(max(sizes[0], sizes[2]) / 1000, "≤", MOST)
    return [phase, name, *cells, f"{took:.0f}", met]


def heaviest(rows: list[list[object]]) -> list[list[str]]:
    """For each kind of screen the acts that weigh most, beside those that show everybody another page."""
    still = [row for row in rows if row[1] not in MOVES]
    found = []
    for column, screen in enumerate(("a phone", *SCREENS), 2):
        by_weight = sorted(still, key=lambda row: -float(str(row[column])))
        said = "; ".join(f"{row[0]}: {row[1]} {row[column]}" for row in by_weight[:HEAVIEST])
        found.append([screen, said])
    return found


async def main() -> None:
    played, rows = Played(), []
    for phase, prepare in STEPS.items():
        if prepare:
            prepare(played)
        played.listen()
        rows += [row(phase, *one) for one in weighed(played, phase)]
    night = f"{PEOPLE} people, {TOPICS} topics, {2 * ROOMS} groups, {NOTES} notes each"
    head = ("phase", "act", "a phone", *SCREENS, *ASIDE, "ms of processor", "phone and desk")
    table(f"What an act pushes, kB compressed ({night})", head, rows)
    table(f"The {HEAVIEST} heaviest, kB", ("screen", "acts"), heaviest(rows))


if __name__ == "__main__":
    asyncio.run(main())
