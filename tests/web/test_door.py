"""Trying codes finds no night, and people who share the guesser's address still get in."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from typing import TypeVar

import httpx
import pytest
from starlette.types import Message

from opennight.web.core.door import AGAIN, WAITING
from opennight.web.core.limits import Bucket
from tests.live.inside import ADDRESS, CODE, Inside
from tests.server import Server
from tests.web.cast import Device, Evening, refused

T = TypeVar("T")
JSON = {"Accept": "application/json"}
WAIT = 0.5
ADDRESSES = ("/j/{}", "/J/{}", "/n/{}", "/n/{}/board", "/n/{}/record", "/n/{}/record.json", "/join?code={}")
CODES = (CODE, CODE.lower(), "NOSUCH")


@pytest.fixture
async def inside(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inside]:
    """Ada's night, while somebody keeps trying codes at the door."""
    monkeypatch.setattr("opennight.web.core.door.WAIT", WAIT)
    async with Inside() as made:
        await made.start("Ada")
        made.app.state.door.codes = Bucket(rate=0, most=0)
        made.app.state.door.codes.take("127.0.0.1")
        yield made


async def seconds(answer: Awaitable[T]) -> tuple[T, float]:
    asked = time.monotonic()
    return await answer, time.monotonic() - asked


FREE = 300
"""Codes that somebody may try before they wait."""


def test_codes_without_end(server: Server) -> None:
    """Somebody tries one after another: after the first few hundred, an answer takes its time."""
    started, guesses, took, late = time.monotonic(), 0, 0.0, 0
    with httpx.Client(base_url=server.url) as client:
        while guesses < FREE or took < WAIT:
            asked = time.monotonic()
            assert client.get(f"/j/NO{guesses:04}").status_code == 404
            guesses, took = guesses + 1, time.monotonic() - asked
            late += guesses <= FREE and took >= WAIT
            assert late < 9, "a busy machine may be late now and then, but the first of them do not wait"
    assert guesses <= FREE + 5 * (asked - started) + 2


async def test_every_address_that_tells_takes_its_time(inside: Inside) -> None:
    """For right and wrong codes alike, and also if a form is sent."""
    client = inside.client
    asked = [seconds(client.get(address.format(code))) for address in ADDRESSES for code in CODES]
    asked += [seconds(client.post(f"/j/{code}", data={"name": "Zoe"}, headers=JSON)) for code in CODES]
    asked += [seconds(client.post(f"/n/{code}/phase", data={"to": "vote"})) for code in CODES]
    for answer, took in await asyncio.gather(*asked):
        assert took >= WAIT, answer.url
        assert (answer.status_code == 404) == ("NOSUCH" in str(answer.url)), answer.url


@pytest.mark.parametrize("code", CODES)
async def test_also_the_socket(inside: Inside, code: str) -> None:
    said: list[str] = []
    scope = {
        "type": "websocket",
        "path": f"/n/{code}/live",
        "raw_path": b"",
        "query_string": b"as=board&since=0",
        "headers": [(b"host", b"night.example")],
        "client": ("127.0.0.1", 1),
    }

    async def receive() -> Message:
        return {"type": "websocket.disconnect" if said else "websocket.connect", "code": 1006}

    async def send(message: Message) -> None:
        said.append(message["type"])

    _nothing, took = await seconds(inside.app(scope, receive, send))
    assert said[0] == "websocket.accept"
    assert took >= WAIT


async def test_who_is_in_the_night_never_waits(inside: Inside) -> None:
    sign = inside.app.state.keys.sign
    for name, value in (
        ("person", f"person {CODE} 1"),
        ("desk", f"host {CODE} 0"),
        ("desk", f"helper {CODE} 1 7"),
    ):
        cookie = {"Cookie": f"{name}_{CODE}={sign(value)}"}
        for method, path in (("GET", "board"), ("POST", "pitches/1/vote")):
            _answer, took = await seconds(inside.client.request(method, f"/n/{CODE}/{path}", headers=cookie))
            assert took < WAIT
    for value in (f"person {CODE} 1", sign("person BOOKS2 1"), sign(f"start {CODE} 1")):
        cookie = {"Cookie": f"person_{CODE}={value}"}
        assert (await seconds(inside.client.get(f"/n/{CODE}/board", headers=cookie)))[1] >= WAIT


