"""The host asks for feedback in their own words, ends it, and says whether the record tells it."""

from typing import Any

import pytest

from opennight.night import feedback
from opennight.night.asking import (
    EndFeedback,
    FeedbackEnded,
    FeedbackPublished,
    FormWritten,
    PublishFeedback,
    WriteForm,
)
from opennight.night.feedback import NIGHT, GiveFeedback
from opennight.night.kept.feedback import OURS, Answer, Form
from opennight.night.phases import MovePhase
from tests.cast import Story, attendee, happened, host, take_back

STEPS = ("Awful", "Poor", "Fair", "Good", "Great")
OWN: dict[str, Any] = {"scale": "And the food?", "steps": STEPS, "questions": ("Any wishes?",)}


def test_the_host_writes_the_questions(story: Story) -> None:
    assert feedback.form(story.night) == OURS
    story.when(host(WriteForm, **OWN)).then(happened(FormWritten, form=Form(**OWN)))
    story.when(host(WriteForm, **OWN)).then()
    ours = {"scale": OURS.scale, "steps": OURS.steps, "questions": OURS.questions}
    story.when(host(WriteForm, **ours)).then(happened(FormWritten, form=None))


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"scale": " "}, "scale", "write something"),
        ({"scale": "x" * 81}, "scale", "Too long"),
        ({"steps": STEPS[:4]}, "steps", "Name 5 steps"),
        ({"steps": (*STEPS[:4], "x" * 31)}, "steps", "Too long"),
        ({"questions": ("One", "Two", "Three", "Four")}, "questions", "at most 3"),
        ({"questions": ("x" * 81,)}, "questions", "Too long"),
    ],
)
def test_a_form_fits_a_phone(story: Story, changed: dict[str, object], field: str, sentence: str) -> None:
    story.when(host(WriteForm, **(OWN | changed))).then_refused("bad", sentence, field=field)


def test_the_questions_stay_once_somebody_has_answered(story: Story) -> None:
    story.given(host(MovePhase, to="closed"), attendee(GiveFeedback, about=NIGHT, answer=Answer(3, ())))
    story.when(host(WriteForm, **OWN)).then_refused("late", "the questions cannot change")


def test_the_host_ends_it_and_takes_that_back(story: Story) -> None:
    story.given(host(MovePhase, to="closed"))
    story.when(host(EndFeedback, ended=True)).then(happened(FeedbackEnded, ended=True))
    story.when(host(EndFeedback, ended=True)).then()
    late = attendee(GiveFeedback, about=NIGHT, answer=Answer(3, ()))
    story.when(late).then_refused("late", "has ended the feedback")
    story.when(take_back(story.night))
    assert feedback.is_open(story.night)


def test_the_record_tells_it_only_if_the_host_says_so(story: Story) -> None:
    story.when(host(PublishFeedback, published=True)).then(happened(FeedbackPublished, published=True))
    story.when(host(PublishFeedback, published=True)).then()
    story.when(take_back(story.night))
    assert not story.night.feedback.published
