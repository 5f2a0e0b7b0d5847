"""How many screens a night has room for, and that a crowd of boards takes nobody's place."""

import asyncio
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack
from typing import Any

import pytest
import websockets
from starlette.requests import HTTPConnection

from opennight import clock
from opennight.night.messages import Refused
from opennight.web.core.boards import SETTLED, Board
from opennight.web.core.limits import Limits, place
from tests.live.test_socket import hear, line
from tests.server import Server
from tests.web.cast import Device, Evening

BOARD = "as=board&since=0"
BOARDS = Limits().boards_open.most


async def refused(device: Device) -> str:
    """Why this device may not watch the board; "" if it may."""
    async with line(device, BOARD) as socket:
        try:
            await hear(socket, '"v"')
        except websockets.ConnectionClosed:
            assert socket.close_code == 1008
            return socket.close_reason or ""
        return ""


async def test_boards_of_strangers_are_few(server: Server) -> None:
    night = Evening(server)
    ada = night.enter("Ada")
    async with AsyncExitStack() as crowd:
        sockets = [await crowd.enter_async_context(line(night.device(), BOARD)) for _board in range(BOARDS)]
        await asyncio.gather(*(hear(socket, '"v"') for socket in sockets))
        assert "Too many screens are open here." in await refused(night.device())
        for known in (night.host, ada, night.helper()):
            assert not await refused(known), "who is in the night has a place"
        async with line(ada, "as=phone&since=0") as phone:
            await hear(phone, '"v"')
        await sockets[0].close()
        await asyncio.sleep(0.1)
        assert not await refused(night.device())


