"""Clips of a made-up crowd: what its groups have on their flip charts, drawn here. Most are released."""

import asyncio
import re
from random import Random

from opennight.rehearse import drawn, made_up
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone

MINE = re.compile(r"/clips/(\d+)/release\"")
"""On a page of clips: one that whoever reads it may release."""
RELEASED = 0.75
"""Of those that are sent; the others stay with their group."""


async def send(phone: Phone, group: int, topic: str, chance: Random, ledger: Ledger) -> None:
    """Send a photo of the group's flip chart (of the night, if there is no group), and perhaps release it."""
    lines = chance.sample(made_up.lines("notes"), 4)
    photo = await asyncio.to_thread(drawn.flip_chart, topic, lines, chance)
    fields = {"group": str(group), "title": topic, "who": "", "consent": "1"}
    if not (await phone.send("send a photo", "clips", ("chart.jpg", photo, "image/jpeg"), **fields)).ok:
        return
    if chance.random() > RELEASED:
        return
    page = f"/groups/{group}/clips" if group else "/clips"
    for no in await phone.reads(page, MINE):
        if (await phone.act("release a photo", f"clips/{no}/release")).ok:
            ledger.clips[group, topic] += 1
