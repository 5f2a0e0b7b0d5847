"""Asking for feedback: the questions, when it ends, and whether the record tells what was answered."""

from opennight.night.feedback import form
from opennight.night.kept.feedback import OURS, STEPS, Form
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.state import Night

QUESTION = 80
STEP = 30
QUESTIONS = 3


class WriteForm(Command, frozen=True):
    scale: str
    steps: tuple[str, ...]
    questions: tuple[str, ...]


class EndFeedback(Command, frozen=True):
    ended: bool


class PublishFeedback(Command, frozen=True):
    """Whether the record tells what was answered."""

    published: bool


class FormWritten(Event, frozen=True):
    """None: ours."""

    KIND = "feedback-form-written"

    form: Form | None


class FeedbackEnded(Event, frozen=True):
    KIND = "feedback-ended"

    ended: bool


class FeedbackPublished(Event, frozen=True):
    KIND = "feedback-published"

    published: bool


def write_form(night: Night, command: WriteForm) -> list[Event]:
    if night.feedback.subjects:
        raise Refused(_("People have already answered, so the questions cannot change."), "late")
    steps = tuple(clean(step, STEP, "steps") for step in command.steps)
    if len(steps) != STEPS:
        raise Refused(_("Name %(number)s steps, one per line."), field="steps", number=STEPS)
    if len(command.questions) > QUESTIONS:
        raise Refused(_("Ask at most %(most)s questions."), field="questions", most=QUESTIONS)
    written = Form(
        scale=clean(command.scale, QUESTION, "scale"),
        steps=steps,
        questions=tuple(clean(text, QUESTION, "questions") for text in command.questions),
    )
    return [] if written == form(night) else [FormWritten(form=None if written == OURS else written)]


def end(night: Night, command: EndFeedback) -> list[Event]:
    return [] if command.ended == night.feedback.ended else [FeedbackEnded(ended=command.ended)]


def publish(night: Night, command: PublishFeedback) -> list[Event]:
    if command.published == night.feedback.published:
        return []
    return [FeedbackPublished(published=command.published)]


def form_written(night: Night, event: FormWritten) -> None:
    night.feedback.form = event.form


def ended(night: Night, event: FeedbackEnded) -> None:
    night.feedback.ended = event.ended


def published(night: Night, event: FeedbackPublished) -> None:
    night.feedback.published = event.published


def ended_label(night: Night, event: FeedbackEnded) -> Label:
    return Label(_("ending the feedback") if event.ended else _("taking feedback again"))


DECIDE = {WriteForm: write_form, EndFeedback: end, PublishFeedback: publish}
EVOLVE = {FormWritten: form_written, FeedbackEnded: ended, FeedbackPublished: published}
UNDO: dict[type[Event], Undo] = {
    FeedbackEnded: (ended_label, lambda n, e: [FeedbackEnded(ended=n.feedback.ended)]),
    FeedbackPublished: (
        plain(_("changing whether the record includes the feedback")),
        lambda n, e: [FeedbackPublished(published=n.feedback.published)],
    ),
}
