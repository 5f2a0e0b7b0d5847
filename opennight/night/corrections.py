"""Corrections: the desk mends typing in the record. What it said before stands beside what it says now, and
whose words they are may answer, once. Nobody's words are changed without a mark.
"""

from opennight.night import anchored, people, sight, why
from opennight.night.kept.publication import Correction, named
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

ANSWER = 300
MOST = 500
"""Of a night."""


class MendWords(Command, frozen=True):
    """`was`: what whoever mends them had before them."""

    anchor: str
    was: str
    text: str


class AnswerCorrection(Command, frozen=True):
    correction: int
    person: int
    text: str


class HideCorrectionAnswer(Command, frozen=True):
    """By its author or by the desk, which may say why."""

    correction: int
    why: str = ""


class ShowCorrectionAnswer(Command, frozen=True):
    correction: int


class WordsMended(Event, frozen=True):
    """`group`: on whose page they stand; 0 for none. What it had approved is not what it says now."""

    KIND = "record-words-mended"
    PERSONAL = ("was", "now")

    anchor: str
    by: int
    group: int
    was: str = ""
    now: str = ""


class MendingUndone(Event, frozen=True):
    """The words are what they were, and the group approves its page again if it did."""

    KIND = "record-mending-undone"

    correction: int
    approved: int = 0


class CorrectionAnswered(Event, frozen=True):
    KIND = "record-correction-answered"
    PERSONAL = ("text",)

    correction: int
    person: int
    text: str = ""
    waiting: bool = False


class CorrectionAnswerHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "record-answer-hidden"
    PERSONAL = ("why",)

    correction: int
    waiting: bool = False
    why: str = ""


class CorrectionAnswerShown(Event, frozen=True):
    KIND = "record-answer-shown"

    correction: int


def find(night: Night, no: int) -> Correction:
    """The correction with this number. Raises `Refused` if there is none, or if it was taken back."""
    mended = night.publication.mended
    one = mended[no - 1] if 0 < no <= len(mended) else None
    if one is None or one.taken_back:
        raise Refused(_("There is no such correction."), "missing")
    return one


def waiting(night: Night) -> list[Correction]:
    """Those with an answer that the desk has yet to read, oldest first."""
    return [one for one in night.publication.corrections if one.waiting]


def authors(night: Night, correction: Correction) -> tuple[int, ...]:
    """Who may answer: nobody, once the words are out of sight."""
    kind, no = named(correction.anchor)
    found = anchored.KINDS[kind](night, no)
    return tuple(one for one in found.authors if one != DESK) if found else ()


def to_answer(night: Night, person: int) -> frozenset[int]:
    """The numbers of those that this person (0: nobody) may answer, and nobody has."""
    those = night.publication.corrections if person else ()
    return frozenset(one.no for one in those if not one.answer and person in authors(night, one))


def mend(night: Night, command: MendWords) -> list[Event]:
    found = anchored.words(night, command.anchor)
    if night.phase != "closed":
        raise Refused(_("Close the night first: until then, people can change their own words."), "late")
    text = clean(command.text, found.most, "text", lines=found.lines)
    if text == found.text:
        return []
    if "\n".join(command.was.splitlines()) != found.text:
        raise Refused(
            _("Somebody else changed this in the meantime. See what it says now, then save yours again."),
            "late",
            field="text",
        )
    if len(night.publication.mended) >= MOST:
        raise Refused(
            _("This record has been corrected too many times. Nothing more can be corrected."), "quota"
        )
    return [WordsMended(anchor=command.anchor, by=DESK, group=found.group, was=found.text, now=text)]


def answer(night: Night, command: AnswerCorrection) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    one = find(night, command.correction)
    if person.no not in authors(night, one):
        raise Refused(_("Only the person whose words these are can answer."), "forbidden")
    text = clean(command.text, ANSWER, "text")
    if one.answer:
        raise Refused(_("This correction has already been answered. Talk to the host."), "late")
    waits = night.setup.approve_comments
    return [CorrectionAnswered(correction=one.no, person=person.no, text=text, waiting=waits)]


def hide(night: Night, command: HideCorrectionAnswer) -> list[Event]:
    one = answered(night, command.correction)
    if not command.at_desk and command.by != one.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(one, CorrectionAnswerHidden(correction=one.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowCorrectionAnswer) -> list[Event]:
    one = answered(night, command.correction)
    return sight.show(one, CorrectionAnswerShown(correction=one.no))


def answered(night: Night, no: int) -> Correction:
    one = find(night, no)
    if not one.answer:
        raise Refused(_("Nobody has answered this correction."), "missing")
    return one


def words_mended(night: Night, event: WordsMended) -> None:
    its = night.publication
    no, at = len(its.mended) + 1, night.at
    its.mended.append(Correction(no, at, event.anchor, event.was, event.now, event.by))
    rewrite(night, event.anchor, event.now)
    its.pages.pop(event.group, None)


def mending_undone(night: Night, event: MendingUndone) -> None:
    one = night.publication.mended[event.correction - 1]
    one.taken_back = True
    rewrite(night, one.anchor, one.was)
    if event.approved:
        night.publication.pages[anchored.words(night, one.anchor).group] = event.approved


def rewrite(night: Night, anchor: str, text: str) -> None:
    """Put these words there. Those quoted from a clip go once it is withdrawn, here as elsewhere."""
    kind, no = named(anchor)
    if kind == "note" and night.notes[no].clip:
        night.notes[no].versions.append(night.version)
    if found := anchored.KINDS[kind](night, no):
        found.put(text)


def was_answered(night: Night, event: CorrectionAnswered) -> None:
    one = night.publication.mended[event.correction - 1]
    one.answer, one.person = event.text, event.person
    sight.put(one, hidden=event.waiting, waiting=event.waiting)


def was_hidden(night: Night, event: CorrectionAnswerHidden) -> None:
    sight.put(night.publication.mended[event.correction - 1], hidden=True, waiting=event.waiting)


def was_shown(night: Night, event: CorrectionAnswerShown) -> None:
    sight.put(night.publication.mended[event.correction - 1], hidden=False)


def mending_back(night: Night, event: WordsMended) -> list[Event]:
    """Seen in the night before it: the correction will have the next number."""
    no = len(night.publication.mended) + 1
    return [MendingUndone(correction=no, approved=night.publication.pages.get(event.group, 0))]


def sight_back(night: Night, event: CorrectionAnswerHidden | CorrectionAnswerShown) -> list[Event]:
    one = night.publication.mended[event.correction - 1]
    no = one.no
    return sight.back(
        one,
        lambda waits: CorrectionAnswerHidden(correction=no, waiting=waits),
        CorrectionAnswerShown(correction=no),
    )


DECIDE = {MendWords: mend, AnswerCorrection: answer, HideCorrectionAnswer: hide, ShowCorrectionAnswer: show}
EVOLVE = {
    WordsMended: words_mended,
    MendingUndone: mending_undone,
    CorrectionAnswered: was_answered,
    CorrectionAnswerHidden: was_hidden,
    CorrectionAnswerShown: was_shown,
}
UNDO: dict[type[Event], Undo] = {
    WordsMended: (plain(_("correcting words in the record")), mending_back),
    CorrectionAnswerHidden: (plain(_("hiding an answer to a correction")), sight_back),
    CorrectionAnswerShown: (plain(_("letting in an answer to a correction")), sight_back),
}
