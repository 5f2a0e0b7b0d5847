"""The commons for tests: brought up to date in the test itself, and one in memory, of a single night."""

import asyncio
from collections.abc import Sequence

import msgspec

from opennight.commons import keeping
from opennight.commons.things import shelve
from opennight.config import Database
from opennight.meaning import Meaning
from opennight.night.commons import listing
from opennight.night.state import Night
from opennight.store.commons import Known, Place, Thing, Wanted
from opennight.store.opening import commons_beside, open_log
from tests.server import Server


def catch_up(server: Server) -> keeping.Kept:
    """Do what the server's own process would do in a moment: then there is nothing left for it."""

    async def caught_up() -> keeping.Kept:
        database = Database(server.folder / "nights.db")
        log = await open_log(database)
        commons = commons_beside(log, database)
        try:
            return await keeping.catch_up(log, commons)
        finally:
            await commons.close()
            await log.close()

    return asyncio.run(caught_up())


MORE = {"note": 1_000, "action": 1_000, "headline": 40}
"""How much there is to be of some kinds, though less is."""


class OneNight:
    """What there is to read of the commons with this night in it, if it is listed, on several pages, at two
    points."""

    def __init__(self, night: Night) -> None:
        found = shelve(night) if listing(night) else None
        self.listed = [found.night] * 25 if found else []
        if found:
            self.listed[1] = msgspec.structs.replace(found.night, point="51.470,-2.500")
            self.listed[2:9] = [msgspec.structs.replace(found.night, point="51.480,-2.600")] * 7
        self.said = [one.thing for one in found.things] if found else []

    async def search(self, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Thing], int]:
        elsewhere = wanted.year or wanted.place not in ("", *(one.key for one in self.listed))
        those = [
            one
            for one in self.said
            if (not wanted.kind or one.kind == wanted.kind)
            and (not wanted.terms or any(term.words[0] in one.text.lower() for term in wanted.terms))
        ]
        those = [] if elsewhere else those
        more = MORE.get(wanted.kind, 0) if those and not wanted.terms else 0
        return those[skip : skip + most], max(len(those), more)

    async def nights(
        self, place: str = "", year: str = "", most: int = -1, skip: int = 0
    ) -> tuple[list[Known], int]:
        those = [] if year or place == "nowhere" else self.listed
        return [Known(one, stale=False) for one in those[skip : skip + most]], len(those)

    async def known(self, codes: Sequence[str]) -> list[Known]:
        return [Known(one, stale=False) for one in self.listed]

    async def of_kinds(self, kinds: Sequence[str], most: int) -> list[Thing]:
        return [one for one in self.said if one.kind in kinds]

    async def stamp(self) -> str:
        return ""

    async def things(self, code: str) -> list[Thing]:
        return self.said

    async def places(self) -> list[Place]:
        return [Place(one.key, one.place, 25) for one in self.listed[:1]]

    async def years(self) -> list[str]:
        return ["2026"] if self.listed else []


class Finds(Meaning):
    """An engine that finds what is said first to mean the same as some topics, nothing for others, and of a
    headline never comes to an end."""

    def __init__(self) -> None:
        super().__init__("off")
        self.engine = "of a test"

    def near(self, night: Night, title: str) -> list[int] | None:
        return []

    async def keep(self, name: str, texts: Sequence[str]) -> bool:
        return True

    async def among(self, name: str, text: str, most: int) -> list[tuple[int, float]] | None:
        if any(word in text for word in ("Holes", "holes")):
            return None
        return [(0, 0.9), (1, 0.8)] if "S" in text else []
