"""Where threads and thanks show: found in the night after the event, as in further.py."""

from collections.abc import Collection
from typing import Any

from opennight.live.audiences import DESK, OFFERS, Audience
from opennight.live.patterns import Target
from opennight.night import replies, threads
from opennight.night.kept.notes import Note
from opennight.night.kept.replies import Reply
from opennight.night.replies import AnswerAccepted, ReplyWritten
from opennight.night.state import Night
from opennight.night.thanks import ThanksGiven

PAGES: dict[str, Audience] = {"offer": OFFERS}
"""By the word before the number: the audience of the page that has the threads of such things, if they stand
on no group's. Those of questions to the room stand on one's own page, which loads itself anew."""


def where_liked(night: Night, event: Any) -> list[Target]:
    return on_its_page(night, event.about, "liked")


def on_its_page(night: Night, about: str, *names: str) -> list[Target]:
    """These regions of a thread, such as “liked-note-12”, on the page where it stands."""
    page = page_of(night, about)
    return [(page, f"{name}-{about.replace(':', '-')}") for name in names] if page else []


def page_of(night: Night, about: str) -> Audience | None:
    """Whose page has the thread; None if nobody's has it now."""
    found = threads.subject(night, about)
    if found is None:
        return None
    return Audience("group", found.group) if found.group else PAGES.get(about.partition(":")[0])


def where_replied(night: Night, event: Any) -> list[Target]:
    """The thread on its page, with what says above it that it is answered, if that may change; and the desk's
    rows of that, and of whoever wrote for the first time."""
    written = isinstance(event, ReplyWritten)
    reply = night.replies[event.no if written else event.reply]
    rows = [(DESK, row) for row in desk_row(night, reply)]
    if written:
        rows += first_row(night, event.person)
        if reply.waiting:
            return rows
    what, _colon, no = reply.about.partition(":")
    page = page_of(night, reply.about)
    if what == "note" and page and (reply.accepted or isinstance(event, AnswerAccepted)):
        rows.append((page, f"label-{no}"))
    return [*on_its_page(night, reply.about, "thread"), *rows]


def desk_row(night: Night, reply: Reply) -> list[str]:
    """The desk's row with what the reply is about; none for a question to the room, which has a page."""
    what, _colon, no = reply.about.partition(":")
    if group := replies.under(night, reply):
        return [f"gathering-{group}"]
    return [f"offered-{no}"] if what == "offer" else []


def spoken_for(night: Night, those: Collection[int]) -> list[Target]:
    """The threads in which somebody answered for one of these groups: they say its topic."""
    abouts = dict.fromkeys(reply.about for reply in night.replies.values() if reply.group in those)
    return [target for about in abouts for target in on_its_page(night, about, "thread")]


def unread_about(night: Night, about: str) -> list[Target]:
    """The desk's rows of replies to this that wait: they say what it says."""
    those = (one.no for one in replies.below(night, about) if one.waiting)
    return [(DESK, f"unread-reply-{no}") for no in those]


def first_row(night: Night, no: int) -> list[Target]:
    """Somebody's row at the desk: what they wrote can be taken off with them, from the first thing on."""
    person = night.people.get(no)
    if person is None:
        return []
    wrote = (person.pitches, person.notes, person.comments, person.picks, person.replies)
    return [(DESK, f"person-{no}")] if sum(map(len, wrote)) == 1 else []


def replier(night: Night, event: Any) -> list[int]:
    """Who wrote the reply that the event is about; and who takes part in a thread that is on no group's page:
    their own pages load it anew."""
    reply = night.replies[event.no if isinstance(event, ReplyWritten) else event.reply]
    return [reply.person, *(() if reply.waiting else in_thread(night, reply.about))]


def in_thread(night: Night, about: str) -> list[int]:
    """Whose it is, and who has said something there, unless it is a group's."""
    found = threads.subject(night, about)
    if found is None or found.group:
        return []
    return [found.owner, *(one.person for one in threads.replies(night, about))]


def liked_of(night: Night, event: Any) -> list[int]:
    found = threads.subject(night, event.about)
    return [found.owner] if found and found.owner else []


def thanked(night: Night, event: Any) -> list[int]:
    """Who gave the thanks that the event is about, and who got them: their own pages say so."""
    its = night.thanks[event.no if isinstance(event, ThanksGiven) else event.thanks]
    return [its.person, its.whom]


def of_note(note: Note) -> Target:
    """Where a note stands on its group's page: an answer stands with what it answers."""
    return Audience("group", note.group), f"note-{note.about or note.no}"


def traces(night: Night, no: int) -> list[Target]:
    """What this person wrote, said, starred and appreciated on groups' pages."""
    person = night.people[no]
    wrote = [night.notes[note] for note in person.notes]
    starred = [night.notes[note] for note in person.stars]
    return [
        *(of_note(note) for note in wrote),
        *((Audience("group", note.group), f"stars-{note.no}") for note in starred),
        *(target for about in person.liked for target in on_its_page(night, about, "liked")),
        *said_by(night, no),
    ]


def said_by(night: Night, no: int) -> list[Target]:
    """Where this person is named for what they said in threads, or for their thanks."""
    said = [night.replies[one] for one in night.people[no].replies]
    abouts = dict.fromkeys(reply.about for reply in said)
    rows = [f"unread-reply-{reply.no}" for reply in said if reply.waiting]
    rows += [row for reply in said for row in desk_row(night, reply)]
    unread = (one for one in night.thanks.values() if one.waiting and no in (one.person, one.whom))
    rows += [f"unread-thanks-{one.no}" for one in unread]
    stand = [target for about in abouts for target in on_its_page(night, about, "thread")]
    return [*stand, *((DESK, row) for row in rows)]