@pytest.mark.long
async def test_a_stranger_at_the_venue_takes_no_board_s_place_that_was_there_before(server: Server) -> None:
    """Given a projector that has shown the board for a while, when somebody at its address takes all places
    and tries for more on and on, then it still comes back, and takes the place of the latest one."""
    night = Evening(server)
    board, strange = night.device(), night.device()
    for device, since in ((board, clock.now() - 2 * SETTLED), (strange, clock.now() - SETTLED // 2)):
        assert device.get("board").status_code == 200
        assert f"board_{night.code}" in device.cookies
        device.client.cookies.clear()
        device.carry(f"board_{night.code}", f"board {night.code} {since} {since}")
    async with AsyncExitStack() as crowd:
        sockets = [await crowd.enter_async_context(line(strange, BOARD)) for _board in range(BOARDS)]
        await asyncio.gather(*(hear(socket, '"v"') for socket in sockets))
        while "That was very fast." not in await refused(strange):
            pass
        async with line(board, BOARD) as socket:
            await hear(socket, '"v"')
            done, _open = await asyncio.wait(
                [asyncio.create_task(one.wait_closed()) for one in sockets],
                return_when=asyncio.FIRST_COMPLETED,
                timeout=5,
            )
            assert len(done) == 1


async def test_those_who_follow_from_outside_take_no_place_of_a_board(server: Server) -> None:
    """Given as many followers behind one address as there may be boards, then a projector still finds one."""
    night = Evening(server)
    night.host.act("about", follow="1", licence="cc-by-4.0")
    async with AsyncExitStack() as crowd:
        for _follower in range(BOARDS + 1):
            socket = await crowd.enter_async_context(line(night.device(), "as=now&since=0"))
            await hear(socket, '"v"')
        assert not await refused(night.device())


async def test_one_person_takes_no_place_of_others(server: Server) -> None:
    """Given a script of an attendee that opens one screen after another, then it gets a few, and the others
    all of theirs."""
    night = Evening(server)
    ada, ben = night.enter("Ada"), night.enter("Ben")
    async with AsyncExitStack() as script:
        for _screen in range(Limits().screens_each.most):
            socket = await script.enter_async_context(line(ada, "as=phone&since=0"))
            await hear(socket, '"v"')
        assert "Too many screens are open here." in await refused(ada)
        assert not await refused(ben)
        assert not await refused(night.host)
    await asyncio.sleep(0.1)
    assert not await refused(ada)


async def test_more_phones_wait_at_the_door_than_strangers_may_open_boards(server: Server) -> None:
    """Given a venue behind one address, then all who wait at its door hear that they are let in."""
    night = Evening(server, expected="1")
    _ada, *waiting = [night.enter(f"P{number}") for number in range(BOARDS + 3)]
    async with AsyncExitStack() as crowd:
        for device in waiting:
            socket = await crowd.enter_async_context(line(device, "as=door&since=0"))
            await hear(socket, '"v"')


async def test_and_do_not_come_again_and_again(server: Server) -> None:
    night = Evening(server)
    for _board in range(600):  # on a busy machine some more are let in meanwhile
        if reason := await refused(night.device()):
            break
    assert "That was very fast." in reason
    assert not await refused(night.host)


def connection(limits: Limits, client: str) -> HTTPConnection:
    app: Any = type("App", (), {"state": type("State", (), {"limits": limits})})
    return HTTPConnection({"type": "http", "app": app, "client": (client, 1), "headers": []})


def watching(limits: Limits, client: str, code: str = "BEES22") -> AbstractContextManager[None]:
    """A stranger there watches the board."""
    board = Board(clock.now(), lambda: None)
    return place(connection(limits, client), code, known=False, board=board)


def test_a_script_of_one_person_does_not_open_and_close_screens_without_end() -> None:
    """Each costs a handshake and a look at the night: for one address they are as many as a venue needs."""
    limits = Limits()

    def opened(whose: str) -> bool:
        try:
            with place(connection(limits, "192.0.2.1"), "BEES", known=True, whose=whose):
                return True
        except Refused:
            return False

    assert [opened("1") for _time in range(70)].count(True) <= 61
    assert opened("2")


@pytest.mark.long
def test_a_whole_venue_comes_back_at_once() -> None:
    """5,000 phones behind one address, twice in a row; the night still has room for more from elsewhere."""
    limits = Limits()
    for _restart in range(2):
        held = [place(connection(limits, "10.0.0.1"), "BEES22", known=True) for _phone in range(5000)]
        for one in held:
            one.__enter__()
        with place(connection(limits, "10.0.0.2"), "BEES22", known=True):
            pass
        for one in held:
            one.__exit__(None, None, None)
    assert not limits.screens_open["night"].held
    assert not limits.screens_open["address"].held


def test_the_latest_board_at_an_address_makes_room_for_one_that_was_there_before() -> None:
    """Given a stranger at the venue who holds all of its boards, and tries for more without end, when its
    projector comes back, then it has the place of the latest one, and no later one takes a place."""
    limits, now, hung_up = Limits(), clock.now(), list[int]()

    def showing(since: int, name: str = "") -> AbstractContextManager[None]:
        board = Board(since, lambda: hung_up.append(since), name)
        return place(connection(limits, "10.0.0.1"), "BEES22", known=False, board=board)

    with ExitStack() as crowd:
        for stranger in range(BOARDS):
            crowd.enter_context(showing(now + stranger))
        for _try in range(600):
            with pytest.raises(Refused), showing(now + BOARDS):
                pass
        with showing(now - 2 * SETTLED, "the projector"):
            assert hung_up == [now + BOARDS - 1]
            with pytest.raises(Refused), showing(now + BOARDS):
                pass
        assert len(limits.boards_open.held["10.0.0.1"]) == BOARDS - 1


def test_boards_from_many_addresses() -> None:
    limits = Limits()
    most = limits.boards_in_night.most
    held = [watching(limits, f"10.0.0.{number // 40}") for number in range(most)]
    for one in held:
        one.__enter__()
    with (
        pytest.raises(Refused, match="Too many screens"),
        watching(limits, "10.1.0.1"),
    ):
        pass
    with watching(limits, "10.1.0.1", "BOOKS2"):
        pass
