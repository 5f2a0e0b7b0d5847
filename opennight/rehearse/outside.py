"""What those outside see of a rehearsed night: its public page, and what people add once it is over."""

import asyncio
import re
from random import Random

from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import TICKET, Phone, fresh

SAYS = {
    "summary": "An evening for everybody: bring a question, an idea, or just your ears. We find out together "
    "what to talk about.",
    "price": "Pay what you can",
    "background": "It works like this: whoever wants to talk about something says so, and groups form.\n\n"
    "More about such evenings: https://en.wikipedia.org/wiki/Unconference",
    "next_time": "We do it again next month. Ask whoever gave you the link.",
    "licence": "cc-by-4.0",
    "follow": "1",
}
WROTE = (
    "What I heard at three tables",
    "Five sentences that I took home",
    "A sceptic's evening",
    "We have a date, and a room",
    "It is done, sooner than we thought",
)
WRITES = 2.5
"""Seconds that it takes to fill in a form."""
WAITS = re.compile(r"sequels/(\d+)/show")


async def announce(desk: Desk) -> None:
    """The host writes the public page, and lets others follow the night from outside."""
    await desk.drive("about", **SAYS)


async def add(phone: Phone, actions: list[int], chance: Random, ledger: Ledger) -> None:
    """Somebody adds what they wrote, or what became of an action."""
    text = f"{chance.choice(WROTE)} ({phone.no})"
    about = f"note:{chance.choice(actions)}" if actions and chance.random() < 0.5 else ""
    url = "" if about else f"https://blog.example/{phone.no}"
    if (await phone.act("add to the record", "afterwards", text=text, url=url, about=about)).ok:
        ledger.sequels[text] += 1


async def hand_in(desk: Desk, ledger: Ledger) -> str:
    """Somebody who was not there hands in what they wrote about a group, and the host lets it in. Returns
    what came of it."""
    code, text = desk.code, "Read from afar"
    about = f"group:{min(ledger.headlines, default=0)}" if ledger.headlines else ""
    form = await desk.wire.get(f"/n/{code}/record/posts?about={about}", {})
    ticket = TICKET.search(form.page)
    await asyncio.sleep(WRITES)
    said = {"who": "Zoe", "text": text, "url": "https://blog.example/zoe", "about": about}
    sent = {"command": fresh(), "ticket": ticket[1] if ticket else "", **said}
    answer = await desk.wire.post(f"/n/{code}/record/posts", sent, {})
    if not answer.ok:
        desk.wire.seen.refused("hand in a post", answer.refused or f"answered {answer.status}")
        return "nobody outside wrote about it"
    for no in await desk.reads("/afterwards", WAITS):
        await desk.drive(f"sequels/{no}/show")
    ledger.sequels[text] += 1
    return "somebody outside wrote about it"
