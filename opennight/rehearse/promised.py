"""What becomes of promises in a rehearsed night: some are done, one takes longer, one is let go."""

import datetime as dt
from collections.abc import Mapping
from random import Random

from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone

DONE = 0.4
"""The part of the actions somebody is in on that are done."""
LATER = 40
"""Days by which one of them takes longer."""
WHY = "We found nobody who had the time"


async def live_on(phones: Mapping[int, Phone], chance: Random, ledger: Ledger) -> str:
    """One of those who are in says what became of an action."""
    # Hours would go with a promise that is let go; those of the rehearsal stay countable.
    free = (one for one in sorted(ledger.promises) if one not in ledger.pledged)
    owners = {action: no for no, action in free if no in phones}
    those = sorted(owners)
    chance.shuffle(those)
    for place, action in enumerate(those):
        phone = phones[owners[action]]
        address = f"promises/note/{action}"
        if place == 0 and len(those) > 2:
            if (await phone.act("let a promise go", f"{address}/let-go", text=WHY)).ok:
                ledger.promises.discard((phone.no, action))
                ledger.sequels[WHY] += 1
        elif place == 1:
            day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=LATER)
            await phone.act("move a promise", f"{address}/day", day=day.isoformat())
        elif place < 2 + DONE * len(those) and (await phone.act("tick one off", f"{address}/done")).ok:
            ledger.settled[action] = "done"
    return f"{len(ledger.settled)} promises kept"
