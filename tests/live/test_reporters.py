"""Reporters follow the night, and nobody is told of what they brought before it is released."""

from collections.abc import AsyncIterator

import pytest

from opennight.live import hub
from opennight.live.audiences import BOARD, DESK, OWN, PHONE, REPORTER, Audience
from opennight.live.protocol import hear, unpacked
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Actor
from opennight.night.moderation import HidePitch
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reporters import ChangeReporter, InviteReporter
from tests.cast import Somebody, attendee, host
from tests.live.inside import CODE, Inside, Screen

reporter = Somebody(Actor("reporter", 1))
CLIP = {"title": "Secret hives", "who": "Dora", "consent": True, "hash": "5ea1"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)


def told(screen: Screen) -> dict[str, str]:
    return {name: html for frame in screen.take() for name, _parent, html in unpacked(hear(frame).fragments)}


@pytest.fixture
async def inside() -> AsyncIterator[Inside]:
    """Rita goes round, in no group, while Ada talks about bees."""
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for command in (
            host(InviteReporter, name="Rita", interest="none"),
            host(MovePhase, to="pitch"),
            attendee(MakePitch, title="Bees"),
            host(PlacePitch, pitch=1, slot=1, room=1),
            host(MovePhase, to="talk"),
            attendee(JoinGroup, group=1),
        ):
            await inside.writers.send(CODE, command)
        yield inside


async def test_the_tour_follows_and_what_was_brought_is_in_no_push(inside: Inside) -> None:
    others = [(PHONE, 1), (Audience("group", 1), 1), (OWN, 1), (BOARD, 0), (DESK, 0)]
    screens = [await inside.listen(*one) for one in others]
    rita = await inside.listen(REPORTER)
    await inside.writers.send(CODE, reporter(AddClip, group=1, person=0, **CLIP))
    tour = told(rita)
    assert list(tour) == ["tour"]
    assert "1 clip" in tour["tour"]
    assert [told(screen) for screen in screens[:4]] == [{}] * 4
    seen = [tour, told(screens[4])]
    await inside.writers.send(CODE, attendee(WriteNote, group=1, text="We buzz."))
    assert "1 note of their own" in told(rita)["tour"]
    for screen in screens:
        screen.take()
    await inside.writers.send(CODE, host(ReleaseClip, clip=1))
    seen += [told(screen) for screen in (rita, *screens[:4])]
    assert "Secret hives" in told(screens[4])["desk-reel"], "released, it can be in the reel"
    assert "Secret hives" not in str(seen)
    assert "Dora" not in str(seen)


async def test_a_wrong_interest_leaves_every_page_at_once(inside: Inside) -> None:
    """Rita has brought a quote and a clip already, of a topic that the host then hides."""
    for command in (
        reporter(WriteNote, group=1, person=0, kind="quote", text="We buzz."),
        reporter(AddClip, group=1, person=0, **CLIP),
        host(ReleaseClip, clip=1),
    ):
        await inside.writers.send(CODE, command)
    page, desk = await inside.listen(Audience("group", 1), 1), await inside.listen(DESK)
    await inside.writers.send(CODE, host(ChangeReporter, reporter=1, name="Rita", interest="the Network"))
    assert "the Network" in told(page)["note-1"]
    assert "the Network" in await inside.written(1)
    assert desk.frames, "so that it is loaded anew where it is open"
    desk.take()
    await inside.writers.send(CODE, host(HidePitch, pitch=1))
    assert "Bees" not in told(desk)["desk-reel"]
