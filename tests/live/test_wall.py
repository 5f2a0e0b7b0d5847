"""The wall of offers and asks, on phones and at the desk: whatever happens, it is as in a fresh load."""

from typing import Any

import pytest

from opennight.live import hub
from opennight.live.audiences import DESK, PHONE, REMOTE
from opennight.night import inquiries, offers, standup, wall_sight
from opennight.night.inquiries import PointTo
from opennight.night.offers import EditOffer, MakeOffer
from opennight.night.reading import LetWordsIn, ReadFirst
from tests.cast import attendee, neighbour
from tests.examples import at_length, examples
from tests.live import anything
from tests.live import test_pages_follow as following
from tests.live.inside import CODE, Inside

WHERE: dict[str, list[Any]] = {
    "kind": ["", "space", "time"],
    "much": ["", "4 hours"],
    "until": [""],
    "where": ["", "Leeds"],
    "price": ["", "£5"],
}
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
OFTEN = [kind for noun in (offers, inquiries, standup, wall_sight) for kind in noun.DECIDE]


@pytest.mark.parametrize("seed", [at_length(seed) for seed in range(examples(12))])
async def test_the_wall_ends_as_a_fresh_load(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(anything, "OFTEN", 8 * OFTEN + 4 * [ReadFirst, LetWordsIn])
    monkeypatch.setattr(anything, "VALUES", anything.VALUES | VALUES)
    its = {(kind, name): values for kind in (MakeOffer, EditOffer) for name, values in WHERE.items()}
    monkeypatch.setattr(anything, "OF_KIND", anything.OF_KIND | its)
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
