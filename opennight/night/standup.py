"""Stand up: the board goes through the asks, one after another, and the host reads each out: “Who can?”

Hands are counted by the host; who likes taps instead, or a helper does for them. Then “go and find each other
at table 5”.
"""

from opennight.night import inquiries, offers, people
from opennight.night.board import SceneSet
from opennight.night.closed import refuse_closed
from opennight.night.kept.offers import Offer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.state import Night

SCENE = "standup"
MOST_HANDS = 5_000
TABLE = 60
MOST_MEETS = 3


class StandUpNext(Command, frozen=True):
    """Read out this ask; 0: the next one that was not. After the last one, all are over. `meets` are offers
    that may meet the ask, as somebody has worked out (see opennight/matching.py)."""

    ask: int = 0
    meets: tuple[int, ...] = ()


class EndStandUp(Command, frozen=True):
    """Give the board back."""


class CountHands(Command, frozen=True):
    """So many hands went up, beside those who tapped."""

    ask: int
    hands: int


class SendToTable(Command, frozen=True):
    """Where they find each other; an empty text takes it away."""

    ask: int
    table: str


class RaiseHand(Command, frozen=True):
    """`person` can: while the ask is read out."""

    person: int
    ask: int


class LowerHand(Command, frozen=True):
    person: int
    ask: int


class StandUpSet(Event, frozen=True):
    """`ask` is read out (0: all were); `done` were before it. `on` is False once it is over."""

    KIND = "stand-up-set"

    on: bool
    ask: int = 0
    done: tuple[int, ...] = ()
    meets: tuple[int, ...] = ()


class HandsCounted(Event, frozen=True):
    KIND = "hands-counted"

    ask: int
    hands: int


class SentToTable(Event, frozen=True):
    KIND = "sent-to-table"
    PERSONAL = ("table",)

    ask: int
    table: str = ""


class HandRaised(Event, frozen=True):
    KIND = "hand-raised"

    person: int
    ask: int


class HandLowered(Event, frozen=True):
    KIND = "hand-lowered"

    person: int
    ask: int


def asks(night: Night) -> list[Offer]:
    """What there is to read out: all asks on the wall, in the order in which they came."""
    return offers.wall(night, wants=True)


def current(night: Night) -> Offer | None:
    """The ask that is read out now, as long as the room can see it."""
    offer = night.offers.get(night.standup.ask) if night.standup.on else None
    return offer if offer and offers.seen(night, offer) else None


def left(night: Night) -> list[Offer]:
    """Those that are still to be read out."""
    return [one for one in asks(night) if one.no not in night.standup.done and one.no != night.standup.ask]


def meets(night: Night) -> list[Offer]:
    """The offers that may meet the ask that is read out, as far as the room sees them."""
    ask = current(night)
    found = (night.offers[no] for no in night.standup.meets if ask)
    return [one for one in found if offers.seen(night, one)]


def following(night: Night) -> int:
    """The ask that is to be read out next; 0 if all were, or there is none."""
    rest = left(night) if night.standup.on else asks(night)
    return rest[0].no if rest else 0


def hands(night: Night, offer: Offer) -> int:
    return offer.counted + len(who(night, offer))


def who(night: Night, offer: Offer) -> list[int]:
    """Who put their hand up by a tap, in the order in which they did."""
    return [no for no in offer.hands if not night.people[no].removed]


def go_on(night: Night, command: StandUpNext) -> list[Event]:
    refuse_closed(night)
    stands = night.standup
    if command.ask:
        ask = find(night, command.ask).no
        if stands.on and stands.ask == ask:
            return []
    else:
        ask = following(night)
        if not ask and not stands.on:
            raise Refused(_("There is no ask on the wall yet."), "late")
        if not ask and not stands.ask:
            return []
    done = dict.fromkeys(stands.done) if stands.on else {}
    if stands.on and stands.ask:
        done[stands.ask] = None
    done.pop(ask, None)
    scene = [] if night.scene == SCENE else [SceneSet(scene=SCENE)]
    fit = tuple(no for no in command.meets if ask and fits(night, no))[:MOST_MEETS]
    return [StandUpSet(on=True, ask=ask, done=tuple(done), meets=fit), *scene]


