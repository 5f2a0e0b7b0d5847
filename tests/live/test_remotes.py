"""Remotes follow the desk; those of helpers are told only of what the host has ticked."""

import pytest

from opennight.live import hub
from opennight.live.audiences import HELPER, REMOTE
from opennight.live.protocol import hear, unpacked
from opennight.night.board import Announce, BlankBoard
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch
from opennight.night.people import Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.queue import CallSpeaker
from opennight.night.remote import CONTROLS, AllowHelpers
from opennight.night.timer import StartTimer
from opennight.night.votes import Vote
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen

EVENING: list[Command] = [
    attendee(MakePitch, title="Bees"),
    neighbour(MakePitch, title="Books"),
    host(CallSpeaker),
    host(Announce, text="Soup"),
    host(StartTimer, minutes=5),
    host(HidePitch, pitch=2),
    host(BlankBoard, blank=True),
]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)


def told(screen: Screen) -> dict[str, str]:
    """The regions that the screen was told, each as it came last."""
    return {
        region: html for frame in screen.take() for region, _parent, html in unpacked(hear(frame).fragments)
    }


async def evening(inside: Inside, *controls: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the remotes of the host and of a helper with these controls are told of it."""
    await inside.start("Ada", "Ben")
    await inside.writers.send(CODE, host(AllowHelpers, controls=controls))
    await inside.writers.send(CODE, host(MovePhase, to="pitch"))
    screens = [await inside.listen(one, page=await inside.load(one)) for one in (REMOTE, HELPER)]
    for screen in screens:
        screen.take()
    for command in EVENING:
        await inside.writers.send(CODE, command)
    return told(screens[0]), told(screens[1])


async def test_a_remote_has_what_the_desk_has() -> None:
    async with Inside() as inside:
        remote, _helper = await evening(inside)
        assert "Bees" in remote["desk-front"]
        assert "Soup" in remote["desk-board"]
        assert "data-ends" in remote["desk-timer"]
        assert "Undo: blanking the board" in remote["desk-now"]


@pytest.mark.parametrize(
    ("control", "regions", "words"),
    [
        (
            "next",
            {"desk-now", "desk-next", "desk-sharing", "desk-presenting", "desk-connections", "desk-standup"},
            "Call the next",
        ),
        ("call", {"desk-now", "desk-queue", "desk-front", "desk-further"}, "Bees"),
        ("timer", {"desk-now", "desk-timer"}, "Pause"),
        ("announce", {"desk-now", "desk-board"}, "Soup"),
        ("board", {"desk-now"}, "Show it again"),
    ],
)
async def test_a_helper_is_told_only_what_is_ticked(control: str, regions: set[str], words: str) -> None:
    async with Inside() as inside:
        _remote, helper = await evening(inside, control)
        assert helper.keys() <= regions
        said = "".join(helper.values())
        assert ("Undo" in said, "hiding" in said) == (False, False)
        others = {"Bees", "Pause", "Soup", "Show it again"} - {words}
        assert [word for word in others if word in said] == []
        assert words in "".join((await inside.load(HELPER)).html)


async def test_votes_are_not_told_to_remotes() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        for command in (host(MakePitch, person=0, title="Bees"), host(MovePhase, to="vote")):
            await inside.writers.send(CODE, command)
        await inside.writers.send(CODE, host(AllowHelpers, controls=CONTROLS))
        screens = [await inside.listen(one) for one in (REMOTE, HELPER)]
        for screen in screens:
            screen.take()
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        assert [screen.frames for screen in screens] == [[], []]


async def test_who_speaks_next_has_the_new_name() -> None:
    """Given Ada and Ben wait to speak, when Ada is called Zoe from now on, then the remote says so."""
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for command in (
            host(MovePhase, to="pitch"),
            neighbour(MakePitch, title="Books"),
            attendee(MakePitch, title="Bees"),
            host(CallSpeaker),
        ):
            await inside.writers.send(CODE, command)
        remote = await inside.listen(REMOTE, page=await inside.load(REMOTE))
        assert "Ada" in "".join(remote.page.html)
        await inside.writers.send(CODE, attendee(Rename, name="Zoe"))
        assert "Zoe" in told(remote)["desk-further"]
