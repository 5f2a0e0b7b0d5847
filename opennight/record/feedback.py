"""How it was for people, in the record: only if the host has said that the record tells it."""

from collections.abc import Collection

import msgspec

from opennight.night import feedback
from opennight.night.feedback import NIGHT
from opennight.night.state import Night
from opennight.record.people import name


class WordsOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An answer in words. `by` is empty if there is no name to it."""

    no: int
    question: str
    text: str
    by: str


class FeedbackOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered about the night (`group` 0) or about a group. `steps` of the scale go from the worst
    to the best, `counts` beside them; `people` have answered, of whom some may not be counted."""

    group: int
    title: str
    question: str
    steps: tuple[str, ...]
    questions: tuple[str, ...]
    counts: tuple[int, ...]
    people: int
    words: tuple[WordsOutcome, ...]


def of_subject(night: Night, about: str) -> FeedbackOutcome:
    form, its, group = feedback.form(night), feedback.subject(night, about), feedback.group_of(about)
    said = [one for one in feedback.all_words(night, about) if not one.hidden]
    return FeedbackOutcome(
        group=group,
        title=night.pitches[night.groups[group].pitch].title if group else "",
        question=form.scale,
        steps=form.steps,
        questions=form.questions,
        counts=tuple(its.counts),
        people=len(its.given),
        words=tuple(
            WordsOutcome(
                no=one.no,
                question=form.questions[one.question],
                text=one.text,
                by=name(night, one.person) if one.person else "",
            )
            for one in sorted(said, key=lambda one: (one.question, one.no))
        ),
    )


def all_feedback(night: Night, groups: Collection[int]) -> tuple[FeedbackOutcome, ...]:
    """About the night, then about those of these groups about which anything was told."""
    if not night.feedback.published:
        return ()
    those = [NIGHT, *(feedback.of_group(no) for no in groups)]
    found = [of_subject(night, about) for about in those if about in night.feedback.subjects]
    return tuple(one for one in found if sum(one.counts) or one.words)
