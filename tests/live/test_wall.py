"""The wall of offers and asks, on phones and at the desk: whatever happens, it is as in a fresh load."""

import sys
from typing import Any

import pytest

from opennight.live import hub
from opennight.live.audiences import DESK, OFFERS, PHONE, REMOTE
from opennight.night import inquiries, offers, standup, wall_sight
from opennight.night.inquiries import PointTo
from opennight.night.offers import MakeOffer
from opennight.night.reading import LetWordsIn, ReadFirst
from tests.cast import attendee, neighbour
from tests.examples import at_length, examples
from tests.live import test_pages_follow as following
from tests.live.inside import CODE, Inside, Screen

VALUES: dict[str, list[Any]] = {
    "offer": [1, 2, 3, 4],
    "inquiry": [1, 2],
    "ask": [0, 1, 2, 3],
    "hands": [0, 3],
    "table": ["", "Table 2"],
    "meets": [()],
    "offers": [(1, 2, 3)],
    "inquiries": [(1, 2)],
    "nouns": [(), ("offer",)],
    "scene": ["", "standup"],
}
CARDS = [f"{which}-{no}" for which in ("ask", "gift") for no in range(1, 9)]
"""One that comes back to the wall stands last until the page is loaded anew."""
OFTEN = [kind for noun in (offers, inquiries, standup, wall_sight) for kind in noun.DECIDE]


async def open_screens(inside: Inside) -> list[Screen]:
    screens = [await inside.listen(OFFERS, no, await inside.load(OFFERS, no)) for no in (1, 2)]
    return [*screens, *await everybody(inside)]


everybody = following.open_screens


@pytest.mark.parametrize("seed", [at_length(seed) for seed in range(examples(12))])
async def test_the_wall_ends_as_a_fresh_load(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    module = sys.modules[following.__name__]
    monkeypatch.setattr(module, "OFTEN", 8 * OFTEN + 4 * [ReadFirst, LetWordsIn])
    monkeypatch.setattr(module, "VALUES", following.VALUES | VALUES)
    monkeypatch.setitem(following.SHOWN, "offers", ["top", "standup", *CARDS])
    monkeypatch.setattr(module, "open_screens", open_screens)
    await following.test_each_event_reaches_every_page(monkeypatch, 300 + seed)


async def test_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody had put up anything when the pages were loaded."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        screens = [
            await inside.listen(one, who, await inside.load(one, who))
            for one, who in ((DESK, 0), (REMOTE, 0), (PHONE, 3))
        ]
        for text in ("Land", "Seeds"):
            await inside.writers.send(CODE, attendee(MakeOffer, person=1, wants=True, kind="", text=text))
        await inside.writers.send(CODE, neighbour(PointTo, person=2, offer=1, to=3))
        for screen in screens:
            for frame in screen.take():
                screen.page.receive(frame)
            await following.compare(inside, screen, "")
