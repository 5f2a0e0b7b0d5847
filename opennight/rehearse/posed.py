"""What the host puts to everybody: a question, and sentences to agree or disagree with."""

import asyncio
import re
from collections.abc import Sequence

from opennight.rehearse import made_up
from opennight.rehearse.crowd import Guest
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger

ASKED = re.compile(r"/asked/(\d+)/lines\"")
SENTENCE = re.compile(r"/propositions/(\d+)/view\"")
HANDS = 150
"""People who answer, at most: in a crowd of thousands not everyone does."""
VIEWS = ("agree", "pass", "disagree")


async def play(desk: Desk, guests: Sequence[Guest], seconds: float, ledger: Ledger) -> None:
    """Ask the room, put the lines together, then have a round of propositions, and tell what is shared."""
    here = [guest for guest in guests if guest.no][:HANDS]
    if (await desk.drive("asked", text="What's your metaphor for tonight?")).ok:
        await asyncio.gather(*(answer(guest, seconds / 3, ledger) for guest in here))
        await show(desk, here)
    sentences = "\n".join(made_up.lines("sentences"))
    if (await desk.drive("propositions", text=sentences)).ok:
        await desk.drive("propositions/open", offers="1")
        await asyncio.gather(*(agree(guest, seconds / 3) for guest in here))
        await desk.drive("propositions/end")
        await asyncio.sleep(seconds / 6)
        await desk.drive("scene", scene="")


async def show(desk: Desk, guests: Sequence[Guest]) -> None:
    """The lines lie together by their words, and no more are taken."""
    if guests and (found := ASKED.search(await guests[0].phone.page("/asked"))):
        await desk.drive(f"asked/{found[1]}/piles", together="1")
        await desk.drive(f"asked/{found[1]}/open", open="0")


async def answer(guest: Guest, seconds: float, ledger: Ledger) -> None:
    """Two in three have something to say."""
    await guest.wait(seconds)
    text = guest.chance.choice(made_up.lines("lines"))
    found = ASKED.search(await guest.phone.page("/asked")) if guest.chance.random() < 0.67 else None
    if found and (await guest.phone.act("say a line", f"asked/{found[1]}/lines", text=text)).ok:
        ledger.lines[text] += 1


async def agree(guest: Guest, seconds: float) -> None:
    """Go through some sentences. Two kinds of people differ on some of them; all like a night like this."""
    many = guest.chance.randint(2, len(made_up.lines("sentences")))
    for _sentence in range(many):
        await guest.wait(seconds / many / 2)
        found = SENTENCE.search(await guest.phone.page("/propositions"))
        if not found:
            return
        no = int(found[1])
        side = (guest.no + no) % 2 if no % 3 else 1
        weights = (8, 1, 1) if side else (2, 1, 7)
        view = guest.chance.choices(VIEWS, weights)[0]
        await guest.phone.act("agree or not", f"propositions/{no}/view", view=view)
