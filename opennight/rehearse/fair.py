"""Once the line-up stands: a topic that many wish for runs again, and who comes late asks for a seat."""

import re
from collections.abc import Sequence

from opennight.rehearse.crowd import Guest
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Slot

AGAIN = re.compile(r'/lineup/(\d+)/repeat".*?name="cell" value="([\d-]+)"', re.DOTALL)
"""On the page that says what would change the line-up: the pitch, and when and where it would run again."""
ASK = re.compile(r'/groups/(\d+)/ask"')
PLEA = re.compile(r'name="(group|to)" data-mine-text="plea-\w+">(\d+)<')
"""On the phone of whoever is asked for their seat: in which group it is, and where they would sit."""
ASKED, READ = 3, 12
"""Groups of a round in which a seat is asked for, and phones of a group that are looked at, at most."""


async def run_again(desk: Desk) -> bool:
    """Run again what most would gain by. Where no room is free, the topic of the last round that fewest voted
    for makes room for it, or comes back if nothing can. Returns whether something runs again."""
    if await taken(desk):
        return True
    record = await desk.record()
    votes = {pitch["no"]: pitch["votes"] or 0 for pitch in record["pitches"]}
    pitch_of = {group["no"]: group["pitch"] for group in record["groups"]}
    last = record["lineup"][-1]["groups"] if record["lineup"] else []
    least = min(last, key=lambda no: votes.get(pitch_of[no], 0), default=0)
    if len(last) < 2 or not (await desk.drive(f"lineup/{least}/drop")).ok:
        return False
    if await taken(desk):
        return True
    await desk.drive(f"lineup/{pitch_of[least]}/place")
    return False


async def taken(desk: Desk) -> bool:
    """Whether the desk is told of such a topic, and takes it."""
    page = await desk.page("/lineup/weigh?wait")
    found = AGAIN.search(page)
    return found is not None and (await desk.drive(f"lineup/{found[1]}/repeat", cell=found[2])).ok


async def come_late(guest: Guest, others: Sequence[Guest], seconds: float) -> bool:
    """Come in when everybody has a seat, and ask for one in a full group; who sits there only because the
    line-up put them there gives theirs. Where nobody does, take a free seat. Returns whether one did."""
    await guest.arrive(seconds)
    slots = list(dict.fromkeys(guest.wall.lineup.values())) if guest.no else []
    full = await guest.phone.reads("", ASK) if slots else set()
    for slot in slots:
        there = [no for no, its in guest.wall.lineup.items() if its == slot]
        for no in sorted(full.intersection(there))[:ASKED]:
            if (await guest.phone.act("ask for a seat", f"groups/{no}/ask")).ok:
                if await given(guest, no, slot, others):
                    return True
                await guest.phone.act("ask no more for a seat", f"groups/{no}/unask")
        await guest.tap_in(slot, guest.chance.choice(there))
    return False


async def given(guest: Guest, no: int, slot: Slot, others: Sequence[Guest]) -> bool:
    """Whether somebody reads on their phone that this guest would like their seat, and gives it."""
    for one in [one for one in others if one.no and no in one.phone.seats()][:READ]:
        asked = dict(PLEA.findall(await one.phone.page("")))
        if asked.get("group") == str(no) and (await one.phone.act("give a seat", "seats/give", **asked)).ok:
            one.groups[slot] = one.ledger.members[one.no, slot] = int(asked["to"])
            guest.groups[slot] = guest.ledger.members[guest.no, slot] = no
            return True
    return False
