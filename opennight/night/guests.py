"""Guests: to whom each ask is put, who speaks for it, and which of them is before the room.

Whoever speaks has a minute on the lamp. One press of the desk brings an ask to the front, starts the lamp, or
gives the floor to the guest; each puts the assembly on the board.
"""

from opennight.night import asks, manifesto
from opennight.night.board import on_board
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import STAGES, Ask, Guest, Stage
from opennight.night.kept.timer import Timer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.state import Night
from opennight.night.timer import MINUTE, TimerSet

NAME = 60
STANDS_FOR = 80
MOST = 40
MOST_EVER = 120


class InviteGuest(Command, frozen=True):
    """`stands_for`: whom or what they speak for, such as a council; it may be empty."""

    name: str
    stands_for: str = ""


class ChangeGuest(Command, frozen=True):
    guest: int
    name: str
    stands_for: str = ""


class DismissGuest(Command, frozen=True):
    """Nothing is put to them any more."""

    guest: int


class ArrangeAsk(Command, frozen=True):
    """To whom an ask is put (0: nobody yet), and who speaks for it."""

    ask: int
    guest: int
    speaker: str = ""


class BringAsk(Command, frozen=True):
    """Put an ask before the room, at this stage; 0: show all of them."""

    ask: int
    stage: str = "ask"


class GuestInvited(Event, frozen=True):
    KIND = "guest-invited"
    PERSONAL = ("name", "stands_for")

    no: int
    name: str = ""
    stands_for: str = ""


class GuestChanged(Event, frozen=True):
    KIND = "guest-changed"
    PERSONAL = ("name", "stands_for")

    guest: int
    name: str = ""
    stands_for: str = ""


class GuestDismissed(Event, frozen=True):
    KIND = "guest-dismissed"

    guest: int
    gone: bool


class AskArranged(Event, frozen=True):
    KIND = "ask-arranged"
    PERSONAL = ("speaker",)

    ask: int
    guest: int
    speaker: str = ""


class AskBrought(Event, frozen=True):
    KIND = "ask-brought"

    ask: int
    stage: Stage


def here(night: Night) -> list[Guest]:
    """The guests to whom something can be put."""
    return [guest for guest in night.manifesto.guests.values() if not guest.gone]


def of_ask(night: Night, ask: Ask) -> Guest | None:
    guest = night.manifesto.guests.get(ask.guest)
    return guest if guest and not guest.gone else None


def front(night: Night) -> Ask | None:
    """The ask before the room; None if it sees all of them."""
    return next((ask for ask in manifesto.put(night) if ask.no == night.manifesto.front), None)


def following(night: Night) -> tuple[Ask, Stage] | None:
    """What comes after what is before the room now; None after the last answer."""
    line, now = manifesto.put(night), front(night)
    if now is None:
        return (line[0], "ask") if line else None
    stage = STAGES.index(night.manifesto.stage)
    if stage + 1 < len(STAGES):
        return now, STAGES[stage + 1]
    place = line.index(now) + 1
    return (line[place], "ask") if place < len(line) else None


def find(night: Night, no: int) -> Guest:
    guest = night.manifesto.guests.get(no)
    if guest is None or guest.gone:
        raise Refused(_("There is no such guest."), "missing", field="guest")
    return guest


def invite(night: Night, command: InviteGuest) -> list[Event]:
    refuse_closed(night)
    name, stands_for = clean(command.name, NAME, "name"), stands(command.stands_for)
    if len(here(night)) >= MOST or len(night.manifesto.guests) >= MOST_EVER:
        raise Refused(_("This night has as many guests as it can have (%(most)s)."), "quota", most=MOST)
    return [GuestInvited(no=len(night.manifesto.guests) + 1, name=name, stands_for=stands_for)]


def stands(text: str) -> str:
    return clean(text, STANDS_FOR, "stands_for", least=0)


def change(night: Night, command: ChangeGuest) -> list[Event]:
    guest = find(night, command.guest)
    name, stands_for = clean(command.name, NAME, "name"), stands(command.stands_for)
    if (name, stands_for) == (guest.name, guest.stands_for):
        return []
    return [GuestChanged(guest=guest.no, name=name, stands_for=stands_for)]


def dismiss(night: Night, command: DismissGuest) -> list[Event]:
    return [GuestDismissed(guest=find(night, command.guest).no, gone=True)]


