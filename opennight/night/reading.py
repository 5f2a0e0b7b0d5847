"""Reading first: the desk reads names, pitches, notes, comments or offers before the room does, as ticked."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from opennight.night import names
from opennight.night.gratitude import ThanksShown
from opennight.night.headlines import HeadlineWritten
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.moderation import PitchApproved
from opennight.night.naming import NameRead
from opennight.night.notes import NoteShown
from opennight.night.picks import CardShown
from opennight.night.replies import ReplyShown
from opennight.night.sharing import CommentShown
from opennight.night.state import Night
from opennight.night.wall_sight import InquiryShown, OfferShown

NOUNS = ("name", "pitch", "note", "comment", "offer")


class ReadFirst(Command, frozen=True):
    """From now on the desk reads these of the NOUNS first, and no others. What waits already still waits."""

    nouns: tuple[str, ...]


class LetWordsIn(Command, frozen=True):
    """Let in what waits of these, by number (headlines by their group's, names by the version that gave
    them): what the desk saw when it pressed, and nothing later."""

    pitches: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    headlines: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()
    replies: tuple[int, ...] = ()
    thanks: tuple[int, ...] = ()
    offers: tuple[int, ...] = ()
    inquiries: tuple[int, ...] = ()


class ReadingSet(Event, frozen=True):
    KIND = "reading-set"
    FORM = 2

    nouns: tuple[str, ...]


def ticked(night: Night) -> tuple[str, ...]:
    """What is read first now."""
    setup = night.setup
    on = (setup.approve_names, setup.approve, setup.approve_notes, setup.approve_comments, setup.reads_offers)
    return tuple(noun for noun, yes in zip(NOUNS, on, strict=True) if yes)


def read_first(night: Night, command: ReadFirst) -> list[Event]:
    if not set(command.nouns) <= set(NOUNS):
        raise Refused(_("Pick one of these."), field="nouns")
    nouns = tuple(noun for noun in NOUNS if noun in command.nouns)
    return [] if nouns == ticked(night) else [ReadingSet(nouns=nouns)]


def let_in(night: Night, command: LetWordsIn) -> list[Event]:
    pitches = [night.pitches[no] for no in dict.fromkeys(command.pitches) if no in night.pitches]
    notes = [night.notes[no] for no in dict.fromkeys(command.notes) if no in night.notes]
    comments = [night.comments[no] for no in dict.fromkeys(command.comments) if no in night.comments]
    groups = [night.groups[no] for no in dict.fromkeys(command.headlines) if no in night.groups]
    cards = [night.picks[no] for no in dict.fromkeys(command.cards) if no in night.picks]
    replies = [night.replies[no] for no in dict.fromkeys(command.replies) if no in night.replies]
    thanks = [night.thanks[no] for no in dict.fromkeys(command.thanks) if no in night.thanks]
    offers = [night.offers[no] for no in dict.fromkeys(command.offers) if no in night.offers]
    asked = [night.inquiries[no] for no in dict.fromkeys(command.inquiries) if no in night.inquiries]
    return [
        *names_read(night, command.names),
        *(PitchApproved(pitch=pitch.no) for pitch in pitches if pitch.status == "waiting"),
        *(NoteShown(note=note.no) for note in notes if note.waiting),
        *(CommentShown(comment=comment.no) for comment in comments if comment.waiting),
        *(HeadlineWritten(group=group.no, text=group.unread) for group in groups if group.unread),
        *(CardShown(pick=pick.no, group=pick.group, kind=pick.kind) for pick in cards if pick.waiting),
        *(ReplyShown(reply=reply.no) for reply in replies if reply.waiting),
        *(ThanksShown(thanks=one.no) for one in thanks if one.waiting),
        *(OfferShown(offer=offer.no) for offer in offers if offer.waiting),
        *(InquiryShown(inquiry=one.no) for one in asked if one.waiting),
    ]


def names_read(night: Night, versions: tuple[int, ...]) -> Iterator[Event]:
    """These names, told apart from those that can be seen, and from each other."""
    others = Counter[str]()
    for version in dict.fromkeys(versions):
        person = night.people.get(night.unread_names.get(version, 0))
        if person and not person.removed:
            name, number = names.told_apart(night, person.unread, person.no, others)
            others.update(names.looks(name) | names.looks(person.unread))
            yield NameRead(person=person.no, number=number)


def reading_set(night: Night, event: ReadingSet) -> None:
    night.setup = msgspec.structs.replace(
        night.setup,
        approve_names="name" in event.nouns,
        approve="pitch" in event.nouns,
        approve_notes="note" in event.nouns,
        approve_comments="comment" in event.nouns,
        approve_offers="offer" in event.nouns,
    )


DECIDE = {ReadFirst: read_first, LetWordsIn: let_in}
EVOLVE = {ReadingSet: reading_set}
UNDO: dict[type[Event], Undo] = {
    ReadingSet: (plain(_("changing what you read first")), lambda n, e: [ReadingSet(nouns=ticked(n))]),
}
