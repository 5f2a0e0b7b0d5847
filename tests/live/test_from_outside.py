"""The page on which a night is followed from outside goes with it through its end, and back."""

import pytest

from opennight.live import hub
from opennight.live.audiences import NOW
from opennight.live.protocol import hear, unpacked
from opennight.night.announcement import WriteAnnouncement
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.publication import PublishRecord
from opennight.night.setups import ChangeSetup
from tests.cast import attendee, host, setup
from tests.live.inside import CODE, Inside, Screen

FOLLOWED = Announcement(licence=FIRST, follow=True)
PARTS = ("happening", "following")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)


async def begun(inside: Inside, phase: str) -> Screen:
    """Somebody follows a night with a pitch, which was moved to this phase."""
    await inside.start("Ada")
    for command in (
        host(WriteAnnouncement, announcement=FOLLOWED),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Zebras"),
        host(MovePhase, to=phase),
    ):
        await inside.writers.send(CODE, command)
    return await inside.listen(NOW, page=await inside.load(NOW))


async def then(inside: Inside, screen: Screen, *commands: Command) -> str:
    """What the page shows after these, which is what a fresh one does."""
    for command in commands:
        await inside.writers.send(CODE, command)
    for frame in screen.take():
        screen.page.receive(frame)
    fresh = await inside.load(NOW)
    for part in PARTS:
        assert fresh.find(part), f"a page has its {part}"
        assert screen.page.look(part) == fresh.look(part)
    return "\n".join(map(screen.page.look, PARTS))


async def test_a_night_that_is_reopened_is_followed_again() -> None:
    """Given the page of a night that is over, when the host reopens it, then what is pitched is there, and
    what comes then comes in."""
    async with Inside() as inside:
        screen = await begun(inside, "closed")
        assert "Zebras" not in screen.page.html
        assert "Zebras" in await then(inside, screen, host(MovePhase, to="pitch"))
        assert "Bats" in await then(inside, screen, attendee(MakePitch, title="Bats"))


async def test_a_night_that_ends_shows_nothing_of_what_ran() -> None:
    async with Inside() as inside:
        screen = await begun(inside, "pitch")
        assert "Zebras" in screen.page.html
        shown = await then(inside, screen, host(MovePhase, to="closed"))
        assert "The night is over" in shown
        assert "Zebras" not in shown


async def test_what_is_said_of_the_next_time_comes_to_the_page_of_a_night_that_is_over() -> None:
    async with Inside() as inside:
        screen = await begun(inside, "closed")
        said = Announcement(licence=FIRST, follow=True, next_time="Every first Friday.")
        assert "first Friday" in await then(inside, screen, host(WriteAnnouncement, announcement=said))
        await then(inside, screen, host(PublishRecord))


async def test_the_night_is_called_something_else() -> None:
    async with Inside() as inside:
        screen = await begun(inside, "pitch")
        await then(inside, screen, host(ChangeSetup, setup=setup(title="Wasps")))
        assert "Wasps" in screen.page.look("happening")


async def test_a_pitch_is_pushed_alone() -> None:
    """Not with all else that the page has: hundreds may follow."""
    async with Inside() as inside:
        screen = await begun(inside, "pitch")
        screen.take()
        await inside.writers.send(CODE, attendee(MakePitch, title="Bats"))
        (frame,) = screen.take()
        assert [region for region, _parent, _html in unpacked(hear(frame).fragments)] == [
            "happening",
            "pitch-2",
        ]
