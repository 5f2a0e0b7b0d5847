"""Screens that come late, were away, or are behind: each is brought up to date, in one frame."""

import contextlib
import json
from collections import Counter

import pytest

from opennight.live.audiences import BOARD, DESK, PHONE, Audience
from opennight.live.channel import View
from opennight.night.board import Announce
from opennight.night.messages import Refused
from opennight.night.moderation import RemovePerson
from opennight.night.people import Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote
from opennight.store.log import Unavailable
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, RELOAD, Inside, Screen, regions, wall


async def test_after_a_restart_the_first_frame_is_small_too() -> None:
    async with Inside() as before:
        await wall(before)
    async with Inside(before.log) as inside:
        night = await inside.writers.night(CODE)
        crowd = [Screen(PHONE, 0) for _phone in range(3)]
        for screen in crowd:
            inside.hub.join(night, screen, night.version - 1)
            frame = json.loads(screen.take()[0])
            assert (frame["a"] <= night.version - 1, frame["v"]) == (True, night.version)
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        inside.tick()
        assert all(regions(screen.take()) == ["tally-1"] for screen in crowd)


@pytest.mark.parametrize(("audience", "page"), [(PHONE, "phone/_main.html"), (BOARD, "board/_scene.html")])
async def test_a_room_that_catches_up_is_drawn_for_once(
    audience: Audience, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever version each screen has, and even while people vote; each shows what a fresh page shows."""
    monkeypatch.setattr("opennight.live.rendering.KEPT_FOR", 60.0)
    drawn: Counter[str] = Counter()
    cover = page.rpartition("_")[2].removesuffix(".html")
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        renderer = inside.hub.renderer
        render = renderer.render

        def counted(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
            drawn[partial] += 1
            return render(night, partial, view, values)

        renderer.render = counted
        slept = [await inside.load(audience, 1)]
        for command in (
            host(MovePhase, to="pitch"),
            *(attendee(MakePitch, title=f"Bees {number}") for number in range(5)),
            host(MovePhase, to="vote"),
        ):
            await inside.writers.send(CODE, command)
            slept += [await inside.load(audience, 1) for _phone in range(3)]
        drawn.clear()  # their pages were drawn as the night went on
        screens = []
        for number, one in enumerate(slept):
            screens.append(await inside.listen(audience, 1, one))
            if number % 5 == 0:
                vote = Vote if number % 2 else TakeBackVote
                with contextlib.suppress(Refused):
                    await inside.writers.send(CODE, (attendee if number % 3 else neighbour)(vote, pitch=1))
        await inside.writers.send(CODE, attendee(Vote, pitch=2))
        night = await inside.writers.night(CODE)
        for screen in screens:
            inside.hub.join(night, screen, screen.page.version)
        assert drawn[page] <= 1
        assert drawn["votes/_tally.html"] <= 2 * night.version
        fresh = await inside.load(audience, 1)
        for screen in screens:
            for frame in screen.take():
                screen.page.receive(frame)
            assert screen.page.version == night.version
            assert screen.page.look(cover) == fresh.look(cover)


async def test_from_the_future() -> None:
    """An older copy of the database was put back: what the screen shows never happened."""
    async with Inside() as inside:
        await wall(inside)
        screen = await inside.listen(PHONE, 1)
        night = await inside.writers.night(CODE)
        assert await inside.again(screen, night.version + 1) == [RELOAD]


async def test_another_history() -> None:
    """An older copy was put back, and the night went on: the same version, another past."""
    async with Inside() as inside:
        await wall(inside)
        screen = await inside.listen(PHONE, 1)
        night = await inside.writers.night(CODE)
        mark = inside.mark(night, night.version)
        assert await inside.again(screen, night.version, "of the lost evening") == [RELOAD]
        assert await inside.again(screen, night.version - 1, mark) == [RELOAD]
        assert json.loads((await inside.again(screen, night.version, mark))[0])["c"] == mark


async def test_after_a_failed_write_the_screens_still_get_what_was_certain() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(Announce, text="Now"))
        phone = await inside.listen(PHONE, 2)
        phone.take()
        await inside.writers.send(CODE, attendee(Vote, pitch=1))  # waits for its tick
        inside.log.fails = Unavailable("disk full")
        with pytest.raises(Exception, match="could not save"):
            await inside.writers.send(CODE, attendee(Rename, name="Eve"))
        night = await inside.writers.night(CODE)  # it is read anew
        inside.tick()
        assert "tally-1" in regions(phone.take())
        assert night.people[1].name == "Ada"


async def test_a_screen_that_is_behind_gets_one_frame_once_it_takes_frames_again() -> None:
    async with Inside() as inside:
        await wall(inside)
        slow, quick = await inside.listen(PHONE, 1), await inside.listen(PHONE, 2)
        night = await inside.writers.night(CODE)
        page = night.version
        slow.take()
        inside.hub.paused(CODE, slow)
        for n in range(20):
            await inside.writers.send(CODE, host(Announce, text=f"Number {n}"))
        assert len([frame for frame in quick.take() if "Number" in frame]) == 20, "it holds up nobody"
        inside.hub.drained(CODE, slow)
        frame, marks = (json.loads(text) for text in slow.take())
        assert (frame["a"], frame["v"]) == (page, night.version)
        assert "Number 19" in json.dumps(frame["f"])
        assert "mine" in marks
        await inside.writers.send(CODE, host(Announce, text="And on"))
        assert json.loads(slow.take()[0])["a"] == night.version - 1, "from then on like everybody else"


async def test_one_that_drains_while_a_commit_is_under_way_waits_for_it() -> None:
    async with Inside() as inside:
        await wall(inside)
        slow = await inside.listen(PHONE, 1)
        slow.take()
        inside.hub.paused(CODE, slow)
        await inside.writers.send(CODE, host(Announce, text="Missed"))
        inside.writers.open[CODE].settled.clear()
        inside.hub.drained(CODE, slow)
        assert slow.take() == [], "what could still be lost is shown to nobody"
        inside.writers.open[CODE].settled.set()
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        assert "Missed" in slow.take()[0]


async def test_even_the_word_to_reload_waits_for_one_that_is_behind() -> None:
    async with Inside() as inside:
        await wall(inside)
        slow = await inside.listen(PHONE, 1)
        slow.take()
        inside.hub.paused(CODE, slow)
        slow.allowed = False
        await inside.writers.send(CODE, host(RemovePerson, person=1))
        await inside.writers.send(CODE, host(Announce, text="Between us"))
        inside.hub.drained(CODE, slow)
        assert slow.take() == [RELOAD]


async def test_a_desk_that_missed_its_first_frame_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a vote that waits for the next tick, when a desk joins and what brings it up to date gets lost,
    then it notices with the next frame, which has only what looks different from that.
    """
    monkeypatch.setattr("opennight.live.hub.TICK", 60.0)
    async with Inside() as inside:
        await wall(inside)
        await inside.listen(PHONE, 1)
        await inside.writers.send(CODE, host(Announce, text="Soup in five minutes"))
        page = await inside.load(DESK)
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        desk = await inside.listen(DESK, 0, page)
        desk.take()
        await inside.writers.send(CODE, host(Announce, text="Soup is ready"))
        [frame] = desk.take()
        page.receive(frame)
        assert page.ask
