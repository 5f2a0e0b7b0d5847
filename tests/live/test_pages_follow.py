"""Whatever happens, and whatever the connection does to the frames, a page ends up like a fresh load."""

import asyncio
import contextlib
import random

import pytest

from opennight.live import hub
from opennight.live.audiences import (
    ASSEMBLY,
    BOARD,
    CHOOSING,
    DESK,
    HELPER,
    NOW,
    OFFERS,
    PHONE,
    REMOTE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.live.regions import REGIONS
from opennight.night import connections, links, naming, passing, unsaid
from opennight.night.announcement import WriteAnnouncement
from opennight.night.fold import DECIDE
from opennight.night.kept.parts import PHASES
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from tests.cast import host
from tests.examples import LONG, examples
from tests.live import anything
from tests.live.anything import OPEN, some_command
from tests.live.inside import CODE, OWN, Inside, Screen
from tests.live.page import CHANGING, Page
from tests.twice import KNOWN

SHOWN = {
    "phone": ["top", "main"],
    "group": [
        "top",
        "timer",
        "now",
        "heads",
        "pen",
        "headline",
        "notes",
        "actions",
        "note-order",
        "meetings",
        "near",
    ],
    "board": ["announcement", "scene"],
    "choosing": ["top", "choosing"],
    "assembly": ["top", "asks", "roll"],
    "steering": ["steering", "desk-undo", "desk-shows"],
    "remote": ["remote"],
    "helper": ["remote"],
    "reporter": ["top", "tour"],
    "now": ["happening", "following"],
    "offers": ["top", "wall", "standup"],
    "desk": sorted(REGIONS["desk"].keys() - {"tally"}),
}
"""The parts of each page that pushes keep up to date; the regions inside are compared along with them."""
STEPS = 20 if LONG else 6
"""What happens in each phase: this many commands, or times three at once."""


@pytest.fixture(autouse=True)
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the first of them, names that wait are not listed."""
    monkeypatch.setattr(naming, "LISTED", 1)


async def happen(inside: Inside, chance: random.Random, number: int) -> None:
    night = await inside.writers.night(CODE)
    with contextlib.suppress(Refused):
        await inside.writers.send(CODE, some_command(chance, number, night))


async def open_screens(inside: Inside, *kinds: str) -> list[Screen]:
    """Screens of each kind, or of these; there may be no group 1 just now."""
    screens = []
    phones = ((PHONE, 1), (PHONE, 2), (CHOOSING, 2), (ASSEMBLY, 2), (OFFERS, 2), (Audience("group", 1), 1))
    others = (BOARD, DESK, REMOTE, HELPER, REPORTER, STEERING, NOW)
    for audience, person in (*phones, *((one, 0) for one in others)):
        page = await inside.load(audience, person) if audience.kind in (kinds or SHOWN) else Page("")
        if page.is_there:
            screens.append(await inside.listen(audience, person, page))
    return screens


def deliver(screen: Screen, chance: random.Random) -> None:
    """Deliver what is waiting as a bad connection would: frames are lost, doubled or swapped."""
    frames = screen.take()
    chance.shuffle(frames)
    for frame in frames:
        for _copy in range(chance.choice([0, 1, 1, 1, 2])):
            screen.page.receive(frame)


async def connect_anew(inside: Inside, screen: Screen) -> None:
    """The connection is back: what was on its way is gone, and the screen says which version it has."""
    for frame in await inside.again(screen, screen.page.version, screen.page.mark):
        screen.page.receive(frame)
    screen.page.ask = False


async def compare(inside: Inside, screen: Screen, told: str) -> None:
    kept = await inside.html(screen.view.audience, screen.person)
    renderer = inside.hub.renderer
    before, renderer.kept = renderer.kept, {}
    fresh = await inside.load(screen.view.audience, screen.person)
    renderer.kept = before
    assert CHANGING.sub("", kept) == fresh.html, f"{screen.view.audience}: what was kept is old {told}"
    if screen.page.reload:
        screen.page = fresh
    kind = screen.view.audience.kind
    for name in SHOWN[kind] if fresh.is_there else []:
        assert screen.page.look(name) == fresh.look(name), f"{screen.view.audience} #{name} {told}"


@pytest.fixture(autouse=True)
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk run a pitch twice."""
    for kind, decides in KNOWN.items():
        monkeypatch.setitem(DECIDE, kind, decides)


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_a_page_ends_as_a_fresh_load(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    await pages_end_as_a_fresh_load(monkeypatch, seed, *SHOWN)


async def pages_end_as_a_fresh_load(monkeypatch: pytest.MonkeyPatch, seed: int, *kinds: str) -> None:
    """Those of these kinds do."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    chance = random.Random(seed)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        await inside.writers.send(CODE, host(WriteAnnouncement, announcement=OPEN))
        number = 0
        for phase in (*chance.sample(PHASES, 2), "pitch", "vote", "groups", "talk", "share"):
            await inside.writers.send(CODE, host(MovePhase, to=phase))
            screens = await open_screens(inside, *kinds)
            for _step in range(STEPS):
                number += 3
                await asyncio.gather(*(happen(inside, chance, number + n) for n in range(3)))
                for screen in screens:
                    if chance.random() < 0.5:
                        deliver(screen, chance)
                    if screen.page.ask:
                        await connect_anew(inside, screen)
            for screen in screens:
                await connect_anew(inside, screen)
                await compare(inside, screen, f"(seed {seed}, {phase}, command {number})")
                inside.hub.leave(CODE, screen)


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_a_groups_page_with_others_ends_as_a_fresh_load(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """It listens as the group's own page does."""
    often = [kind for noun in (connections, links, passing, unsaid) for kind in noun.DECIDE]
    monkeypatch.setattr(anything, "OFTEN", 6 * often)
    monkeypatch.setitem(OWN, "group", "/groups/{no}/connections")
    monkeypatch.setitem(SHOWN, "group", ["neighbours", "links"])
    await pages_end_as_a_fresh_load(monkeypatch, 100 + seed, "group")


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_each_event_reaches_every_page(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Without losses, all pages equal a fresh load after each command. In `make test`, one of them is looked
    at after each: what is missing from a page is still missing later.
    """
    monkeypatch.setattr(hub, "TICK", 0.0)
    chance = random.Random(1000 + seed)
    number = 0
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        for phase in PHASES:
            await inside.writers.send(CODE, host(MovePhase, to=phase))
            screens = await open_screens(inside)
            for _step in range(STEPS):
                number += 1
                await happen(inside, chance, number)
                for screen in screens:
                    for frame in screen.take():
                        screen.page.receive(frame)
                    assert screen.page.reload or not screen.page.ask, "nothing was lost"
                for screen in screens if LONG else chance.sample(screens, 1):
                    await compare(inside, screen, f"after {inside.log.nights[CODE][-1]} (seed {seed})")
            for screen in screens:
                inside.hub.leave(CODE, screen)
