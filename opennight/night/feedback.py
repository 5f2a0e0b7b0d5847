"""Feedback: how it was, what to keep and what to change, about the night and about each group.

An answer with a name is in the log as it is. One without a name is not: the log says who has answered, beside
it the sealed answer for as long as it takes to mix it with others, and later what several people together
answered. See docs/feedback.md for what that protects and what it does not.
"""

from collections.abc import Sequence

from opennight.night import groups, people, why
from opennight.night.kept.feedback import OURS, STEPS, Answer, Feedback, Form, Subject, Words
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

WORDS = 400
NIGHT = "night"
"""What an answer is about, unless it is about a group: then "group:3"."""


class GiveFeedback(Command, frozen=True):
    """With a name."""

    person: int
    about: str
    answer: Answer


class SealFeedback(Command, frozen=True):
    """Without a name: `sealed` can only be opened by the server (see mixing.py)."""

    person: int
    about: str
    sealed: str


class HideAnswer(Command, frozen=True):
    """Words of an answer: by whoever put their name to them, or by the desk."""

    no: int
    why: str = ""


class ShowAnswer(Command, frozen=True):
    no: int


class FeedbackGiven(Event, frozen=True):
    """`words` as (question, text); they have the numbers from `no` on."""

    KIND = "feedback-given"
    PERSONAL = ("words",)

    person: int
    about: str
    scale: int
    no: int
    words: tuple[tuple[int, str], ...] = ()


class FeedbackSealed(Event, frozen=True):
    """The mark that a person has answered. What they said is blanked once it is in the pool."""

    KIND = "feedback-sealed"
    PERSONAL = ("sealed",)

    person: int
    about: str
    sealed: str = ""


class AnswerHidden(Event, frozen=True):
    KIND = "feedback-hidden"
    PERSONAL = ("why",)

    no: int
    why: str = ""


class AnswerShown(Event, frozen=True):
    KIND = "feedback-shown"

    no: int


def form(night: Night) -> Form:
    return night.feedback.form or OURS


def of_group(group: int) -> str:
    return f"group:{group}"


def group_of(about: str) -> int:
    """The number of the group that it is about; 0 if it is about the night."""
    return int(about.removeprefix("group:")) if about != NIGHT else 0


def subject(night: Night, about: str) -> Subject:
    return night.feedback.subjects.get(about) or Subject()


def asked(night: Night, person: int) -> list[str]:
    """What this person is asked about: the night, and each group that they are or were in."""
    known = person in night.people
    there = (no for no, group in night.groups.items() if known and groups.was_there(night, person, group))
    return [NIGHT, *map(of_group, there)]


def is_open(night: Night) -> bool:
    return night.phase == "closed" and not night.feedback.ended


def unanswered(night: Night, person: int) -> list[str]:
    """What this person can still answer."""
    if not is_open(night):
        return []
    return [about for about in asked(night, person) if person not in subject(night, about).given]


def all_words(night: Night, about: str) -> list[Words]:
    """The words about this, also the hidden ones. What people wrote who were removed left with them."""
    return [
        one
        for one in night.feedback.words.values()
        if one.about == about and not (one.person and night.people[one.person].removed)
    ]


def by_person(night: Night, about: str, person: int) -> list[Words]:
    """The words about this that this person has put their name to, and not taken away."""
    return [one for one in all_words(night, about) if one.person == person and not one.hidden]


def answer(night: Night, scale: int, words: Sequence[str]) -> Answer:
    """What somebody answered, tidied. Raises `Refused` if it says nothing, or too much."""
    if not 0 <= scale <= STEPS:
        raise Refused(_("Pick one of these."), field="scale")
    tidy = tuple(
        clean(text, WORDS, f"words-{place}", least=0, lines=True)
        for place, text in enumerate(words[: len(form(night).questions)])
    )
    if not scale and not any(tidy):
        raise Refused(_("Pick a step, or write something."), field="scale")
    return Answer(scale, tidy)


