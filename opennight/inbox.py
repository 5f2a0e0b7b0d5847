"""What is written about a card, and the addresses that go with it: sealed, and kept beside the log.

No event, push, file or page of others has any of it (store/between.py has the table). It goes with the night,
once one side ends it, and when the card's owner takes their name along. A side's address is handed out to the
other one here alone, and only once both have agreed.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from opennight.clock import now
from opennight.night import knocks
from opennight.night.bylines import NameTaken
from opennight.night.knocking import Knock, Side
from opennight.night.knocks import TEXT, KnockAgreed, KnockEnded
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.store.between import Between, Passed
from opennight.store.log import Unavailable

logger = logging.getLogger("opennight")

ROOM = 4 * TEXT
"""Bytes of each, whatever it says: its length tells nothing."""
UNDER_WAY = 600_000
"""What is so young (ms) may belong to something that is still being written."""
LEAVES = (KnockEnded, KnockAgreed, NameTaken)
PAUSES = (0.0, 0.5, 5.0, 60.0, 600.0)
"""Seconds before each try."""
KNOCK, CARD = "knock/", "card/"
"""How the kinds of our rows begin."""
TOLD = "told "
"""Before the asker's address for mail, once they were told of an answer and have not written since."""
YES = "yes "
"""Before the owner's, once they have said yes from there."""


class Line(NamedTuple):
    """What one side said, at a time (ms)."""

    side: Side
    text: str
    at: int


class Talk(NamedTuple):
    """What one side may read of a knock: its own address, and the other's once both have agreed."""

    lines: list[Line]
    own: str = ""
    theirs: str = ""
    mail: bool = False


def text_kind(key: str) -> str:
    return f"{KNOCK}{key}"


def contact_kind(one: Knock | str, side: Side) -> str:
    return f"{KNOCK}{one if isinstance(one, str) else one.key}/{side}"


def mail_kind(one: Knock | str) -> str:
    return f"{KNOCK}{one if isinstance(one, str) else one.key}/mail"


def card_kind(leaflet: int) -> str:
    return f"{CARD}{leaflet}/mail"


def wanted(night: Night) -> set[str]:
    """The kinds of all rows that somebody may still read or be told by."""
    over, found = finished(night), set[str]()
    for one in night.further.knocks.values():
        if one.key not in over:
            found |= {text_kind(said.key) for said in one.said} | {mail_kind(one)}
            found |= {contact_kind(one, side) for side in one.agreed}
    return found | {card_kind(no) for no in night.further.leaflets if str(no) not in over}


def finished(night: Night) -> set[str]:
    """What nothing more will be kept under: knocks that one side has ended, and all about the cards of
    somebody who took their name along."""
    nameless = {no for no, one in night.people.items() if not one.named}
    theirs = {one.no for one in night.further.leaflets.values() if one.person in nameless}
    over = [one for one in night.further.knocks.values() if one.ended or one.leaflet in theirs]
    return {said.key for one in over for said in one.said} | {str(no) for no in theirs}


class Inbox:
    """Keeps it on a `Between`, sealed with a key of 32 bytes. Before it is opened, there is nothing."""

    def __init__(self, key: bytes) -> None:
        self.seals = Seals(key)
        self.between: Between | None = None
        self.certain: Callable[[str], Night | None] = lambda code: None
        self.swept = set[str]()
        self.under_way = set[asyncio.Task[None]]()

    def open(self, between: Between, certain: Callable[[str], Night | None]) -> None:
        self.between, self.certain = between, certain

    async def keep(self, code: str, owner: int, kind: str, text: str) -> None:
        """Keep this under its kind, in place of what was there. Raises `Unavailable`."""
        if self.between is None:
            raise Unavailable("the store is not open")
        blank = Passed(owner, 0, kind, now(), "")
        sealed = self.seals.shut(text.encode().ljust(ROOM), where(code, blank))
        await self.between.put(code, blank._replace(data=sealed))

    async def all(self, code: str, owner: int) -> dict[str, Passed]:
        """The rows of the cards of this owner, by kind. Raises `Unavailable`."""
        if self.between is None:
            return {}
        rows = await self.between.of_person(code, owner)
        return {row.kind: row for row in rows if row.one == owner and row.kind.startswith((KNOCK, CARD))}

    def text(self, code: str, rows: dict[str, Passed], kind: str) -> str:
        row = rows.get(kind)
        if row is None:
            return ""
        try:
            return self.seals.unlock(row.data, where(code, row)).decode().strip()
        except Unreadable:
            logger.warning("%s: a message was sealed under another key", code)
            return ""

    def talk(self, night: Night, one: Knock, side: Side, rows: dict[str, Passed]) -> Talk:
        """What this side may read of it."""
        if one.ended:
            return Talk([])
        lines = [
            Line(said.by, self.text(night.code, rows, text_kind(said.key)), said.at) for said in one.said
        ]
        other: Side = "owner" if side == "asker" else "asker"
        own = self.text(night.code, rows, contact_kind(one, side)) if side in one.agreed else ""
        theirs = self.text(night.code, rows, contact_kind(one, other)) if knocks.passes(one) else ""
        return Talk(lines, own, theirs, mail_kind(one) in rows)

    async def forget(self, code: str, owner: int, *kinds: str) -> None:
        """Delete these for good. Raises `Unavailable`."""
        rows = await self.all(code, owner)
        if self.between is not None:
            await self.between.remove(code, [rows[kind] for kind in kinds if kind in rows])

    async def tidy(self, code: str) -> bool:
        """Delete what nobody may read any more; False if some of it may still be there."""
        night = self.certain(code)
        if self.between is None or night is None:
            return False
        try:
            rows = await self.between.of_night(code)
            known, over, at = wanted(night), finished(night), now()
            gone = [row for row in rows if row.kind.startswith((KNOCK, CARD)) and row.kind not in known]
            old = [row for row in gone if row.kind.split("/")[1] in over or at - row.at > UNDER_WAY]
            await self.between.remove(code, old)
        except Unavailable as error:
            logger.warning("%s: messages not deleted yet: %s", code, error)
            return False
        return True

    async def patiently(self, code: str) -> None:
        """The same, several times if the night is being read, or the store is away."""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            if await self.tidy(code):
                return

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events. A night that has been read to its end is told of with none."""
        first = not rows and night.code not in self.swept
        if not night.further.leaflets or not (first or any(isinstance(row.event, LEAVES) for row in rows)):
            return
        self.swept.add(night.code)
        task = asyncio.create_task(self.patiently(night.code))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def end(self) -> None:
        for task in list(self.under_way):
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)


def where(code: str, passed: Passed) -> str:
    """Where a sealed text belongs: it opens nowhere else."""
    return f"{code} inbox {passed.one} {passed.kind}"
