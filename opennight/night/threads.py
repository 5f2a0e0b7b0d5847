"""Threads: what hangs on something that somebody wrote: hearts, comments and answers.

What a thread is about is one text, such as “note:12”, as for promises: a word that says what kind of thing it
is, and its number. Each noun that can be talked about puts its word into `SUBJECTS`: here they are all alike.
Who writes in a thread is in replies.py.
"""

from collections.abc import Callable
from typing import NamedTuple

from opennight.night import groups, notes, people
from opennight.night.closed import refuse_closed
from opennight.night.kept.notes import Kind
from opennight.night.kept.people import Person
from opennight.night.kept.publication import numbered
from opennight.night.kept.replies import Reply, Thread
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

MOST_LIKED = 500
BRIEF = 3
"""So much of a thread stands where it belongs: it is sent anew with each comment."""
ANSWERABLE: tuple[Kind, ...] = ("question", "concern")


class Subject(NamedTuple):
    """Something that can be talked about: what it says; the `group` on whose page it stands, 0 if on none;
    `anchor`, where the record has it, if it has. `answerable`: it asks something. `owner`: whose it is, if no
    group's. `has_answers`: its own group answers it in a place of its own.
    """

    text: str
    group: int
    anchor: str
    answerable: bool = False
    owner: int = 0
    has_answers: bool = False


Find = Callable[[Night, int], Subject | None]
"""(night, number) → what it is; None if there is none, or the room cannot see it."""
SUBJECTS: dict[str, Find] = {}
"""By the word before the number."""


class Like(Command, frozen=True):
    """One tap: `person` appreciates it. The desk and helpers say so for people without a phone."""

    person: int
    about: str


class Unlike(Command, frozen=True):
    person: int
    about: str


class Liked(Event, frozen=True):
    KIND = "liked"

    person: int
    about: str


class Unliked(Event, frozen=True):
    KIND = "unliked"

    person: int
    about: str


def subject(night: Night, about: str) -> Subject | None:
    """What a thread is about; None if the room cannot see it, or it never was."""
    what, no = numbered(about)
    return SUBJECTS[what](night, no) if what in SUBJECTS else None


def find(night: Night, about: str) -> Subject:
    found = subject(night, about)
    if found is None:
        raise Refused(_("There is nothing like that to talk about."), "missing")
    return found


def of_note(night: Night, no: int) -> Subject | None:
    """A note of any kind that stands by itself: answers to a concern are drawn with it."""
    note = night.notes.get(no)
    if note is None or note.about or not notes.is_seen(night, note):
        return None
    asks = note.kind in ANSWERABLE
    return Subject(note.text, note.group, f"note-{no}", asks, has_answers=note.kind == "concern")


def hearts(night: Night, about: str) -> int:
    thread = night.threads.get(about)
    return len(thread.hearts) if thread else 0


def replies(night: Night, about: str) -> list[Reply]:
    """What was said there and can be seen, oldest first."""
    thread = night.threads.get(about)
    return [one for no in thread.replies if not (one := night.replies[no]).hidden] if thread else []


def in_brief(night: Night, about: str) -> list[Reply]:
    """Of these, the answer that was taken last and the last ones otherwise, oldest first."""
    said = replies(night, about)
    taken = [one for one in said if one.accepted][-1:]
    return taken + [one for one in said if one not in taken][-(BRIEF - len(taken)) :]


def is_answered(night: Night, about: str) -> bool:
    """Whether the askers' group took one of the answers, and it can be seen."""
    return any(one.accepted for one in replies(night, about))


def require_open(night: Night, about: str) -> Subject:
    """The subject, if its group's page is open to hands now, or the night, if it is no group's. Raises
    `Refused`."""
    found = find(night, about)
    if found.group:
        groups.require_writing(night, found.group)
    else:
        refuse_closed(night)
    return found


def like(night: Night, command: Like) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night, command.about)
    if command.about in person.liked:
        return []
    if len(person.liked) >= MOST_LIKED:
        raise Refused(_("You have appreciated %(most)s things. That is the limit."), "quota", most=MOST_LIKED)
    return [Liked(person=person.no, about=command.about)]


def unlike(night: Night, command: Unlike) -> list[Event]:
    person = people.require_self(night, command, command.person)
    if command.about not in person.liked:
        return []
    if subject(night, command.about):
        require_open(night, command.about)
    return [Unliked(person=person.no, about=command.about)]


def of(night: Night, about: str) -> Thread:
    """The thread, begun if there was none."""
    return night.threads.setdefault(about, Thread(about))


def liked(night: Night, event: Liked) -> None:
    of(night, event.about).hearts[event.person] = None
    night.people[event.person].liked[event.about] = None


def unliked(night: Night, event: Unliked) -> None:
    night.threads[event.about].hearts.pop(event.person, None)
    night.people[event.person].liked.pop(event.about, None)


def take_off(night: Night, person: Person) -> None:
    """The person's hearts leave the counts; they stay listed with the person."""
    for about in person.liked:
        night.threads[about].hearts.pop(person.no, None)


def put_back(night: Night, person: Person) -> None:
    for about in person.liked:
        night.threads[about].hearts[person.no] = None


SUBJECTS["note"] = of_note
DECIDE = {Like: like, Unlike: unlike}
EVOLVE = {Liked: liked, Unliked: unliked}
