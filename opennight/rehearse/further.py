"""What people of a rehearsed night leave for others: a few make cards, and so does the host."""

from random import Random
from typing import Any

from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone

CARDS = (
    ("information", "What to read first", "Four pages that I wish I had read before.", ""),
    ("conversation", "Ask me how it went", "I did this for two years, and it went wrong twice.", ""),
    ("exchange", "An hour for an hour", "Whoever helps gets an hour of help back. Nobody pays.", ""),
    ("product", "Our lamp, as a kit", "Wood, wire and a drawing, in a box.", "from £20"),
    ("service", "I come and show you", "Half a day for six people, anywhere near.", "pay what you can"),
)
MAKING = 5
"""People who make one, at most."""


async def make(phone: Phone, chance: Random, ledger: Ledger) -> None:
    """Somebody makes a card for others, afresh."""
    kind, title, text, price = chance.choice(CARDS)
    title = f"{title} ({phone.no})"
    said: dict[str, Any] = {"kind": kind, "title": title, "text": text, "price": price}
    said |= {"yours": "You need not begin from nothing.", "steps": "Ask around.\nFind a room.\nBegin small."}
    if (await phone.act("make a card", "leaflets", **said)).ok:
        ledger.leaflets[title] += 1


async def host_makes(desk: Desk, actions: list[int], ledger: Ledger) -> None:
    """The host makes one from what a group will do."""
    for no in sorted(actions)[:1]:
        title = "What we will do, for you to do"
        said = {"kind": "exchange", "title": title, "text": "Take it, and tell us how it went."}
        await desk.drive("leaflets", host="1", about=f"note-{no}", **said)
        ledger.leaflets[title] += 1
