"""What is put to everybody: questions to the room, and propositions.

Nobody's answers to a proposition are in any region; their own page is drawn for them alone, and follows
their own marks.
"""

from typing import Any

from opennight.live.audiences import BOARD
from opennight.live.invalidation import Also, Invalidation, both, invalidates
from opennight.live.patterns import Target
from opennight.live.rows.wall import WITH_TOP
from opennight.night import board, piles, propositions, room_questions, telling, views
from opennight.night.messages import Event
from opennight.night.state import Night


def on_board(scene: str) -> Also:
    """The board, if this scene is on it."""

    def targets(night: Night, event: Event) -> list[Target]:
        return [(BOARD, "scene")] if board.scene(night) == scene else []

    return targets


def once_told(night: Night, event: Any) -> list[Target]:
    """The pages whose top leads to what the room found, if this sentence is part of that."""
    told = any(one.sentence == event.sentence for one in night.propositions.found)
    return [(one, "top") for one in WITH_TOP] if told else []


PUT = invalidates(
    pages="top",
    board="scene",
    desk="desk-everybody desk-shows",
    page="",
    everyone=True,
)
LINE = invalidates(desk="desk-everybody desk-waiting", coalesce=True, also=on_board("asked"))
SENTENCE = invalidates(
    desk="desk-everybody desk-waiting",
    coalesce=True,
    also=both(on_board("propositions"), once_told),
)
QUESTIONS: dict[type[Event], Invalidation] = {
    room_questions.RoomAsked: PUT,
    room_questions.QuestionOpened: PUT,
    room_questions.LineSaid: LINE,
    room_questions.LineHidden: LINE,
    room_questions.LineShown: LINE,
    piles.LinesPiled: invalidates(desk="desk-everybody", also=on_board("asked")),
    propositions.SentenceAdded: invalidates(desk="desk-everybody desk-waiting", coalesce=True),
    propositions.SentenceHidden: SENTENCE,
    propositions.SentenceShown: SENTENCE,
    propositions.RoundSet: PUT,
    views.ViewSaid: invalidates(board="voices", desk="desk-everybody", coalesce=True),
    telling.RoundTold: PUT,
}
