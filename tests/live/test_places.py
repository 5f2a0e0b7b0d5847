"""How many screens a night has room for, and that a crowd of boards takes nobody's place."""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack
from functools import partial
from typing import Any

import pytest
import websockets
from starlette.requests import HTTPConnection

from opennight import clock
from opennight.night.fold import fold
from opennight.night.messages import Refused
from opennight.web.core.boards import SETTLED, Board, board_of
from opennight.web.core.limits import Limits, Places, place
from tests.live.test_socket import hear, line
from tests.server import Server
from tests.web.cast import KEYS, Device, Evening

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


def watching(
    limits: Limits,
    client: str,
    code: str = "BEES22",
    hang_up: Callable[[], None] = lambda: None,
    **board: Any,
) -> AbstractContextManager[None]:
    """A stranger there watches the board."""
    shown = Board(board.pop("since", clock.now()), hang_up, **board)
    return place(connection(limits, client), code, known=False, board=shown)


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
        venue, elsewhere = (connection(limits, f"10.0.0.{no}") for no in (1, 2))
        held = [place(venue, "BEES22", known=True, whose=f"{phone}") for phone in range(5000)]
        for one in held:
            one.__enter__()
        with place(elsewhere, "BEES22", known=True, whose="5000"):
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


def test_a_board_from_another_address_finds_a_place() -> None:
    """Given a stranger who fills the night with boards from a few addresses, when one comes from elsewhere,
    then it has the place of the latest one of those who hold most; other nights have their own."""
    limits, hung_up = Limits(), list[str]()
    with ExitStack() as crowd:
        for no in range(limits.boards_open.in_night):
            where = f"10.0.0.{no // BOARDS}"
            crowd.enter_context(watching(limits, where, hang_up=partial(hung_up.append, where)))
        with watching(limits, "10.1.0.1"), watching(limits, "10.1.0.1", "BOOKS2"):
            assert len(hung_up) == 1
            with pytest.raises(Refused, match="Too many screens"), watching(limits, hung_up[0]):
                pass
    assert not limits.boards_open.held
    assert not limits.boards_open.nights


def test_the_host_s_board_finds_a_place_whoever_fills_the_night() -> None:
    """Given boards of strangers from as many addresses as a night has places, then a later one of another
    stranger finds none; but one that was there before does, and the one that the host puts up."""
    limits, now = Limits(), clock.now()
    with ExitStack() as crowd:
        for no in range(limits.boards_open.in_night):
            crowd.enter_context(watching(limits, f"10.0.{no}.1", since=now + no))
        with pytest.raises(Refused, match="Too many screens"), watching(limits, "10.1.0.1", since=now + 999):
            pass
        with watching(limits, "10.1.0.1", since=now - 1):
            pass
        for _again in range(50):
            with watching(limits, "10.0.0.1", since=now + 999, name="projector", hosts=True):
                pass


def test_nobody_fills_the_night_so_that_the_desk_finds_no_place() -> None:
    """Given people who open all the screens that a night has room for, from the venue's address, then the
    host's do not wait for one of them."""
    limits = Limits()
    limits.screens_open = {"night": Places(100), "address": Places(100)}
    with ExitStack() as crowd:
        there = connection(limits, "10.0.0.1")
        for no in range(100):
            crowd.enter_context(place(there, "BEES22", known=True, whose=f"{no // 9}"))
        with pytest.raises(Refused), place(there, "BEES22", known=True, whose="99"):
            pass
        for _screen in range(20):
            crowd.enter_context(place(there, "BEES22", known=True))


def seen_as(device: Device, night: Evening) -> Board:
    """The board of this device, as the server sees it."""
    headers = [(b"cookie", "; ".join(f"{name}={value}" for name, value in device.cookies.items()).encode())]
    app: Any = type("App", (), {"state": type("State", (), {"keys": KEYS})})
    its = HTTPConnection({"type": "http", "app": app, "headers": headers})
    return board_of(its, fold(night.code, night.recorded), lambda: None)


def test_the_board_s_link_from_the_desk_is_the_host_s_until_there_is_a_new_one(server: Server) -> None:
    """Its key may be typed in small letters. A wrong one shows the board, but is nobody's who has a place."""
    night = Evening(server)
    [key] = set(re.findall(r"/board\?key=(\w{8})\b", night.host.get("links").text))
    board, wrong = night.device(), night.device()
    for device, typed in ((board, key.lower()), (wrong, key[::-1])):
        assert device.get(f"board?key={typed}").headers["location"] == f"/n/{night.code}/board"
        assert device.get("board").status_code == 200
    assert seen_as(board, night).hosts
    assert not seen_as(wrong, night).hosts
    night.host.act("desk-key")
    assert not seen_as(board, night).hosts, "somebody who has seen the old one is a stranger"
    [new] = set(re.findall(r"/board\?key=(\w{8})\b", night.host.get("links").text))
    assert new != key
