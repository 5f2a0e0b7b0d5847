"""Knocks: somebody from anywhere writes about a card, and its owner answers; neither needs an account.

What they write and the addresses that they would pass are sealed, beside the log (see opennight/inbox.py):
the night knows only that something was said. Each sees the other's address once both have agreed. The host
reads none of it, and sees how many there are and what is reported.
"""

from opennight.night import leaflets, people, why
from opennight.night.kept.knocks import Knock, Said, Side
from opennight.night.kept.leaflets import Leaflet
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _
from opennight.night.quotas import reached
from opennight.night.state import Night

TEXT = 1000
CONTACT = 120
MOST_UNANSWERED = 40
"""Of one card: then its owner has enough to read."""
MOST = 2000
IN_A_ROW = 3
"""What one side says before the other has answered."""
MOST_SAID = 60
HOUR = 3_600_000
AN_HOUR = 12
"""That come to one card within an hour."""


class KnockAt(Command, frozen=True):
    """Somebody writes about this card. `key`: where that is kept. `agreed`: they would pass an address."""

    leaflet: int
    key: str
    agreed: bool = False


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


class StopKnocks(Command, frozen=True):
    """The host lets nobody write about this card any more; or lets them again."""

    leaflet: int
    stopped: bool = True


class Knocked(Event, frozen=True):
    KIND = "knocked"

    no: int
    leaflet: int
    key: str
    agreed: bool = False


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


class KnocksStopped(Event, frozen=True):
    KIND = "knocks-stopped"

    leaflet: int
    stopped: bool


def of_leaflet(night: Night, no: int) -> list[Knock]:
    return [one for one in night.further.knocks.values() if one.leaflet == no]


def of_owner(night: Night, person: int) -> list[Knock]:
    """Those about the cards of this person (DESK: the host's) that go on, the one that said something last
    first."""
    those = (
        one for one in night.further.knocks.values() if night.further.leaflets[one.leaflet].person == person
    )
    return sorted((one for one in those if not one.ended), key=lambda one: -one.said[-1].at)


def waits_for(one: Knock) -> Side | None:
    """Whose turn it is to say something; None once it has ended."""
    return None if one.ended else "owner" if one.said[-1].by == "asker" else "asker"


def to_read(night: Night, person: int) -> int:
    """How many wait for this person's answer."""
    return sum(waits_for(one) == "owner" for one in of_owner(night, person))


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
    owner = night.further.leaflets[one.leaflet].person
    if command.side == "asker":
        fine = command.actor.role == "guest"
    elif owner == DESK:
        fine = command.actor.role == "host"
    else:
        fine = people.known(night, command.by).no == owner
    if not fine:
        raise Refused(_("There is no such message."), "missing")
    if one.ended:
        raise Refused(_("This conversation is over: one of you ended it."), "late")
    return one


def knock(night: Night, command: KnockAt) -> list[Event]:
    leaflet = require_takes(night, command.leaflet)
    its = of_leaflet(night, leaflet.no)
    late = sum(command.at - one.at < HOUR for one in its)
    unanswered = sum(waits_for(one) == "owner" for one in its)
    if late >= AN_HOUR or unanswered >= MOST_UNANSWERED or reached(len(night.further.knocks), MOST):
        raise Refused(_("This card has had a lot of messages. Try again tomorrow."), "quota")
    no = len(night.further.knocks) + 1
    return [Knocked(no=no, leaflet=leaflet.no, key=command.key, agreed=command.agreed)]


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


def stop(night: Night, command: StopKnocks) -> list[Event]:
    leaflet = leaflets.find(night, command.leaflet)
    if leaflet.quiet == command.stopped:
        return []
    return [KnocksStopped(leaflet=leaflet.no, stopped=command.stopped)]


def knocked(night: Night, event: Knocked) -> None:
    one = Knock(event.no, event.leaflet, event.key, night.version, night.at)
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


def stopped(night: Night, event: KnocksStopped) -> None:
    night.further.leaflets[event.leaflet].quiet = event.stopped


def stop_called(night: Night, event: KnocksStopped) -> Label:
    return Label(_("stopping messages about a card") if event.stopped else _("letting people write again"))


def stop_back(night: Night, event: KnocksStopped) -> list[Event]:
    return [KnocksStopped(leaflet=event.leaflet, stopped=night.further.leaflets[event.leaflet].quiet)]


DECIDE = {
    KnockAt: knock,
    SayMore: say,
    AgreeToPass: agree,
    EndKnock: end,
    ReportKnock: report,
    StopKnocks: stop,
}
EVOLVE = {
    Knocked: knocked,
    KnockSaid: was_said,
    KnockAgreed: agreed,
    KnockEnded: ended,
    KnockReported: reported,
    KnocksStopped: stopped,
}
UNDO: dict[type[Event], Undo] = {KnocksStopped: (stop_called, stop_back)}
