"""Pages of a night in which everything has happened follow whatever happens next."""

import random

import pytest

from opennight.live import hub
from opennight.live.audiences import Audience
from opennight.night.kept.parts import PHASES
from opennight.night.phases import MovePhase
from tests.cast import host
from tests.everything import whole
from tests.examples import at_length
from tests.live import anything
from tests.live import test_pages_follow as following
from tests.live.inside import CODE, Inside, Screen
from tests.live.test_wall import VALUES

STEPS = 25


async def open_screens(inside: Inside) -> list[Screen]:
    groups = [Audience("group", no) for no in (2, 3)]
    screens = [
        await inside.listen(one, 2, page) for one in groups if (page := await inside.load(one, 2)).is_there
    ]
    return [*screens, *await following.open_screens(inside)]


@pytest.mark.parametrize("phases", [at_length(PHASES[1:-1]), at_length(PHASES[-1:])])
@pytest.mark.parametrize("seed", [at_length(seed) for seed in (1, 3, 6)])
async def test_all_pages_are_as_a_fresh_load(
    monkeypatch: pytest.MonkeyPatch, seed: int, phases: tuple[str, ...]
) -> None:
    """While it goes on, and once it is closed: then little else has been done in nights made up from
    nothing."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    monkeypatch.setattr(anything, "VALUES", anything.VALUES | VALUES)
    chance = random.Random(5000 + seed)
    async with Inside() as inside:
        inside.log.nights[CODE] = list(whole().log)
        await inside.writers.send(CODE, host(MovePhase, to=chance.choice(phases)))
        screens = await open_screens(inside)
        for number in range(100_000, 100_000 + STEPS):
            await following.happen(inside, chance, number)
            for screen in screens:
                for frame in screen.take():
                    screen.page.receive(frame)
                assert not screen.page.ask, "nothing was lost"
            anew = any(screen.page.reload for screen in screens)
            for screen in screens:
                await following.compare(inside, screen, f"after {inside.log.nights[CODE][-1]} (seed {seed})")
            if anew:
                for screen in screens:
                    inside.hub.leave(CODE, screen)
                screens = await open_screens(inside)
