"""A real night for the benchmarks: people have joined, their pitches are on the wall, the vote is open."""

import asyncio
import itertools
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from opennight.app import make_app
from opennight.clock import now
from opennight.config import Database, Settings
from opennight.live.hub import Hub
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import HOST
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.rehearse import made_up
from opennight.web.core import mine, pages
from opennight.web.core.keys import Keys
from opennight.writers import Writers

SECRET = "a secret for the benchmarks, long enough"  # noqa: S105 - and for nothing else
CODE = "BENCHX"
PITCHES = 60
SETUP = Setup(
    expected=5000,
    title="An open night for our town",
    place="Town hall",
    zone="UTC",
    date="2026-11-22",
    dots=5,
    rooms=(Room(1, "Main hall", 100), Room(2, "Library", 40)),
    slots=(Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15")),
)


@dataclass(frozen=True)
class Evening:
    """A night in a database, and the version it is at."""

    database: Database
    night: Night

    @property
    def version(self) -> int:
        return self.night.version

    @property
    def live(self) -> str:
        """The address of a phone's socket, for a phone that has just loaded its page."""
        return f"/n/{CODE}/live?as=phone&since={self.version}"

    def cookies(self) -> list[str]:
        """The cookies of its people, in order: person 1 has the first."""
        keys = Keys(SECRET)
        return [f"person_{CODE}=" + keys.sign(keys.person(self.night, no)) for no in self.night.people]

    @property
    def desk(self) -> str:
        """The cookie of its host."""
        return f"desk_{CODE}=" + Keys(SECRET).sign(f"host {CODE} {Night(CODE).desk_key}")

    @property
    def environ(self) -> dict[str, str]:
        """The settings with which `opennight serve` serves it."""
        address = f"sqlite:///{self.database.file}" if self.database.file else self.database.url
        return {"DATABASE_URL": address, "SECRET_KEY": SECRET}

    @property
    def file(self) -> pathlib.Path:
        """Its SQLite file."""
        assert self.database.file
        return self.database.file


def make(folder: pathlib.Path, people: int, *, phase: str = "vote") -> Evening:
    """Play the beginning of a night into a new database."""
    return play_in(Database(folder / f"night-{people}-{phase}.db"), people, phase=phase)


def play_in(database: Database, people: int, *, phase: str = "vote") -> Evening:
    """The same, in this database."""
    return asyncio.run(play(database, people, phase))


async def play(database: Database, people: int, phase: str) -> Evening:
    app = make_app(Settings(database=database, secret_key=SECRET))
    async with app.router.lifespan_context(app):
        send = sender(app.state.writers)
        await send(StartNight, setup=SETUP)
        names = made_up.names(Random(1), people)
        await asyncio.gather(*(send(Join, name=name) for name in names))
        await send(MovePhase, to="pitch")
        topics = itertools.islice(itertools.cycle(made_up.pairs("pitches")), PITCHES)
        for place, (title, more) in enumerate(topics):
            await send(MakePitch, person=place % people + 1 if people else 0, title=title, more=more)
        if phase != "pitch":
            await send(MovePhase, to=phase)
        night: Night = await app.state.writers.night(CODE)
        return Evening(database, night)


def a_hub() -> Hub:
    """A hub like the server's."""
    return Hub(pages.render, mine.of, Keys(SECRET).mark)


def sender(writers: Writers) -> Any:
    """A function that sends a command as the host, each with its own id."""
    numbers = itertools.count(1)

    async def send(kind: Any, **fields: Any) -> None:
        await writers.send(CODE, kind(id=f"benchmark-{next(numbers)}", at=now(), actor=HOST, **fields))

    return send


def dots(people: int) -> Iterator[tuple[int, int, bool]]:
    """(person, pitch, whether given or taken back), without end: five dots each, then all taken back."""
    while True:
        for given in (True, False):
            for dot in range(SETUP.dots):
                for person in range(1, people + 1):
                    yield person, (person * 7 + dot * 11) % PITCHES + 1, given
