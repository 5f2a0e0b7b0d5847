"""What a made-up crowd says under the notes of others, and whom it thanks."""

from random import Random

from opennight.rehearse import made_up
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone


async def talk_back(phone: Phone, notes: dict[int, str], chance: Random, ledger: Ledger) -> None:
    """A heart for one of these notes (by number, with their kinds), and sometimes words: for oneself or for
    one's group, an answer where something is asked."""
    if not notes:
        return
    no = chance.choice(list(notes))
    if (await phone.act("appreciate a note", f"threads/note/{no}/like")).ok:
        ledger.likes.add((phone.no, no))
    if chance.random() < 0.5:
        kind = "answer" if notes[no] in ("question", "concern") else "comment"
        text = chance.choice(made_up.lines("comments"))
        as_group = "1" if chance.random() < 0.3 else ""
        path = f"threads/note/{no}/replies"
        if (await phone.act("say it under a note", path, kind=kind, text=text, as_group=as_group)).ok:
            ledger.replies[no, text] += 1


async def thank(phone: Phone, group: int, mates: list[int], chance: Random, ledger: Ledger) -> None:
    """Thank somebody of the group in a tap; half of it may stand in the record."""
    if not mates:
        return
    whom = chance.choice(mates)
    public = "1" if chance.random() < 0.5 else ""
    if (await phone.act("thank somebody", "thanks", whom=str(whom), group=str(group), public=public)).ok:
        ledger.thanks.add((phone.no, whom, group))


async def give_hours(phone: Phone, action: int, chance: Random, ledger: Ledger) -> None:
    """Say how many hours one gives to what one is in on; some say it of each month."""
    hours, monthly = chance.randint(1, 6), chance.random() < 0.3
    path, each = f"promises/note/{action}/hours", "1" if monthly else ""
    if (await phone.act("say how many hours", path, hours=str(hours), monthly=each)).ok:
        ledger.pledged[phone.no, action] = hours, monthly
