"""Slips for the crowd: in a night of one slip, one vote, its desk prints as many more as come."""

import asyncio
import re

from opennight.rehearse.phone import fresh
from opennight.rehearse.wire import Cookies, Wire

AT_ONCE = 36
"""Printed at a time: their QR codes keep the server busy."""
ASKED = re.compile(r'name="slip"')
SHEET = re.compile(r"/slips/sheet\?from=\d+&amp;to=(\d+)")
CODE = re.compile(r'class="slip-code">([^<]+)<')


class Slips:
    """Hands out what the desk of this night prints; `cookies` are its host's."""

    def __init__(self, wire: Wire, code: str, cookies: Cookies) -> None:
        self.wire = wire
        self.path = f"/n/{code}/slips"
        self.cookies = cookies
        self.codes: list[str] = []
        self.one_by_one = asyncio.Lock()

    async def take(self, door: str) -> str:
        """The code of a new slip, if this page of the door asks for one. Empty, too, if no more can be
        printed: then the door says why."""
        if not ASKED.search(door):
            return ""
        async with self.one_by_one:
            if not self.codes:
                await self.print()
            return self.codes.pop(0) if self.codes else ""

    async def print(self) -> None:
        asked = {"command": fresh(), "count": str(AT_ONCE)}
        if not (await self.wire.post(f"{self.path}/print", asked, self.cookies)).ok:
            return
        sheets = SHEET.findall((await self.wire.get(self.path, self.cookies)).page)
        last = int(sheets[-1]) if sheets else 0
        sheet = await self.wire.get(f"{self.path}/sheet?from={last - AT_ONCE + 1}&to={last}", self.cookies)
        self.codes = CODE.findall(sheet.page)
