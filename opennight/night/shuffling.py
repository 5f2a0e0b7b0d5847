"""Shuffling: the cards on a group's table are swapped, put back, and put in order."""

from opennight.night import decks, picks
from opennight.night.kept.decks import Place
from opennight.night.messages import Command, Event, Refused, Undo, _, of_group
from opennight.night.state import Night
from opennight.night.workbooks import laid, require_pick, require_table, taken_again


class SwapCard(Command, frozen=True):
    """Another card of the deck in its place; what the group wrote stays."""

    pick: int
    card: str


class PutCardBack(Command, frozen=True):
    pick: int


class MoveCard(Command, frozen=True):
    """So many `places` on among those of its kind (negative: back)."""

    pick: int
    places: int


class CardSwapped(Event, frozen=True):
    KIND = "card-swapped"

    pick: int
    group: int
    kind: Place
    card: str


class CardPutBack(Event, frozen=True):
    KIND = "card-put-back"

    pick: int
    group: int
    kind: Place


class CardsOrdered(Event, frozen=True):
    """All that lie on the table, in their order."""

    KIND = "cards-ordered"

    group: int
    kind: Place
    picks: tuple[int, ...]


def swap(night: Night, command: SwapCard) -> list[Event]:
    pick = require_pick(night, command, command.pick)
    card = decks.require_card(night, command.card)
    if card.kind != pick.kind or not pick.card:
        raise Refused(_("Swap a card for another one of the same kind."), field="card")
    if card.id == pick.card:
        return []
    if any(other.card == card.id for other in laid(night, pick.group)):
        raise Refused(_("This card is on your table already."), "late", field="card")
    return [CardSwapped(pick=pick.no, group=pick.group, kind=pick.kind, card=card.id)]


def put_back(night: Night, command: PutCardBack) -> list[Event]:
    pick = picks.find(night, command.pick)
    require_table(night, command, pick.group)
    on_table = pick.no in night.workbooks[pick.group].picks
    return [CardPutBack(pick=pick.no, group=pick.group, kind=pick.kind)] if on_table else []


def move(night: Night, command: MoveCard) -> list[Event]:
    pick = require_pick(night, command, command.pick)
    its = [one.no for one in laid(night, pick.group, pick.kind)]
    at = its.index(pick.no)
    to = min(max(at + command.places, 0), len(its) - 1)
    if to == at:
        return []
    its.insert(to, its.pop(at))
    others = [one.no for one in laid(night, pick.group) if one.kind != pick.kind]
    return [CardsOrdered(group=pick.group, kind=pick.kind, picks=(*others, *its))]


def swapped(night: Night, event: CardSwapped) -> None:
    night.picks[event.pick].card = event.card


def was_put_back(night: Night, event: CardPutBack) -> None:
    night.workbooks[event.group].picks.remove(event.pick)


def ordered(night: Night, event: CardsOrdered) -> None:
    night.workbooks[event.group].picks = list(event.picks)


def order_of(night: Night, group: int, kind: Place) -> CardsOrdered:
    return CardsOrdered(group=group, kind=kind, picks=tuple(night.workbooks[group].picks))


DECIDE = {SwapCard: swap, PutCardBack: put_back, MoveCard: move}
EVOLVE = {CardSwapped: swapped, CardPutBack: was_put_back, CardsOrdered: ordered}
UNDO: dict[type[Event], Undo] = {
    CardPutBack: (
        of_group(_("putting back a card of %(group)s")),
        lambda n, e: [taken_again(n.picks[e.pick]), order_of(n, e.group, e.kind)],
    ),
    CardSwapped: (
        of_group(_("swapping a card of %(group)s")),
        lambda n, e: [CardSwapped(pick=e.pick, group=e.group, kind=e.kind, card=n.picks[e.pick].card)],
    ),
}
