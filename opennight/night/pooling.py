"""The pool of answers without a name: what waits in it, and what is told out of it, several at a time.

Opening, drawing and sealing again is done outside of the domain (mixing.py); here it becomes events.
"""

from opennight.night.feedback import about_it, count, keep_words, next_no, subject
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night


class MixFeedback(Command, frozen=True):
    """The server has opened the pool that was made with the version `pooled`, put these `sealed` answers into
    it, and drawn some: `kept` are the `held` others, `told` the drawn ones. None follows any order."""

    about: str
    pooled: int
    sealed: tuple[int, ...]
    kept: str
    held: int
    scales: tuple[int, ...]
    words: tuple[tuple[int, str], ...]


class FeedbackPooled(Event, frozen=True):
    """What was sealed before, and the pool before, are `kept` in this, less what was told."""

    KIND = "feedback-pooled"
    PERSONAL = ("kept",)

    about: str
    held: int
    kept: str = ""


class FeedbackTold(Event, frozen=True):
    """What several people answered: steps of the scale, and words as (question, text), each shuffled. The
    words have the numbers from `no` on."""

    KIND = "feedback-told"
    PERSONAL = ("words",)

    about: str
    no: int
    scales: tuple[int, ...]
    words: tuple[tuple[int, str], ...] = ()


def mix(night: Night, command: MixFeedback) -> list[Event]:
    its = subject(night, command.about)
    if (its.pooled, tuple(its.sealed)) != (command.pooled, command.sealed):
        raise Refused(_("Somebody else has just answered."), "busy")
    if not (its.pooled or its.sealed):
        return []
    pooled = FeedbackPooled(about=command.about, held=command.held, kept=command.kept)
    if not command.scales and not command.words:
        return [pooled]
    no = next_no(night)
    return [pooled, FeedbackTold(about=command.about, no=no, scales=command.scales, words=command.words)]


def pooled(night: Night, event: FeedbackPooled) -> None:
    its = about_it(night, event.about)
    night.forgettable += [*its.sealed, *([its.pooled] if its.pooled else [])]
    its.sealed = {}
    its.kept, its.held, its.pooled = event.kept, event.held, night.version


def told(night: Night, event: FeedbackTold) -> None:
    count(about_it(night, event.about), event.scales)
    keep_words(night.feedback, event.about, event.no, event.words, 0)


DECIDE = {MixFeedback: mix}
EVOLVE = {FeedbackPooled: pooled, FeedbackTold: told}
