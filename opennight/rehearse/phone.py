"""A phone: somebody joins with it, acts with it, and follows the night on it."""

import asyncio
import re
import uuid
from collections.abc import Awaitable, Callable

from opennight.rehearse.screen import Screen
from opennight.rehearse.wire import Answer, Cookies, Fields, File, Wire

Slip = Callable[[str], Awaitable[str]]
"""(the door's page) → the code of a slip, if it asks for one."""
READS = 1.0
"""Seconds in which nobody can read the door and type a name."""
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
VERSION = re.compile(r'data-version="(\d+)"')


class Phone:
    """One device of one person. `no` is the person's number once they have joined."""

    def __init__(self, wire: Wire, code: str, name: str, slip: Slip) -> None:
        self.wire = wire
        self.code = code
        self.name = name
        self.no = 0
        self.ticket = ""
        self.slip = ""
        self.slip_for = slip
        self.cookies: Cookies = {}
        self.marks: set[str] = set()
        self.screen = Screen(wire.url, code, wire.seen, self.cookies)

    async def arrive(self) -> None:
        """Scan the code, and read the door; get a slip, if it asks for one."""
        door = await self.wire.get(f"/j/{self.code}", self.cookies)
        if found := TICKET.search(door.page):
            self.ticket = found[1]
        self.slip = await self.slip_for(door.page)
        await asyncio.sleep(READS)

    async def join(self) -> Answer:
        """Type a name, load the page, and follow it from the version that the page shows."""
        if not self.ticket:
            await self.arrive()
        fields = {"command": fresh(), "name": self.name, "ticket": self.ticket, "slip": self.slip}
        answer = await self.post(f"/j/{self.code}", fields)
        if not answer.ok:
            return self.refused("join", answer)
        if "person" not in answer.body:
            return self.refused("join", Answer(409, {"refused": "They wait at the door."}))
        self.no = int(answer.body["person"])
        page = await self.wire.get(f"/n/{self.code}", self.cookies)
        self.wire.seen.page_bytes += len(page.page.encode())
        if found := VERSION.search(page.page):
            self.screen.version = int(found[1])
        self.screen.open()
        return answer

    async def act(
        self, what: str, path: str, *, command: str = "", patient: bool = False, **fields: str
    ) -> Answer:
        """Do something; `what` names it in the report, should it be refused.

        If `patient`, wait and try again when told to slow down: for acts faster than any thumb.
        """
        answer = await self.post(f"/n/{self.code}/{path}", {"command": command or fresh(), **fields}, patient)
        return answer if answer.ok else self.refused(what, answer)

    async def send(self, what: str, path: str, file: File, **fields: str) -> Answer:
        """Send a form with a file in it."""
        address = f"/n/{self.code}/{path}"
        answer = await self.wire.post(address, {"command": fresh(), **fields}, self.cookies, file=file)
        return answer if answer.ok else self.refused(what, answer)

    async def pitch(
        self, title: str, more: str = "", hosted: bool = True, *, command: str = "", patient: bool = False
    ) -> Answer:
        fields = {"title": title, "more": more, "hosted": "1" if hosted else "0"}
        return await self.act("pitch", "pitches", command=command, patient=patient, **fields)

    async def post(self, path: str, fields: Fields, patient: bool = False) -> Answer:
        answer = await self.wire.post(path, fields, self.cookies, patient)
        if answer.ok and "mine" in answer.body:
            self.marks = set(answer.body["mine"]["marks"])
        return answer

    async def reads(self, path: str, what: re.Pattern[str]) -> set[int]:
        """The numbers that this finds on a page of the night."""
        return set(map(int, what.findall(await self.page(path))))

    async def page(self, path: str) -> str:
        """A page of the night."""
        return (await self.wire.get(f"/n/{self.code}{path}", self.cookies)).page

    def refused(self, what: str, answer: Answer) -> Answer:
        self.wire.seen.refused(what, answer.refused or f"answered {answer.status}", answer.offer)
        return answer

    def numbers(self, mark: str) -> set[int]:
        """The numbers of my marks of one kind: "pitch" → the pitches that are mine."""
        return {int(one.partition(":")[2]) for one in self.marks if one.startswith(f"{mark}:")}

    def seats(self) -> set[int]:
        """The groups that I am in, as my screen was told last."""
        marks = (one.partition(":") for one in self.screen.marks)
        return {int(no) for mark, _colon, no in marks if mark == "group"}

    async def close(self) -> None:
        await self.screen.close()


def fresh() -> str:
    """A new command id: a repeat of the act carries the same one, so it happens once."""
    return uuid.uuid4().hex