def fits(night: Night, no: int) -> bool:
    """Whether this is an offer that the room sees."""
    offer = night.offers.get(no)
    return offer is not None and not offer.wants and offers.seen(night, offer)


def end(night: Night, command: EndStandUp) -> list[Event]:
    if not night.standup.on:
        return []
    scene = [SceneSet(scene="")] if night.scene == SCENE else []
    return [StandUpSet(on=False), *scene]


def find(night: Night, no: int) -> Offer:
    """The ask, if the room can see it. Raises `Refused`."""
    offer = offers.find_seen(night, no)
    if not offer.wants:
        raise Refused(_("Only asks are read out."), "missing")
    return offer


def count(night: Night, command: CountHands) -> list[Event]:
    refuse_closed(night)
    offer = find(night, command.ask)
    if not 0 <= command.hands <= MOST_HANDS:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="hands", most=MOST_HANDS)
    return [] if command.hands == offer.counted else [HandsCounted(ask=offer.no, hands=command.hands)]


def send(night: Night, command: SendToTable) -> list[Event]:
    refuse_closed(night)
    offer = find(night, command.ask)
    table = clean(command.table, TABLE, "table", least=0)
    return [] if table == offer.table else [SentToTable(ask=offer.no, table=table)]


def raise_hand(night: Night, command: RaiseHand) -> list[Event]:
    person = people.require_self(night, command, command.person)
    offer = inquiries.of_somebody_else(night, command.ask, person.no)
    if current(night) is not offer:
        raise Refused(_("This one is not read out just now. Say “I can” on its page."), "late")
    return [] if person.no in offer.hands else [HandRaised(person=person.no, ask=offer.no)]


def lower_hand(night: Night, command: LowerHand) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    offer = offers.find(night, command.ask)
    return [HandLowered(person=person.no, ask=offer.no)] if person.no in offer.hands else []


def was_set(night: Night, event: StandUpSet) -> None:
    stands = night.standup
    stands.on, stands.ask, stands.done = event.on, event.ask, dict.fromkeys(event.done)
    stands.meets = event.meets


def counted(night: Night, event: HandsCounted) -> None:
    night.offers[event.ask].counted = event.hands


def sent(night: Night, event: SentToTable) -> None:
    night.offers[event.ask].table = event.table


def raised(night: Night, event: HandRaised) -> None:
    night.offers[event.ask].hands[event.person] = night.at


def lowered(night: Night, event: HandLowered) -> None:
    night.offers[event.ask].hands.pop(event.person, None)


def called(night: Night, event: StandUpSet) -> Label:
    if not event.on:
        return Label(_("ending the stand-up"))
    return Label(_("going on to the next ask") if night.standup.on else _("starting the stand-up"))


def set_back(night: Night, event: StandUpSet) -> list[Event]:
    stands = night.standup
    done = tuple(stands.done)
    return [StandUpSet(on=stands.on, ask=stands.ask, done=done, meets=stands.meets)]


DECIDE = {
    StandUpNext: go_on,
    EndStandUp: end,
    CountHands: count,
    SendToTable: send,
    RaiseHand: raise_hand,
    LowerHand: lower_hand,
}
EVOLVE = {
    StandUpSet: was_set,
    HandsCounted: counted,
    SentToTable: sent,
    HandRaised: raised,
    HandLowered: lowered,
}
UNDO: dict[type[Event], Undo] = {
    StandUpSet: (called, set_back),
    HandsCounted: (
        plain(_("counting hands")),
        lambda n, e: [HandsCounted(ask=e.ask, hands=n.offers[e.ask].counted)],
    ),
    SentToTable: (
        plain(_("sending people to a table")),
        lambda n, e: [SentToTable(ask=e.ask, table=n.offers[e.ask].table)],
    ),
}
