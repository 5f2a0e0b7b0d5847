"""The socket over the wire: who may listen, catching up, and what is not sent."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect

from tests.server import Server
from tests.web.cast import Device, Evening

Said = list[dict[str, Any]]


def line(device: Device, looks_at: str = "as=phone", code: str = "", **headers: str) -> connect:
    cookies = "; ".join(f"{name}={value}" for name, value in device.cookies.items())
    base = str(device.client.base_url).replace("http", "ws").rstrip("/")
    return connect(
        f"{base}/n/{code or device.code}/live?{looks_at}",
        additional_headers={"Cookie": cookies, **headers},
        compression=None,
        proxy=None,
    )


async def hear(socket: ClientConnection, until: str) -> Said:
    """The messages that come in, up to the first that contains this text."""
    heard: Said = []
    async with asyncio.timeout(10):
        while True:
            text = str(await socket.recv())
            heard.append(json.loads(text))
            if until in text:
                return heard


@asynccontextmanager
async def listening(device: Device, looks_at: str = "as=phone&since=0") -> AsyncIterator[ClientConnection]:
    """A connection that has caught up."""
    async with line(device, looks_at) as socket:
        await hear(socket, '"v"')
        yield socket


async def test_first_what_was_missed_then_what_happens(
    night: Evening, host: Device, attendee: Device
) -> None:
    host.act("announcement", text="Missed this")
    async with line(attendee, f"as=phone&since={night.version - 1}") as socket:
        (frame,) = await hear(socket, '"v"')
        assert (frame["a"], frame["v"], frame["phase"]) == (night.version - 1, night.version, "welcome")
        assert [region for region, _parent, _html in frame["f"]] == ["top"]
        assert "Missed this" in frame["f"][0][2]
        mine = await hear(socket, "mine")
        assert "me:1" in mine[-1]["mine"]["marks"]
        host.act("phase", to="pitch")
        after = (await hear(socket, '"v"'))[-1]
        assert (after["a"], after["phase"]) == (frame["v"], "pitch")


async def test_nothing_missed(night: Evening, attendee: Device) -> None:
    async with line(attendee, f"as=phone&since={night.version}") as socket:
        (frame,) = await hear(socket, '"v"')
        assert frame["f"] == []


async def test_a_gap_is_filled(night: Evening, host: Device, attendee: Device) -> None:
    async with listening(attendee) as socket:
        host.act("announcement", text="Bees")
        await hear(socket, "Bees")
        await socket.send(json.dumps({"since": 1}))
        again = (await hear(socket, "Bees"))[-1]
        assert (again["a"], again["v"]) == (1, night.version)


async def test_the_future_is_told_to_reload(attendee: Device) -> None:
    async with line(attendee, "as=phone&since=999") as socket:
        assert await hear(socket, "reload") == [{"reload": True}]


async def test_a_restart_in_between(server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    async with listening(ada) as socket:
        seen = night.version
        night.host.act("announcement", text="Before")
        await hear(socket, "Before")
    night.host.act("door", locked="1")
    server.stop()
    server.restart()
    night.host.act("announcement", text="After")
    async with line(ada, f"as=phone&since={seen}") as socket:
        (frame,) = await hear(socket, '"v"')
        assert frame["v"] == night.version
        assert "After" in json.dumps(frame["f"])
        assert "Before" not in json.dumps(frame["f"])


@pytest.mark.parametrize(
    ("who", "looks_at"),
    [
        ("outsider", "as=phone"),
        ("stranger", "as=phone"),
        ("outsider", "as=group&group=1"),
        ("outsider", "as=desk"),
        ("attendee", "as=desk"),
        ("helper", "as=desk"),
        ("helper", "as=remote"),
        ("attendee", "as=remote"),
        ("attendee", "as=helper"),
        ("attendee", "as=reporter"),
        ("outsider", "as=reporter"),
        ("stranger", "as=helper"),
        ("stranger", "as=desk"),
        ("attendee", "as=nothing"),
        ("attendee", "as=group&group=x"),
        ("attendee", "as=group"),
        ("attendee", ""),
        ("attendee", "as=phone&since=-1"),
        ("attendee", "as=phone&since=1e3"),
        ("attendee", "as=phone&since=" + "9" * 400),
    ],
)
async def test_refused_with_a_reason(
    request: pytest.FixtureRequest, attendee: Device, who: str, looks_at: str
) -> None:
    device: Device = request.getfixturevalue(who)
    async with line(device, looks_at) as socket:
        with pytest.raises(websockets.ConnectionClosedError) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1008
        assert closed.value.rcvd.reason


async def test_no_such_night(attendee: Device) -> None:
    async with line(attendee, code="NOSUCH") as socket:
        with pytest.raises(websockets.ConnectionClosedError):
            await asyncio.wait_for(socket.recv(), 10)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://[", "http://127.0.0.1:1"])
async def test_a_page_of_another_site_hears_nothing(attendee: Device, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with line(attendee, Origin=origin):
            pass
    assert refused.value.response.status_code == 403


async def test_our_own_page_hears(attendee: Device) -> None:
    async with line(attendee, Origin=str(attendee.client.base_url).rstrip("/")) as socket:
        await hear(socket, '"v"')


async def test_a_board_needs_no_more_than_the_code(outsider: Device, host: Device) -> None:
    async with listening(outsider, "as=board&since=0") as socket:
        host.act("announcement", text="For all")
        assert "For all" in json.dumps(await hear(socket, "For all"))


@pytest.mark.parametrize("said", ["x", b"x", '{"since": null}'])
async def test_who_says_anything_else_is_hung_up_on(attendee: Device, said: str | bytes) -> None:
    async with listening(attendee) as socket:
        await socket.send(said)
        with pytest.raises(websockets.ConnectionClosedError) as closed:
            await hear(socket, "nothing that is ever said")
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1008


async def test_own_marks_go_to_own_devices_only(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    night.move("pitch")
    host.act("pitches", title="Bees", hosted="1")
    night.move("vote")
    async with (
        listening(attendee) as first,
        listening(attendee.copy()) as second,
        listening(neighbour) as other,
        listening(host, "as=board&since=0") as board,
    ):
        for socket in (first, second, other):
            await hear(socket, "mine")
        attendee.act("pitches/1/vote")
        night.move("groups")
        for socket in (first, second):
            assert "vote:1" in (await hear(socket, "vote:1"))[-1]["mine"]["marks"]
        heard = await hear(other, '"groups"') + await hear(other, "mine")
        assert "vote:1" not in json.dumps([said for said in heard if "mine" in said])
        host.act("announcement", text="The end")
        assert not [said for said in await hear(board, "The end") if "mine" in said]


async def test_hidden_counts_are_in_no_frame(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    host.act("setup", title="Secret", dots="2", hidden="1", slot_id="1", slot_start="19:30", slot_end="20:15")
    night.move("pitch")
    for title in ("Bees", "Books"):
        host.act("pitches", title=title, hosted="1")
    night.move("vote")
    async with (
        listening(neighbour) as phone,
        listening(host, "as=board&since=0") as board,
        listening(host, "as=desk&since=0") as desk,
    ):
        attendee.act("pitches/2/vote")
        assert 'data-count=\\"1\\"' in json.dumps(await hear(desk, "tally-2"))
        host.act("announcement", text="Keep voting")
        for socket in (phone, board):
            assert "tally-2" not in json.dumps(await hear(socket, "Keep voting"))
    for page in (neighbour.get(), neighbour.get("board")):
        assert page.text.count('class="tally"') == page.text.count('class="tally" hidden')


async def test_a_removed_person_hears_nothing_more(night: Evening, attendee: Device, host: Device) -> None:
    async with listening(attendee) as socket:
        await hear(socket, "mine")
        host.act("people/1/remove")
        assert (await hear(socket, "reload"))[-1] == {"reload": True}
        host.act("announcement", text="Between us")
        await socket.send('{"since": 0}')
        assert await hear(socket, "reload") == [{"reload": True}]


async def test_a_renewed_key_ends_the_old_desks(night: Evening, host: Device) -> None:
    co_host = host.copy()
    async with listening(co_host, "as=desk&since=0") as socket:
        host.act("desk-key")
        assert (await hear(socket, "reload"))[-1] == {"reload": True}
        host.act("announcement", text="Between us")
        await socket.send('{"since": 0}')
        assert await hear(socket, "reload") == [{"reload": True}]
    async with listening(host, "as=desk&since=0"):
        pass
