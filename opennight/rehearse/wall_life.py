"""What becomes of what a made-up crowd put up: it is talked about, reworded and closed, and the host hands a
contact to somebody without a phone."""

import re
from random import Random

from opennight.rehearse import made_up
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.offers import HOURS, TO_AGREE, Wall
from opennight.rehearse.phone import Phone

REPLY = re.compile(r'id="reply-(\d+)"')
AT_ONCE = 4
"""So many are talked about, so many reworded, and so many closed, at most."""
THEIRS = re.compile(r"/offers/(\d+)/close\"")
TO_HAND = re.compile(r"/introductions/(\d+)/hand-over\"")
NEED = "A lift home on Sundays"


async def talk(wall: Wall, phones: list[Phone], chance: Random, ledger: Ledger) -> None:
    """A heart and some words under what others put up; whoever asks takes the first answer."""
    for phone, (no, one) in zip(phones, list(wall.known.items())[:AT_ONCE], strict=False):
        if phone is one.owner:
            continue
        if (await phone.act("appreciate an offer", f"threads/offer/{no}/like", patient=True)).ok:
            ledger.fond.add((phone.no, no))
        text, kind = chance.choice(made_up.lines("comments")), "answer" if one.wants else "comment"
        path = f"threads/offer/{no}/replies"
        if (await phone.act("say it under an offer", path, patient=True, kind=kind, text=text)).ok:
            ledger.said[no, text] += 1
        for reply in sorted(await one.owner.reads(f"/threads/offer/{no}", REPLY))[:1] if one.wants else ():
            await one.owner.act("take an answer", f"replies/{reply}/accept", patient=True, accepted="1")


async def reword(wall: Wall, ledger: Ledger) -> None:
    """Some say it better: the record has the new words."""
    for no, one in list(wall.known.items())[-AT_ONCE:]:
        text = f"{one.text}, until May"
        fields = {"kind": one.kind, "text": text, "until": "", "listed": "1"}
        if (await one.owner.act("reword an offer", f"offers/{no}/edit", patient=True, **fields)).ok:
            ledger.offers.subtract({one.text: 1})
            ledger.offers[text] += 1
            wall.known[no] = one._replace(text=text)


async def close(wall: Wall, ledger: Ledger) -> None:
    """Some have what they need: that leaves the wall, and the record."""
    for no, one in list(wall.known.items())[1::5][:AT_ONCE]:
        if (await one.owner.act("close an offer", f"offers/{no}/close", patient=True, closed="1")).ok:
            ledger.offers.subtract({one.text: 1})
            ledger.closed.add(no)


async def hand_over(desk: Desk, phone: Phone, name: str, ledger: Ledger) -> bool:
    """The host asks for somebody of this name without a phone; the phone says yes, the host agrees for them,
    and has on paper how to reach the phone's owner. Returns whether it stands there."""
    found = await desk.reads("/helper", re.compile(rf'<option value="(\d+)"[^>]*>{name}'))
    if not found:
        return False
    no = max(found)
    whom, contact = {"for": str(no)}, f"{phone.no}@example.org"
    helping = f"/helper?for={no}"
    if not (await desk.drive("offers", wants="1", kind="time", text=NEED, listed="1", **whom)).ok:
        return False
    ledger.offers[NEED] += 1
    for offer in await desk.reads(helping, THEIRS):
        await phone.act(
            "say yes", f"offers/{offer}/introduce", patient=True, contact=contact, hours=str(HOURS)
        )
    for one in await desk.reads(helping, TO_AGREE):
        if (await desk.drive(f"introductions/{one}/agree", contact="Ask at the library", **whom)).ok:
            ledger.promised += HOURS
    for one in await desk.reads(helping, TO_HAND):
        await desk.drive(f"introductions/{one}/hand-over", **whom)
        slip = await desk.page(f"/introductions/{one}/slip?for={no}")
        return contact in slip
    return False