async def test_only_so_many_wait_and_the_pages_of_others_try_again(inside: Inside) -> None:
    client = inside.client
    crowd = [asyncio.create_task(client.get("/j/NOSUCH")) for _guess in range(WAITING)]
    await asyncio.sleep(0.2)
    for code in CODES:
        for address in ("/j/{}", "/n/{}/board", "/join?code={}"):
            page, took = await seconds(client.get(address.format(code)))
            assert page.status_code == 429, "without a look"
            assert took < WAIT
            assert page.headers["retry-after"] == str(AGAIN)
            assert f'<meta http-equiv="refresh" content="{AGAIN}">' in page.text
            assert "Too many wrong codes came from here." in page.text
            assert '<a class="button go" href="">Try again now</a>' in page.text
            assert "<input" not in page.text, "what is typed would be gone with the next try"
        said = await client.get(f"/j/{code}", headers=JSON)
        assert refused(said, 429, "Too many wrong codes")
        assert said.headers["retry-after"] == str(AGAIN)
        sent = await client.post(f"/j/{code}", data={"name": "Zoe"})
        assert sent.status_code == 429
        assert "http-equiv" not in sent.text, "a form is not sent again by itself"
    elsewhere = httpx.ASGITransport(inside.app, client=("10.0.0.9", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url=ADDRESS) as other:
        assert (await seconds(other.get(f"/j/{CODE}")))[1] < WAIT
    assert {answer.status_code for answer in await asyncio.gather(*crowd)} == {404}
    assert (await client.get(f"/j/{CODE}")).status_code == 200, "there is a place again"


@pytest.mark.long
async def test_a_venue_with_the_right_code_never_meets_it(server: Server) -> None:
    night = Evening(server)
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        asked = time.monotonic()
        for _ten in range(50):
            paths = [f"/j/{night.code}"] * 10
            assert {one.status_code for one in await asyncio.gather(*map(client.get, paths))} == {200}
        assert time.monotonic() - asked < 30
        assert (await seconds(client.get("/j/NOSUCH")))[1] < 1, "nor does who mistypes it"


class TestKeys:
    """One person's wrong keys lock out nobody at the same address who has a right one."""

    def test_of_the_desk_and_the_helpers(self, server: Server) -> None:
        night = Evening(server)
        for page, key in (("desk", night.desk_key()), ("helper", night.helper_key())):
            answers = [night.device().get(f"{page}?key=wrong{number}").status_code for number in range(60)]
            assert (answers[0], answers[-1]) == (403, 429)
            assert night.device().get(f"{page}?key={key}").status_code == 303

    def test_of_the_start_link(self, server: Server) -> None:
        answers = [Device(server.url).get("/?key=wrong").status_code for _guess in range(60)]
        assert (answers[0], answers[-1]) == (403, 429)
        assert Device(server.url).get(f"/?key={server.start_key}").status_code == 303

    def test_of_a_person(self, server: Server) -> None:
        night = Evening(server)
        for name in ("Ada", "Ben"):
            night.enter(name)
        back = f"/j/{night.code}/return"
        for number in range(60):
            night.device().act(back, personal=f"1-{number:06}")
        assert refused(night.device().act(back, personal="01-WRONGS"), 429, "very fast")
        assert night.device().act(back, personal=night.personal(2)).status_code == 200
        for _time in range(60):
            assert night.device().act(back, personal=night.personal(2)).status_code == 200


def test_a_stranger_with_a_link_into_the_night_finds_its_door(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    """Given the address of a page inside, as a neighbour sends it, then whoever never came in is shown the
    door of that night, and need not look for its code; whoever is in is not."""
    door = f'href="/n/{night.code}">Go to the door of this night<'
    for page in ("groups/1", "me", "desk", "record"):
        answer = outsider.get(page)
        assert answer.status_code in (403, 409)
        assert door in answer.text, page
    assert outsider.get().headers["location"].endswith(f"/j/{night.code}")
    assert door not in attendee.get("desk").text
