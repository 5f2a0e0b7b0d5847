"""Slips for the crowd: in a night of one slip, one vote, its desk prints as many more as come."""

import asyncio
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opennight.rehearse.desk import Desk

AT_ONCE = 36
"""Printed at a time: their QR codes keep the server busy."""
ASKED = re.compile(r'name="slip"')
SHEET = re.compile(r"/slips/sheet\?from=\d+&amp;to=(\d+)")
CODE = re.compile(r'class="slip-code">([^<]+)<')


class Slips:
    """Hands out what this desk prints."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk
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
        if not (await self.desk.act("slips/print", count=str(AT_ONCE))).ok:
            return
        wire, path = self.desk.wire, f"/n/{self.desk.code}/slips"
        sheets = SHEET.findall((await wire.get(path, self.desk.cookies)).page)
        last = int(sheets[-1]) if sheets else 0
        sheet = await wire.get(f"{path}/sheet?from={last - AT_ONCE + 1}&to={last}", self.desk.cookies)
        self.codes = CODE.findall(sheet.page)
