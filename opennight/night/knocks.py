"""Knocks: somebody from anywhere writes about a card or a group, and is answered; nobody needs an account.

A card's messages go to its owner, a group's to one of those who take them (see takers.py).

What they write and the addresses that they would pass are sealed, beside the log (see opennight/inbox.py):
the night knows only that something was said. Each sees the other's address once both have agreed. The host
reads none of it, and sees how many there are and what is reported.
"""

from opennight.night import leaflets, people, takers, why
from opennight.night.kept.knocks import Knock, Said, Side
from opennight.night.kept.leaflets import Leaflet
from opennight.night.messages import DESK, Command, Event, Refused, _
from opennight.night.quotas import reached
from opennight.night.state import Night

TEXT = 1000
CONTACT = 120
MOST_UNANSWERED = 40
"""Of one card, or by one person about groups: then its owner has enough to read."""
MOST = 2000
IN_A_ROW = 3
"""What one side says before the other has answered."""
MOST_SAID = 60
HOUR = 3_600_000
AN_HOUR = 12
"""That come to one card or group within an hour."""


class KnockAt(Command, frozen=True):
    """Somebody writes about this card; or about this group, to the person `to` (DESK: the host). `key`: where
    that is kept. `agreed`: they would pass an address."""

    key: str
    agreed: bool = False
    leaflet: int = 0
    group: int = 0
    to: int = DESK


class SayMore(Command, frozen=True):
    """One side writes something; who that is, the server has seen to."""

    knock: int
    side: Side
    key: str


class AgreeToPass(Command, frozen=True):
    """One side would pass an address to the other, or would not after all."""

    knock: int
    side: Side
    agreed: bool = True


class EndKnock(Command, frozen=True):
    """One side wants no more of it: all of it is deleted."""

    knock: int
    side: Side


class ReportKnock(Command, frozen=True):
    """One side tells the host why this is not right; that ends it, too."""

    knock: int
    side: Side
    why: str


class Knocked(Event, frozen=True):
    """`person`: to whom it goes, if it is about a group."""

    KIND = "knocked"

    no: int
    leaflet: int
    key: str
    agreed: bool = False
    group: int = 0
    person: int = DESK


class KnockSaid(Event, frozen=True):
    KIND = "knock-said"

    knock: int
    side: Side
    key: str


class KnockAgreed(Event, frozen=True):
    KIND = "knock-agreed"

    knock: int
    side: Side
    agreed: bool


class KnockEnded(Event, frozen=True):
    KIND = "knock-ended"

    knock: int
    side: Side


class KnockReported(Event, frozen=True):
    KIND = "knock-reported"
    PERSONAL = ("why",)

    knock: int
    side: Side
    why: str = ""


def of_leaflet(night: Night, no: int) -> list[Knock]:
    return [one for one in night.further.knocks.values() if one.leaflet == no]


def of_group(night: Night, no: int) -> list[Knock]:
    return [one for one in night.further.knocks.values() if one.group == no]


def of_owner(night: Night, person: int) -> list[Knock]:
    """Those to this person (DESK: to the host) that go on, the one that said something last first."""
    those = (one for one in night.further.knocks.values() if one.owner == person and not one.ended)
    return sorted(those, key=lambda one: -one.said[-1].at)


def to_read(night: Night, person: int) -> int:
    """How many wait for this person's answer."""
    return sum(one.waits_for == "owner" for one in of_owner(night, person))


def passes(one: Knock) -> bool:
    """Whether each side sees the other's address."""
    return not one.ended and {"asker", "owner"} <= one.agreed.keys()


def takes(night: Night, leaflet: Leaflet) -> bool:
    """Whether somebody can write about this card."""
    owner = night.people.get(leaflet.person)
    reachable = leaflet.person == DESK or bool(owner and owner.named)
    return leaflets.seen(night, leaflet) and reachable and not leaflet.quiet


def require_takes(night: Night, no: int) -> Leaflet:
    """The card, if somebody can write about it. Raises `Refused`."""
    leaflet = leaflets.find_seen(night, no)
    if not takes(night, leaflet):
        raise Refused(_("Nobody takes messages about this card."), "late")
    return leaflet


def find(night: Night, no: int) -> Knock:
    one = night.further.knocks.get(no)
    if one is None:
        raise Refused(_("There is no such message."), "missing")
    return one


