"""Twenty people write into one group over lines that are cut again and again: nothing is lost or doubled."""

import asyncio
import re
from collections import Counter
from contextlib import AsyncExitStack

import httpx
import pytest

from opennight.live.protocol import hear, unpacked
from tests.lost.phones import Bare, Phone, current
from tests.proxy import Proxy
from tests.server import Server
from tests.web.cast import TLS, Evening

PEOPLE = 20
CUTS = 10
ORDER = re.compile(r'data-into="notes" data-order="([\d ]*)"')
PATIENCE = 60


class Sheet(Bare):
    """What a group's page shows of its notes: which there are, and their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.order: list[str] = self.ordered(html)
        self.there = set(re.findall(r'<li id="note-(\d+)"', html))
        page = re.search(r'data-version="(\d+)"', html)
        mark = re.search(r'data-mark="([^"]*)"', html)
        live = re.search(r'data-live="([^"]*)"', html)
        assert page
        assert mark
        assert live
        self.version, self.mark, self.live = int(page[1]), mark[1], live[1].replace("&amp;", "&")

    def ordered(self, html: str) -> list[str]:
        found = ORDER.search(html)
        assert found
        return found[1].split()

    def receive(self, frame: str) -> None:
        said, before = hear(frame), self.version
        super().receive(frame)
        if self.version == before:
            return
        for region, _parent, html in unpacked(said.fragments):
            if region == "note-order":
                self.order = self.ordered(html)
            elif region.removeprefix("note-").isdecimal():
                self.there.add(region.removeprefix("note-"))

    @property
    def shown(self) -> list[str]:
        return [no for no in self.order if no in self.there]


class Writer(Phone):
    """Somebody with the group's page in their hand, whose acts are sent until they are answered."""

    def __init__(self, night: Evening, proxy: Proxy, no: int) -> None:
        super().__init__(proxy.url, f"/n/{night.code}/groups/1", "", night.cookie(no), seed=no)
        self.no = no
        self.proxy = proxy

    async def load(self) -> None:
        async with self.client() as client:
            self.content = Sheet((await client.get(self.path)).raise_for_status().text)

    @property
    def order(self) -> tuple[str, ...]:
        assert isinstance(self.content, Sheet)
        return tuple(self.content.shown)

    def client(self) -> httpx.AsyncClient:
        headers = {"Cookie": self.cookie, "Accept": "application/json"}
        return httpx.AsyncClient(verify=TLS, base_url=self.url, headers=headers, timeout=5)

    async def act(self, path: str, id: str, **fields: str) -> None:
        """Do this over a line that is cut in the middle, as often as it takes."""
        scissors = asyncio.create_task(self.cut())
        async with asyncio.timeout(PATIENCE), self.client() as client:
            while True:
                try:
                    answer = await client.post(f"/n/{self.code}/{path}", data={"command": id, **fields})
                except httpx.TransportError:
                    continue
                if answer.status_code == 200:
                    break
                assert answer.status_code in (429, 503), answer.text
                await asyncio.sleep(0.2)
        await scissors

    async def cut(self) -> None:
        await asyncio.sleep(self.chance.random() * 0.02)
        self.proxy.cut(reset=self.chance.random() < 0.5)

    async def write(self) -> None:
        for number in range(CUTS):
            text = f"{self.no}: {number}"
            await self.act("groups/1/notes", f"write-{self.no}-{number}", kind="note", text=text)
            if number == CUTS // 2:
                await self.act(f"notes/{self.no}/move", f"moves-it-{self.no}", up="1")


@pytest.mark.long
async def test_twenty_write_into_one_group_over_lines_that_are_cut(shared_server: Server) -> None:
    night = Evening(shared_server, room_seats=["30", "1"])
    people = [night.enter(f"Person {no}") for no in range(1, PEOPLE + 1)]
    night.move("pitch")
    people[0].act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    for one in people:
        assert one.act("groups/1/join").status_code == 200
    async with AsyncExitStack() as awake:
        proxies = [await awake.enter_async_context(Proxy(shared_server.port)) for _one in people]
        writers = [Writer(night, proxy, no) for no, proxy in enumerate(proxies, 1)]
        for writer in writers:
            await awake.enter_async_context(writer)
        async with asyncio.TaskGroup() as tasks:
            for writer in writers:
                tasks.create_task(writer.write())
        for writer in writers:
            writer.wake()
        await current(writers, night.version, within=30)
        orders = {writer.order for writer in writers}
        cuts = [writer.connects for writer in writers]
    wanted = Counter(f"{no}: {number}" for no in range(1, PEOPLE + 1) for number in range(CUTS))
    assert Counter(event["text"] for event in night.events("NoteWritten")) == wanted, "0 lost, 0 doubled"
    notes = night.host.get("record.json").json()["groups"][0]["notes"]
    assert Counter(note["text"] for note in notes) == wanted
    assert len(orders) == 1, "the same order on all screens"
    assert orders.pop() == tuple(str(note["no"]) for note in notes), "which is the record's"
    assert min(cuts) > 1, "all were cut off"
