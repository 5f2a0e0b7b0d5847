"""In an assembly, nobody hears of dots while the room chooses, nor of what waits to be read out."""

import pytest

from opennight.live import hub
from opennight.live.audiences import ASSEMBLY, BOARD, PHONE, STEERING
from opennight.night.asks import TakeUp, WriteAsk
from opennight.night.guests import BringAsk
from opennight.night.lineup import PlacePitch
from opennight.night.manifesto import BackAsk, CloseManifesto, OpenManifesto, PutAll, SettleManifesto
from opennight.night.notes import EditNote, WriteNote
from opennight.night.organisations import OpenRoll, SayOrganisation
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.rollcall import CallOrganisation, Rise
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen, regions


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the next tick."""
    monkeypatch.setattr(hub, "TICK", 0.0)


async def screens(inside: Inside) -> dict[str, Screen]:
    audiences = {"page": (ASSEMBLY, 2), "phone": (PHONE, 2), "board": (BOARD, 0), "desk": (STEERING, 0)}
    return {name: await inside.listen(*whose) for name, whose in audiences.items()}


async def asked(inside: Inside) -> None:
    await inside.start("Ada", "Ben")
    for command in (
        host(MovePhase, to="share"),
        *(host(WriteAsk, text=text) for text in ("Beds", "Soup")),
        host(OpenManifesto, places=1, dots=2),
    ):
        await inside.writers.send(CODE, command)


async def test_a_dot_is_told_to_the_desk_alone_and_the_board_says_how_many_chose() -> None:
    async with Inside() as inside:
        await asked(inside)
        found = await screens(inside)
        await inside.writers.send(CODE, attendee(BackAsk, ask=1))
        told = {name: regions(screen.take()) for name, screen in found.items()}
        assert told == {"page": [], "phone": [], "board": ["chosen-by"], "desk": ["backed-1", "turnout"]}
        await inside.writers.send(CODE, neighbour(BackAsk, ask=2))
        assert found["page"].take()[0].count("back:2") == 1, "his own marks, and nothing else"
        assert "1 dot" not in await inside.html(BOARD)
        for command in (host(CloseManifesto), host(SettleManifesto, line=(1, 2))):
            await inside.writers.send(CODE, command)
        assert "It speaks for 1 person." in await inside.html(ASSEMBLY, 2)


async def test_what_waits_to_be_read_out_is_the_desk_s() -> None:
    async with Inside() as inside:
        await asked(inside)
        await inside.writers.send(CODE, host(OpenRoll, open=True))
        found = await screens(inside)
        await inside.writers.send(CODE, attendee(SayOrganisation, name="Scouts"))
        frames = {name: "".join(screen.take()) for name, screen in found.items()}
        assert {name: "Scouts" in sent for name, sent in frames.items()} == {
            "page": False,
            "phone": False,
            "board": False,
            "desk": True,
        }
        await inside.writers.send(CODE, host(CallOrganisation, organisation=1))
        frames = {name: "".join(screen.take()) for name, screen in found.items()}
        assert [name for name in ("page", "board") if "Scouts" in frames[name]] == ["page", "board"]
        await inside.writers.send(CODE, neighbour(Rise, organisation=1))
        told = {name: regions(screen.take()) for name, screen in found.items()}
        assert told == {"page": [], "phone": [], "board": ["risen-1"], "desk": ["risen-1", "stood"]}


async def test_of_what_groups_write_only_what_was_taken_up_is_told() -> None:
    async with Inside() as inside:
        await asked(inside)
        for command in (
            host(MakePitch, person=0, title="Bees"),
            host(PlacePitch, pitch=1, slot=1, room=1),
            *(host(WriteNote, person=0, group=1, kind="action", text=text) for text in ("Dig", "Sow")),
            host(TakeUp, note=1),
        ):
            await inside.writers.send(CODE, command)
        found = await screens(inside)
        told = []
        for note in (2, 1):
            await inside.writers.send(CODE, host(EditNote, note=note, text=f"Changed {note}"))
            told.append((regions(found["page"].take()), "candidates" in regions(found["desk"].take())))
        assert told == [([], True), (["ask-3"], True)]
        assert "Changed 1" in await inside.html(ASSEMBLY, 2)


async def test_a_whole_room_gets_the_page_as_it_is_now() -> None:
    """It is drawn once for all of them, and drawn anew when what is in it has changed."""
    async with Inside() as inside:
        await asked(inside)
        headers = {"Cookie": await inside.cookie(2)}
        pages = []
        for command in (None, host(CloseManifesto), host(PutAll), host(BringAsk, ask=2)):
            if command:
                await inside.writers.send(CODE, command)
            pages.append((await inside.client.get(f"/n/{CODE}/assembly", headers=headers)).text)
        assert [page.count('action="/n/BEES22/asks/1/dot"') for page in pages] == [1, 0, 0, 0]
        assert ["What we ask for" in page for page in pages] == [False, False, True, True]
        assert ['class="now-mark"' in page for page in pages] == [False, False, False, True]