def require_side(night: Night, command: SayMore | AgreeToPass | EndKnock | ReportKnock) -> Knock:
    """What is written about, if the sender may speak for their side. Raises `Refused`: whether there is
    anything between others is nobody's business."""
    one = find(night, command.knock)
    if command.side == "asker":
        fine = command.actor.role == "guest"
    elif one.owner == DESK:
        fine = command.actor.role == "host"
    else:
        fine = people.known(night, command.by).no == one.owner
    if not fine:
        raise Refused(_("There is no such message."), "missing")
    if one.ended:
        raise Refused(_("This conversation is over: one of you ended it."), "late")
    return one


def knock(night: Night, command: KnockAt) -> list[Event]:
    no = len(night.further.knocks) + 1
    if command.group:
        return [about_group(night, command, no)]
    leaflet = require_takes(night, command.leaflet)
    its = of_leaflet(night, leaflet.no)
    unanswered = sum(one.waits_for == "owner" for one in its)
    if is_crowded(night, its, unanswered, command.at):
        raise Refused(_("This card has had a lot of messages. Try again tomorrow."), "quota")
    return [Knocked(no=no, leaflet=leaflet.no, key=command.key, agreed=command.agreed)]


def about_group(night: Night, command: KnockAt, no: int) -> Knocked:
    """Raises `Refused` if whoever it goes to does not take it (any more), or has enough to read."""
    if command.to not in takers.all_of(night, command.group):
        raise nobody_takes()
    its = of_group(night, command.group)
    if is_crowded(night, its, takers.to_answer(night, command.to), command.at):
        raise Refused(_("This group has had a lot of messages. Try again tomorrow."), "quota")
    return Knocked(
        no=no, leaflet=0, key=command.key, agreed=command.agreed, group=command.group, person=command.to
    )


def nobody_takes() -> Refused:
    return Refused(_("Nobody takes messages about this group."), "late")


def is_crowded(night: Night, its: list[Knock], unanswered: int, at: int) -> bool:
    """Whether no more messages come to these, of which so many wait for an answer."""
    late = sum(at - one.at < HOUR for one in its)
    return late >= AN_HOUR or unanswered >= MOST_UNANSWERED or reached(len(night.further.knocks), MOST)


def say(night: Night, command: SayMore) -> list[Event]:
    one = require_side(night, command)
    last = one.said[-IN_A_ROW:]
    if len(last) == IN_A_ROW and all(said.by == command.side for said in last):
        raise Refused(_("Wait for an answer first."), "quota")
    if len(one.said) >= MOST_SAID:
        raise Refused(_("You have written to each other a lot. Pass your addresses, or meet."), "quota")
    return [KnockSaid(knock=one.no, side=command.side, key=command.key)]


def agree(night: Night, command: AgreeToPass) -> list[Event]:
    one = require_side(night, command)
    if (command.side in one.agreed) == command.agreed:
        return []
    return [KnockAgreed(knock=one.no, side=command.side, agreed=command.agreed)]


def end(night: Night, command: EndKnock) -> list[Event]:
    return [KnockEnded(knock=require_side(night, command).no, side=command.side)]


def report(night: Night, command: ReportKnock) -> list[Event]:
    one = require_side(night, command)
    its = KnockReported(knock=one.no, side=command.side, why=why.tidied(command.why))
    return [its, KnockEnded(knock=one.no, side=command.side)]


def knocked(night: Night, event: Knocked) -> None:
    owner = night.further.leaflets[event.leaflet].person if event.leaflet else event.person
    one = Knock(event.no, event.leaflet, event.group, owner, event.key, night.version, night.at)
    one.said.append(Said(event.key, "asker", night.at))
    if event.agreed:
        one.agreed["asker"] = None
    night.further.knocks[event.no] = one


def was_said(night: Night, event: KnockSaid) -> None:
    night.further.knocks[event.knock].said.append(Said(event.key, event.side, night.at))


def agreed(night: Night, event: KnockAgreed) -> None:
    one = night.further.knocks[event.knock]
    if event.agreed:
        one.agreed[event.side] = None
    else:
        one.agreed.pop(event.side, None)


def ended(night: Night, event: KnockEnded) -> None:
    one = night.further.knocks[event.knock]
    one.ended = event.side
    one.agreed.clear()


def reported(night: Night, event: KnockReported) -> None:
    night.further.knocks[event.knock].reports[event.side] = event.why


DECIDE = {
    KnockAt: knock,
    SayMore: say,
    AgreeToPass: agree,
    EndKnock: end,
    ReportKnock: report,
}
EVOLVE = {
    Knocked: knocked,
    KnockSaid: was_said,
    KnockAgreed: agreed,
    KnockEnded: ended,
    KnockReported: reported,
}
