"""The workshop game, where the night has a deck: a scribe takes a card or two of each kind for the group."""

import re
from random import Random

from opennight.rehearse import made_up
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone

OFFERED = re.compile(r'id="cards-(\w+)"|name="card" value="([a-z0-9-]+)"')
"""On the page of a group's cards: a kind, or a card of the last one."""
IDEAS = 2


def offered(page: str) -> dict[str, list[str]]:
    """The cards that a page offers, by kind; none if the night has no deck."""
    found: dict[str, list[str]] = {}
    kind = ""
    for name, card in OFFERED.findall(page):
        kind = name or kind
        if card:
            found.setdefault(kind, []).append(card)
    return found


async def play(phone: Phone, group: int, chance: Random, ledger: Ledger) -> None:
    """Lay out the cards, say what some of them mean, and finish the story. Two ideas never cost too much."""
    path = f"groups/{group}/cards"
    for kind, cards in offered(await phone.page(f"/{path}")).items():
        for card in chance.sample(cards, min(len(cards), IDEAS if kind == "idea" else 1)):
            text = chance.choice(made_up.lines("notes"))[:300] if chance.random() < 0.7 else ""
            if (await phone.act("take a card", path, card=card, text=text)).ok:
                ledger.cards[group] += 1
    if ledger.cards[group]:
        await phone.act("finish a story", f"groups/{group}/story", finished="1")
