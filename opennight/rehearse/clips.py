"""Clips of a made-up crowd: what its groups have on their flip charts, drawn here, and a film and a tune of
the foyer. Most are released."""

import asyncio
import re
from random import Random

from opennight.rehearse import drawn, filmed, made_up
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone
from opennight.rehearse.wire import File

MINE = re.compile(r"/clips/(\d+)/release\"")
"""On a page of clips: one that whoever reads it may release."""
RELEASED = 0.75
"""Of those that are sent; the others stay with their group."""


async def send(phone: Phone, group: int, topic: str, chance: Random, ledger: Ledger) -> None:
    """Send a photo of the group's flip chart (of the night, if there is no group), and perhaps release it."""
    lines = chance.sample(made_up.lines("notes"), 4)
    photo = await asyncio.to_thread(drawn.flip_chart, topic, lines, chance)
    released = await hand_in(phone, group, topic, ("chart.jpg", photo, "image/jpeg"), chance)
    ledger.clips[group, topic] += released


async def record(phone: Phone, chance: Random) -> None:
    """A film and a tune of the foyer, where they can be made here. Whether the server can make anything of
    them by the end is its own matter, so the ledger has no row for them."""
    if not filmed.able():
        return
    lines = chance.sample(made_up.lines("notes"), 4)
    film = await asyncio.to_thread(filmed.film, "In the foyer", lines, chance)
    await hand_in(phone, 0, "Five minutes in the foyer", ("foyer.mp4", film, "video/mp4"), chance)
    tune = await asyncio.to_thread(filmed.tune, 6, chance)
    await hand_in(phone, 0, "A tune for the break", ("tune.m4a", tune, "audio/mp4"), chance)


async def hand_in(phone: Phone, group: int, title: str, file: File, chance: Random) -> bool:
    """Send it. Returns whether it was released."""
    fields = {"group": str(group), "title": title, "who": "", "consent": "1"}
    if not (await phone.send("send a clip", "clips", file, **fields)).ok or chance.random() > RELEASED:
        return False
    page = f"/groups/{group}/clips" if group else "/clips"
    those = await phone.reads(page, MINE)
    return bool(those) and (await phone.act("release a clip", f"clips/{max(those)}/release")).ok
