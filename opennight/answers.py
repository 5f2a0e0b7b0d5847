"""What becomes of a command, and how its sender is told."""

import asyncio
import logging
from dataclasses import dataclass

from opennight import metrics
from opennight.night.messages import Command, Refused, _
from opennight.store.log import Conflict, Unavailable

logger = logging.getLogger("opennight")


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a command: the night's version after it. A repeat gets the version of its first run."""

    version: int
    repeated: bool = False


@dataclass(slots=True)
class Waiting:
    command: Command
    answer: asyncio.Future[Answer]


def refuse(batch: list[Waiting], error: Exception) -> None:
    """Tell these senders that nothing was written, and keep the server up."""
    logger.error("not written: %s", error, exc_info=error)
    for waiting in batch:
        reply(waiting, refusal_of(error))


def reply(waiting: Waiting, answer: Answer | Exception) -> None:
    """Tell the sender, unless they have hung up."""
    metrics.OUTCOMES[outcome(answer)].inc()
    if waiting.answer.done():
        return
    if isinstance(answer, Answer):
        waiting.answer.set_result(answer)
    else:
        waiting.answer.set_exception(answer)


def outcome(answer: Answer | Exception) -> metrics.Outcome:
    if isinstance(answer, Answer):
        return "repeated" if answer.repeated else "done"
    return "failed" if not isinstance(answer, Refused) or answer.kind == "busy" else "refused"


def refusal_of(error: Exception) -> Exception:
    """What a failed write means for the person waiting for it."""
    if isinstance(error, Conflict | Unavailable):
        return Refused(_("The server could not save this just now. Try again in a moment."), "busy")
    return RuntimeError(f"not carried out: {error!r}")
