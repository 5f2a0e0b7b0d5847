"""Offers and asks of a made-up crowd: some put one up, others say yes, and the host reads the asks out."""

import asyncio
import re
from random import Random
from typing import NamedTuple

from opennight.rehearse import made_up
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone

OWN = re.compile(r'id="own-(\d+)"')
"""On one's own page: what one has put up."""
TO_AGREE = re.compile(r"/introductions/(\d+)/agree\"")
KEPT = re.compile(r"/introductions/(\d+)/kept\"")
READ_OUT = 3
"""Asks for which the room has time."""
HOURS = 3


class Put(NamedTuple):
    """One offer or ask (`wants`), and whose phone put it up."""

    wants: bool
    kind: str
    text: str
    owner: Phone


class Wall:
    """What the crowd has put up, by its number."""

    def __init__(self, chance: Random, ledger: Ledger) -> None:
        self.chance = chance
        self.ledger = ledger
        self.known: dict[int, Put] = {}
        self.kept: set[int] = set()

    async def put_up(self, phones: list[Phone]) -> None:
        """Each of these puts up one line, as far as there are lines."""
        for phone, (sort, text) in zip(phones, made_up.pairs("wall"), strict=False):
            what, _space, kind = sort.partition(" ")
            wants = what == "ask"
            fields = {"wants": str(int(wants)), "kind": kind, "text": text, "listed": "1"}
            if (await phone.act("put up an offer", "offers", patient=True, command="", **fields)).ok:
                self.ledger.offers[text] += 1
                no = max(await phone.reads("/offers/mine", OWN))
                self.known[no] = Put(wants, kind, text, phone)

    async def say_yes(self, phones: list[Phone]) -> None:
        """Each of these says yes to something; its owner agrees, and half of the hours are kept."""
        for phone, (no, one) in zip(phones, self.known.items(), strict=False):
            if phone is not one.owner:
                await self.introduce(phone, one.owner, no, wants=one.wants)

    async def introduce(self, phone: Phone, owner: Phone, no: int, *, wants: bool) -> None:
        hours = {"hours": str(HOURS)}
        yes = {"contact": f"{phone.no}@example.org"} | (hours if wants else {})
        if not (await phone.act("say yes", f"offers/{no}/introduce", patient=True, command="", **yes)).ok:
            return
        agrees = {"contact": f"{owner.no}@example.org"} | ({} if wants else hours)
        for waits in await owner.reads("/offers/mine", TO_AGREE):
            path = f"introductions/{waits}/agree"
            if (await owner.act("agree", path, patient=True, command="", **agrees)).ok:
                self.ledger.promised += HOURS
        receiver = owner if wants else phone
        waiting = await receiver.reads("/offers/mine", KEPT) - self.kept if self.chance.random() < 0.5 else ()
        for one in waiting:
            if (await receiver.act("say it was kept", f"introductions/{one}/kept", kept="1")).ok:
                self.kept.add(one)
                self.ledger.kept += HOURS

    async def stand_up(self, desk: Desk, phones: list[Phone], seconds: float) -> None:
        """The host reads some asks out; hands go up, and people are sent to a table."""
        asks = [no for no, one in self.known.items() if one.wants][:READ_OUT]
        for no in asks:
            if not (await desk.drive("standup/next", ask=str(no))).ok:
                break
            others = [phone for phone in phones if phone is not self.known[no].owner]
            for phone in self.chance.sample(others, min(2, len(others))):
                await phone.act("put a hand up", f"offers/{no}/hand")
            await desk.drive(f"standup/{no}/hands", hands=str(self.chance.randint(1, 5)))
            await desk.drive(f"standup/{no}/table", table="By the window")
            await asyncio.sleep(seconds / len(asks))
        await desk.drive("standup/end")
