"""A flood of scripted joins among people who come by the door, as from outside.

    .venv/bin/python -m tests.lost.flood --people 40 --seconds 300 --bots 1000 --addresses 300
    .venv/bin/python -m tests.lost.flood --people 500 --seconds 0 --bots 0 --expected 500

plays one at full size and says what came of it; `--bots` is how many join in a minute.
"""

import argparse
import asyncio
import http.cookiejar
import pathlib
import re
import tempfile
import time
from dataclasses import dataclass, field

import httpx

from tests.server import Server
from tests.web.cast import TLS, Device, Evening

TICKET = re.compile(r'name="ticket" value="([^"]+)"')
TYPES = 1.5
"""Seconds in which a person reads the door and types a name."""
JSON = {"Accept": "application/json"}
LIMITS = httpx.Limits(max_connections=200, max_keepalive_connections=0)


@dataclass
class Seen:
    """What became of the bots and the people: how many walked in, waited, or were refused, and how long
    (seconds) each person waited for an answer."""

    bots: dict[str, int] = field(default_factory=lambda: {"in": 0, "waiting": 0, "refused": 0})
    people: dict[str, int] = field(default_factory=lambda: {"in": 0, "waiting": 0, "refused": 0})
    answered: list[float] = field(default_factory=list)


def became(answer: httpx.Response) -> str:
    if answer.status_code != 200:
        return "refused"
    return "in" if "person" in answer.json() else "waiting"


@dataclass
class Flood:
    """`bots` a minute for so many `seconds`, from so many `addresses`; each that gets in votes for pitch 1.
    Meanwhile `people` come by the door, evenly, from one address, and vote for pitch 2."""

    night: Evening
    people: int
    seconds: float
    bots: float
    addresses: int = 1
    seen: Seen = field(default_factory=Seen)

    def client(self, address: int) -> httpx.AsyncClient:
        """From 127.0.0.2 on. It keeps no cookies: many devices use it."""
        local = f"127.0.{address // 250}.{address % 250 + 2}"
        transport = httpx.AsyncHTTPTransport(local_address=local, limits=LIMITS, verify=TLS)
        none = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        url = self.night.server.url
        return httpx.AsyncClient(base_url=url, transport=transport, cookies=none, timeout=60)

    async def run(self) -> Seen:
        clients = [self.client(1 + no) for no in range(self.addresses)]
        phones = [self.client(0) for _no in range(self.people)]
        crowd = [self.person(phone, no) for no, phone in enumerate(phones)]
        many = int(self.bots * self.seconds / 60)
        crowd += [self.bot(clients[no % self.addresses], no, many) for no in range(many)]
        await asyncio.gather(*crowd)
        for client in (*clients, *phones):
            await client.aclose()
        return self.seen

    async def bot(self, client: httpx.AsyncClient, no: int, many: int) -> None:
        """Only posts."""
        await asyncio.sleep(no * self.seconds / many)
        answer = await client.post(f"/j/{self.night.code}", data={"name": f"Bot {no}"}, headers=JSON)
        self.seen.bots[became(answer)] += 1
        if became(answer) == "in":
            await self.vote(client, 1, answer)

    async def person(self, client: httpx.AsyncClient, no: int) -> None:
        """Reads the door, types, and taps."""
        await asyncio.sleep(no * self.seconds / self.people)
        door = await client.get(f"/j/{self.night.code}")
        ticket = TICKET.search(door.text)
        assert ticket
        await asyncio.sleep(TYPES)
        fields, began = {"name": f"Person {no}", "ticket": ticket[1], "door": "1"}, time.perf_counter()
        headers = JSON | {"Cookie": cookie(door)}
        answer = await client.post(f"/j/{self.night.code}", data=fields, headers=headers)
        self.seen.answered.append(time.perf_counter() - began)
        self.seen.people[became(answer)] += 1
        if became(answer) == "in":
            await self.vote(client, 2, answer)

    async def vote(self, client: httpx.AsyncClient, pitch: int, joined: httpx.Response) -> None:
        headers = JSON | {"Cookie": cookie(joined)}
        await client.post(f"/n/{self.night.code}/pitches/{pitch}/vote", data={}, headers=headers)


def cookie(answer: httpx.Response) -> str:
    """The cookie that it gives the device, as the device sends it."""
    return answer.headers["set-cookie"].partition(";")[0]


def evening(server: Server, expected: int) -> Evening:
    """A night with two pitches, in its vote."""
    night = Evening(server, expected=str(expected))
    night.move("pitch")
    for title in ("Buy my coins", "Bees"):
        night.host.act("pitches", title=title, for_="0")
    night.move("vote")
    return night


def second_tap(host: Device) -> httpx.Response:
    """What the form of the flood's page sends, as it comes."""
    page = host.get("flood").text.partition("data-plain>")[2]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    keep = re.findall(r'name="keep" value="(\d+)" checked', page)
    return host.act("flood", **hidden, keep=keep, wrote="1", entrance="1")


def tallies(host: Device) -> list[int]:
    """The dots on the two pitches, as the desk shows them."""
    page = host.get("desk").text
    return [int(re.findall(rf'id="tally-{no}"[^>]* data-count="(\d+)"', page)[0]) for no in (1, 2)]


def undo(host: Device) -> httpx.Response:
    """Press what the desk offers to undo."""
    form = host.get("desk").text.partition('/undo"')[2]
    found = re.search(r'name="step" value="(\d+)"', form)
    assert found
    return host.act("undo", step=found[1])


async def play(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder))
        server.start()
        try:
            night = evening(server, options.expected)
            flood = Flood(night, options.people, options.seconds, options.bots, options.addresses)
            seen = await flood.run()
            print("people", seen.people, "bots", seen.bots)
            answered = sorted(seen.answered)
            print(f"people answered in {answered[len(answered) // 2]:.3f} s, at most {answered[-1]:.3f} s")
            print("dots before", tallies(night.host))
            began = time.perf_counter()
            second_tap(night.host)
            print("dots after two taps", tallies(night.host), f"in {time.perf_counter() - began:.2f} s")
            undo(night.host)
            print("dots after one press", tallies(night.host))
        finally:
            server.kill()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, default in (("people", 40), ("bots", 1000), ("addresses", 1), ("expected", 60)):
        arguments.add_argument(f"--{name}", type=int, default=default)
    arguments.add_argument("--seconds", type=float, default=300)
    asyncio.run(play(arguments.parse_args()))


if __name__ == "__main__":
    main()
