"""After the close: people say how it was and what came of it, and the host puts the record together."""

import asyncio
from random import Random

from opennight.rehearse import further, messages, outside, pictured, promised, publication
from opennight.rehearse.crowd import Guest, Wall, together
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger

ADDING = 8
"""People who write about it afterwards, at most."""


async def live_on(
    desk: Desk, guests: list[Guest], wall: Wall, chance: Random, ledger: Ledger, seconds: float
) -> str:
    """A third of the people take so many `seconds` to say how it was. Returns what came of it all."""
    here = [guest for guest in guests if guest.no]
    phones = [guest.phone for guest in here]
    await together(guest.say_how_it_was(seconds) for guest in chance.sample(here, len(here) // 3))
    await desk.drive("feedback/end", ended="1")
    await desk.drive("feedback/publish", published="1")
    some = -(-len(here) // 10)
    actions = list(wall.actions)
    adding = chance.sample(phones, min(ADDING, some))
    await together(outside.add(phone, actions, chance, ledger) for phone in adding)
    kept = await promised.live_on({phone.no: phone for phone in phones}, chance, ledger)
    making = chance.sample(phones, min(further.MAKING, some))
    await together(further.make(phone, chance, ledger) for phone in making)
    await further.host_makes(desk, actions, ledger)
    outsiders = (outside.hand_in(desk, ledger), messages.write(desk, here, chance))
    written = "; ".join(await asyncio.gather(*outsiders))
    made = await publication.put_together(desk, guests, chance, ledger)
    seen = await pictured.look(desk.wire, desk.code, phones[:3])
    came = f"{ledger.answers} people said how it was, {ledger.sequels.total()} added what came of it"
    return f"{came}; {ledger.leaflets.total()} cards for others; {written}; {kept}; {made}; {seen}"
