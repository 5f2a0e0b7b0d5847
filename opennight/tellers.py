"""What came of the propositions, worked out in a process of its own: from a night to rows of plain answers,
and from findings back to the night's own numbers.
"""

import asyncio
import logging

import msgspec

from opennight import planning
from opennight.night import propositions, telling
from opennight.night.kept.propositions import Finding, Found, Sentence, View
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.thinking import think

logger = logging.getLogger("opennight")
NUMBERS: dict[View, int] = {"agree": 1, "pass": 0, "disagree": -1}


def answers(night: Night, those: list[Sentence]) -> list[list[int | None]]:
    """By person, then by sentence, as far as they may be counted."""
    counted = [telling.counted(night, one) for one in those]
    persons = sorted({no for views in counted for no in views})
    return [[NUMBERS[views[no]] if no in views else None for views in counted] for no in persons]


async def findings(night: Night) -> tuple[tuple[Found, ...], tuple[int, ...]]:
    """What is found, in the order in which it is shown, and the sentences that were counted anew. Raises
    `Refused` if that does not get ready in time.

    The night may change meanwhile: the counts are those from which it was found.
    """
    those = propositions.seen(night)
    fresh = tuple(one.no for one in those if telling.is_fresh(night, one))
    counts = [counts_of(night, one) for one in those]
    numbers = [one.no for one in those]
    rows = answers(night, those)
    solution = await solved(rows) if rows else []
    found = tuple(Found(numbers[place], kind, *counts[place], bridge) for place, kind, bridge in solution)
    return found, fresh


def counts_of(night: Night, sentence: Sentence) -> tuple[int, int, int]:
    """How many agree, pass and disagree."""
    views = list(telling.counted(night, sentence).values())
    return views.count("agree"), views.count("pass"), views.count("disagree")


async def solved(rows: list[list[int | None]]) -> list[tuple[int, Finding, bool]]:
    """(place of the sentence, what was found, whether it is a bridge), in the order in which they are shown.
    Raises `Refused` if that is not ready in time."""
    try:
        async with asyncio.timeout(planning.LIMIT):
            answer = await think("opennight.joinup.opinions", msgspec.json.encode(rows))
            return msgspec.json.decode(answer, type=list[tuple[int, Finding, bool]])
    except (OSError, TimeoutError, msgspec.DecodeError):
        logger.exception("no findings")
        raise Refused(_("This could not be worked out just now. Try again."), "busy") from None
