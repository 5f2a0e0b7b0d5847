"""Moderating: which events of the desk are acts of moderation. Found as the steps that can be undone are (see
undo.py): in the night before the event."""

from collections.abc import Callable
from typing import Any, NamedTuple

from opennight.night.called_off import MeetingHidden, MeetingShown
from opennight.night.consent import ClipHidden, ClipShown
from opennight.night.corrections import CorrectionAnswerHidden, CorrectionAnswerShown
from opennight.night.gratitude import ThanksHidden, ThanksShown
from opennight.night.kept.assembly import Organisation
from opennight.night.kept.clips import Clip
from opennight.night.kept.connections import Passed
from opennight.night.kept.decks import Pick
from opennight.night.kept.leaflets import Leaflet
from opennight.night.kept.meetings import Meeting
from opennight.night.kept.moderated import Deed, Moderated, Thing
from opennight.night.kept.notes import Comment, Note
from opennight.night.kept.offers import Inquiry, Offer
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.propositions import Sentence
from opennight.night.kept.publication import Correction
from opennight.night.kept.replies import Reply
from opennight.night.kept.room_questions import Line
from opennight.night.kept.sequels import Sequel
from opennight.night.kept.thanks import Thanks
from opennight.night.leaflet_sight import LeafletHidden, LeafletShown
from opennight.night.leaflets import LeafletClosed, LeafletEdited
from opennight.night.meetings import MeetingChanged
from opennight.night.messages import DESK, Event, Recorded
from opennight.night.moderated import author_of
from opennight.night.moderation import PersonLetBackIn, PersonRemoved, PitchHidden, PitchShown, PitchWithdrawn
from opennight.night.naming import NameTurnedAway
from opennight.night.notes import NoteEdited, NoteHidden, NoteShown
from opennight.night.offers import OfferClosed, OfferEdited
from opennight.night.organisations import OrganisationHidden, OrganisationShown
from opennight.night.passing import PassedChanged
from opennight.night.picks import CardHidden, CardShown
from opennight.night.pitches import PitchEdited
from opennight.night.propositions import SentenceHidden, SentenceShown
from opennight.night.removal import PeopleRemoved
from opennight.night.replies import ReplyHidden, ReplyShown
from opennight.night.room_questions import LineHidden, LineShown
from opennight.night.sequels import SequelHidden, SequelShown
from opennight.night.sharing import CommentHidden, CommentShown
from opennight.night.state import Night
from opennight.night.unsaid import PassedHidden, PassedShown
from opennight.night.wall_sight import InquiryHidden, InquiryShown, OfferHidden, OfferShown
from opennight.night.workbooks import CardFilled

KEPT = 1000
"""Acts that the night remembers, the last ones; all of them are in its log."""
Said = Pitch | Note | Comment | Reply | Thanks | Passed | Line | Sentence | Inquiry
Words = Said | Meeting | Pick | Clip | Organisation | Offer | Sequel | Leaflet | Correction
"""What somebody wrote or showed, and the desk may take away."""
BACK: tuple[Deed, ...] = ("let back in", "brought back")


class Found(NamedTuple):
    """What an event does to which thing; None if it is no act of moderation."""

    what: Thing
    about: int
    deed: Deed | None
    people: tuple[int, ...] = ()


def is_out(what: Words) -> bool:
    return what.status != "open" if isinstance(what, Pitch) else what.hidden


def waited(what: Words) -> bool:
    return what.status == "waiting" if isinstance(what, Pitch) else what.waiting


def hid(what: Words) -> Deed:
    return "turned away" if waited(what) else "hidden"


def brought_back(what: Words) -> Deed | None:
    """Letting in what waited is none: it is how it comes in."""
    return "brought back" if is_out(what) and not waited(what) else None


def pitch_shown(night: Night, event: PitchShown) -> Found:
    """An undo puts back what was: on the wall, or out of sight."""
    pitch = night.pitches[event.pitch]
    if event.status == "hidden":
        return Found("pitch", pitch.no, "hidden")
    return Found("pitch", pitch.no, brought_back(pitch) if event.status == "open" else None)


