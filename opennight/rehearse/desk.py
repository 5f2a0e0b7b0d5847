"""The desk: whoever hosts the rehearsed night."""

import datetime as dt
import math
import re
import urllib.parse
from collections.abc import Coroutine
from typing import Any

from opennight.rehearse.phone import fresh
from opennight.rehearse.screen import Screen
from opennight.rehearse.slips import Slips
from opennight.rehearse.wire import Answer, Cookies, Fields, Wire

CODE = re.compile(r"/n/(\w+)")
DESK_KEY = re.compile(r"/desk\?key=(\w+)")
ROUND = re.compile(r'/rounds/call".*?name="slot" value="(\d+)"', re.DOTALL)
ROOMS = (
    "Main hall",
    "Library",
    "Kitchen",
    "Garden",
    "Stage",
    "Attic",
    "Workshop",
    "Foyer",
    "Cellar",
    "Terrace",
    "Gallery",
    "Studio",
)
SIZES = (1.4, 1.1, 0.85, 0.75)
"""The first rooms are larger than an even share of the crowd, the last ones smaller: some will be full."""


class NoEntry(Exception):
    """The server does not let us host: a wrong key or link."""


class Desk:
    """Holds the host's cookie of one night, and follows the desk and the board as their screens do."""

    def __init__(self, wire: Wire, code: str, cookies: Cookies) -> None:
        self.wire = wire
        self.code = code
        self.cookies = cookies
        self.slips = Slips(wire, code, cookies)
        self.screens = [
            Screen(wire.url, code, wire.seen, cookies, f"as={name}") for name in ("desk", "board")
        ]
        for screen in self.screens:
            screen.open()

    @property
    def url(self) -> str:
        return f"{self.wire.url}/n/{self.code}"

    async def act(self, path: str, command: str = "", patient: bool = False, **fields: str) -> Answer:
        """Do something as the host. A refusal is counted, and often expected: nobody may be waiting."""
        sent = {"command": command or fresh(), **fields}
        answer = await self.wire.post(f"/n/{self.code}/{path}", sent, self.cookies, patient)
        if not answer.ok:
            self.wire.seen.refused("desk", answer.refused or f"answered {answer.status}")
        return answer

    async def drive(self, path: str, **fields: str) -> Answer:
        """Do something that a host does for the whole room."""
        return await self.act(path, "", False, **fields)

    async def page(self, path: str) -> str:
        """A page of the night, as its host sees it."""
        return (await self.wire.get(f"/n/{self.code}{path}", self.cookies)).page

    async def reads(self, path: str, what: re.Pattern[str]) -> set[int]:
        """The numbers that this finds on a page of the night."""
        return set(map(int, what.findall(await self.page(path))))

    async def enter(self, phase: str, command: str = "") -> bool:
        """Take the night to this phase. Returns whether it is there."""
        answer = await self.act("phase", command, to=phase)
        if not answer.ok:
            raise NoEntry(f"The desk cannot move the night to {phase}: {answer.refused or answer.status}")
        return True

    async def calls_another(self) -> bool:
        """Call the next round, if one is to come. Returns whether people look for their groups again."""
        desk = await self.page("/desk")
        coming = ROUND.search(desk.partition('id="desk-next"')[2].partition('id="desk-')[0])
        return coming is not None and (await self.drive("rounds/call", slot=coming[1])).ok

    async def during(self, play: Coroutine[Any, Any, None]) -> None:
        """What people do in a phase, until they are done."""
        await play

    async def lineup(self) -> dict[str, Any]:
        """The record once the line-up stands."""
        return await self.record()

    async def record(self) -> dict[str, Any]:
        """The record as it stands; the host may read it before the night is closed."""
        answer = await self.wire.get(f"/n/{self.code}/record.json", self.cookies, "application/json")
        if not answer.ok:
            raise NoEntry(f"The record cannot be read: {answer.refused or answer.status}")
        return answer.body

    async def links(self) -> str:
        """What to open to watch, at the address at which we reach the server ourselves: others may not open
        here. The desk's is secret."""
        found = DESK_KEY.search(await self.page("/links"))
        desk = f"\nDesk    {self.url}/desk?key={found[1]}" if found else ""
        return (
            f"Board   {self.url}/board\n"
            f"Phone   {self.wire.url}/j/{self.code}\n"
            f"Record  {self.url}/record   (for everybody once the night is closed){desk}\n"
        )

    async def close(self) -> None:
        for screen in self.screens:
            await screen.close()


async def start_night(wire: Wire, key: str, setup: Fields) -> Desk:
    """Start a night of our own with the server's start key."""
    cookies: Cookies = {}
    await wire.get("/?" + urllib.parse.urlencode({"key": key}), cookies)
    if not cookies:
        raise NoEntry("The server does not accept this start key. Give the one it printed when it started.")
    answer = await wire.post("/nights", {"command": fresh(), **setup}, cookies)
    found = CODE.match(str(answer.body.get("go", "")))
    if not found:
        raise NoEntry(f"The server cannot start a night: {answer.refused or answer.status}")
    return Desk(wire, found[1], cookies)


async def open_desk(wire: Wire, link: str, kind: type[Desk] = Desk) -> Desk:
    """Take over the desk of an existing night, or only watch it: see watched.py."""
    parts = urllib.parse.urlsplit(link)
    found = CODE.match(parts.path)
    cookies: Cookies = {}
    if found:
        await wire.get(f"{parts.path}?{parts.query}", cookies)
    if not found or not cookies:
        raise NoEntry("This desk link does not open a night. Copy it from the night's links page.")
    return kind(wire, found[1].upper(), cookies)


def crowd_setup(people: int) -> dict[str, str | list[str]]:
    """A night with two slots and about as many seats as people."""
    rooms = min(len(ROOMS), max(3, people // 20))
    seats = [math.ceil(people / rooms * SIZES[room * len(SIZES) // rooms]) for room in range(rooms)]
    return {
        **night_setup("An open night for our town (rehearsal)", dots=5),
        "intro": "Everyone here is made up. Watch how an evening goes.",
        "briefing": "Pitch what you care about. Vote with your dots. Then sit down together and talk.",
        "room_id": [""] * rooms,
        "room_name": list(ROOMS[:rooms]),
        "room_seats": [str(number) for number in seats],
        "slot_id": ["", ""],
        "slot_start": ["19:30", "20:15"],
        "slot_end": ["20:10", "20:55"],
        "deck": "1-neighbourhood",
    }


def night_setup(title: str, dots: int) -> dict[str, str | list[str]]:
    """The least that a night needs: a name, a day and one slot."""
    return {
        "title": title,
        "place": "Rehearsal",
        "zone": "UTC",
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "dots": str(dots),
        "expected": "5000",
        "byline": "name",  # nobody is real, and the record is read for who sat where
        "room_id": [""],
        "room_name": ["Hall"],
        "room_seats": ["100"],
        "slot_id": [""],
        "slot_start": ["19:30"],
        "slot_end": ["21:00"],
    }
