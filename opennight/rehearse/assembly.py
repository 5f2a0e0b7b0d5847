"""The assembly at the end of the sharing: the crowd chooses what it asks for, two made-up guests answer, some
are in on what people do themselves; and the roll is called."""

import asyncio
import re
from random import Random

from opennight.rehearse.crowd import Guest, together
from opennight.rehearse.desk import Desk

TAKEN_UP = 12
PLACES = 6
PUT = 3
"""So many of them are put and answered; there is not time for more."""
DOTS = 3
GUESTS = (("Jo Reed", "City council"), ("Sam Okafor", "Housing association"))
FROM = ("Allotment society", "Scouts", "Food bank", "Library friends", "Repair café")
ANSWERS = (
    ("partly", "Half of it, as a trial", "1 March"),
    ("yes", "", "this summer"),
    ("no", "No money", ""),
)
OURS = (("We look after it ourselves", "every Saturday"), ("We collect half of it", "May"), ("", ""))
ASK = re.compile(r'id="ask-(\d+)"')
ORGANISATION = re.compile(r'name="organisation" value="([1-9]\d*)"')


async def convene(desk: Desk, guests: list[Guest], actions: list[int], seconds: float, chance: Random) -> str:
    """All of it. Where somebody else has the desk, the crowd does nothing here."""
    taken = chance.sample(actions, min(len(actions), TAKEN_UP))
    for no in taken:
        await desk.drive(f"asks/note/{no}")
    here = [guest for guest in guests if guest.no]
    if not here or not (await desk.drive("manifesto/open", places=str(PLACES), dots=str(DOTS))).ok:
        return ""
    asks = sorted(await here[0].phone.reads("/assembly", ASK))
    for guest in here:
        guest.phone.screen.look_at("as=assembly")
    await together(choose(guest, asks, seconds / 3) for guest in here)
    await desk.drive("manifesto/settle")
    answered = await put(desk, here, seconds / 3, chance)
    called = await call(desk, here, seconds / 3, chance)
    for guest in here:
        guest.phone.screen.look_at("as=phone")
    backed = len(here[0].ledger.backed)
    return f"{backed} dots on {len(asks)} asks; {answered} answered; {called} organisations read out"


async def choose(guest: Guest, asks: list[int], seconds: float) -> None:
    """The asks taken up first draw most: a few are wanted by many."""
    draw = [1 / place for place in range(1, len(asks) + 1)]
    for no in dict.fromkeys(guest.chance.choices(asks, draw, k=DOTS)):
        await guest.wait(seconds / DOTS)
        if (await guest.phone.act("want an ask", f"asks/{no}/dot")).ok:
            guest.ledger.backed.add((guest.no, no))


async def put(desk: Desk, here: list[Guest], seconds: float, chance: Random) -> int:
    """The first asks are put to the guests, one after another; a few people are in on each answer."""
    for name, stands_for in GUESTS:
        await desk.drive("guests", name=name, stands_for=stands_for)
    agenda = (await desk.record()).get("assembly") or {"asks": []}
    those = [ask["no"] for ask in agenda["asks"]][:PUT]
    for turn, no in enumerate(those):
        speaker = chance.choice(here).phone.name[:60]
        await desk.drive(f"asks/{no}/arrange", guest=str(1 + turn % len(GUESTS)), speaker=speaker)
        for stage in ("ask", "speaks", "answer"):
            await desk.drive("asks/front", ask=str(no), stage=stage)
            await asyncio.sleep(seconds / PUT / 5)
        verdict, what, due = ANSWERS[turn % len(ANSWERS)]
        ours, ours_due = OURS[turn % len(OURS)]
        said = {"verdict": verdict, "what": what, "due": due, "ours": ours, "ours_due": ours_due}
        await desk.drive(f"asks/{no}/answer", **said)
        keen = chance.sample(here, min(len(here), 2 + len(here) // 30)) if ours else []
        await together(join_in(guest, no, seconds / PUT / 5) for guest in keen)
    await desk.drive("asks/front", ask="0")
    return len(those)


async def join_in(guest: Guest, ask: int, seconds: float) -> None:
    await guest.wait(seconds)
    if (await guest.phone.act("be in on our part", f"promises/ours/{ask}/in")).ok:
        guest.ledger.ours.add((guest.no, ask))


async def call(desk: Desk, here: list[Guest], seconds: float, chance: Random) -> int:
    """A tenth say where they are from; the host reads all of it out, and others rise."""
    await desk.drive("organisations/ask", open="1")
    await desk.drive("organisations", names="\n".join(FROM[:2]))
    saying = chance.sample(here, -(-len(here) // 10))
    await together(say(guest, seconds / 3) for guest in saying)
    page = await desk.page("/assembly/desk")
    those = list(dict.fromkeys(ORGANISATION.findall(page)))
    for no in those:
        await desk.drive("organisations/call", organisation=no)
        rising = chance.sample(here, min(len(here), 3))
        await together(guest.phone.act("rise", f"organisations/{no}/rise") for guest in rising)
        await asyncio.sleep(seconds / 3 / len(those))
    await desk.drive("organisations/call", organisation="0")
    return len(those)


async def say(guest: Guest, seconds: float) -> None:
    await guest.wait(seconds)
    await guest.phone.act("say where I'm from", "organisations/say", name=guest.chance.choice(FROM))