def people_removed(event: PeopleRemoved) -> Found:
    """A flood is one act, however many they were."""
    if len(event.people) == 1:
        return Found("person", event.people[0], "removed")
    return Found("people", DESK, "removed", event.people)


def for_them(night: Night, event: OfferEdited | OfferClosed) -> bool:
    """Whether its owner has no phone: then it is done for them, not to them."""
    return not night.people[night.offers[event.offer].person].phone


def of_desk(night: Night, event: LeafletEdited | LeafletClosed) -> bool:
    """Whether the card is the host's own, or that of somebody without a phone, for whom it is done."""
    author = night.people.get(night.further.leaflets[event.leaflet].person)
    return author is None or not author.phone


def its_correction(night: Night, event: CorrectionAnswerHidden | CorrectionAnswerShown) -> Correction:
    return night.publication.mended[event.correction - 1]


FOUND: dict[type[Event], Callable[[Night, Any], Found]] = {
    PitchHidden: lambda n, e: Found("pitch", e.pitch, hid(n.pitches[e.pitch])),
    PitchWithdrawn: lambda n, e: Found("pitch", e.pitch, "withdrawn"),
    PitchShown: pitch_shown,
    PitchEdited: lambda n, e: Found("pitch", e.pitch, "edited"),
    NoteHidden: lambda n, e: Found("note", e.note, None if e.waiting else hid(n.notes[e.note])),
    NoteShown: lambda n, e: Found("note", e.note, brought_back(n.notes[e.note])),
    NoteEdited: lambda n, e: Found("note", e.note, "edited"),
    CommentHidden: lambda n, e: Found(
        "comment", e.comment, None if e.waiting else hid(n.comments[e.comment])
    ),
    CommentShown: lambda n, e: Found("comment", e.comment, brought_back(n.comments[e.comment])),
    ReplyHidden: lambda n, e: Found("reply", e.reply, None if e.waiting else hid(n.replies[e.reply])),
    ReplyShown: lambda n, e: Found("reply", e.reply, brought_back(n.replies[e.reply])),
    ThanksHidden: lambda n, e: Found("thanks", e.thanks, None if e.waiting else hid(n.thanks[e.thanks])),
    ThanksShown: lambda n, e: Found("thanks", e.thanks, brought_back(n.thanks[e.thanks])),
    CardHidden: lambda n, e: Found("card", e.pick, None if e.waiting else hid(n.picks[e.pick])),
    CardShown: lambda n, e: Found("card", e.pick, brought_back(n.picks[e.pick])),
    CardFilled: lambda n, e: Found("card", e.pick, "edited"),
    MeetingHidden: lambda n, e: Found(
        "meeting", e.meeting, None if e.waiting else hid(n.meetings[e.meeting])
    ),
    MeetingShown: lambda n, e: Found("meeting", e.meeting, brought_back(n.meetings[e.meeting])),
    MeetingChanged: lambda n, e: Found("meeting", e.meeting, "edited"),
    ClipHidden: lambda n, e: Found("clip", e.clip, None if e.waiting else hid(n.clips[e.clip])),
    ClipShown: lambda n, e: Found("clip", e.clip, brought_back(n.clips[e.clip])),
    OrganisationHidden: lambda n, e: Found(
        "organisation", e.organisation, None if e.waiting else hid(n.roll.all[e.organisation])
    ),
    OrganisationShown: lambda n, e: Found(
        "organisation", e.organisation, brought_back(n.roll.all[e.organisation])
    ),
    PassedHidden: lambda n, e: Found(
        "passed", e.passed, None if e.waiting else hid(n.connections.passed[e.passed])
    ),
    PassedShown: lambda n, e: Found("passed", e.passed, brought_back(n.connections.passed[e.passed])),
    PassedChanged: lambda n, e: Found("passed", e.passed, "edited"),
    LineHidden: lambda n, e: Found(
        "line", e.line, None if e.waiting else hid(n.room_questions.lines[e.line])
    ),
    LineShown: lambda n, e: Found("line", e.line, brought_back(n.room_questions.lines[e.line])),
    SentenceHidden: lambda n, e: Found(
        "sentence", e.sentence, None if e.waiting else hid(n.propositions.sentences[e.sentence])
    ),
    SentenceShown: lambda n, e: Found(
        "sentence", e.sentence, brought_back(n.propositions.sentences[e.sentence])
    ),
    OfferHidden: lambda n, e: Found("offer", e.offer, None if e.waiting else hid(n.offers[e.offer])),
    OfferShown: lambda n, e: Found("offer", e.offer, brought_back(n.offers[e.offer])),
    OfferEdited: lambda n, e: Found("offer", e.offer, None if for_them(n, e) else "edited"),
    OfferClosed: lambda n, e: Found(
        "offer", e.offer, "withdrawn" if e.closed and not for_them(n, e) else None
    ),
    InquiryHidden: lambda n, e: Found(
        "inquiry", e.inquiry, None if e.waiting else hid(n.inquiries[e.inquiry])
    ),
    InquiryShown: lambda n, e: Found("inquiry", e.inquiry, brought_back(n.inquiries[e.inquiry])),
    SequelHidden: lambda n, e: Found("sequel", e.sequel, None if e.waiting else hid(n.sequels[e.sequel])),
    SequelShown: lambda n, e: Found("sequel", e.sequel, brought_back(n.sequels[e.sequel])),
    LeafletHidden: lambda n, e: Found(
        "leaflet", e.leaflet, None if e.waiting else hid(n.further.leaflets[e.leaflet])
    ),
    LeafletShown: lambda n, e: Found("leaflet", e.leaflet, brought_back(n.further.leaflets[e.leaflet])),
    LeafletEdited: lambda n, e: Found("leaflet", e.leaflet, None if of_desk(n, e) else "edited"),
    LeafletClosed: lambda n, e: Found(
        "leaflet", e.leaflet, "withdrawn" if e.closed and not of_desk(n, e) else None
    ),
    CorrectionAnswerHidden: lambda n, e: Found(
        "correction", e.correction, None if e.waiting else hid(its_correction(n, e))
    ),
    CorrectionAnswerShown: lambda n, e: Found("correction", e.correction, brought_back(its_correction(n, e))),
    NameTurnedAway: lambda n, e: Found("name", e.person, "turned away"),
    PersonRemoved: lambda n, e: Found("person", e.person, "removed"),
    PeopleRemoved: lambda n, e: people_removed(e),
    PersonLetBackIn: lambda n, e: Found("person", e.person, "let back in"),
}
"""What is an act of moderation when the desk does it, seen in the night before it."""


def remember(night: Night, recorded: Recorded) -> None:
    """Keep what the desk does with this event, if it is moderation. Called before it changes the state."""
    find = FOUND.get(type(recorded.event))
    if find is None:
        return
    found = find(night, recorded.event)
    if comes_back_too(night, recorded, found):
        return
    if found.deed and (found.people or author_of(night, found.what, found.about) != DESK):
        night.moderated[recorded.version] = Moderated(
            no=recorded.version,
            at=recorded.at,
            by=recorded.actor.text,
            deed=found.deed,
            what=found.what,
            about=found.about,
            why=getattr(recorded.event, "why", ""),
            people=found.people,
        )
        if len(night.moderated) > KEPT:
            del night.moderated[next(iter(night.moderated))]


def comes_back_too(night: Night, recorded: Recorded, found: Found) -> bool:
    """Whether this is part of the act before it: many are let back in at once, with what they wrote."""
    act = next(reversed(night.moderated.values()), None)
    together = act and night.trail[act.no - 1] == recorded.command and act.deed == "let back in"
    if act is None or not together or found.deed not in BACK:
        return False
    if found.what == "person":
        act.people = (*(act.people or (act.about,)), found.about)
        act.what, act.about = "people", DESK
    return act.what == "people"
