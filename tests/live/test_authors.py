"""Whoever wrote something hears what becomes of it: their own pages then load themselves anew."""

import pytest

from opennight.live import hub
from opennight.live.audiences import OWN
from opennight.night.consent import HideClip
from opennight.night.groups import JoinGroup
from opennight.night.inquiries import PointTo
from opennight.night.leaflet_sight import HideLeaflet
from opennight.night.leaflets import MakeLeaflet
from opennight.night.messages import Command
from opennight.night.moderation import ApprovePitch
from opennight.night.offers import MakeOffer
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.sequels import AddSequel, HideSequel
from opennight.night.votes import Vote
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside
from tests.live.test_stale import CLIP, IN_GROUPS

OVER = host(MovePhase, to="closed")
CASES: dict[str, tuple[list[Command], Command]] = {
    "a clip": ([CLIP], host(HideClip, clip=1)),
    "what came after": ([OVER, attendee(AddSequel, text="We met")], host(HideSequel, sequel=1)),
    "a card for others": (
        [OVER, attendee(MakeLeaflet, kind="exchange", title="Hedges", text="Dig")],
        host(HideLeaflet, leaflet=1),
    ),
}


async def test_whoever_is_named_no_more_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        await inside.writers.send(CODE, attendee(MakeOffer, wants=True, kind="space", text="A room"))
        await inside.writers.send(CODE, neighbour(PointTo, offer=1, to=3))
        named = await inside.listen(OWN, 3)
        for to in (0, 3):
            named.take()
            await inside.writers.send(CODE, neighbour(PointTo, offer=1, to=to))
            assert any('"mine"' in frame for frame in named.take())


async def test_whoever_wanted_it_hears_that_a_topic_waits_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", approve=True)
        for one in (
            host(MovePhase, to="pitch"),
            attendee(MakePitch, title="Bees"),
            host(ApprovePitch, pitch=1),
            host(MovePhase, to="vote"),
            neighbour(Vote, pitch=1),
        ):
            await inside.writers.send(CODE, one)
        his = await inside.listen(OWN, 2)
        assert "vote:1" in his.take()[-1]
        await inside.writers.send(CODE, attendee(EditPitch, pitch=1, title="Bats"))
        assert "vote:1" not in his.take()[-1]


async def test_whoever_sat_with_them_hears_that_somebody_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the night is over, everybody's evening says who sat with them."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for one in (*IN_GROUPS, neighbour(JoinGroup, group=1), OVER):
            await inside.writers.send(CODE, one)
        his = await inside.listen(OWN, 2)
        his.take()
        await inside.writers.send(CODE, attendee(Leave))
        assert any('"mine"' in frame for frame in his.take())


@pytest.mark.parametrize("what", CASES)
async def test_it_is_hidden(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    before, act = CASES[what]
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for one in (*IN_GROUPS, *before):
            await inside.writers.send(CODE, one)
        hers, his = [await inside.listen(OWN, person) for person in (1, 2)]
        hers.take(), his.take()
        await inside.writers.send(CODE, act)
        assert any('"mine"' in frame for frame in hers.take())
        assert not his.take(), "it is nobody else's"
