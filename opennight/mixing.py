"""Mixes the answers without a name, and draws those that are told. Done at once after each answer.

Whoever looks at the database, the desk or the pushes before and after an answer must not learn which one it
was. So the newest answers go into a pool with those before; nothing is drawn until ENOUGH are in it, and then
HELD stay back, any of them. See docs/feedback.md.
"""

import logging
import secrets
from collections.abc import Sequence

from opennight import clock
from opennight.night.feedback import by_question
from opennight.night.kept.feedback import Answer
from opennight.night.messages import SYSTEM, Refused
from opennight.night.pooling import MixFeedback
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.writers import Writers

ENOUGH = 5
"""Answers in the pool before any of them is told."""
HELD = 3
"""Answers that stay in the pool, drawn at random; at the end all are told, if there are as many as this."""
TRIES = 20

logger = logging.getLogger("opennight")
chance = secrets.SystemRandom()


async def mix(writers: Writers, seals: Seals, code: str) -> None:
    """Put into the pools of this night what has come, and tell what can be told.

    If that fails, what has come stays sealed in the log, and the next answer takes it along.
    """
    for about in list((await writers.night(code)).feedback.subjects):
        for _try in range(TRIES):
            command = mixed(await writers.night(code), about, seals)
            if command is None:
                break
            try:
                await writers.send(code, command)
            except Refused:
                continue  # somebody has answered meanwhile


def where(night: Night, about: str) -> str:
    """What a sealed answer is for: it opens nowhere else."""
    return f"{night.code} {about}"


def mixed(night: Night, about: str, seals: Seals) -> MixFeedback | None:
    """What is to be done about this; None if it is nothing."""
    its = night.feedback.subjects[about]
    ends = night.feedback.ended and its.held >= HELD
    if not its.sealed and not ends:
        return None
    here = where(night, about)
    pool: list[Answer] = []
    for sealed in (its.kept, *its.sealed.values()):
        try:
            pool += seals.open(sealed, here)
        except Unreadable:
            logger.warning(
                "%s: answers were sealed under another SECRET_KEY: they cannot be told", night.code
            )
    told, kept = drawn(pool, ended=night.feedback.ended)
    words = [one for answer in told for one in by_question(answer)]
    return MixFeedback(
        id=secrets.token_hex(16),
        at=clock.now(),
        actor=SYSTEM,
        about=about,
        pooled=its.pooled,
        sealed=tuple(its.sealed),
        kept=seals.seal(kept, here) if kept else "",
        held=len(kept),
        scales=tuple(chance.sample([answer.scale for answer in told], len(told))),
        words=tuple(chance.sample(words, len(words))),
    )


def drawn(pool: Sequence[Answer], *, ended: bool) -> tuple[list[Answer], list[Answer]]:
    """Which answers are told, and which are kept, both in no order."""
    shuffled = chance.sample(pool, len(pool))
    if len(pool) >= ENOUGH:
        told = len(pool) if ended else len(pool) - HELD
    else:
        told = len(pool) if ended and len(pool) >= HELD else 0
    return shuffled[:told], shuffled[told:]
