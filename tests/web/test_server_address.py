"""The address that screens show: never one that a stranger made up."""

import asyncio
import re

import pytest
from starlette.requests import HTTPConnection

from opennight.app import make_app
from opennight.config import Settings
from opennight.night.state import Night
from opennight.places import lan_address
from opennight.web.core.server_address import KEPT, ServerAddress, asked
from tests.lost.rough import Rough
from tests.server import Server
from tests.web.cast import KEYS, Device, Evening

MADE_UP = "evil.example"


def whole(html: str) -> str:
    """The same without the places where an address may wrap."""
    return html.replace("<wbr>", "")


def told(device: Device, host: str) -> str:
    """The join address on the board, if it is asked for under this host name."""
    page = device.get("board", Host=host)
    assert page.status_code == 200
    found = re.search(r"([^\s>\"/]+)/j/\w{6}", whole(page.text))
    assert found
    return found[1]


async def board_hears(night: Evening, host: str, query: str = "") -> str:
    """The first frame of a board that connects under this host name."""
    path = f"/n/{night.code}/live?as=board&since=0{query}"
    board = Rough(night.server, path, "")
    board.request = board.request.replace(b"Host: 127.0.0.1", b"Host: " + host.encode())
    async with board, asyncio.timeout(10):
        heard = ""
        while '"phase"' not in heard:
            heard += (await board.reader.read(65536)).decode(errors="ignore")
        return whole(heard)


async def test_a_made_up_name_is_served_and_told_to_nobody(server: Server) -> None:
    night = Evening(server)
    here = f"{lan_address()}:{server.port}"
    for host in (MADE_UP, f"127.0.0.1:{server.port + 1}", "127.0.0.1"):
        assert told(night.device(), host) == here
        assert f"{here}/j/{night.code}" in await board_hears(night, host)
    assert told(night.device(), f"localhost:{server.port}") == here
    for page in (f"/j/{night.code}", "board", "record"):
        assert f"/{MADE_UP}" not in night.enter("Ada").get(page, Host=MADE_UP).text


async def test_who_holds_a_desk_vouches_for_the_name_they_come_by(server: Server) -> None:
    night = Evening(server)
    night.host.get("desk", Host="Night.Example:8443")
    assert told(night.device(), "night.example:8443") == "night.example:8443"
    assert f"night.example:8443/j/{night.code}" in await board_hears(night, "night.example:8443")
    assert told(night.device(), MADE_UP) == "night.example:8443", "the best guess of where they are"
    assert told(night.device(), f"127.0.0.1:{server.port}") == f"{lan_address()}:{server.port}"


async def test_so_does_the_start_link_and_nobody_else(server: Server) -> None:
    night = Evening(server)
    for device in (night.enter("Ada"), night.helper(), Evening(server).helper()):
        device.get("board", Host=MADE_UP)
        device.get("/?key=wrong", Host=MADE_UP)
    assert told(night.device(), MADE_UP) == f"{lan_address()}:{server.port}"
    starter = Device(server.url)
    starter.get(f"/?key={server.start_key}", Host="hall.example")
    starter.get("/", Host="hall.example")
    assert told(night.device(), "hall.example") == "hall.example"


async def test_a_board_keeps_its_address_over_a_restart(server: Server) -> None:
    night = Evening(server)
    page = night.host.get("board", Host="night.example").text
    ticket = re.search(r"live\?as=board(?:&amp;|&)(at=[^\"\s]+)", page)
    assert ticket
    server.stop()
    server.restart()
    assert f"night.example/j/{night.code}" not in await board_hears(night, "night.example")
    for stolen in (MADE_UP, "night.example:81"):
        assert f"{stolen}/j" not in await board_hears(night, stolen, f"&{ticket[1]}")
    assert f"night.example/j/{night.code}" in await board_hears(night, "night.example", f"&{ticket[1]}")


def connection(host: str, cookie: str = "", scheme: str = "http") -> HTTPConnection:
    headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
    app = make_app(Settings(secret_key=KEYS.secret.decode()))
    return HTTPConnection(
        {
            "type": "http",
            "scheme": scheme,
            "path": "/",
            "query_string": b"",
            "headers": headers,
            "server": ("10.0.0.7", 8000),
            "app": app,
        }
    )


def test_few_are_remembered_the_newest() -> None:
    addresses, night = ServerAddress(Settings()), Night("BEES22")
    holder = f"start={KEYS.sign(f'start {KEYS.start}')}"
    for number in range(3 * KEPT):
        assert addresses.of(connection(f"n{number}.example", holder), night) == f"http://n{number}.example"
    assert list(addresses.vouched) == [f"http://n{number}.example" for number in range(2 * KEPT, 3 * KEPT)]
    assert addresses.of(connection("n0.example"), night) == f"http://n{3 * KEPT - 1}.example"


def test_the_address_that_a_connection_came_to_is_our_own() -> None:
    addresses, night = ServerAddress(Settings()), Night("BEES22")
    assert addresses.of(connection("10.0.0.7:8000"), night) == "http://10.0.0.7:8000"
    assert addresses.of(connection("10.0.0.8:8000"), night) == f"http://{lan_address()}:8000"


def test_the_configured_one_goes_before_all() -> None:
    addresses, night = ServerAddress(Settings(url="https://night.example")), Night("BEES22")
    for host in ("10.0.0.7:8000", MADE_UP, "localhost:8000"):
        assert addresses.of(connection(host), night) == "https://night.example"


@pytest.mark.parametrize(
    ("host", "scheme", "address"),
    [
        ("Night.Example", "https", "https://night.example"),
        ("night.example:443", "https", "https://night.example"),
        ("night.example:80", "ws", "http://night.example"),
        ("[fe80::1]:8000", "wss", "https://[fe80::1]:8000"),
        ("localhost:8000", "http", f"http://{lan_address()}:8000"),
        ("[::1]", "http", f"http://{lan_address()}"),
    ],
)
def test_one_address_is_written_one_way(host: str, scheme: str, address: str) -> None:
    assert asked(connection(host, scheme=scheme)) == address
