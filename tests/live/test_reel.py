"""What the board plays is what everybody may see: nothing else is in any frame or page."""

from typing import Any

import pytest

from opennight.live import hub
from opennight.live.audiences import BOARD, DESK, PHONE, REMOTE
from opennight.night.bylines import ChooseByline
from opennight.night.captions import WriteCaptions
from opennight.night.clips import AddClip
from opennight.night.consent import HideClip, ReleaseClip, ShowClip, WithdrawClip
from opennight.night.groups import JoinGroup
from opennight.night.kept.captions import Line
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Actor, Command
from opennight.night.moderation import HidePitch, LetBackIn, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.reel import PickClip
from opennight.night.reporters import InviteReporter
from opennight.night.screening import EndReel, HoldReel, PlayReel, SkipClip
from tests.cast import Somebody, attendee, host, neighbour, system
from tests.live.inside import CODE, Inside, Screen

SHOT: dict[str, Any] = {"group": 0, "consent": True, "width": 4, "height": 3, "size": 9}
reporter = Somebody(Actor("reporter", 1))
SECRETS = ("Aconite", "Foxglove", "Hemlock", "Oleander")
"""The titles of what is not released, is hidden, waits, and was withdrawn: see `captured`."""
MANY = ("Dahlia", *SECRETS, "Peony")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)


async def captured(inside: Inside) -> None:
    """Six photos, of which everybody may see the first, Ada's, and the last, Ben's."""
    await inside.start("Ada", "Ben")
    add = [attendee(AddClip, title=title, who=f"{title} Ltd", hash=title, **SHOT) for title in MANY[:3]]
    last = neighbour(AddClip, title="Peony", who="Peony Ltd", hash="Peony", **SHOT)
    read, unread = host(ReadFirst, nouns=("note",)), host(ReadFirst, nouns=())
    waits, taken = (neighbour(AddClip, title=title, hash=title, **SHOT) for title in MANY[3:5])
    await carry_out(inside, *add, read, waits, unread, taken, last)
    for no in (1, 3, 4, 5, 6):
        await carry_out(inside, host(ReleaseClip, clip=no))
    await carry_out(inside, host(HideClip, clip=3), host(WithdrawClip, clip=5))


async def carry_out(inside: Inside, *commands: Command) -> None:
    for command in commands:
        await inside.writers.send(CODE, command)


def told(screen: Screen) -> str:
    return "".join(screen.take())


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


async def test_only_what_everybody_may_see_is_on_it() -> None:
    async with Inside() as inside:
        await captured(inside)
        screens = [await inside.listen(audience) for audience in (BOARD, DESK, REMOTE)]
        phone = await inside.listen(PHONE, 2)
        for screen in (*screens, phone):
            screen.take()
        await carry_out(
            inside, host(PickClip, clip=0), host(PlayReel), host(SkipClip, clip=1), host(HoldReel)
        )
        heard = [told(screen) for screen in screens]
        assert [("Dahlia" in text, "Peony" in text) for text in heard] == [(True, True)] * 3
        pages = [await inside.html(audience) for audience in (BOARD, DESK, REMOTE)]
        pages.append((await inside.client.get(f"/n/{CODE}/reel")).text)
        assert [("Dahlia" in page, "Peony" in page) for page in pages] == [(True, True)] * 4
        assert [secrets_in(text) for text in (*heard, *pages)] == [[]] * 7
        assert phone.take() == [], "the room looks at the board"


@pytest.mark.parametrize(
    ("gone", "back"),
    [
        (host(HideClip, clip=1), host(ShowClip, clip=1)),
        (host(RemovePerson, person=1), host(LetBackIn, person=1)),
        (attendee(WithdrawClip, clip=1), None),
    ],
    ids=["hidden", "removed", "withdrawn"],
)
async def test_what_goes_leaves_the_board_at_once(gone: Command, back: Command | None) -> None:
    async with Inside() as inside:
        await captured(inside)
        await carry_out(inside, host(PickClip, clip=0), host(PlayReel))
        board = await inside.listen(BOARD, page=await inside.load(BOARD))
        board.take()
        await carry_out(inside, gone)
        heard = told(board)
        assert ("Dahlia" in heard, "Peony" in heard) == (False, True)
        for path in ("board", "reel"):
            page = await inside.client.get(f"/n/{CODE}/{path}")
            assert ("Dahlia" in page.text, "Peony" in page.text) == (False, True)
        if back:
            await carry_out(inside, back)
            assert "Dahlia" in told(board)


