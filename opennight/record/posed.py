"""What was put to everybody, in the record: the lines that answered a question, and what the room shares."""

from collections.abc import Callable

import msgspec

from opennight.night import piles, propositions, telling, threads
from opennight.night.kept.propositions import Finding, Found
from opennight.night.state import Night
from opennight.record.people import name
from opennight.record.threads import ReplyOutcome, replies_of


class LineOutcome(msgspec.Struct, frozen=True, kw_only=True):
    no: int
    text: str
    by: str


class PileOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that were put together; those that were not have a pile without a name."""

    name: str
    lines: tuple[LineOutcome, ...]


class QuestionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`hearts` appreciate the question; `replies` were said under it."""

    no: int
    text: str
    piles: tuple[PileOutcome, ...]
    hearts: int = 0
    replies: tuple[ReplyOutcome, ...] = ()


class SentenceOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How many agreed, passed and disagreed; `saw` is all of them. `finding`: "shared", "differ" or neither.
    `bridge`: shared also by people who differ on other things."""

    no: int
    text: str
    finding: Finding
    bridge: bool
    agree: int
    passed: int
    disagree: int
    saw: int


class PropositionsOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`people` answered. `sentences` are in the order in which they are told;
    five people or more have answered each."""

    people: int
    sentences: tuple[SentenceOutcome, ...]


def all_questions(night: Night) -> tuple[QuestionOutcome, ...]:
    """Those to which somebody said something."""
    asked = (
        QuestionOutcome(
            no=question.no,
            text=question.text,
            piles=tuple(
                PileOutcome(
                    name=pile,
                    lines=tuple(
                        LineOutcome(no=line.no, text=line.text, by=name(night, line.person)) for line in those
                    ),
                )
                for pile, those in piles.piled(night, question.no)
            ),
            hearts=threads.hearts(night, f"asked:{question.no}"),
            replies=replies_of(night, f"asked:{question.no}"),
        )
        for question in night.room_questions.asked.values()
    )
    return tuple(question for question in asked if question.piles or question.replies)


def sentence(night: Night, one: Found) -> SentenceOutcome:
    return SentenceOutcome(
        no=one.sentence,
        text=telling.text(night, one),
        finding=one.finding,
        bridge=one.bridge,
        agree=one.agree,
        passed=one.passed,
        disagree=one.disagree,
        saw=one.saw,
    )


def told(night: Night) -> PropositionsOutcome | None:
    """None until something was told. While people answer again, what was told before is left out."""
    found = [*telling.shared(night), *telling.differing(night), *telling.others(night)]
    if propositions.is_open(night) or not found:
        return None
    return PropositionsOutcome(
        people=night.propositions.people, sentences=tuple(sentence(night, one) for one in found)
    )


def said_of(one: SentenceOutcome, gettext: Callable[[str], str]) -> tuple[str, str]:
    """How many of those who saw it agree and disagree, the more the first."""
    agree = gettext("%(agree)s of %(saw)s agree, %(disagree)s disagree")
    disagree = gettext("%(disagree)s of %(saw)s disagree, %(agree)s agree")
    figures = {"agree": one.agree, "saw": one.saw, "disagree": one.disagree}
    bridge = gettext("shared by people who differ on other things") if one.bridge else ""
    return (agree if one.agree >= one.disagree else disagree) % figures, bridge


class KnownView(msgspec.Struct, frozen=True, kw_only=True):
    """What they said of a sentence, which nobody else sees; `text` is empty if the sentence is gone."""

    text: str
    view: str


def known_views(night: Night, no: int) -> tuple[KnownView, ...]:
    return tuple(
        KnownView(text=one.text if propositions.is_seen(night, one) else "", view=one.views[no])
        for one in night.propositions.sentences.values()
        if no in one.views
    )