def arrange(night: Night, command: ArrangeAsk) -> list[Event]:
    ask = asks.find(night, command.ask)
    guest = find(night, command.guest).no if command.guest else 0
    speaker = clean(command.speaker, NAME, "speaker", least=0)
    if (guest, speaker) == (ask.guest, ask.speaker):
        return []
    return [AskArranged(ask=ask.no, guest=guest, speaker=speaker)]


def bring(night: Night, command: BringAsk) -> list[Event]:
    refuse_closed(night)
    stage = next((one for one in STAGES if one == command.stage), None)
    if stage is None:
        raise Refused(_("Pick one of these."), field="stage")
    if command.ask and command.ask not in [ask.no for ask in manifesto.put(night)]:
        raise Refused(_("This ask is not among those put forward."), "missing")
    its = night.manifesto
    moved = AskBrought(ask=command.ask, stage=stage if command.ask else "ask")
    events: list[Event] = [] if (moved.ask, moved.stage) == (its.front, its.stage) else [moved]
    if its.stage == "speaks" or moved.stage == "speaks":
        lamp = lit(night, moved.stage, command.at) if events else []
    else:
        lamp = []  # a timer that runs for something else goes on
    return [*events, *on_board(night, "assembly"), *lamp]


def lit(night: Night, stage: Stage, at: int) -> list[Event]:
    """A minute on the lamp for whoever speaks; it goes out when that is over."""
    lamp = Timer(MINUTE, ends=at + MINUTE) if stage == "speaks" else Timer()
    return [TimerSet(timer=lamp)] if lamp != night.timer else []


def invited(night: Night, event: GuestInvited) -> None:
    night.manifesto.guests[event.no] = Guest(event.no, event.name, event.stands_for, night.version)


def was_changed(night: Night, event: GuestChanged) -> None:
    guest = night.manifesto.guests[event.guest]
    night.forgettable.append(guest.named)
    guest.name, guest.stands_for, guest.named = event.name, event.stands_for, night.version


def dismissed(night: Night, event: GuestDismissed) -> None:
    night.manifesto.guests[event.guest].gone = event.gone


def arranged(night: Night, event: AskArranged) -> None:
    ask = night.manifesto.asks[event.ask]
    if ask.named and ask.speaker != event.speaker:
        night.forgettable.append(ask.named)
    ask.guest, ask.speaker, ask.named = event.guest, event.speaker, night.version


def brought(night: Night, event: AskBrought) -> None:
    night.manifesto.front, night.manifesto.stage = event.ask, event.stage


def change_back(night: Night, event: GuestChanged) -> list[Event]:
    guest = night.manifesto.guests[event.guest]
    return [GuestChanged(guest=guest.no, name=guest.name, stands_for=guest.stands_for)]


def arrange_back(night: Night, event: AskArranged) -> list[Event]:
    ask = night.manifesto.asks[event.ask]
    return [AskArranged(ask=ask.no, guest=ask.guest, speaker=ask.speaker)]


def brought_called(night: Night, event: AskBrought) -> Label:
    if not event.ask:
        return Label(_("showing all asks"))
    return Label(
        {
            "ask": _("bringing an ask to the front"),
            "speaks": _("giving the floor to whoever speaks for an ask"),
            "answer": _("giving the floor to the guest"),
        }[event.stage]
    )


def dismissed_called(night: Night, event: GuestDismissed) -> Label:
    return Label(_("taking a guest off the list") if event.gone else _("inviting a guest"))


DECIDE = {
    InviteGuest: invite,
    ChangeGuest: change,
    DismissGuest: dismiss,
    ArrangeAsk: arrange,
    BringAsk: bring,
}
EVOLVE = {
    GuestInvited: invited,
    GuestChanged: was_changed,
    GuestDismissed: dismissed,
    AskArranged: arranged,
    AskBrought: brought,
}
UNDO: dict[type[Event], Undo] = {
    GuestInvited: (plain(_("inviting a guest")), lambda n, e: [GuestDismissed(guest=e.no, gone=True)]),
    GuestChanged: (plain(_("changing a guest")), change_back),
    GuestDismissed: (dismissed_called, lambda n, e: [GuestDismissed(guest=e.guest, gone=not e.gone)]),
    AskArranged: (plain(_("changing who an ask is put to, and by whom")), arrange_back),
    AskBrought: (
        brought_called,
        lambda n, e: [AskBrought(ask=n.manifesto.front, stage=n.manifesto.stage)],
    ),
}
