"""What two people pass to each other once both have said yes: a phone number, an address, anything short.

It is kept beside the log (beside.py): no event, push, file or page of others has it.
It is deleted with the night, when one of the two says no, and when one of them takes their name along.
"""

from typing import NamedTuple

from opennight.beside import UNDER_WAY, Beside
from opennight.night import introductions
from opennight.night.bylines import NameTaken
from opennight.night.introductions import CONTACT, IntroductionDeclined
from opennight.night.kept.offers import Introduction
from opennight.night.state import Night
from opennight.store.between import Passed

OFFER = "offer/"
"""How the kinds of our rows begin."""


class Pair(NamedTuple):
    """What the person passed, and what the other one did: empty until both have said yes."""

    own: str = ""
    theirs: str = ""


def kind(offer: int) -> str:
    """What it is about, as the table has it."""
    return f"{OFFER}{offer}"


def wanted(night: Night) -> set[tuple[int, int, str]]:
    """Who may have passed what to whom: (one, other, kind)."""
    found = set[tuple[int, int, str]]()
    for one in night.introductions.values():
        nameless = [no for no in (one.person, one.owner) if not night.people[no].named]
        if not one.declined and not nameless:
            found |= {(one.person, one.owner, kind(one.offer)), (one.owner, one.person, kind(one.offer))}
    return found


class Contacts(Beside):
    KINDS, ROOM = (OFFER,), 4 * CONTACT
    LEAVES = (IntroductionDeclined, NameTaken)

    def has_some(self, night: Night) -> bool:
        return bool(night.introductions)

    def gone(self, night: Night, rows: list[Passed], at: int) -> list[Passed]:
        known = wanted(night)
        return [row for row in rows if row[:3] not in known and leaves(night, row, at)]

    async def put(self, code: str, one: int, other: int, offer: int, text: str) -> None:
        """Keep what `one` passes to the `other`, in place of what it was. Raises `Unavailable`."""
        await self.write(code, one, other, kind(offer), text)

    async def of(self, night: Night, person: int) -> dict[int, Pair]:
        """What this person may see, by the number of the introduction. Raises `Unavailable`."""
        its = list(introductions.of_person(night, person))
        if self.between is None or not its:
            return {}
        known = wanted(night)
        rows = await self.between.of_person(night.code, person)
        texts = {row[:3]: self.read(night.code, row) for row in rows if row[:3] in known}
        return {one.no: pair(night, one, person, texts) for one in its}


def leaves(night: Night, passed: Passed, at: int) -> bool:
    """Whether what belongs to no standing introduction is to go: its yes may still be on the way."""
    offer = int(passed.kind.partition("/")[2] or 0)
    pair = {passed.one, passed.other}
    declined = any(
        one.offer == offer and {one.person, one.owner} == pair for one in night.introductions.values()
    )
    return declined or at - passed.at > UNDER_WAY


def pair(night: Night, one: Introduction, person: int, texts: dict[tuple[int, int, str], str]) -> Pair:
    other, about = introductions.other(one, person), kind(one.offer)
    own = texts.get((person, other, about), "")
    theirs = texts.get((other, person, about), "") if introductions.passes(night, one) else ""
    return Pair(own, theirs)
