"""A vote that asks how much people want each pitch: what the crowd says where others would give dots."""

import re
from random import Random

from opennight.rehearse.phone import Phone
from opennight.rehearse.wire import Answer

ASKED = re.compile(r'/pitches/(\d+)/strength"')
WANTED = ("love", "like", "like")


async def asked(phone: Phone) -> bool:
    """Whether this phone shows such a vote."""
    return bool(await phone.reads("", ASKED))


async def want(phone: Phone, pitch: int, chance: Random) -> Answer:
    """Love it or like it."""
    return await say(phone, pitch, chance.choice(WANTED))


async def say(phone: Phone, pitch: int, strength: str) -> Answer:
    return await phone.act("say how much", f"pitches/{pitch}/strength", strength=strength)