def by_question(answer: Answer) -> tuple[tuple[int, str], ...]:
    """The words in it, each with the place of its question."""
    return tuple((place, text) for place, text in enumerate(answer.words) if text)


def require_asked(night: Night, command: GiveFeedback | SealFeedback) -> None:
    """Raise `Refused` unless this is asked of the sender, now, and they have not answered it."""
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    if command.at_desk and person.phone:
        raise Refused(_("They answer this themselves, on their own page."), "forbidden")
    if night.phase != "closed":
        raise Refused(_("You can say how it was once the night is closed."), "late")
    if night.feedback.ended:
        raise Refused(_("The host has ended the feedback."), "late")
    if command.about not in asked(night, command.person):
        raise Refused(_("You were not in this group."), "forbidden")
    if command.person in subject(night, command.about).given:
        raise Refused(
            _("You have already answered this. Each person answers once, and an answer cannot be changed."),
            "late",
        )


def give(night: Night, command: GiveFeedback) -> list[Event]:
    require_asked(night, command)
    its = answer(night, command.answer.scale, command.answer.words)
    return [
        FeedbackGiven(
            person=command.person,
            about=command.about,
            scale=its.scale,
            no=next_no(night),
            words=by_question(its),
        )
    ]


def seal(night: Night, command: SealFeedback) -> list[Event]:
    require_asked(night, command)
    return [FeedbackSealed(person=command.person, about=command.about, sealed=command.sealed)]


def next_no(night: Night) -> int:
    return max(night.feedback.words, default=0) + 1


def find(night: Night, no: int) -> Words:
    found = night.feedback.words.get(no)
    if found is None:
        raise Refused(_("This night has no such answer."), "missing")
    return found


def hide(night: Night, command: HideAnswer) -> list[Event]:
    words = find(night, command.no)
    if not command.at_desk and command.by != words.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return [] if words.hidden else [AnswerHidden(no=words.no, why=why.tidied(command.why))]


def show(night: Night, command: ShowAnswer) -> list[Event]:
    words = find(night, command.no)
    return [AnswerShown(no=words.no)] if words.hidden else []


def about_it(night: Night, about: str) -> Subject:
    return night.feedback.subjects.setdefault(about, Subject())


def count(its: Subject, scales: Sequence[int]) -> None:
    for scale in filter(None, scales):
        its.counts[scale - 1] += 1


def keep_words(
    feedback: Feedback, about: str, no: int, words: Sequence[tuple[int, str]], person: int
) -> None:
    for place, (question, text) in enumerate(words):
        feedback.words[no + place] = Words(no + place, about, question, text, person)


def given(night: Night, event: FeedbackGiven) -> None:
    its = about_it(night, event.about)
    its.given[event.person] = None
    count(its, [event.scale])
    keep_words(night.feedback, event.about, event.no, event.words, event.person)


def sealed(night: Night, event: FeedbackSealed) -> None:
    its = about_it(night, event.about)
    its.given[event.person] = None
    its.sealed[night.version] = event.sealed


def put(night: Night, no: int, *, hidden: bool) -> None:
    if words := night.feedback.words.get(no):  # the log may have forgotten them
        words.hidden = hidden


def hidden(night: Night, event: AnswerHidden) -> None:
    put(night, event.no, hidden=True)


def shown(night: Night, event: AnswerShown) -> None:
    put(night, event.no, hidden=False)


DECIDE = {
    GiveFeedback: give,
    SealFeedback: seal,
    HideAnswer: hide,
    ShowAnswer: show,
}
EVOLVE = {
    FeedbackGiven: given,
    FeedbackSealed: sealed,
    AnswerHidden: hidden,
    AnswerShown: shown,
}
UNDO: dict[type[Event], Undo] = {
    AnswerHidden: (plain(_("hiding an answer")), lambda n, e: [AnswerShown(no=e.no)]),
    AnswerShown: (plain(_("bringing back an answer")), lambda n, e: [AnswerHidden(no=e.no)]),
}
