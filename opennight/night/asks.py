"""Asks: what the room can ask guests for. The host takes up what groups wrote, what people need
(the asks on the wall, see offers.py), or writes a sentence.

What was taken up has its author's own words: where they change or are hidden, it follows. Whoever put an ask
on the wall has to have let the open record have it, since it gets there with the answer.
"""

from opennight.night import notes, offers
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import Ask
from opennight.night.kept.notes import Kind, Note
from opennight.night.kept.offers import Offer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.quotas import reached
from opennight.night.state import Night

TEXT = 240
CANDIDATES = 60
MOST_EVER = 300
KINDS: tuple[Kind, ...] = ("action", "question", "concern", "note")
"""The entries that can be taken up, those most often asked first."""


class TakeUp(Command, frozen=True):
    """Make an entry of a group something that the room can ask for."""

    note: int


class TakeUpFromWall(Command, frozen=True):
    """Make an ask on the wall something that the room can ask for."""

    offer: int


class WriteAsk(Command, frozen=True):
    text: str


class DropAsk(Command, frozen=True):
    """Take it off the list, or put it there again."""

    ask: int
    dropped: bool = True


class AskPut(Event, frozen=True):
    KIND = "ask-put"
    PERSONAL = ("text",)

    no: int
    note: int = 0
    text: str = ""
    offer: int = 0


class AskDropped(Event, frozen=True):
    KIND = "ask-dropped"

    ask: int
    dropped: bool


def note_of(night: Night, ask: Ask) -> Note | None:
    return night.notes.get(ask.note)


def offer_of(night: Night, ask: Ask) -> Offer | None:
    return night.offers.get(ask.offer)


def text(night: Night, ask: Ask) -> str:
    """Its words: those of the entry or of the ask on the wall, as their author has them now."""
    source = note_of(night, ask) or offer_of(night, ask)
    return source.text if source else ask.text


def is_seen(night: Night, ask: Ask) -> bool:
    """What stood on the wall stays, once it has found somebody there and was taken off."""
    note, offer = note_of(night, ask), offer_of(night, ask)
    return (
        not ask.dropped
        and (note is None or notes.is_seen(night, note))
        and (offer is None or is_open(night, offer))
    )


def is_open(night: Night, offer: Offer) -> bool:
    """Whether the record may have it."""
    return offer.listed and not offer.hidden and not night.people[offer.person].removed


def standing(night: Night) -> list[Ask]:
    """What there is to choose from."""
    return [ask for ask in night.manifesto.asks.values() if is_seen(night, ask)]


def to_take_up(night: Night) -> list[Note]:
    """The entries that could be taken up, of one kind after the other."""
    taken = {ask.note for ask in standing(night)}
    those = [note for note in night.notes.values() if note.no not in taken and can_be_asked(night, note)]
    return sorted(those, key=lambda note: (KINDS.index(note.kind), note.no))


def on_the_wall(night: Night) -> list[Offer]:
    """The asks on the wall that could be taken up, in the order in which they came."""
    taken = {ask.offer for ask in standing(night)}
    return [one for one in offers.wall(night, wants=True) if one.listed and one.no not in taken]


def can_be_asked(night: Night, note: Note) -> bool:
    return note.kind in KINDS and notes.is_seen(night, note)


def find(night: Night, no: int) -> Ask:
    ask = night.manifesto.asks.get(no)
    if ask is None or not is_seen(night, ask):
        raise Refused(_("There is no such ask."), "missing")
    return ask


def refuse_more(night: Night) -> None:
    if reached(len(standing(night)), CANDIDATES) or len(night.manifesto.asks) >= MOST_EVER:
        raise Refused(
            _("There are already %(most)s asks, as many as a room can look through. Drop one first."),
            "quota",
            most=CANDIDATES,
        )


def take_up(night: Night, command: TakeUp) -> list[Event]:
    refuse_closed(night)
    note = notes.find_seen(night, command.note)
    if not can_be_asked(night, note):
        raise Refused(_("This cannot be asked for. Write it in your own words."), "missing")
    known = next((ask for ask in night.manifesto.asks.values() if ask.note == note.no), None)
    if known and not known.dropped:
        return []
    refuse_more(night)
    if known:
        return [AskDropped(ask=known.no, dropped=False)]
    return [AskPut(no=len(night.manifesto.asks) + 1, note=note.no)]


def take_up_from_wall(night: Night, command: TakeUpFromWall) -> list[Event]:
    refuse_closed(night)
    offer = night.offers.get(command.offer)
    if offer is None or not offer.wants or not offers.seen(night, offer):
        raise Refused(_("There is no such ask."), "missing")
    if not offer.listed:
        raise Refused(_("This one is kept out of the open record. Its owner can change that."), "forbidden")
    known = next((ask for ask in night.manifesto.asks.values() if ask.offer == offer.no), None)
    if known and not known.dropped:
        return []
    refuse_more(night)
    if known:
        return [AskDropped(ask=known.no, dropped=False)]
    return [AskPut(no=len(night.manifesto.asks) + 1, offer=offer.no)]


def write(night: Night, command: WriteAsk) -> list[Event]:
    refuse_closed(night)
    words = clean(command.text, TEXT, "text")
    refuse_more(night)
    return [AskPut(no=len(night.manifesto.asks) + 1, text=words)]


def drop(night: Night, command: DropAsk) -> list[Event]:
    refuse_closed(night)
    ask = night.manifesto.asks.get(command.ask)
    if ask is None:
        raise Refused(_("There is no such ask."), "missing")
    return [] if ask.dropped == command.dropped else [AskDropped(ask=ask.no, dropped=command.dropped)]


def was_put(night: Night, event: AskPut) -> None:
    night.manifesto.asks[event.no] = Ask(event.no, event.note, event.text, offer=event.offer)


def was_dropped(night: Night, event: AskDropped) -> None:
    night.manifesto.asks[event.ask].dropped = event.dropped


def drop_called(night: Night, event: AskDropped) -> Label:
    return Label(_("dropping an ask") if event.dropped else _("taking up an ask"))


DECIDE = {TakeUp: take_up, TakeUpFromWall: take_up_from_wall, WriteAsk: write, DropAsk: drop}
EVOLVE = {AskPut: was_put, AskDropped: was_dropped}
UNDO: dict[type[Event], Undo] = {
    AskPut: (plain(_("taking up an ask")), lambda n, e: [AskDropped(ask=e.no, dropped=True)]),
    AskDropped: (drop_called, lambda n, e: [AskDropped(ask=e.ask, dropped=not e.dropped)]),
}
