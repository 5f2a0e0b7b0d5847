"""What was moderated: each act of the desk on what somebody wrote, with who did it and why.

The acts follow from the events of other nouns, as the steps that can be undone do (see undo.py). Whoever
wrote it sees what happened to it, and may answer once.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from opennight.night import people, why
from opennight.night.deeds import Deed, Moderated, Thing
from opennight.night.messages import DESK, Command, Event, Recorded, Refused, Undo, _, clean, plain
from opennight.night.moderation import (
    PersonLetBackIn,
    PersonRemoved,
    PitchHidden,
    PitchShown,
    PitchWithdrawn,
)
from opennight.night.naming import NameTurnedAway
from opennight.night.notes import NoteEdited, NoteHidden, NoteShown
from opennight.night.pitches import STANDING, PitchEdited
from opennight.night.removal import PeopleRemoved
from opennight.night.said import Comment, Note
from opennight.night.sharing import CommentHidden, CommentShown
from opennight.night.state import Night, Pitch

KEPT = 1000
"""Acts that the night remembers, the last ones; all of them are in its log."""
ANSWER = 300
OUT: tuple[Deed, ...] = ("hidden", "turned away", "withdrawn", "removed")
"""What takes something out of sight, or somebody out of the night."""
OF_PEOPLE: tuple[Thing, ...] = ("person", "name")
"""What is known by the number of a person."""


class SayWhy(Command, frozen=True):
    """Say why, after it was done; `act` is the number of the act."""

    act: int
    why: str


class AnswerModeration(Command, frozen=True):
    """Whoever wrote it answers the host, once."""

    act: int
    person: int
    text: str


class HearAnswer(Command, frozen=True):
    """The host has read the answer."""

    act: int


class TellHowMany(Command, frozen=True):
    """Whether the record says how many things were moderated. It never says whose."""

    told: bool


class WhySaid(Event, frozen=True):
    KIND = "moderation-explained"
    PERSONAL = ("why",)

    act: int
    why: str = ""


class ModerationAnswered(Event, frozen=True):
    KIND = "moderation-answered"
    PERSONAL = ("text",)

    act: int
    text: str = ""


class AnswerHeard(Event, frozen=True):
    KIND = "answer-heard"

    act: int


class ModerationTold(Event, frozen=True):
    KIND = "moderation-told"

    told: bool


class Found(NamedTuple):
    """What an event does to which thing; None if it is no act of moderation."""

    what: Thing
    about: int
    deed: Deed | None
    others: tuple[int, ...] = ()


def is_out(what: Pitch | Note | Comment) -> bool:
    return what.status != "open" if isinstance(what, Pitch) else what.hidden


def hid(what: Pitch | Note | Comment) -> Deed:
    waited = what.status == "waiting" if isinstance(what, Pitch) else what.waiting
    return "turned away" if waited else "hidden"


def brought_back(what: Pitch | Note | Comment) -> Deed | None:
    """Letting in what waited is none: it is how it comes in."""
    waited = what.status == "waiting" if isinstance(what, Pitch) else what.waiting
    return "brought back" if is_out(what) and not waited else None


def pitch_shown(night: Night, event: PitchShown) -> Found:
    """An undo puts back what was: on the wall, or out of sight."""
    pitch = night.pitches[event.pitch]
    if event.status == "hidden":
        return Found("pitch", pitch.no, "hidden")
    return Found("pitch", pitch.no, brought_back(pitch) if event.status == "open" else None)


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
    NameTurnedAway: lambda n, e: Found("name", e.person, "turned away"),
    PersonRemoved: lambda n, e: Found("person", e.person, "removed"),
    PeopleRemoved: lambda n, e: Found("person", e.people[0], "removed", e.people[1:]),
    PersonLetBackIn: lambda n, e: Found("person", e.person, "let back in"),
}
"""What is an act of moderation when the desk does it, seen in the night before it."""


def remember(night: Night, recorded: Recorded) -> None:
    """Keep what the desk does with this event, if it is moderation. Called before it changes the state."""
    find = FOUND.get(type(recorded.event))
    if find is None:
        return
    found = find(night, recorded.event)
    if found.deed and author_of(night, found.what, found.about) != DESK:
        night.moderated[recorded.version] = Moderated(
            no=recorded.version,
            at=recorded.at,
            by=recorded.actor.text,
            deed=found.deed,
            what=found.what,
            about=found.about,
            why=getattr(recorded.event, "why", ""),
            others=found.others,
        )
        if len(night.moderated) > KEPT:
            del night.moderated[next(iter(night.moderated))]


def thing(night: Night, what: str, about: int) -> Any:
    """The pitch, note or comment with this number."""
    things: dict[str, dict[int, Any]] = {
        "pitch": night.pitches,
        "note": night.notes,
        "comment": night.comments,
    }
    return things[what][about]


def author_of(night: Night, what: str, about: int) -> int:
    """Whose it was; DESK if it was written there."""
    person: int = about if what in OF_PEOPLE else thing(night, what, about).person
    return person


def author(night: Night, act: Moderated) -> int:
    return author_of(night, act.what, act.about)


def words(night: Night, act: Moderated) -> str:
    """What it says now, or what the person is called."""
    if act.what in OF_PEOPLE:
        return people.name(night, act.about)
    found = thing(night, act.what, act.about)
    said: str = found.title if act.what == "pitch" else found.text
    return said


def still_out(night: Night, act: Moderated) -> bool:
    """Whether what the act is about is out of sight, or out of the night."""
    if act.what == "person":
        return any(night.people[no].removed for no in (act.about, *act.others))
    if act.what == "name":
        return night.people[act.about].asked
    found = thing(night, act.what, act.about)
    out: bool = found.status not in STANDING if act.what == "pitch" else found.hidden and not found.waiting
    return out


def latest(night: Night) -> list[Moderated]:
    """All that the night remembers, the newest first."""
    return list(reversed(night.moderated.values()))


def done_to(night: Night, no: int) -> list[Moderated]:
    """What the desk did to this person and to what they wrote, the newest first."""
    return [act for act in latest(night) if author(night, act) == no or no in act.others]


def of_person(night: Night, no: int) -> list[Moderated]:
    """What the desk did to what this person wrote, the newest first."""
    return [act for act in done_to(night, no) if act.what != "person"]


def unheard(night: Night) -> int:
    """How many answers the host has not read."""
    return sum(1 for act in night.moderated.values() if act.answer and not act.heard)


def how_many(night: Night) -> int:
    """How many things and people the desk has taken out, and are out still."""
    out = [act for act in night.moderated.values() if act.deed in OUT and still_out(night, act)]
    people = {no for act in out if act.what == "person" for no in (act.about, *act.others)}
    gone = [no for no in people if night.people[no].removed]
    return len({(act.what, act.about) for act in out if act.what != "person"}) + len(gone)


def find(night: Night, no: int) -> Moderated:
    act = night.moderated.get(no)
    if act is None:
        raise Refused(_("Nothing like that was moderated in this night."), "missing")
    return act


def say_why(night: Night, command: SayWhy) -> list[Event]:
    act = find(night, command.act)
    said = why.tidied(command.why)
    return [] if said == act.why else [WhySaid(act=act.no, why=said)]


def answer(night: Night, command: AnswerModeration) -> list[Event]:
    people.require_self(night, command, command.person)
    act = find(night, command.act)
    if act.what == "person" or author(night, act) != command.person:
        raise Refused(_("Only the person who wrote this can answer."), "forbidden")
    text = clean(command.text, ANSWER, "text")
    if act.answer:
        raise Refused(_("You have answered this once already. Talk to the host."), "late")
    return [ModerationAnswered(act=act.no, text=text)]


def hear(night: Night, command: HearAnswer) -> list[Event]:
    act = find(night, command.act)
    return [AnswerHeard(act=act.no)] if act.answer and not act.heard else []


def tell(night: Night, command: TellHowMany) -> list[Event]:
    return [] if command.told == night.moderation_told else [ModerationTold(told=command.told)]


def why_said(night: Night, event: WhySaid) -> None:
    if act := night.moderated.get(event.act):
        act.why = event.why


def answered(night: Night, event: ModerationAnswered) -> None:
    if act := night.moderated.get(event.act):
        act.answer = event.text


def answer_heard(night: Night, event: AnswerHeard) -> None:
    if act := night.moderated.get(event.act):
        act.heard = True


def was_told(night: Night, event: ModerationTold) -> None:
    night.moderation_told = event.told


DECIDE = {SayWhy: say_why, AnswerModeration: answer, HearAnswer: hear, TellHowMany: tell}
EVOLVE = {
    WhySaid: why_said,
    ModerationAnswered: answered,
    AnswerHeard: answer_heard,
    ModerationTold: was_told,
}
UNDO: dict[type[Event], Undo] = {
    ModerationTold: (
        plain(_("changing whether the record says how many things were moderated")),
        lambda n, e: [ModerationTold(told=n.moderation_told)],
    ),
}
