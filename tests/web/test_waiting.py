"""Those who wait at the door over HTTP: what they see, what they may, and how they get in."""

import asyncio
import contextlib
import json
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
import websockets
from starlette.requests import HTTPConnection

from opennight.web.core.whence import network
from tests.live.test_socket import listening
from tests.server import Server
from tests.web.cast import TLS, Device, Evening, refused


@pytest.fixture
def full(shared_server: Server) -> Evening:
    """A night that expects two, with Ada and Ben in it."""
    night = Evening(shared_server, expected="2")
    for name in ("Ada", "Ben"):
        night.enter(name)
    return night


@pytest.fixture
def zed(full: Evening) -> Device:
    """Who comes third, and waits."""
    device = full.device()
    door = f"/j/{full.code}"
    answer = device.submit(door, door, name="Zed", ticket=full.ticket())
    assert (answer.status_code, answer.headers["location"]) == (303, door)
    return device


def newcomer(night: Evening) -> str:
    return str(night.events("NewcomerWaits")[-1]["no"])


def ticket_on(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_ticket_on_the_page_lets_one_in(night: Evening, outsider: Device) -> None:
    """Also a thumb that is faster than a page can be read; twice on two devices it is still one person."""
    door = f"/j/{night.code}"
    ticket = ticket_on(outsider.get(door).text)
    assert outsider.submit(door, door, name="Ada", ticket=ticket).headers["location"] == f"/n/{night.code}"
    assert night.device().act(door, name="Eve", ticket=ticket).json()["person"] == 1
    joined = night.events("PersonJoined")
    assert [(one["name"], one["ticket"]) for one in joined] == [("Ada", True)]


@pytest.mark.parametrize("ticket", ["", "x", "-", "1-2-3", "g-1-2", "é-1-2", "9" * 300, "ffff-" + "0" * 16])
def test_a_ticket_that_is_none_of_ours_is_no_ticket(night: Evening, outsider: Device, ticket: str) -> None:
    assert outsider.act(f"/j/{night.code}", name="Ada", ticket=ticket).status_code == 200
    assert night.events("PersonJoined")[0]["ticket"] is False


def test_a_ticket_of_another_night_is_no_ticket(
    night: Evening, outsider: Device, shared_server: Server
) -> None:
    other = Evening(shared_server).ticket()
    assert outsider.act(f"/j/{night.code}", name="Ada", ticket=other).status_code == 200
    assert night.events("PersonJoined")[0]["ticket"] is False


def test_who_waits_is_told_and_is_nobody(full: Evening, zed: Device) -> None:
    page = zed.get(f"/j/{full.code}").text
    assert "The host will let you in" in page
    assert 'value="Zed"' in page
    assert 'as=door"' in page
    assert f'<noscript><p class="reload"><a class="button go" href="/j/{full.code}">' in page
    assert zed.get().headers["location"] == f"/j/{full.code}"
    for path in ("pitches", "me/name", "me/leave", "pitches/1/vote"):
        assert refused(zed.act(path, title="Bees", name="Zed"), 403, "Join the night first"), path
    assert refused(zed.act("newcomers/let-in", newcomer=newcomer(full)), 403)
    assert len(full.events("PersonJoined")) == 2


def test_nobody_else_hears_of_them(full: Evening, zed: Device) -> None:
    ada = full.enter("Ada")
    pages = [ada.get(page).text for page in (f"/j/{full.code}", "", "me", "board", "record", "record.json")]
    pages += [full.helper().get("helper").text, full.helper().get("remote").text]
    assert not [page for page in pages if "Zed" in page]
    desk = full.host.get("desk").text
    assert "Zed" in desk
    assert "1 person waits at the door" not in desk, "Ada waits as well"
    assert "2 people wait at the door" in desk
    assert 'href="#part-people">2 at the door' in desk


def test_let_in_they_go_in_with_the_same_cookie(full: Evening, zed: Device) -> None:
    assert full.host.act("newcomers/let-in", newcomer=newcomer(full)).status_code == 200
    assert zed.get(f"/j/{full.code}").headers["location"] == f"/n/{full.code}"
    assert "Zed" in zed.get("me").text
    assert zed.act("me/name", name="Zeddy").status_code == 200
    assert zed.act(f"/j/{full.code}", name="Zeddy").json()["person"] == 3, (
        "the same device is the same person"
    )


def test_letting_in_undone_they_wait_again_and_are_who_they_were(full: Evening, zed: Device) -> None:
    """Also by a cookie of the person whom they were inside."""
    door, host = f"/j/{full.code}", full.host
    host.act("newcomers/let-in", newcomer=newcomer(full))
    known = zed.copy()
    assert known.act(door, name="Zed", who="me").json()["person"] == 3  # has a person's cookie from now on
    assert host.act("undo", step=str(full.version - 1)).status_code == 200
    for device in (zed, known):
        assert device.get().headers["location"] == door
        assert "The host will let you in" in device.get(door).text
    host.act("newcomers/let-in", newcomer=newcomer(full))
    for device in (zed, known):
        assert device.get("me").status_code == 200
    assert len(full.events("PersonJoined")) == 3


def test_all_at_once_but_nobody_who_came_since(full: Evening, zed: Device) -> None:
    shown = newcomer(full)
    full.enter("Late")
    assert full.host.act("newcomers/let-in", upto=shown, ticket="1").status_code == 200
    assert [one["name"] for one in full.events("PersonJoined")] == ["Ada", "Ben", "Zed"]
    assert full.host.act("newcomers/turn-away", upto="999999", ticket="1").status_code == 200
    assert "0 at the door" not in full.host.get("desk").text


def test_turned_away_they_are_told_and_may_try_again(full: Evening, zed: Device) -> None:
    full.host.act("newcomers/turn-away", upto=newcomer(full), ticket="1")
    page = zed.get(f"/j/{full.code}").text
    assert "The host has not let you in" in page
    assert zed.act(f"/j/{full.code}", name="Zed", ticket=ticket_on(page)).json()["go"] == f"/j/{full.code}"
    assert "The host will let you in" in zed.get(f"/j/{full.code}").text


def test_they_may_take_another_name_and_leave(full: Evening, zed: Device) -> None:
    door = f"/j/{full.code}"
    assert zed.submit(door, door, name="Zeddy").headers["location"] == door
    assert 'value="Zeddy"' in zed.get(door).text
    assert refused(zed.act(door, name=""), 422, field="name")
    assert refused(full.device().act(f"{door}/leave"), 403, "no longer waiting")
    assert zed.submit(f"{door}/leave", door).status_code == 303
    assert "The host will let you in" not in zed.get(door).text
    assert full.events("NewcomersGone")
    assert refused(zed.act(f"{door}/leave"), 403, "no longer waiting")


async def test_their_page_opens_by_itself(full: Evening, zed: Device) -> None:
    """And hears of nothing else in the meantime."""
    url = f"{full.server.url.replace('http', 'ws')}/n/{full.code}/live?as=door&since=0"
    cookie = "; ".join(f"{name}={value}" for name, value in zed.cookies.items())
    async with websockets.connect(url, additional_headers={"Cookie": cookie}) as socket:
        full.host.act("announcement", text="Soup")
        full.host.act("newcomers/let-in", newcomer=newcomer(full))
        heard: list[object] = []
        while not heard or "reload" not in str(heard[-1]):
            said = await socket.recv()
            heard += [json.loads(said)] if said else []
    assert not [one for one in heard if "Soup" in str(one) or "Ada" in str(one)]
    async with websockets.connect(url) as socket:  # whoever does not wait hears nothing
        with pytest.raises(websockets.ConnectionClosed):
            await socket.recv()


async def test_no_screen_but_the_desk_hears_of_them(full: Evening) -> None:
    """Given every kind of screen, when somebody waits, then only the desk is told of them."""
    ada, helper = full.enter("Ada"), full.helper()
    full.host.act("newcomers/let-in", newcomer=newcomer(full))
    screens = {"as=phone": ada, "as=board": full.device(), "as=desk": full.host, "as=helper": helper}
    heard = {kind: await hears(full, kind, device) for kind, device in screens.items()}
    assert {kind for kind, said in heard.items() if "Zed" in said} == {"as=desk"}
    assert all("Doors close" in heard[kind] for kind in ("as=phone", "as=board"))


async def hears(full: Evening, kind: str, device: Device) -> str:
    """What this screen hears until something that all of them are told, while Zed comes to the door."""
    url = f"{full.server.url.replace('http', 'ws')}/n/{full.code}/live?{kind}&since={full.version}"
    cookie = "; ".join(f"{name}={value}" for name, value in device.cookies.items())
    said = []
    async with websockets.connect(url, additional_headers={"Cookie": cookie}) as socket:
        said.append(await socket.recv())
        full.enter("Zed")
        full.host.act("announcement", text="Doors close.")
        full.host.act("undo", step=str(full.version))
        with contextlib.suppress(TimeoutError):
            while True:
                said.append(await asyncio.wait_for(socket.recv(), 0.5))
    return str(said)


@contextlib.contextmanager
def far_away(night: Evening, no: int) -> Iterator[Callable[[], str]]:
    """Lets somebody join from another address, and says the page to which they go."""
    door = f"/j/{night.code}"
    transport = httpx.HTTPTransport(local_address=f"127.0.0.{no}", verify=TLS)
    with httpx.Client(base_url=night.server.url, transport=transport) as client:

        def join() -> str:
            client.cookies.clear()
            answer = client.post(door, data={"name": "Bot", "ticket": night.ticket()})
            assert answer.status_code == 303
            return str(answer.headers["location"])

        yield join


async def test_a_script_from_far_away_takes_nobody_s_place_at_the_venue(server: Server) -> None:
    """Given a script that loads the door's page for each of its joins, and has filled the night up to the
    expected number from an address of its own, then whoever comes where the desk is walks in, and so does a
    phone from elsewhere; the script waits. What is too much of it counts for nobody else."""
    night = Evening(server, expected="12")
    inside, door = f"/n/{night.code}", f"/j/{night.code}"
    with far_away(night, 7) as script, far_away(night, 8) as phone:
        for _bot in range(12):
            assert script().startswith(inside)
        assert phone() == door, "nobody knows yet where the desk is"
        async with listening(night.host, "as=desk&since=0"):
            assert script() == door
            assert phone().startswith(inside)
        goes = [night.device().submit(door, door, name=f"P{no}", ticket=night.ticket()) for no in range(8)]
        assert [one.headers["location"] for one in goes] == [inside] * 6 + [door] * 2
        night.host.act("flood", since="1", upto="12", wrote="1")
        assert phone().startswith(inside), "there are places again"


@pytest.mark.parametrize(
    ("client", "where"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),  # whoever has one of these has 65,536 times as many
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a pipe", "a pipe"),
    ],
)
def test_whence_somebody_comes(client: str, where: str) -> None:
    assert network(HTTPConnection({"type": "http", "client": (client, 1), "headers": []})) == where
