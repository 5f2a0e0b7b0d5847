"""Picks: what a group says on the cards that it took. The desk may read it first, and hide it, as notes."""

from opennight.night import decks, sight, why
from opennight.night.kept.decks import Pick, Place
from opennight.night.messages import Called, Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night


class HideCard(Command, frozen=True):
    """What a group wrote on it goes out of sight; the desk may say why. The card itself stays."""

    pick: int
    why: str = ""


class ShowCard(Command, frozen=True):
    pick: int


class CardHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "card-hidden"
    PERSONAL = ("why",)

    pick: int
    group: int
    kind: Place
    waiting: bool = False
    why: str = ""


class CardShown(Event, frozen=True):
    KIND = "card-shown"

    pick: int
    group: int
    kind: Place


def find(night: Night, no: int) -> Pick:
    pick = night.picks.get(no)
    if pick is None:
        raise Refused(_("No group has taken such a card."), "missing")
    return pick


def waiting(night: Night) -> list[Pick]:
    """Those with words that the desk has yet to read."""
    return [pick for pick in night.picks.values() if pick.waiting]


def written(night: Night) -> list[Pick]:
    """Those with words of a group's own, hidden or not, oldest first."""
    return [pick for pick in night.picks.values() if pick.text or pick.title]


def written_by(night: Night, group: int) -> list[Pick]:
    """Those of them on the table of this group."""
    return [pick for pick in written(night) if pick.group == group]


def title(night: Night, pick: Pick) -> str:
    """What stands on top of it; empty for the ending, for a card that is not in the deck any more, and while
    a title of the group's own is out of sight."""
    if pick.title:
        return "" if pick.hidden else pick.title
    card = decks.find(night, pick.card)
    return decks.says(night, card).title if card else ""


def text(pick: Pick) -> str:
    """What the group says with it, as far as others may read that."""
    return "" if pick.hidden else pick.text


def own_words(pick: Pick) -> str:
    """All that is the group's own on it, hidden or not: for the desk."""
    return "\n".join(filter(None, (pick.title, pick.text)))


def hide(night: Night, command: HideCard) -> list[Event]:
    pick = find(night, command.pick)
    event = CardHidden(pick=pick.no, group=pick.group, kind=pick.kind, why=why.tidied(command.why))
    return sight.hide(pick, event) if own_words(pick) else []


def show(night: Night, command: ShowCard) -> list[Event]:
    pick = find(night, command.pick)
    return sight.show(pick, CardShown(pick=pick.no, group=pick.group, kind=pick.kind))


def hidden(night: Night, event: CardHidden) -> None:
    sight.put(night.picks[event.pick], hidden=True, waiting=event.waiting)


def shown(night: Night, event: CardShown) -> None:
    sight.put(night.picks[event.pick], hidden=False)


def sight_back(night: Night, event: CardHidden | CardShown) -> list[Event]:
    """What the words were: seen, hidden, or waiting."""
    pick = night.picks[event.pick]
    no, group, kind = pick.no, pick.group, pick.kind
    return sight.back(
        pick,
        lambda waits: CardHidden(pick=no, group=group, kind=kind, waiting=waits),
        CardShown(pick=no, group=group, kind=kind),
    )


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the words waited, with their group in it as %(group)s."""
    return lambda night, event: Label(
        waiting if night.picks[event.pick].waiting else otherwise, about={"group": event.group}
    )


DECIDE = {HideCard: hide, ShowCard: show}
EVOLVE = {CardHidden: hidden, CardShown: shown}
UNDO: dict[type[Event], Undo] = {
    CardHidden: (
        called(_("turning away words on a card of %(group)s"), _("hiding words on a card of %(group)s")),
        sight_back,
    ),
    CardShown: (
        called(_("letting in words on a card of %(group)s"), _("bringing back words on a card of %(group)s")),
        sight_back,
    ),
}
