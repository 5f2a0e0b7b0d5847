"""The morning after: some people of the groups take messages, the host passes on the others, and somebody who
was not there writes to a group."""

import asyncio
import re
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from opennight.rehearse.crowd import together
from opennight.rehearse.desk import Desk
from opennight.rehearse.outside import WRITES
from opennight.rehearse.phone import TICKET, fresh

if TYPE_CHECKING:
    from opennight.rehearse.crowd import Guest

TAKES = 0.1
"""The part of those in a group who take messages about it."""
ASKS = "I read your page to its end. May I come to your next meeting, or is there something to read before?"
WRITE = re.compile(r'href="[^"]*/record/g/(\d+)/write"')


async def write(desk: Desk, guests: "Sequence[Guest]", chance: Random) -> str:
    """Returns what came of it."""
    there = [(guest, no) for guest in guests if guest.no for no in sorted(set(guest.groups.values()))]
    taking = [one for one in there if chance.random() < TAKES]
    await together(take(guest, no) for guest, no in taking)
    await desk.drive("knocks/pass", passed="1")
    groups = sorted({no for _guest, no in taking})
    wrote = [no for no in groups[:1] if await write_to(desk, no)]
    written = "wrote to one of them" if wrote else "wrote to none"
    return f"people of {len(groups)} groups take messages, and somebody outside {written}"


async def take(guest: "Guest", group: int) -> None:
    await guest.phone.act("take messages", f"record/g/{group}/messages", taken="1")


async def write_to(desk: Desk, group: int) -> bool:
    """Somebody without an account follows the link on the group's page, and writes. Whether that worked."""
    page = await desk.wire.get(f"/n/{desk.code}/record/g/{group}", {})
    found = WRITE.search(page.page)
    if not found:
        desk.wire.seen.refused("write to a group", "its page has no link")
        return False
    path = f"/n/{desk.code}/record/g/{found[1]}/write"
    ticket = TICKET.search((await desk.wire.get(path, {})).page)
    await asyncio.sleep(WRITES)
    sent = {"command": fresh(), "ticket": ticket[1] if ticket else "", "text": ASKS}
    answer = await desk.wire.post(path, sent, {})
    if not answer.ok:
        desk.wire.seen.refused("write to a group", answer.refused or f"answered {answer.status}")
    return answer.ok
