"""What was moderated: each act of the desk on what somebody wrote, with who did it and why.

Which events are such acts is in moderating.py. Whoever wrote it sees what happened, and may answer once.
"""

from typing import Any

from opennight.night import meetings, people, sight, why
from opennight.night.kept.moderated import Deed, Moderated, Thing
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, clean, plain
from opennight.night.picks import own_words
from opennight.night.pitches import STANDING
from opennight.night.state import Night

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


def thing(night: Night, what: str, about: int) -> Any:
    """The pitch, note, comment, card … with this number."""
    things: dict[str, dict[int, Any]] = {
        "pitch": night.pitches,
        "note": night.notes,
        "comment": night.comments,
        "reply": night.replies,
        "thanks": night.thanks,
        "meeting": night.meetings,
        "card": night.picks,
        "clip": night.clips,
        "organisation": night.roll.all,
        "passed": night.connections.passed,
        "line": night.room_questions.lines,
        "sentence": night.propositions.sentences,
        "offer": night.offers,
        "inquiry": night.inquiries,
        "sequel": night.sequels,
        "leaflet": night.further.leaflets,
        "correction": {one.no: one for one in night.publication.mended},
    }
    return things[what][about]


def author_of(night: Night, what: str, about: int) -> int:
    """Whose it was; DESK if it was written there."""
    if what == "people":
        return DESK
    person: int = about if what in OF_PEOPLE else thing(night, what, about).person
    return person


def author(night: Night, act: Moderated) -> int:
    return author_of(night, act.what, act.about)


def words(night: Night, act: Moderated) -> str:
    """What it says now, or what the person is called."""
    if act.what == "people":
        return ""
    if act.what in OF_PEOPLE:
        return people.name(night, act.about)
    if act.what == "meeting":
        return meetings.words(night.meetings[act.about])
    found = thing(night, act.what, act.about)
    if act.what == "card":
        return own_words(found)
    field = {"pitch": "title", "clip": "title", "thanks": "words", "correction": "answer"}.get(
        act.what, "text"
    )
    said: str = getattr(found, field)
    return said


def still_out(night: Night, act: Moderated) -> bool:
    """Whether what the act is about is out of sight, or out of the night."""
    if act.what in ("person", "people"):
        return any(night.people[no].removed for no in act.people or (act.about,))
    if act.what == "name":
        return night.people[act.about].asked
    found = thing(night, act.what, act.about)
    if act.what == "pitch":
        return found.status not in STANDING
    return sight.is_gone(found) or (act.what == "offer" and found.closed)


def latest(night: Night) -> list[Moderated]:
    """All that the night remembers, the newest first."""
    return list(reversed(night.moderated.values()))


def done_to(night: Night, no: int) -> list[Moderated]:
    """What the desk did to this person and to what they wrote, the newest first."""
    return [act for act in latest(night) if author(night, act) == no]


def of_person(night: Night, no: int) -> list[Moderated]:
    """What the desk did to what this person wrote, the newest first."""
    return [act for act in done_to(night, no) if act.what != "person"]


def unheard(night: Night) -> int:
    """How many answers the host has not read."""
    return sum(1 for act in night.moderated.values() if act.answer and not act.heard)


def how_many(night: Night) -> int:
    """How many things and people the desk has taken out, and are out still."""
    acts = [act for act in night.moderated.values() if act.deed in OUT and still_out(night, act)]
    flooded = {no for act in acts for no in act.people if night.people[no].removed}
    others = {(act.what, act.about) for act in acts if not act.people}
    return len(others | {("person", no) for no in flooded})


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
