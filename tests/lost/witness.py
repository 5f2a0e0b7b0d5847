"""Checks whether everybody else is still served."""

import asyncio
import contextlib
import itertools

import httpx

from tests.lost.phones import Phone, current
from tests.web.cast import TLS, Evening


class Witness:
    """Two people at a night's vote: what one does is acknowledged, and reaches the other's phone."""

    def __init__(self, night: Evening, acts: int, hears: int) -> None:
        self.night = night
        self.phone = Phone(night.server.url, f"/n/{night.code}", "as=phone", night.cookie(hears), bare=True)
        self.client = httpx.AsyncClient(
            verify=TLS,
            base_url=f"{night.server.url}/n/{night.code}/",
            headers={"Accept": "application/json", "Cookie": night.cookie(acts)},
            timeout=20,
        )
        self.ways = itertools.cycle(["pitches/1/vote", "pitches/1/unvote"])
        self.served = 0

    async def __aenter__(self) -> "Witness":
        await self.phone.__aenter__()
        await self.is_served()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.phone.__aexit__(*error)
        await self.client.aclose()

    async def is_served(self) -> None:
        """One act, from the tap to the other phone."""
        answer = await self.client.post(next(self.ways))
        assert answer.status_code == 200, answer.text
        await current([self.phone], answer.json()["version"], within=20)
        assert self.phone.connects == 1, "and its line has held"
        self.served += 1

    async def is_served_while(self, trouble: asyncio.Task[None]) -> None:
        """Check again and again until the trouble is over, and once after it."""
        with contextlib.suppress(asyncio.CancelledError):
            while not trouble.done():
                await self.is_served()
                await asyncio.sleep(0.1)
        await trouble
        await self.is_served()
