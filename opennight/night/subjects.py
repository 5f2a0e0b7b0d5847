"""What can be talked about beside notes: offers and asks of the wall, and questions to the whole room.

Each is a row in `threads.SUBJECTS`; whoever reads the table finds them all, as this module is a part of the
domain that fold.py loads.
"""

from collections.abc import Callable
from typing import Any

from opennight.night import offers, threads
from opennight.night.messages import Command, Event
from opennight.night.state import Night
from opennight.night.threads import Subject


def of_offer(night: Night, no: int) -> Subject | None:
    """An offer or ask, while the room sees it. To an ask there are answers, and whoever asked says which one
    it is. The record has it with its owner's yes."""
    offer = night.offers.get(no)
    if offer is None or not offers.seen(night, offer):
        return None
    anchor = f"offer-{no}" if offer.listed else ""
    return Subject(offer.text, 0, anchor, answerable=offer.wants, owner=offer.person)


def of_question(night: Night, no: int) -> Subject | None:
    """What the host asked everybody. Its answers are the lines on the board, so here it has comments only."""
    question = night.room_questions.asked.get(no)
    return Subject(question.text, 0, f"asked-{no}") if question else None


threads.SUBJECTS |= {"offer": of_offer, "asked": of_question}
DECIDE: dict[type[Command], Callable[[Night, Any], list[Event]]] = {}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
