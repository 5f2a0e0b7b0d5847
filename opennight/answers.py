"""What becomes of a command, and how its sender is told."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from opennight import metrics
from opennight.night.messages import Command, Refused, _
from opennight.store.log import Conflict, Unavailable

logger = logging.getLogger("opennight")


class Answer(msgspec.Struct, frozen=True, gc=False):
    """The result of a command: the night's version after it. A repeat gets the version of its first run."""

    version: int
    repeated: bool = False


@dataclass(slots=True)
class Waiting:
    """A command, and the future that its sender awaits."""

    command: Command
    answer: asyncio.Future[Answer]


def refuse(batch: Sequence[Waiting], error: Exception) -> None:
    """Tell these senders that nothing was written, and keep the server up."""
    expected = isinstance(error, Conflict | Unavailable)
    logger.error("not written: %s", str(error) or type(error).__name__, exc_info=None if expected else error)
    reply([(waiting, refusal_of(error)) for waiting in batch])


def reply(answers: Sequence[tuple[Waiting, Answer | Exception]]) -> None:
    """Give the senders their answers, unless they have hung up."""
    for waiting, answer in answers:
        if waiting.answer.done():
            continue
        if isinstance(answer, Answer):
            waiting.answer.set_result(answer)
        else:
            waiting.answer.set_exception(answer)
    for its, number in Counter(outcome(answer) for _waiting, answer in answers).items():
        metrics.OUTCOMES[its].inc(number)


def outcome(answer: Answer | Exception) -> metrics.Outcome:
    """How it is counted on /metrics."""
    if isinstance(answer, Answer):
        return "repeated" if answer.repeated else "done"
    return "failed" if not isinstance(answer, Refused) or answer.kind == "busy" else "refused"


def refusal_of(error: Exception) -> Exception:
    """What a failed write means for the person waiting for it."""
    if isinstance(error, Conflict | Unavailable):
        return Refused(_("The server could not save this just now. Try again in a moment."), "busy")
    return RuntimeError(f"not carried out: {error!r}")
