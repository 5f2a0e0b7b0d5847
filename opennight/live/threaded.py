"""Where threads and thanks show: found in the night after the event, as in further.py."""

from typing import Any

from opennight.live.audiences import DESK, Audience
from opennight.live.patterns import Target
from opennight.night import replies, threads
from opennight.night.replies import AnswerAccepted, ReplyWritten
from opennight.night.state import Night
from opennight.night.thanks import ThanksGiven

PAGES: dict[str, Audience] = {}
"""By the word before the number: the audience of the page that has the threads of such things, if they stand
on no group's."""


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
    """The thread on its page, or all that it is about, if that may be answered now; and the desk's rows of
    the group, and of whoever wrote for the first time."""
    written = isinstance(event, ReplyWritten)
    reply = night.replies[event.no if written else event.reply]
    group = replies.under(night, reply)
    rows = [(DESK, f"gathering-{group}")] if group else []
    if written:
        rows += first_row(night, event.person)
        if reply.waiting:
            return rows
    found, page = threads.subject(night, reply.about), page_of(night, reply.about)
    if found and page and (reply.accepted or isinstance(event, AnswerAccepted)):
        return [(page, reply.about.replace(":", "-")), *rows]
    return [*on_its_page(night, reply.about, "thread"), *rows]


def first_row(night: Night, no: int) -> list[Target]:
    """Somebody's row at the desk: what they wrote can be taken off with them, from the first thing on."""
    person = night.people.get(no)
    return [(DESK, f"person-{no}")] if person and len(person.replies) == 1 else []


def replier(night: Night, event: Any) -> list[int]:
    """Who wrote the reply that the event is about."""
    return [night.replies[event.reply].person]


def thanked(night: Night, event: Any) -> list[int]:
    """Who gave the thanks that the event is about, and who got them: their own pages say so."""
    its = night.thanks[event.no if isinstance(event, ThanksGiven) else event.thanks]
    return [its.person, its.whom]


def said_by(night: Night, no: int) -> list[Target]:
    """The threads in which this person said something."""
    abouts = dict.fromkeys(night.replies[one].about for one in night.people[no].replies)
    return [target for about in abouts for target in on_its_page(night, about, "thread")]


def rows_of(night: Night, no: int) -> list[str]:
    """The desk's rows that name this person for what they said in threads, or for their thanks."""
    person = night.people[no]
    said = [night.replies[one] for one in person.replies]
    rows = [f"unread-reply-{reply.no}" for reply in said if reply.waiting]
    rows += [f"gathering-{group}" for reply in said if (group := replies.under(night, reply))]
    unread = (one for one in night.thanks.values() if one.waiting and no in (one.person, one.whom))
    return [*rows, *(f"unread-thanks-{one.no}" for one in unread)]
