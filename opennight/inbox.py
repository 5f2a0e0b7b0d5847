"""What is written about a card or a group, and the addresses that go with it: sealed, kept beside the log.

No event, push, file or page of others has any of it (see beside.py). It goes with the night,
once one side ends it, and when whoever it went to takes their name along. A side's address is handed out to
the other one here alone, and only once both have agreed.
"""

from typing import NamedTuple

from opennight.beside import UNDER_WAY, Beside
from opennight.night import knocks
from opennight.night.bylines import NameTaken
from opennight.night.kept.knocks import Knock, Side
from opennight.night.knocks import TEXT, KnockAgreed, KnockEnded
from opennight.night.messages import DESK
from opennight.night.state import Night
from opennight.night.takers import MessagesPassedOn, MessagesTaken
from opennight.store.between import Passed

KNOCK, CARD, GROUPS = "knock/", "card/", "groups/"
"""How the kinds of our rows begin."""
TOLD = "told "
"""Before the asker's address for mail, once they were told of an answer and have not written since."""
YES = "yes "
"""Before the owner's, once they have said yes from there."""


class Line(NamedTuple):
    """What one side said, at a time (ms)."""

    side: Side
    text: str
    at: int


class Talk(NamedTuple):
    """What one side may read of a knock: its own address, and the other's once both have agreed."""

    lines: list[Line]
    own: str = ""
    theirs: str = ""
    mail: bool = False


def text_kind(key: str) -> str:
    return f"{KNOCK}{key}"


def contact_kind(one: Knock | str, side: Side) -> str:
    return f"{KNOCK}{one if isinstance(one, str) else one.key}/{side}"


def mail_kind(one: Knock | str) -> str:
    return f"{KNOCK}{one if isinstance(one, str) else one.key}/mail"


def card_kind(leaflet: int) -> str:
    return f"{CARD}{leaflet}/mail"


def groups_kind(owner: int) -> str:
    """The address of somebody who takes messages about groups; DESK: the host's."""
    return f"{GROUPS}{owner}/mail"


def wanted(night: Night) -> set[str]:
    """The kinds of all rows that somebody may still read or be told by."""
    over, found = finished(night), set[str]()
    for one in night.further.knocks.values():
        if one.key not in over:
            found |= {text_kind(said.key) for said in one.said} | {mail_kind(one)}
            found |= {contact_kind(one, side) for side in one.agreed}
    found |= {groups_kind(no) for no in hearers(night)}
    return found | {card_kind(no) for no in night.further.leaflets if str(no) not in over}


def hearers(night: Night) -> set[int]:
    """Who may be told of messages about groups; DESK: the host."""
    found = {no for those in night.further.takers.values() for no in those}
    found |= {one.owner for one in night.further.knocks.values() if one.group and not one.ended}
    found |= {DESK} if night.further.passed_on else set()
    return {no for no in found if no == DESK or night.people[no].named}


def finished(night: Night) -> set[str]:
    """What nothing more will be kept under: knocks that one side has ended, and all about the cards of
    somebody who took their name along."""
    nameless = {no for no, one in night.people.items() if not one.named}
    theirs = {one.no for one in night.further.leaflets.values() if one.person in nameless}
    over = [one for one in night.further.knocks.values() if one.ended or one.owner in nameless]
    return {said.key for one in over for said in one.said} | {str(no) for no in theirs}


class Inbox(Beside):
    KINDS, ROOM = (KNOCK, CARD, GROUPS), 4 * TEXT
    LEAVES = (KnockEnded, KnockAgreed, NameTaken, MessagesTaken, MessagesPassedOn)

    def has_some(self, night: Night) -> bool:
        its = night.further
        return bool(its.leaflets or its.takers or its.passed_on or its.knocks)

    def gone(self, night: Night, rows: list[Passed], at: int) -> list[Passed]:
        known, over = wanted(night), finished(night)
        unknown = [row for row in rows if row.kind not in known]
        return [
            row
            for row in unknown
            if row.kind.startswith(GROUPS) or row.kind.split("/")[1] in over or at - row.at > UNDER_WAY
        ]

    async def keep(self, code: str, owner: int, kind: str, text: str) -> None:
        """Keep this under its kind, in place of what was there. Raises `Unavailable`."""
        await self.write(code, owner, 0, kind, text)

    async def all(self, code: str, owner: int) -> dict[str, Passed]:
        """The rows of what goes to this owner, by kind. Raises `Unavailable`."""
        if self.between is None:
            return {}
        rows = await self.between.of_person(code, owner)
        return {row.kind: row for row in rows if row.one == owner and row.kind.startswith(self.KINDS)}

    def text(self, code: str, rows: dict[str, Passed], kind: str) -> str:
        row = rows.get(kind)
        return self.read(code, row) if row else ""

    def talk(self, night: Night, one: Knock, side: Side, rows: dict[str, Passed]) -> Talk:
        """What this side may read of it."""
        if one.ended:
            return Talk([])
        lines = [
            Line(said.by, self.text(night.code, rows, text_kind(said.key)), said.at) for said in one.said
        ]
        other: Side = "owner" if side == "asker" else "asker"
        own = self.text(night.code, rows, contact_kind(one, side)) if side in one.agreed else ""
        theirs = self.text(night.code, rows, contact_kind(one, other)) if knocks.passes(one) else ""
        return Talk(lines, own, theirs, mail_kind(one) in rows)

    async def forget(self, code: str, owner: int, *kinds: str) -> None:
        """Delete these for good. Raises `Unavailable`."""
        rows = await self.all(code, owner)
        if self.between is not None:
            await self.between.remove(code, [rows[kind] for kind in kinds if kind in rows])
