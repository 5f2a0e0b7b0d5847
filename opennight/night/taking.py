"""Taking it further: a new night starts from what came of another one, and says so: “adapted from”.

What comes along is packed in packing.py, or read from a file (takeaway.py). Topics go on the wall, questions
to those to everybody, cards to those for others, where they stay closed until the host has made them theirs.
"""

from collections.abc import Iterator

import msgspec

from opennight.night import bringing
from opennight.night.announcement import LicenceChosen, spoken
from opennight.night.closed import refuse_closed
from opennight.night.decks import DeckChosen
from opennight.night.kept.announcement import UNSAID
from opennight.night.kept.taking import Origin, Takeaway
from opennight.night.leaflet_sight import LeafletHidden
from opennight.night.leaflets import MOST as MOST_LEAFLETS
from opennight.night.leaflets import LeafletClosed, LeafletMade, said_by
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, plain
from opennight.night.moderation import PitchWithdrawn
from opennight.night.pitches import MORE, TITLE, PitchMade
from opennight.night.pitches import MOST as MOST_PITCHES
from opennight.night.room_questions import MOST as MOST_QUESTIONS
from opennight.night.room_questions import TEXT as QUESTION
from opennight.night.room_questions import RoomAsked
from opennight.night.state import Night

MOST = 10
"""Origins of one night."""
ALIKE = "cc-by-sa-4.0"
"""What stands under this licence goes on under no other one."""


class TakeFurther(Command, frozen=True):
    takeaway: Takeaway


class TakenFurther(Event, frozen=True):
    """The pitches, questions and cards with these numbers, which follow, come from there. What the origin is
    called and whom it credits are fields of their own, as they may be erased one day."""

    KIND = "taken-further"
    PERSONAL = ("title", "by")

    no: int
    origin: Origin
    title: str = ""
    by: str = ""
    pitches: tuple[int, ...] = ()
    questions: tuple[int, ...] = ()
    leaflets: tuple[int, ...] = ()
    deck: bool = False


class OriginLeft(Event, frozen=True):
    """An undo: nothing came from there, after all; or it did."""

    KIND = "origin-left"

    origin: int
    left: bool = True


def standing(night: Night) -> list[tuple[int, Origin]]:
    """From where it took things: (number, origin), in the order in which it did."""
    return [(no, one) for no, one in night.further.origins.items() if no not in night.further.left]


def licence(night: Night, taken: Origin) -> list[Event]:
    """What this asks of the new night's licence. Raises `Refused`."""
    if taken.licence == UNSAID:
        raise Refused(
            _("Its authors keep all rights, so it cannot be taken further. Ask them first."),
            "forbidden",
            field="file",
        )
    if taken.licence != ALIKE or night.announcement.licence == ALIKE:
        return []
    if spoken(night):
        raise Refused(
            _("People have already pitched or written under this licence, so it cannot change."),
            "late",
            field="file",
        )
    return [LicenceChosen(licence=ALIKE)]


def take(night: Night, command: TakeFurther) -> list[Event]:
    refuse_closed(night)
    its = command.takeaway
    if night.phase not in bringing.EARLY:
        raise Refused(_("You can bring topics from a file only before the vote."), "late", field="file")
    if its.origin in (one for _no, one in standing(night)):
        return []
    if len(night.further.origins) >= MOST:
        raise Refused(_("A night can name at most %(most)s sources."), "quota", most=MOST, field="file")
    licensed = licence(night, its.origin)
    no = len(night.further.origins) + 1
    topics = topics_of(night, its)
    questions = questions_of(night, its)
    cards = cards_of(night, its, no)
    deck = [DeckChosen(deck=its.deck)] if its.deck and night.deck is None else []
    if not (topics or questions or cards or deck):
        raise Refused(_("There is nothing in this for a night to take."), field="file")
    taken = TakenFurther(
        no=no,
        origin=msgspec.structs.replace(its.origin, title="", by=""),
        title=its.origin.title,
        by=credited(its.origin, its.origin.by),
        pitches=tuple(one.no for one in topics),
        questions=tuple(one.no for one in questions),
        leaflets=tuple(one.no for one in cards),
        deck=bool(deck),
    )
    closed = [LeafletClosed(leaflet=one.no, closed=True) for one in cards]
    return [*licensed, taken, *topics, *questions, *cards, *closed, *deck]


def topics_of(night: Night, its: Takeaway) -> list[PitchMade]:
    """Those that are not on the wall yet, as far as there is room."""
    on_wall = {pitch.title.casefold() for pitch in night.pitches.values() if pitch.status == "open"}
    found: list[PitchMade] = []
    for topic in its.topics:
        title, more = bringing.cut(topic.title, TITLE), bringing.cut(topic.more, MORE, lines=True)
        room = len(night.pitches) + len(found) < MOST_PITCHES
        if title and title.casefold() not in on_wall and room:
            on_wall.add(title.casefold())
            no = len(night.pitches) + len(found) + 1
            found.append(PitchMade(no=no, person=DESK, title=title, more=more, hosted=False, waiting=False))
    return found


def questions_of(night: Night, its: Takeaway) -> list[RoomAsked]:
    """To everybody, at the desk: the host asks them when it is time."""
    first = len(night.room_questions.asked) + 1
    asked = {one.text for one in night.room_questions.asked.values()}
    texts = dict.fromkeys(bringing.cut(text, QUESTION) for text in its.questions)
    new = [text for text in texts if text and text not in asked][: MOST_QUESTIONS - first + 1]
    return [RoomAsked(no=no, text=text, each=1) for no, text in enumerate(new, first)]


def cards_of(night: Night, its: Takeaway, origin: int) -> list[LeafletMade]:
    first = len(night.further.leaflets) + 1
    those = its.cards[: max(0, MOST_LEAFLETS - first + 1)]
    return [
        LeafletMade(no=no, person=DESK, origin=origin, **said_by(card))
        for no, card in enumerate(those, first)
    ]


def credited(origin: Origin, by: str) -> str:
    """Whom it is from, as this night says it. Of a night on this server nobody is named here: a link leads to
    where they are, as they choose from day to day."""
    return "" if origin.code else by


def taken(night: Night, event: TakenFurther) -> None:
    by = credited(event.origin, event.by)
    night.further.origins[event.no] = msgspec.structs.replace(event.origin, title=event.title, by=by)


def left(night: Night, event: OriginLeft) -> None:
    if event.left:
        night.further.left[event.origin] = None
    else:
        night.further.left.pop(event.origin, None)


def taken_back(night: Night, event: TakenFurther) -> list[Event]:
    """Questions stay in their list, where nobody has asked them yet."""
    return [*away(event), OriginLeft(origin=event.no)]


def away(event: TakenFurther) -> Iterator[Event]:
    yield from (PitchWithdrawn(pitch=no) for no in event.pitches)
    yield from (LeafletHidden(leaflet=no) for no in event.leaflets)
    if event.deck:
        yield DeckChosen(deck=None)


DECIDE = {TakeFurther: take}
EVOLVE = {TakenFurther: taken, OriginLeft: left}
UNDO: dict[type[Event], Undo] = {
    TakenFurther: (plain(_("taking something further")), taken_back),
}
