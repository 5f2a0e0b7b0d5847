"""Screens are sent only what looks different, and that leaves them as a fresh load."""

import json
from collections.abc import AsyncIterator

import pytest

from opennight.live import hub
from opennight.live.audiences import BOARD, DESK, PHONE
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, ShowPitch
from opennight.night.nights import RevealVotes
from opennight.night.notes import HideNote, WriteNote
from opennight.night.people import Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.votes import TakeBackVote, Vote
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen, regions, wall

NOTES = 40


@pytest.fixture
async def inside(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inside]:
    """Everything is sent at once."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as made:
        yield made


async def sent(inside: Inside, screen: Screen, *commands: Command) -> list[str]:
    """The frames that lead to this screen's page after the commands."""
    screen.take()
    for command in commands:
        await inside.writers.send(CODE, command)
    frames = [frame for frame in screen.take() if "mine" not in json.loads(frame)]
    for frame in frames:
        screen.page.receive(frame)
    return frames


async def loaded(inside: Inside) -> Screen:
    """Ben's phone, which was there as the vote began."""
    phone = await inside.listen(PHONE, 2, await inside.load(PHONE, 2))
    await sent(inside, phone, host(MovePhase, to="pitch"), host(MovePhase, to="vote"))
    return phone


async def is_fresh(inside: Inside, phone: Screen) -> bool:
    fresh = await inside.load(PHONE, 2)
    return not phone.page.ask and phone.page.look("main") == fresh.look("main")


async def test_what_phones_do_not_show_is_not_sent_to_them(inside: Inside) -> None:
    await wall(inside)
    phone = await loaded(inside)
    for nouns in (("note",), ()):
        frames = await sent(inside, phone, host(ReadFirst, nouns=nouns))
        assert regions(frames) == []
        assert json.loads(frames[-1])["v"] == (await inside.writers.night(CODE)).version, "it says so"
    assert await is_fresh(inside, phone)


async def test_counts_come_and_go_by_themselves(inside: Inside) -> None:
    await wall(inside, hidden=True)
    phone = await loaded(inside)
    await sent(inside, phone, attendee(Vote, pitch=2))
    for revealed in (True, False):
        frames = await sent(inside, phone, host(RevealVotes, revealed=revealed))
        assert regions(frames) == ["later", "tally-1", "tally-2"]
        assert ("data-count" in str(frames)) == revealed
        assert await is_fresh(inside, phone)


async def test_rows_that_would_stand_elsewhere_come_with_what_is_around_them(inside: Inside) -> None:
    """A topic that comes back comes last, until the page is drawn anew."""
    await wall(inside)
    phone = await loaded(inside)
    await sent(inside, phone, host(HidePitch, pitch=1), host(ShowPitch, pitch=1))
    assert regions(await sent(inside, phone, host(ReadFirst, nouns=("note",)))) == ["main"]
    assert regions(await sent(inside, phone, host(ReadFirst, nouns=()))) == []


async def test_what_comes_and_goes_within_a_tick_reaches_who_loaded_it_meanwhile(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who were there see no difference; one page was loaded in between."""
    await wall(inside)
    await loaded(inside)
    monkeypatch.setattr(hub, "TICK", 60.0)
    await inside.writers.send(CODE, attendee(Vote, pitch=2))
    late = await inside.listen(PHONE, 2, await inside.load(PHONE, 2))
    await inside.writers.send(CODE, attendee(TakeBackVote, pitch=2))
    assert 'data-count="1"' in late.page.html
    monkeypatch.setattr(hub, "TICK", 0.0)
    inside.hub.flush(CODE)
    for frame in late.take():
        late.page.receive(frame)
    assert await is_fresh(inside, late)


async def test_nothing_leads_to_the_board_that_it_does_not_show(inside: Inside) -> None:
    await wall(inside)
    board = await inside.listen(BOARD, 0, await inside.load(BOARD))
    await sent(inside, board, host(MakePitch, person=0, title="Bats"))
    assert regions(await sent(inside, board, host(ReadFirst, nouns=("note",)))) == ["announcement"]
    assert regions(await sent(inside, board, host(ReadFirst, nouns=()))) == []


async def test_the_desk_gets_what_a_group_wrote_where_it_is_opened(inside: Inside) -> None:
    """However much that is: a note is a number to it, and a name no row but its own."""
    await wall(inside)
    for command in (
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
    ):
        await inside.writers.send(CODE, command)
    for no in range(NOTES):
        await inside.writers.send(CODE, attendee(WriteNote, group=1, text=f"Secret hive {no}"))
    desk = await inside.listen(DESK, 0, await inside.load(DESK))
    assert f"{NOTES} notes" in desk.page.html
    for act in (attendee(WriteNote, group=1, text="A hive"), host(HideNote, note=2)):
        frames = await sent(inside, desk, act)
        assert frames, "so that it is loaded anew where it is open"
        assert "Secret hive" not in str(frames)
    assert "wrote-1" in regions(await sent(inside, desk, neighbour(WriteNote, group=1, text="Bats")))
    frames = await sent(inside, desk, attendee(Rename, name="Ada Lovelace"))
    assert max(map(len, frames)) < 5_000
    assert "Ada Lovelace" in await inside.written(1)
    assert desk.page.look("desk-groups") == (await inside.load(DESK)).look("desk-groups")
