"""The assembly in the record: what was asked, of whom and what came of it; and who was here."""

import msgspec

from opennight.night import asks, guests, manifesto, promises, rollcall
from opennight.night.kept.assembly import Ask, Kept, Verdict
from opennight.night.state import Night
from opennight.record.people import names


class AskOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An ask that was put. `note`: the entry that it comes from (0: none), `title` the topic of its group;
    `offer`: the ask on the wall that it was.
    `back`: how many people wanted it (0: there was no choice). `verdict` is empty without an answer. `what`
    the guest will do, by `due`; `ours`: what people will do themselves. `owners` and `ours_owners` said that
    they are in. `kept` and `ours_kept`: what became of that, if somebody has said so.
    """

    no: int
    text: str
    note: int = 0
    offer: int = 0
    title: str = ""
    back: int = 0
    guest: str = ""
    stands_for: str = ""
    speaker: str = ""
    verdict: Verdict | str = ""
    what: str = ""
    due: str = ""
    owners: tuple[str, ...] = ()
    kept: Kept = ""
    ours: str = ""
    ours_due: str = ""
    ours_owners: tuple[str, ...] = ()
    ours_kept: Kept = ""


class PresentOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that was read out, and how many people stood up for it."""

    name: str
    people: int


class AssemblyOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`voters` gave dots, and `reached` of them have at least one of their choices among the asks. `stood`:
    how many people stood up in the roll call, for all organisations together."""

    asks: tuple[AskOutcome, ...] = ()
    voters: int = 0
    reached: int = 0
    present: tuple[PresentOutcome, ...] = ()
    stood: int = 0


def ask_outcome(night: Night, ask: Ask) -> AskOutcome:
    note, guest, reply = asks.note_of(night, ask), guests.of_ask(night, ask), ask.reply
    its = AskOutcome(
        no=ask.no,
        text=asks.text(night, ask),
        note=ask.note,
        offer=ask.offer,
        title=night.pitches[night.groups[note.group].pitch].title if note else "",
        back=len(manifesto.backers(night, ask.no)) if night.manifesto.chosen else 0,
        guest=guest.name if guest else "",
        stands_for=guest.stands_for if guest else "",
        speaker=ask.speaker,
    )
    if reply is None:
        return its
    return msgspec.structs.replace(
        its,
        verdict=reply.verdict,
        what=reply.what,
        due=reply.due,
        owners=names(night, promises.owners(night, f"answer:{ask.no}")) if reply.verdict != "no" else (),
        kept=reply.kept,
        ours=reply.ours,
        ours_due=reply.ours_due,
        ours_owners=names(night, promises.owners(night, f"ours:{ask.no}")) if reply.ours else (),
        ours_kept=reply.ours_kept,
    )


def of(night: Night) -> AssemblyOutcome | None:
    """None if there was no assembly."""
    put, present = manifesto.put(night), rollcall.present(night)
    if not put and not present:
        return None
    voters, reached = manifesto.reach(night) if night.manifesto.chosen else (0, 0)
    return AssemblyOutcome(
        asks=tuple(ask_outcome(night, ask) for ask in put),
        voters=voters,
        reached=reached,
        present=tuple(PresentOutcome(name=one.text, people=rollcall.number(one)) for one in present),
        stood=rollcall.total(night),
    )
