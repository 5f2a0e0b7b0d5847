"""Before the bell the host looks which groups belong side by side, and the board says so: people walk over,
they talk, and both groups are in on what they do together."""

import re
from collections.abc import Sequence
from random import Random

from opennight.rehearse import made_up
from opennight.rehearse.crowd import Guest
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger

TO_SAY = re.compile(r'id="say-(\d+)-(\d+)"')
"""On the desk: the numbers of two groups that it has to say aloud."""
TOGETHER = re.compile(r"/connections/(\d+)/together")
"""On a group's page with others: the number of a link whose groups have talked."""


async def find_each_other(desk: Desk, guests: Sequence[Guest], chance: Random, ledger: Ledger) -> None:
    await desk.drive("connections/look")
    page = await desk.page("/desk")
    pairs = [(int(one), int(other)) for one, other in TO_SAY.findall(page)]
    if not pairs:
        return
    await desk.drive("scene", scene="connections")
    for one, other in pairs:
        here = [guest for guest in guests if guest.no and one in guest.groups.values()]
        there = [guest for guest in guests if guest.no and other in guest.groups.values()]
        if here and there:
            await meet(chance.choice(here), chance.choice(there), one, other, chance, ledger)
    await desk.drive("scene", scene="")


async def meet(walks: Guest, sits: Guest, one: int, other: int, chance: Random, ledger: Ledger) -> None:
    """Whoever walks over says so before and after; then both are in."""
    asked, to = chance.choice(made_up.pairs("questions"))[0], str(other)
    await walks.phone.act("ask another group", f"groups/{one}/question", other=to, text=asked[:300])
    await walks.phone.act("walk over", f"groups/{one}/runner", other=to, sent="1")
    await walks.phone.act("say we talked", f"groups/{one}/talked", other=to, talked="1")
    known = await walks.phone.reads(f"/groups/{one}/connections", TOGETHER)
    if not known:
        return
    link, text = max(known), chance.choice(made_up.pairs("actions"))[0][:300]
    if (await walks.phone.act("do it together", f"connections/{link}/together", text=text)).ok:
        ledger.joined[min(one, other), text] += 1
    for guest in (walks, sits):
        await guest.phone.act("be in on it", f"promises/joint/{link}/in")
