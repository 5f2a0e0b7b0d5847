"""The morning after: the host writes above the record and mends a headline; its group answers, approves."""

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger

if TYPE_CHECKING:
    from opennight.rehearse.crowd import Guest

STORY = (
    "We met on an ordinary evening, most of us for the first time. Each group says on its own page what it "
    "found.\n\n"
    "Read what people will do, and tell them what you can bring."
)


async def put_together(desk: Desk, guests: "Sequence[Guest]", chance: Random, ledger: Ledger) -> str:
    """The host's part, and that of the group with the mended headline. Returns what came of it."""
    record = await desk.record()
    await desk.drive("record/story", text=STORY)
    if photo := next((clip for clip in record["clips"] if clip["sort"] == "photo"), None):
        await desk.drive("record/cover", clip=str(photo["no"]))
    told = [group for group in record["groups"] if group["headline"] and group["members"]]
    if not told:
        return "the host wrote above the record"
    group = chance.choice(told)
    await mend(desk, group, ledger)
    there = [guest for guest in guests if guest.no and group["no"] in guest.groups.values()]
    if not there:
        return "the host mended a headline"
    one = chance.choice(there)
    mended = max(one["no"] for one in (await desk.record())["corrections"])
    await one.phone.act("answer a correction", f"corrections/{mended}/answer", text="We said it more softly.")
    approved = await one.phone.act("approve a page", f"record/g/{group['no']}/approve", approved="1")
    return f"the host mended a headline, {1 if approved.ok else 0} group approved its page"


async def mend(desk: Desk, group: dict[str, Any], ledger: Ledger) -> None:
    """Give its headline the full stop that it lacks, or another one."""
    was, no = group["headline"], group["no"]
    now = was.rstrip(".!") + ("!" if was.endswith(".") else ".")
    if (await desk.drive(f"record/mend/headline-{no}", was=was, text=now)).ok and no in ledger.headlines:
        ledger.headlines[no] = now