async def test_a_topic_that_is_hidden_stands_beside_no_clip() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        await carry_out(
            inside,
            host(MovePhase, to="pitch"),
            attendee(MakePitch, title="Aconite"),
            host(PlacePitch, pitch=1, slot=1, room=1),
            host(MovePhase, to="talk"),
            attendee(JoinGroup, group=1),
            attendee(AddClip, **SHOT | {"group": 1, "title": "Dahlia", "hash": "5ea1"}),
            attendee(ReleaseClip, clip=1),
            host(PickClip, clip=1),
            host(PlayReel),
        )
        assert "Aconite" in await inside.html(BOARD)
        await carry_out(inside, host(HidePitch, pitch=1))
        pages = [await inside.html(BOARD), (await inside.client.get(f"/n/{CODE}/reel")).text]
        assert [("Dahlia" in page, "Aconite" in page) for page in pages] == [(True, False)] * 2


async def test_it_says_whom_a_reporter_speaks_for() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        await carry_out(
            inside,
            host(InviteReporter, name="Rita", interest="paid by the Network"),
            reporter(AddClip, person=0, **SHOT | {"title": "Dahlia", "hash": "5ea1"}),
            host(ReleaseClip, clip=1),
            host(PickClip, clip=1),
            host(PlayReel),
        )
        pages = [await inside.html(BOARD), (await inside.client.get(f"/n/{CODE}/reel")).text]
        assert [("Rita" in page, "paid by the Network" in page) for page in pages] == [(True, True)] * 2


async def test_captions_come_while_it_plays() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        film = {"sort": "film", "ms": 9000, "title": "Dahlia", "hash": "5ea1"}
        await carry_out(
            inside,
            *(attendee(AddClip, **SHOT | film) for _film in range(2)),
            host(ReleaseClip, clip=1),
            host(PickClip, clip=1),
            host(PlayReel),
        )
        board = await inside.listen(BOARD)
        board.take()
        for no in (1, 2):
            await carry_out(inside, system(WriteCaptions, clip=no, lines=(Line(0, 900, "Hemlock"),)))
        heard = told(board)
        assert ("clips/1/captions.vtt" in heard, "clips/2" in heard) == (True, False)


async def test_whoever_chooses_another_name_is_named_so_while_it_plays() -> None:
    async with Inside() as inside:
        await captured(inside)
        await carry_out(inside, host(PickClip, clip=1), host(PlayReel))
        assert "Ada" in await inside.html(BOARD)
        board = await inside.listen(BOARD)
        board.take()
        await carry_out(inside, attendee(ChooseByline, person=1, byline="participant"))
        heard = told(board)
        assert ("a participant" in heard, "Ada" in heard) == (True, False)


async def test_while_no_reel_runs_the_board_is_told_nothing_of_clips() -> None:
    async with Inside() as inside:
        await captured(inside)
        board = await inside.listen(BOARD)
        board.take()
        await carry_out(
            inside, host(PickClip, clip=1), attendee(ReleaseClip, clip=2), attendee(WithdrawClip, clip=2)
        )
        assert board.take() == []
        await carry_out(inside, host(PlayReel), host(EndReel))
        assert "Dahlia" in board.frames[0]
        assert "Dahlia" not in board.frames[1]


async def test_a_board_that_comes_back_gets_what_is_left() -> None:
    async with Inside() as inside:
        await captured(inside)
        await carry_out(inside, host(PickClip, clip=0), host(PlayReel))
        page = await inside.load(BOARD)
        before = page.version
        await carry_out(inside, attendee(WithdrawClip, clip=1))
        board = await inside.listen(BOARD)
        for frame in await inside.again(board, before):
            page.receive(frame)
        assert ("Dahlia" in page.look("scene"), "Peony" in page.look("scene")) == (False, True)
